"""The databases the house may live on: the same tests run on each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from ops.db import Base, Database

KINDS = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
]


def fresh_url(kind: str, request: pytest.FixtureRequest, folder: Path) -> str:
    """A database nobody has used yet."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'room.db'}"
    url: str = request.getfixturevalue("make_postgres_database")()
    return url


def empty(database: Database) -> None:
    """Takes away every row; numbers begin anew. Much quicker than ``TRUNCATE``, which makes new
    files for each table and each of its indexes."""
    with database.engine.begin() as connection:
        sqlite = connection.dialect.name == "sqlite"
        unchecked = (
            "PRAGMA defer_foreign_keys = ON" if sqlite else "SET LOCAL session_replication_role = replica"
        )
        connection.execute(text(unchecked))
        for table in Base.metadata.sorted_tables:
            connection.execute(table.delete())
        if not sqlite:
            connection.execute(
                text("SELECT setval(format('%I.%I', schemaname, sequencename), 1, false) FROM pg_sequences")
            )


@pytest.fixture(params=KINDS)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Without any tables, for this test alone."""
    database = Database(fresh_url(request.param, request, tmp_path))
    yield database
    database.close()
