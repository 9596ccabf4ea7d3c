"""A backup takes the place of the database, while nobody serves it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ops.backup import BackupRefused, contents, sealing
from ops.backup.contents import Manifest
from ops.backup.folder import STAMP
from ops.files import keep_names, wipe

SHARED_FIRST, SHARED_SIZE = 0x40000002, 510
"""The bytes of a file that SQLite locks to say that it is open."""
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database that was not closed."""


@dataclass(frozen=True)
class Opened:
    """A backup that was opened and found good."""

    manifest: Manifest
    database: Path
    site_file: Path


def open_whole(file: Path, identities: list[Any], key: bytes | None, work: Path) -> Opened:
    """Unpacked into ``work`` and looked through. Raises ``BackupRefused``."""
    archive = work / "archive"
    with archive.open("xb") as into:
        sealing.unseal(file, into, identities)
    manifest = contents.unpack(archive, work)
    wipe(archive)
    contents.compare(manifest, work / contents.DATABASE, key)
    return Opened(manifest, work / contents.DATABASE, work / contents.SITE_FILE)


def take_the_place(new: Path, path: Path, now: datetime) -> Path | None:
    """Where the database that was here lies now, whole or damaged as it was.

    1. Nothing of the new one may be only in memory.
    2. Keep the old one under another name, with what lies beside it.
    3. Take away what lies beside it here: it would be read into the new one.
    4. Rename the new one over it, in one step.

    A power cut leaves the old one, here or under its other name, or the new one. The same again
    ends what was begun.
    """
    with new.open("rb") as file:
        os.fsync(file.fileno())
    aside = path.with_name(f"{path.stem}-before-restore-{now:{STAMP}}{path.suffix}")
    was_here = path.exists()
    for beside in ("", *BESIDE):
        old = path.with_name(path.name + beside)
        if old.exists():
            aside.with_name(aside.name + beside).hardlink_to(old)
    if was_here:
        os.utime(aside, (now.timestamp(), now.timestamp()))
    keep_names(path.parent)
    for beside in BESIDE:
        path.with_name(path.name + beside).unlink(missing_ok=True)
    new.replace(path)
    keep_names(path.parent)
    return aside if was_here else None


@contextmanager
def nobody_has_it_open(path: Path) -> Iterator[None]:
    """Inside the block no other process opens the database. Raises ``BackupRefused``.

    By the lock that SQLite itself holds while a file is open: that needs no key, and works on
    one that is damaged.
    """
    if not path.exists():
        yield
        return
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, SHARED_SIZE, SHARED_FIRST)
        except OSError as error:
            raise BackupRefused(f"{path} is in use. End the server first. Nothing was changed.") from error
        yield
