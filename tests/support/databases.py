"""The databases the house may live on: the same tests run on each."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ops.db import Database
from ops.migrations import schema

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


@pytest.fixture(params=KINDS)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Without any tables, for this test alone."""
    database = Database(fresh_url(request.param, request, tmp_path))
    yield database
    database.close()


@pytest.fixture(scope="session", params=KINDS)
def shared_database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """With the newest tables, for many tests: each makes a site of its own."""
    url = fresh_url(request.param, request, tmp_path_factory.mktemp("shared"))
    database = Database(url)
    schema.bring_up_to_date(database, datetime(2026, 1, 1, tzinfo=UTC))
    database.close()
    return url
