"""A secret that lies in a file of its own, read when it is needed."""

from pathlib import Path

from ops.files import read_by_others
from ops.outside.asking import NotTold

READ_AT_MOST = 4096


def secret_in(path: Path | None, setting: str) -> str:
    """Its one line. Raises ``NotTold``, by the name of the setting: the path says where secrets lie."""
    if path is None:
        raise NotTold(f"{setting} is not set")
    try:
        with path.open(encoding="utf-8") as file:
            if read_by_others(path):
                raise NotTold(f"the file of {setting} can be read by anybody: chmod 600")
            secret = file.read(READ_AT_MOST).strip()
    except (OSError, UnicodeDecodeError):
        raise NotTold(f"the file of {setting} cannot be read") from None
    if not secret or not secret.isprintable():
        raise NotTold(f"the file of {setting} does not hold one line")
    return secret
