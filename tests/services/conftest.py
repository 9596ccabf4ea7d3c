"""A house on each database with a room in it, and a clock that only a test moves."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.db import Base, Database
from ops.services.house import House
from tests.services.room import Clock, Room
from tests.support.databases import empty
from tests.support.furnished import furnish

DATABASES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
]


@pytest.fixture(scope="session")
def postgres_tables(request: pytest.FixtureRequest) -> Iterator[Database]:
    """One PostgreSQL database with our tables; every test leaves it empty."""
    database = Database(request.getfixturevalue("make_postgres_database")())
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with our tables and nothing else, to be copied."""
    path = tmp_path_factory.mktemp("tables") / "ops.sqlite3"
    empty = Database(f"sqlite:///{path}")
    Base.metadata.create_all(empty.engine)
    empty.close()
    return path


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each kind, with our tables."""
    if request.param == "postgres":
        shared: Database = request.getfixturevalue("postgres_tables")
        yield shared
        empty(shared)
        return
    own = Database(f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_tables'), tmp_path)}")
    yield own
    own.close()


@pytest.fixture
def clock() -> Clock:
    """14:00 on a Sunday, until the test moves it."""
    return Clock()


@pytest.fixture
def house(database: Database, clock: Clock) -> House:
    """The house over that database; rings are counted by the clock's side."""
    return House(db=database, now=clock, ring=clock.rings.append, receipt_key=b"receipts", pepper=b"pepper")


@pytest.fixture
def room(house: House, clock: Clock) -> Room:
    """A room with four single booths, one for two, and aftercare."""
    return Room(house, clock, furnish(house))


@pytest.fixture
def watched(room: Room) -> Room:
    """The room with a screen of each audience that is held against the board after every act."""
    room.screens_watch()
    return room


@pytest.fixture
def elsewhere(house: House, clock: Clock, room: Room) -> Room:
    """Another site in the same house."""
    return Room(house, clock, furnish(house, "elsewhere"))
