"""Everything of an embedded database into an empty one of PostgreSQL: all of it and proven, or nothing.

1. The new database must be empty; its tables are made as a start would make them.
2. Table by table the rows are read and written, some thousand at a time. What is JSON goes as its text, so
   that nothing in it is another thing afterwards, a null within least of all.
3. Numbers that the database counts up go on where they were.
4. Each table is read again from where it was written, and its rows are held against those that were read.
5. Whoever called may look at what is there, from inside. Then each site draws a new epoch, and one commit
   makes it true. Until then the new database is empty for everybody, whatever happens.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from typing import cast as cast_as

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Enum,
    Row,
    String,
    Table,
    cast,
    func,
    inspect,
    make_url,
    select,
    text,
    type_coerce,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

import ops.models
from ops.db import Base, Database
from ops.embedded import DatabaseRefused
from ops.migrations import schema

AT_ONCE = 2_000
"""Rows in memory."""
MANY = 2**256


class MoveRefused(DatabaseRefused):
    """Nothing was moved. The text is for the caretaker."""


@dataclass(frozen=True)
class Moved:
    """``tables``: rows of each, in the order in which they were moved. ``inside`` can be read as a
    ``Database`` can, and sees what will be there."""

    tables: Mapping[str, int]
    inside: Any


class Inside:
    """What only its own transaction sees yet."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def read(self) -> Iterator[Session]:
        with Session(self._connection, autoflush=False) as session:
            yield session


def target_at(url: str) -> Database:
    """The database to move to. Raises ``MoveRefused`` for what is no address of one."""
    try:
        dialect = make_url(url).get_dialect().name
    except (ArgumentError, NoSuchModuleError, ImportError):
        dialect = None
    if dialect != "postgresql":
        raise MoveRefused("Say where to: postgresql+psycopg://user:password@host/name")
    return Database(url)


@contextmanager
def moved(source: Database, target: Database) -> Iterator[Moved]:
    """All rows are there and proven; they are kept once the block has ended well. Raises ``MoveRefused``."""
    try:
        with _moved_all(source, target) as done:
            yield done
    except DBAPIError as error:
        # Its first line only: the next ones say what stands in a row.
        said, *_ = str(error.orig).splitlines()
        raise MoveRefused(f"The new database says: {said}") from None


@contextmanager
def _moved_all(source: Database, target: Database) -> Iterator[Moved]:
    assert ops.models.__all__  # importing it is what makes the tables known
    # Nobody else writes here from before the first row is read until all are kept there.
    with source.engine.connect() as out, out.begin(), schema.changing(target) as into:
        _refuse_what_is_not_empty(into)
        schema.upgrade(into)
        tables = _tables(into)
        _refuse_what_would_stay_behind(out, tables)
        counts = {table.name: _moved(table, out, into) for table in tables}
        for table in tables:
            _count_on(table, into)
        yield Moved(counts, Inside(into))
        schema.draw_epochs_within(into)
        into.execute(text("ANALYZE"))


def _tables(into: Connection) -> list[Table]:
    """In an order in which whatever a row refers to is there before it."""
    there = set(inspect(into).get_table_names()) - {"alembic_version"}
    known = Base.metadata.sorted_tables
    if {table.name for table in known} != there:
        raise MoveRefused("The tables of this program are not those that its own start makes.")
    return known


def _refuse_what_would_stay_behind(out: Connection, tables: list[Table]) -> None:
    """Or be carried as it should not be: a table or a column that we do not know, rows without what they
    refer to, a damaged file."""
    inspector = inspect(out)
    here = {name: _names(inspector.get_columns(name)) for name in inspector.get_table_names()}
    known = {table.name: {column.name for column in table.c} for table in tables}
    strange = sorted(name for name in here.keys() | known.keys() if here.get(name) != known.get(name))
    if strange != ["alembic_version"]:
        strange.remove("alembic_version")
        raise MoveRefused(f"These tables are not as this program knows them: {', '.join(strange)}.")
    if out.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
        raise MoveRefused("The database is damaged: its own check finds faults in it.")
    if out.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise MoveRefused("The database is damaged: rows speak of others that are not there.")


def _names(columns: Sequence[Any]) -> set[str]:
    return {column["name"] for column in columns}


def _refuse_what_is_not_empty(into: Connection) -> None:
    if inspect(into).get_table_names():
        raise MoveRefused(
            "The new database is not empty. Make another one, or take everything out of it first; nothing in "
            "it was changed."
        )


def _moved(table: Table, out: Connection, into: Connection) -> int:
    """How many rows it has, here and there."""
    was = _Sum()
    with _copying(table, into) as write:
        for rows in _read(table, out):
            was.add(rows)
            for row in rows:
                write(tuple(row))
    now = _Sum()
    for rows in _read(table, into):
        now.add(rows)
    if was != now:
        raise MoveRefused(
            f"What was written of {table.name} ({now.rows} rows) is not what was read ({was.rows} rows)."
        )
    return was.rows


@dataclass
class _Sum:
    """Of rows as they come: how many, and a number made of all of them that does not know their order."""

    rows: int = 0
    sum: int = 0

    def add(self, rows: list[Row[Any]]) -> None:
        total = sum(int.from_bytes(sha256(repr(tuple(row)).encode()).digest()) for row in rows)
        self.rows += len(rows)
        self.sum = (self.sum + total) % MANY


def _read(table: Table, connection: Connection) -> Iterator[list[Row[Any]]]:
    """All rows in pieces, older ones first where they refer to others of the same table."""
    wanted = select(*(_as_read(column) for column in table.c)).order_by(*table.primary_key.columns)
    found = connection.execute(wanted, execution_options={"yield_per": AT_ONCE})
    for piece in found.partitions():
        yield list(piece)


def _as_read(column: Column[Any]) -> Any:
    if isinstance(column.type, JSON | Enum):
        # As it stands there, also for the database that has a type of its own for it, and a word that is no
        # longer in use.
        return type_coerce(cast(column, String), String).label(column.name)
    return column


@contextmanager
def _copying(table: Table, into: Connection) -> Iterator[Callable[[tuple[Any, ...]], None]]:
    """By ``COPY``: rows go as they come, and every value by its own kind. Raises ``MoveRefused``, which
    names the table and never what stands in it."""
    import psycopg
    from psycopg import sql

    raw = cast_as("psycopg.Connection[Any]", into.connection.driver_connection)
    columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.c)
    words = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
    try:
        with raw.cursor() as cursor, cursor.copy(words) as copy:
            yield copy.write_row
    except (psycopg.Error, ValueError) as error:
        said = getattr(getattr(error, "diag", None), "message_primary", None) or type(error).__name__
        raise MoveRefused(f"What is in {table.name} cannot be moved: {said}") from None


def _count_on(table: Table, into: Connection) -> None:
    """The next number that the database gives is one that no row has."""
    for column in table.primary_key.columns:
        sequence = into.scalar(
            text("SELECT pg_get_serial_sequence(:table, :column)"),
            {"table": f'"{table.name}"', "column": column.name},
        )
        highest = None if sequence is None else into.scalar(select(func.max(column)))
        if highest is not None:
            into.execute(
                text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest}
            )
