"""What a new installation begins with."""

from pathlib import Path

SITE_FILE = Path(__file__).with_name("site.toml")
HISTORY_FILE = Path(__file__).with_name("history.toml")
"""An example of what is what in a table of before."""
