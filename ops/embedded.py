"""The embedded database as a file: plain, or encrypted with a key (SQLCipher). Never the one for the other.

Without a key SQLCipher makes a plain file and says nothing. So whoever opens one looks at its
first bytes before, asks whether the key was taken, and looks again once something is written.
"""

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

PLAIN = b"SQLite format 3\0"
"""What a plain file begins with; an encrypted one begins with what looks like chance."""
NOT_A_DATABASE = 26
"""SQLite's word for a file that makes no sense, which is what a wrong key makes of it."""
WAIT = 10000
"""Milliseconds for whoever else writes."""
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    f"busy_timeout={WAIT}",
)


class DatabaseRefused(Exception):
    """This database is not opened. Nothing was changed. The text is for the caretaker."""


def driver() -> "ModuleType":
    """The driver that encrypts. Raises ``DatabaseRefused``."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise DatabaseRefused(
            "A key for the database is given, but what encrypts is not installed. Run: make setup"
        ) from error
    module: ModuleType = dbapi2
    return module


class FirstBytes:
    """What a file begins with, as often as one likes.

    It stays open as long as the database is: to close any descriptor of a file gives up the
    locks that SQLite holds on it in this process.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def are_plain(self) -> bool | None:
        """``None``: there is nothing yet."""
        if self._descriptor is None:
            try:
                self._descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
            except FileNotFoundError:
                return None
        begins = os.pread(self._descriptor, len(PLAIN), 0)
        return begins == PLAIN if begins else None

    def refuse_the_other_kind(self, key: bytes | None) -> None:
        """Plain where there is a key, or encrypted where there is none. Raises ``DatabaseRefused``."""
        plain = self.are_plain()
        if plain is None or plain is (key is None):
            return
        if plain:
            raise DatabaseRefused(
                f"A key for the database is given, but {self.path} is not encrypted. Nothing was changed. "
                "To encrypt what is there, end the server and run: ops db encrypt"
            )
        raise DatabaseRefused(
            f"{self.path} is encrypted, or is no database, and no key is given. Nothing was changed. Say "
            "where the key is: OPS_DB_KEY_FILE=…"
        )

    def close(self) -> None:
        """Once nobody in this process has the database open."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def is_plain(path: Path) -> bool | None:
    """Of a file that nobody in this process has open. ``None``: there is nothing yet."""
    first = FirstBytes(path)
    try:
        return first.are_plain()
    finally:
        first.close()


def connect(path: Path, key: bytes | None) -> Any:
    """A connection for work on a file as a whole that nobody in this process has open.

    Raises ``DatabaseRefused``.
    """
    first = FirstBytes(path)
    try:
        first.refuse_the_other_kind(key)
    finally:
        first.close()
    connection = (sqlite3 if key is None else driver()).connect(path)
    connection.isolation_level = None
    if key is not None:
        give_key(connection, key, path)
    return connection


def prepare(connection: Any, first: FirstBytes, key: bytes | None) -> None:
    """The key, and how each connection behaves. Raises ``DatabaseRefused``.

    The first of the pragmas makes a new file's first page, so it is looked at once more.
    """
    # The driver's own BEGIN comes too late for "IMMEDIATE"; ours is issued on "begin".
    connection.isolation_level = None
    if key is not None:
        give_key(connection, key, first.path)
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    first.refuse_the_other_kind(key)


def give_key(connection: Any, key: bytes, path: Path) -> None:
    """The first words on a new connection. Raises ``DatabaseRefused`` for a wrong key."""
    cursor = connection.cursor()
    # A wrong key is said by us; the library would write to the log itself.
    cursor.execute("PRAGMA cipher_log_level=NONE")
    cursor.execute(f"""PRAGMA key="x'{key.hex()}'\"""")
    if cursor.execute("PRAGMA cipher_status").fetchone() != ("1",):
        raise DatabaseRefused(f"The key was not taken, so {path} would be plain. Nothing was changed.")
    try:
        cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver().DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != NOT_A_DATABASE:
            raise
        raise DatabaseRefused(
            f"The key does not open {path}: it is another database's key, or the file is damaged. "
            "Nothing was changed."
        ) from error
    finally:
        cursor.close()
