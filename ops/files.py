"""Files on the disk: gone for good, there for good, and whom they are open to."""

import os
import stat
from pathlib import Path

CHUNK = 1024 * 1024


def wipe(path: Path) -> None:
    """Overwritten, then gone. What a disk keeps elsewhere by itself (flash, snapshots) stays there."""
    with path.open("r+b") as file:
        for _ in range(0, path.stat().st_size, CHUNK):
            file.write(bytes(CHUNK))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    keep_names(path.parent)


def keep_names(folder: Path) -> None:
    """New names outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_by_others(path: Path) -> bool:
    """By anybody on this machine but owner and group. Raises ``OSError``."""
    return bool(path.stat().st_mode & stat.S_IRWXO)
