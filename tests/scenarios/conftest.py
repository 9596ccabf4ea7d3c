"""A shift for each test, on SQLite; `make soak` tells each on PostgreSQL too."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from ops.db import Database
from ops.domain.chain import State
from ops.migrations import schema
from ops.services import proof
from tests.scenarios.shift import Shift
from tests.support.databases import empty, fresh_url


@pytest.fixture(
    scope="session",
    params=[
        pytest.param("sqlite", id="sqlite"),
        pytest.param("postgres", id="postgres", marks=[pytest.mark.postgres, pytest.mark.soak]),
    ],
)
def shared_database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """With the newest tables, for many tests: each leaves it empty."""
    url = fresh_url(request.param, request, tmp_path_factory.mktemp("shared"))
    database = Database(url)
    schema.bring_up_to_date(database, datetime(2026, 1, 1, tzinfo=UTC))
    database.close()
    return url


@pytest.fixture
def shift(shared_database_url: str) -> Iterator[Shift]:
    """09:00 in a starter room: nobody there, two tablets, Kim and Sam on the team list."""
    begun = Shift(shared_database_url)
    yield begun
    assert proof.verify(begun.house, begun.site_id).state is State.OK
    begun.close()
    database = Database(shared_database_url)
    empty(database)
    database.close()
