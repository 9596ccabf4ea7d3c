"""The engine, the base of all tables, and how a transaction begins on each database.

SQLite: WAL, ``synchronous=FULL`` (an acknowledged act survives a power cut), foreign keys,
``secure_delete`` (a purged row leaves no bytes). Writers begin with ``BEGIN IMMEDIATE``.
PostgreSQL: readers see one moment (REPEATABLE READ); writers queue on the site's row.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, cast

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Insert,
    MetaData,
    Table,
    TypeDecorator,
    create_engine,
    event,
    insert,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry

from ops import embedded, networked
from ops.lines import ASKING, READING, WRITING, Lines
from ops.recent import Recent
from ops.timelines import Server, Timelines


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
        list[dict[str, Any]]: JSON,
        list[int]: JSON(none_as_null=True),
    }


def append_row(session: Session, kind: type[Base], /, **values: Any) -> None:
    """A row that nobody has in hand in this commit: written at once, past the session's keeping of
    objects, and without making it write what it holds. Half the work, for each row of each act."""
    session.connection().execute(_insert(kind), values)


@cache
def _insert(kind: type[Base]) -> Insert:
    # Made once: to make a statement and to know it again takes as long as to send it.
    return insert(cast(Table, kind.__table__))


class Unavailable(Exception):
    """The database takes nothing for now. Nothing was changed by this act, and the same act
    may be sent again. What is there can still be read."""


class DiskFull(Unavailable):
    """The disk is full, or takes nothing that is written."""


class DatabaseBusy(Unavailable):
    """Somebody else has held the database for longer than we wait."""


class DatabaseAway(Unavailable):
    """It does not answer, or lets nobody write: it is ended, out of reach, or the copy of another."""


class NotThePrimary(DatabaseAway):
    """Somebody answers, and it is a replica, or the primary of before that nobody has switched off."""

    def __init__(self, server: Server) -> None:
        super().__init__(
            "that is a replica"
            if server.timeline is None
            else f"that is the primary of before, at timeline {server.timeline}: its replica was promoted and used "
            "since. Switch it off. If it is the right one, put back by hand: end every process, ops db restored"
        )


TROUBLES: dict[int | str, type[Unavailable]] = {
    # Full; failing; and failing so that the system lets nobody write to it any more.
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: DiskFull,
    sqlite3.SQLITE_READONLY: DiskFull,
    sqlite3.SQLITE_BUSY: DatabaseBusy,
    sqlite3.SQLITE_LOCKED: DatabaseBusy,
    "53100": DiskFull,
    "55P03": DatabaseBusy,
    "40P01": DatabaseBusy,
    "53300": DatabaseBusy,
    "25006": DatabaseAway,
    "57014": DatabaseAway,
}
"""What the database says (SQLite's kinds of error, PostgreSQL's codes), and what that is here."""


AWAY = ("08", "57P")
"""Beginnings of PostgreSQL's codes: the line is broken; it is being ended, or begins."""
UNREACHED = ("OperationalError", "ConnectionTimeout")
"""Of its driver, by name, as it is not always installed."""
A_MOMENT = 200
"""Milliseconds."""


