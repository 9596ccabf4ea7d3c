"""The engine, the base of all tables, and how a transaction begins on each database.

SQLite: WAL, ``synchronous=FULL`` (an acknowledged act survives a power cut), foreign keys,
``secure_delete`` (a purged row leaves no bytes). Writers begin with ``BEGIN IMMEDIATE``.
PostgreSQL: readers see one moment (REPEATABLE READ); writers queue on the site's row.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "busy_timeout=10000",
)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python whatever the database keeps. A naive value is a bug and refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def word(kind: type[StrEnum]) -> Enum:
    """A column that holds one word of the vocabulary, by its value."""
    return Enum(
        kind,
        native_enum=False,
        length=32,
        validate_strings=True,
        create_constraint=False,
        values_callable=lambda words: [item.value for item in words],
    )


class Base(DeclarativeBase):
    """Base of all tables; names of constraints are fixed so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[int]: JSON(none_as_null=True),
    }


class DiskFull(Exception):
    """The disk is full, or takes nothing that is written. Nothing was changed by this act,
    and the same act may be sent again. What is there can still be read."""


class Database:
    """One database of one installation. ``write()`` and ``read()`` are the only ways in.

    ``written`` and ``refused`` count commits, and those the disk did not take.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.written = 0
        self.refused = 0
        self.engine = _engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        # SQLite's own wait for the write lock polls and is unfair; a lock in front is neither.
        self._writer = threading.Lock() if self.is_sqlite else None
        isolation = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reading = self.engine.execution_options(mode="read", **isolation)
        self._writing = self.engine.execution_options(mode="write")

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose commit is the caller's whole act; any error rolls all of it back.

        Raises ``DiskFull``.
        """
        try:
            with (
                self._writer or nullcontext(),
                Session(self._writing, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session
        except DBAPIError as error:
            if not _disk_took_nothing(error.orig):
                raise
            self.refused += 1
            raise DiskFull from error
        self.written += 1

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment of the database."""
        with Session(self._reading, autoflush=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


SQLITE_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
"""Full; failing; and failing so that the system lets nobody write to it any more."""
POSTGRESQL_DISK_FULL = "53100"


def _disk_took_nothing(error: object) -> bool:
    if isinstance(error, sqlite3.Error):
        # The low byte is the kind; the rest says where it happened.
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in SQLITE_DISK
    return getattr(error, "sqlstate", None) == POSTGRESQL_DISK_FULL


def _engine(url: str) -> Engine:
    # What was sent belongs in no error message, and so in no log.
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, pool_size=10, max_overflow=140, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver's own BEGIN comes too late for "IMMEDIATE"; ours is issued on "begin".
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    writing = connection.get_execution_options().get("mode") != "read"
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
