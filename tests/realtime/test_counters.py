"""When the server closes steps of what may be shown by itself."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from ops.db import Base, Database
from ops.models import CounterStep
from ops.realtime.counters import CounterRound
from ops.realtime.purges import SETTLED_AFTER
from ops.services import turns, watch
from ops.services.disclosure import closing
from ops.services.house import House
from tests.services.room import Clock
from tests.support.furnished import furnish
from tests.support.keys import KEYS
from tests.support.written import Written

FAILS = (sys.executable, "-c", "raise SystemError('SECRET')")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> Iterator[House]:
    database = Database(f"sqlite:///{tmp_path / 'room.db'}")
    Base.metadata.create_all(database.engine)
    house = House(db=database, now=clock, ring=clock.rings.append, keys=KEYS)
    furnish(house)
    yield house
    database.close()


def looks(house: House, passed: float, process: str = "a") -> None:
    """A server that has run for so long."""
    steady = iter([0.0, passed])
    CounterRound(house, process, lambda: next(steady), FAILS, lambda: lambda: None).close_when_due()


def test_it_begins_to_count_and_closes_what_is_due_but_not_at_once(
    house: House, clock: Clock, written: Written
) -> None:
    looks(house, SETTLED_AFTER)
    clock.pass_(minutes=80 * 24 * 60)
    looks(house, SETTLED_AFTER - 1)
    assert written.of("error") == []
    assert closing.is_any_due(house)
    looks(house, SETTLED_AFTER)
    (said,) = written.of("error")
    assert said["event"] == "A step of what may be shown could not be closed. See why: ops disclosure close"
    assert "SECRET" not in str(said)


def test_of_several_processes_one_looks_after_all_sites(house: House, clock: Clock) -> None:
    for process in ("a", "b"):
        watch.sweep(house, clock(), process=process, started_at=clock())
    [own] = [name for name in ("a", "b") if turns.has_the_house(house, name)]
    for process, has_begun in (("b" if own == "a" else "a", False), (own, True)):
        looks(house, SETTLED_AFTER, process)
        with house.db.read() as session:
            assert bool(session.scalars(select(CounterStep.until)).all()) is has_begun
