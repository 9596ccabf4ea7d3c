"""Reports that are asked for from outside, as the forms have them: a file each."""

from pathlib import Path

FOLDER = Path(__file__).parent
