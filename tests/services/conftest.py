"""A house with a room in it, on SQLite and in `make soak` on an encrypted one
and on PostgreSQL too, and a clock that only a test moves."""

from collections.abc import Iterator

import pytest

from ops.db import Base, Database
from ops.services.disclosure import closing
from ops.services.house import House
from tests.services.counting import MANY, sets
from tests.services.room import Clock, Room, at
from tests.support.databases import empty
from tests.support.furnished import furnish
from tests.support.keys import KEYS

DATABASES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("encrypted", id="encrypted", marks=pytest.mark.soak),
    pytest.param("postgres", id="postgres", marks=[pytest.mark.postgres, pytest.mark.soak]),
]


@pytest.fixture(scope="session")
def postgres_tables(request: pytest.FixtureRequest) -> Iterator[Database]:
    """One PostgreSQL database with our tables; every test leaves it empty."""
    yield from _with_tables(request.getfixturevalue("make_postgres_database")())


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The same in a file."""
    yield from _with_tables(f"sqlite:///{tmp_path_factory.mktemp('tables') / 'ops.sqlite3'}")


@pytest.fixture(scope="session")
def encrypted_tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The same in a file that is encrypted."""
    yield from _with_tables(f"sqlite:///{tmp_path_factory.mktemp('tables') / 'ops.sqlite3'}", bytes(32))


def _with_tables(url: str, key: bytes | None = None) -> Iterator[Database]:
    database = Database(url, key)
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database of each kind, with our tables. All tests of a worker have the same one:
    what it has once prepared for a statement it need not prepare again."""
    shared: Database = request.getfixturevalue(f"{request.param}_tables")
    yield shared
    empty(shared)


@pytest.fixture
def clock() -> Clock:
    """14:00 on a Sunday, until the test moves it."""
    return Clock()


@pytest.fixture
def house(database: Database, clock: Clock) -> House:
    """The house over that database; rings are counted by the clock's side."""
    return House(db=database, now=clock, ring=clock.rings.append, keys=KEYS)


@pytest.fixture
def room(house: House, clock: Clock) -> Room:
    """A room with four single booths, one for two, and aftercare."""
    return Room(house, clock, furnish(house))


@pytest.fixture
def watched(room: Room) -> Room:
    """The room with a screen of each audience that is held against the board after every act."""
    room.screens_watch()
    room.in_preparation = True
    return room


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Function) -> None:
    """Every fixture has done its part: from here on screens follow act by act."""
    watched = item.funcargs.get("watched")
    if isinstance(watched, Room):
        watched.in_preparation = False


@pytest.fixture
def elsewhere(house: House, clock: Clock, room: Room) -> Room:
    """Another site in the same house."""
    return Room(house, clock, furnish(house, "elsewhere"))


@pytest.fixture
def counted(room: Room) -> Room:
    """Counting began on 1 November; many are expected, so that each month is a step."""
    sets(room, expected=MANY)
    room.clock.time = at("00:00").replace(day=1)
    closing.begin(room.house)
    return room