class Database:
    """One database of one installation. ``write()`` and ``read()`` are the only ways in.

    ``written`` and ``refused`` count commits, and those the disk did not take; ``commits``: how long
    they took, waits included. With a ``key`` the
    embedded database is encrypted. The first use raises ``DatabaseRefused`` for a file of the other kind.
    ``timelines``: what all processes know of PostgreSQL's primaries.
    """

    def __init__(self, url: str, key: bytes | None = None, timelines: Timelines | None = None) -> None:
        self.url = url
        self.key = key
        self.written = 0
        self.refused = 0
        self.commits = Recent()
        self.is_sqlite = url.startswith("sqlite")
        if self.is_sqlite:
            self.engine = _embedded(url, encrypted=key is not None)
            event.listen(self.engine, "do_connect", self._connect)
            event.listen(self.engine, "begin", _begin_sqlite)
            reading = self.engine.execution_options(mode="read")
            kinds = {WRITING: self.engine, READING: reading, ASKING: reading}
            self._line: Callable[[str], Engine] = kinds.__getitem__
            self._give_back: Callable[[], None] = self.engine.dispose
        else:
            self._timelines = timelines or Timelines()
            lines = Lines(url, self._connect_over_the_network, self._timelines)
            self.engine, self._line, self._give_back = lines.shared, lines.of, lines.close
        self._first_bytes = embedded.FirstBytes(Path(self.engine.url.database or ""))
        # SQLite's own wait for the write lock polls and is unfair; a lock in front is neither.
        self._writer = threading.Lock() if self.is_sqlite else None

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose commit is the caller's whole act; any error rolls all of it back.

        Raises ``Unavailable``.
        """
        try:
            with (
                self.commits.timing(),
                self._writer or nullcontext(),
                Session(self._line(WRITING), expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session
        except (DBAPIError, NoConnectionLeft) as error:
            trouble = _trouble(error)
            if trouble is None:
                raise
            self.refused += trouble is DiskFull
            raise trouble from error
        self.written += 1

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment of the database. Raises ``DatabaseAway``."""
        with self._reading(READING) as session:
            yield session

    @contextmanager
    def ask(self) -> Iterator[Session]:
        """A session for questions of which each may see its own moment: nothing is said before or after
        them. Raises ``DatabaseAway``."""
        with self._reading(ASKING) as session:
            yield session

    @contextmanager
    def _reading(self, kind: str) -> Iterator[Session]:
        try:
            with Session(self._line(kind), autoflush=False) as session, session.begin():
                yield session
        except (DBAPIError, NoConnectionLeft) as error:
            if _trouble(error) is not DatabaseAway:
                raise
            raise DatabaseAway from error

    @property
    def file(self) -> Path | None:
        """The embedded database's."""
        name = self.engine.url.database
        return Path(name) if self.is_sqlite and name else None

    @property
    def is_encrypted(self) -> bool:
        return self.key is not None

    def copy_to(self, path: Path) -> None:
        """The embedded database as it is committed now, in another file that only the owner can
        read, encrypted with the same key if this one is. Nobody waits meanwhile."""
        path.touch(mode=0o600)
        with self.engine.connect() as source, closing(embedded.connect(path, self.key)) as copy:
            cast(sqlite3.Connection, source.connection.driver_connection).backup(copy)

    def empty_log(self) -> bool:
        """Bring the embedded database's log into its file and cut it to nothing, as it holds what was
        deleted since. Whether it could be: somebody may be reading. Nobody waits for more than a moment."""
        if not self.is_sqlite:
            return True
        with self._alone() as connection:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy

    def compact(self) -> bool:
        """Write the embedded database anew, without what was deleted. Everybody waits for it. Whether it
        could be done now."""
        if not self.is_sqlite:
            return True
        with self._alone() as connection:
            try:
                connection.execute("VACUUM")
            except Exception as error:
                if _trouble(error) is None:
                    raise
                return False
        return True

    @contextmanager
    def _alone(self) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction, while none of ours writes; it gives up soon."""
        with self._writer or nullcontext(), self.engine.connect() as held:
            connection = cast(sqlite3.Connection, held.connection.driver_connection)
            connection.execute(f"PRAGMA busy_timeout={A_MOMENT}")
            try:
                yield connection
            finally:
                connection.execute(f"PRAGMA busy_timeout={embedded.WAIT}")

    def close(self) -> None:
        """Give all connections back."""
        self._give_back()
        self._first_bytes.close()

    def _connect(
        self, dialect: Dialect, _entry: ConnectionPoolEntry, words: list[Any], more: dict[str, Any]
    ) -> Any:
        self._first_bytes.refuse_the_other_kind(self.key)
        connection = dialect.loaded_dbapi.connect(*words, **more)
        try:
            embedded.prepare(connection, self._first_bytes, self.key)
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect_over_the_network(
        self, _dialect: Dialect, _entry: ConnectionPoolEntry, words: list[Any], more: dict[str, Any]
    ) -> Any:
        connection = networked.connect(words, more)
        server: Server = connection.server
        if server.timeline is None or self._timelines.is_over(server):
            connection.close()
            raise NotThePrimary(server)
        try:
            self._timelines.note(server, lambda: networked.begin_anew(connection))
        except BaseException:
            connection.close()
            raise
        return connection


def _trouble(error: Exception) -> type[Unavailable] | None:
    if isinstance(error, NoConnectionLeft):
        return DatabaseAway
    if isinstance(error, DBAPIError):
        return DatabaseAway if error.connection_invalidated else _trouble_of_driver(error.orig)
    return _trouble_of_driver(error)


def _trouble_of_driver(error: object) -> type[Unavailable] | None:
    # By what it says, not by its class: the driver that encrypts has classes of its own.
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        # The low byte is the kind; the rest says where it happened.
        return TROUBLES.get(code & 0xFF)
    state = getattr(error, "sqlstate", None)
    if state is None:
        # The one error without a code is that nobody could be asked.
        return DatabaseAway if type(error).__name__ in UNREACHED else None
    return DatabaseAway if state.startswith(AWAY) else TROUBLES.get(state)


def _embedded(url: str, *, encrypted: bool) -> Engine:
    module = embedded.driver() if encrypted else None
    # What was sent belongs in no error message, and so in no log.
    return create_engine(url, module=module, pool_size=10, max_overflow=140, hide_parameters=True)


def _begin_sqlite(connection: Any) -> None:
    writing = connection.get_execution_options().get("mode") != "read"
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
