"""What a new installation begins with."""

from pathlib import Path

SITE_FILE = Path(__file__).with_name("site.toml")
