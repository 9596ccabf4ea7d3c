"""A plain embedded database becomes an encrypted one, in place, while nobody serves it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any

from ops import embedded
from ops.embedded import DatabaseRefused


def encrypt(path: Path, key: bytes) -> bool:
    """Whether there was anything to do. Raises ``DatabaseRefused``.

    1. Take the database for ourselves; nobody has it open, nobody can open it until the end.
    2. Write it into a file beside it, encrypted, and compare the two row by row.
    3. Give the plain one another name as well, and its name to the encrypted one, in one step.
    4. Overwrite what is plain, and take it away: the database as it was, and copies of it.

    A power cut before 3 leaves the plain database, a later one the encrypted; the same again
    ends what was begun.
    """
    old = path.with_name(f"{path.stem}-plain{path.suffix}")
    if embedded.is_plain(path):
        new = path.with_name(f"{path.stem}-encrypted{path.suffix}")
        _refuse_small_disk(path)
        new.unlink(missing_ok=True)
        old.unlink(missing_ok=True)
        with _for_ourselves(path) as plain:
            _write(plain, new, key)
            _compare(plain, new, key)
            old.hardlink_to(path)
            new.replace(path)
            embedded.keep_names(path.parent)
    else:
        embedded.connect(path, key).close()
    left = [file for file in (old, *_copies(path)) if embedded.is_plain(file)]
    for file in left:
        for beside in path.parent.glob(f"{file.name}*"):
            embedded.wipe(beside)
    return bool(left)


def _copies(path: Path) -> list[Path]:
    """What was kept before tables were changed."""
    return sorted(path.parent.glob(f"{path.stem}-before-*{path.suffix}"))


def _refuse_small_disk(path: Path) -> None:
    if shutil.disk_usage(path.parent).free < 2 * path.stat().st_size:
        raise DatabaseRefused(f"There is not enough room on the disk to encrypt {path}. Nothing was changed.")


@contextmanager
def _for_ourselves(path: Path) -> Iterator[Any]:
    driver = embedded.driver()
    with closing(driver.connect(path)) as plain:
        plain.isolation_level = None
        try:
            plain.execute("PRAGMA locking_mode=EXCLUSIVE")
            # Takes the log into the file, which only works where nobody else has it open.
            [mode] = plain.execute("PRAGMA journal_mode=DELETE").fetchone()
            plain.execute("BEGIN EXCLUSIVE")
            plain.execute("COMMIT")
        except driver.OperationalError as error:
            mode = str(error)
        if mode != "delete":
            raise DatabaseRefused(
                f"{path} is in use, so it cannot be encrypted. End the server first. Nothing was changed."
            )
        yield plain


def _write(plain: Any, new: Path, key: bytes) -> None:
    new.touch(mode=0o600)
    plain.execute("ATTACH DATABASE ? AS encrypted KEY ?", (str(new), f"x'{key.hex()}'"))
    plain.execute("SELECT sqlcipher_export('encrypted')")
    plain.execute("DETACH DATABASE encrypted")
    with new.open("rb") as file:
        os.fsync(file.fileno())


def _compare(plain: Any, new: Path, key: bytes) -> None:
    with closing(embedded.connect(new, key)) as encrypted:
        good = encrypted.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = "SELECT name, sql FROM sqlite_master ORDER BY type, name"
        same = good and _same(plain, encrypted, tables)
        names = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        if not (same and all(_same(plain, encrypted, f'SELECT * FROM "{name}"') for name in names)):  # noqa: S608
            raise DatabaseRefused(
                f"What was written to {new} is not what is in the database. Nothing was changed."
            )


def _same(one: Any, other: Any, question: str) -> bool:
    return all(a == b for a, b in zip_longest(one.execute(question), other.execute(question)))
