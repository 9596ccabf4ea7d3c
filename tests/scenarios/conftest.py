"""A shift for each test, on each database."""

from collections.abc import Iterator

import pytest

from ops.db import Database
from tests.scenarios.shift import Shift
from tests.support.databases import empty


@pytest.fixture
def shift(shared_database_url: str) -> Iterator[Shift]:
    """09:00 in a starter room: nobody there, two tablets, Kim and Sam on the team list."""
    begun = Shift(shared_database_url)
    yield begun
    begun.close()
    database = Database(shared_database_url)
    empty(database)
    database.close()
