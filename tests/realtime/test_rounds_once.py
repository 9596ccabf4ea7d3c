"""Three processes make the same round in the same moment: what is over goes once, a step is
closed once, a month is counted once."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import TypeVar
from uuid import UUID

import pytest
from sqlalchemy import func, select

from ops.clock import utc_now
from ops.db import Database, DatabaseBusy
from ops.migrations import schema
from ops.models import CounterStep, MonthCount, Visit
from ops.realtime.purges import SETTLED_AFTER, PurgeRound
from ops.services import visits
from ops.services.disclosure import closing
from ops.services.house import House
from ops.services.retention import cards, purge
from tests.services.counting import nothing_held, sets
from tests.services.room import Clock, Room
from tests.support.furnished import furnish
from tests.support.keys import KEYS

pytestmark = pytest.mark.postgres
PROCESSES, PEOPLE = 3, 7


@pytest.fixture
def rooms(postgres_url: str, tmp_path: Path) -> Iterator[Sequence[Room]]:
    """The same room as each of the processes has it, by one clock. Seven people were there and have left."""
    clock, keys = Clock(), replace(KEYS, months=tmp_path / "months")
    houses = [
        House(db=Database(postgres_url), now=clock, ring=clock.rings.append, keys=keys)
        for _ in range(PROCESSES)
    ]
    schema.bring_up_to_date(houses[0].db, utc_now(), copy_first=False)
    furnished = furnish(houses[0])
    rooms = [Room(house, clock, furnished) for house in houses]
    for _ in range(PEOPLE):
        rooms[0].does(visits.end, rooms[0].seats("Aftercare"))
        clock.pass_(minutes=1)
    yield rooms
    for house in houses:
        house.db.close()


Made = TypeVar("Made")


def at_once(rooms: Sequence[Room], work: Callable[[Room], Made]) -> list[Made]:
    """What each of them made of it; whatever one of them raises is raised."""
    together = Barrier(len(rooms))

    def begins(room: Room) -> Made:
        together.wait(20)
        return work(room)

    with ThreadPoolExecutor(len(rooms)) as processes:
        return list(processes.map(begins, rooms))


def closes_all(room: Room) -> list[closing.Closed]:
    """Whoever waited for a colleague for too long comes again, as the round does."""
    closed: list[closing.Closed] = []
    while True:
        try:
            while (step := closing.close_next(room.house, room.site_id, nothing_held)) is not None:
                closed.append(step)
        except DatabaseBusy:
            continue
        return closed


def test_what_is_over_goes_once(rooms: Sequence[Room]) -> None:
    rooms[0].clock.pass_(minutes=9 * 24 * 60)

    def looks(room: Room) -> None:
        steady = iter([0.0, SETTLED_AFTER])
        PurgeRound(room.house, "test", lambda: next(steady), lambda: lambda: None).purge_when_due()

    at_once(rooms, looks)
    with rooms[0].house.db.read() as session:
        assert session.scalar(select(func.count(Visit.id))) == 0
    told = [fact["rows"] for fact in rooms[0].facts("purged")]
    run = purge.newest(rooms[0].house, rooms[0].site_id)
    assert run is not None
    assert (sum(told), run.ended_at) == (run.rows, rooms[0].clock.time)


def test_a_step_of_counters_is_closed_once(rooms: Sequence[Room]) -> None:
    at_once(rooms, lambda room: closing.begin(room.house))
    rooms[0].clock.pass_(minutes=80 * 24 * 60)
    closed = [step.until for steps in at_once(rooms, closes_all) for step in steps]
    assert len(closed) == len(set(closed)) > 0
    with rooms[0].house.db.read() as session:
        rows = session.execute(select(CounterStep.until).where(CounterStep.closed_at.is_not(None)))
        assert set(closed) <= set(rows.scalars())


def test_a_month_is_counted_and_its_key_destroyed_once(rooms: Sequence[Room]) -> None:
    sets(rooms[0], cards=True)
    for _ in range(PEOPLE):
        [card] = cards.new(1)
        visit = rooms[0].does(visits.arrive, said={"booth": rooms[0].booth("Aftercare"), "card": card})["id"]
        rooms[0].does(visits.end, UUID(visit))
    rooms[0].clock.pass_(minutes=40 * 24 * 60)
    at_once(rooms, lambda room: cards.end_months(room.house, room.clock()))
    with rooms[0].house.db.read() as session:
        assert session.scalars(select(MonthCount.people)).all() == [PEOPLE]
    assert len(rooms[0].facts("month_key_destroyed")) == 1
