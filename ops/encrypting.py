"""A plain embedded database becomes an encrypted one, or one key gives way to another: in place, while
nobody serves it."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any

from ops import embedded, files
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
        _write_anew(path, None, key, old)
    else:
        embedded.connect(path, key).close()
    return _wipe(file for file in (old, *_copies(path)) if embedded.is_plain(file))


def rekey(path: Path, old_key: bytes, key: bytes) -> bool:
    """The same from one key to another: what the old one opens is taken away, copies too. Whether there
    was anything to do. Raises ``DatabaseRefused``, also for a plain file.
    """
    old = path.with_name(f"{path.stem}-old-key{path.suffix}")
    embedded.connect(path, key if _opens(path, key) else old_key).close()
    if not _opens(path, key):
        _write_anew(path, old_key, key, old)
    return _wipe(file for file in (old, *_copies(path)) if file.exists() and not _opens(file, key))


def _write_anew(path: Path, old_key: bytes | None, key: bytes, old: Path) -> None:
    """Steps 1 to 3: afterwards ``path`` opens with the key, and what it was lies at ``old``."""
    new = path.with_name(f"{path.stem}-encrypted{path.suffix}")
    _refuse_small_disk(path)
    new.unlink(missing_ok=True)
    old.unlink(missing_ok=True)
    with _for_ourselves(path, old_key) as source:
        _write(source, new, key)
        _compare(source, new, key)
        old.hardlink_to(path)
        new.replace(path)
        files.keep_names(path.parent)


def _opens(path: Path, key: bytes) -> bool:
    try:
        embedded.connect(path, key).close()
    except DatabaseRefused:
        return False
    return True


def _wipe(found: Iterable[Path]) -> bool:
    """Each with what lies beside it; whether there was any."""
    left = list(found)
    for file in left:
        for beside in file.parent.glob(f"{file.name}*"):
            files.wipe(beside)
    return bool(left)


def _copies(path: Path) -> list[Path]:
    """What was kept before tables were changed."""
    return sorted(path.parent.glob(f"{path.stem}-before-*{path.suffix}"))


def _refuse_small_disk(path: Path) -> None:
    if shutil.disk_usage(path.parent).free < 2 * path.stat().st_size:
        raise DatabaseRefused(f"There is not enough room on the disk to encrypt {path}. Nothing was changed.")


@contextmanager
def _for_ourselves(path: Path, key: bytes | None) -> Iterator[Any]:
    driver = embedded.driver()
    with closing(driver.connect(path)) as source:
        source.isolation_level = None
        if key is not None:
            embedded.give_key(source, key, path)
        try:
            source.execute("PRAGMA locking_mode=EXCLUSIVE")
            # Takes the log into the file, which only works where nobody else has it open.
            [mode] = source.execute("PRAGMA journal_mode=DELETE").fetchone()
            source.execute("BEGIN EXCLUSIVE")
            source.execute("COMMIT")
        except driver.OperationalError as error:
            mode = str(error)
        if mode != "delete":
            raise DatabaseRefused(
                f"{path} is in use, so it cannot be encrypted. End the server first. Nothing was changed."
            )
        yield source


def _write(source: Any, new: Path, key: bytes) -> None:
    new.touch(mode=0o600)
    source.execute("ATTACH DATABASE ? AS encrypted KEY ?", (str(new), f"x'{key.hex()}'"))
    source.execute("SELECT sqlcipher_export('encrypted')")
    source.execute("DETACH DATABASE encrypted")
    with new.open("rb") as file:
        os.fsync(file.fileno())


def _compare(source: Any, new: Path, key: bytes) -> None:
    with closing(embedded.connect(new, key)) as encrypted:
        good = encrypted.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = "SELECT name, sql FROM sqlite_master ORDER BY type, name"
        same = good and _same(source, encrypted, tables)
        names = [name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        if not (same and all(_same(source, encrypted, f'SELECT * FROM "{name}"') for name in names)):  # noqa: S608
            raise DatabaseRefused(
                f"What was written to {new} is not what is in the database. Nothing was changed."
            )


def _same(one: Any, other: Any, question: str) -> bool:
    return all(a == b for a, b in zip_longest(one.execute(question), other.execute(question)))
