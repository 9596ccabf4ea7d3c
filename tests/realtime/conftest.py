"""One server for each mode, shared by the tests of this folder; a site of its own for each test."""

from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.realtime.room import Room
from tests.support.furnished import furnish
from tests.support.server import RunningServer

NUMBERS = count(1)
MODES = [
    pytest.param("threads on SQLite", id="threads"),
    pytest.param("eventlet on PostgreSQL", id="eventlet", marks=[pytest.mark.postgres, pytest.mark.eventlet]),
]


def database_for(mode: str, request: pytest.FixtureRequest) -> str | None:
    """None is the embedded database."""
    if mode.startswith("threads"):
        return None
    url: str = request.getfixturevalue("make_postgres_database")()
    return url


@pytest.fixture(scope="session", params=MODES)
def shared_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Generator[RunningServer]:
    """A server in each mode."""
    folder = tmp_path_factory.mktemp("server")
    with RunningServer(folder, database_for(request.param, request)) as server:
        yield server


@pytest.fixture(params=MODES)
def own_server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningServer]:
    """A server in each mode that the test may stop and start; not yet started."""
    server = RunningServer(tmp_path, database_for(request.param, request))
    try:
        yield server
    finally:
        server.end()


@pytest.fixture
def room(shared_server: RunningServer) -> Iterator[Room]:
    """A fresh site on the shared server."""
    room = Room(shared_server, furnish(shared_server.house, f"site-{next(NUMBERS)}"))
    yield room
    room.close()
