"""Whatever happens, and whenever days are made: what they add up to is what a count from scratch says."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, select

from ops.db import Database
from ops.domain import facts, totals
from ops.domain import window as windows
from ops.domain.errors import Refused
from ops.domain.ranges import between
from ops.domain.ranges import days as each_day
from ops.domain.retention import Kept
from ops.domain.totals import Totals
from ops.domain.words import Answer, EndKind, ResponseState, RoomReason, RoomState, VisitState
from ops.models import Response, Site, Visit
from ops.services import (
    late_entries,
    late_signing,
    responses,
    rooms,
    shifts,
    undo,
    visits,
)
from ops.services.house import House
from ops.services.summaries import days, ranges, rolling
from ops.services.summaries.reading import first_day
from ops.services.transaction import Made, Transaction, perform
from tests.services.counting import purges
from tests.services.room import Clock, Room
from tests.support.databases import empty
from tests.support.furnished import furnish
from tests.support.keys import KEYS

TORONTO = "America/Toronto"
NIGHTS = (
    # The clocks go back, and a month ends.
    datetime(2026, 10, 31, 22, 0, tzinfo=UTC),
    # They go forward.
    datetime(2026, 3, 7, 23, 0, tzinfo=UTC),
    datetime(2026, 12, 31, 20, 0, tzinfo=UTC),
)
ACTS = ("seats", "looks", "ends", "types_in", "responds", "over", "outcome", "all_ok", "undoes", "signs")
ROOMS = ("closes", "opens", "begins", "hands_over", "sets", "rolls", "sweeps")
Step = tuple[int, str, int]
STEP = st.tuples(
    st.sampled_from((1, 7, 23, 90, 700)), st.sampled_from((*ACTS, *ACTS, *ROOMS)), st.integers(0, 60)
)
SITES = count()


@pytest.fixture(scope="module")
def tables(sqlite_tables: Database) -> Iterator[Database]:
    yield sqlite_tables
    empty(sqlite_tables)


class NobodyThere(Exception):
    """Whom the act could be about."""


class Night:
    """Acts, each some minutes after the one before; what is refused did not happen."""

    def __init__(self, database: Database, begins: datetime) -> None:
        clock = Clock()
        clock.time = begins
        house = House(db=database, now=clock, ring=clock.rings.append, keys=KEYS)
        self.room = Room(house, clock, furnish(house, f"site-{next(SITES)}"))
        self.ana = self.room.staff("Ana")
        with database.write() as session:
            site = session.get_one(Site, self.room.site_id)
            site.time_zone, site.kept = TORONTO, Kept(2, 3, 4).as_json()
        self.last: UUID | None = None

    def step(self, minutes: int, act: str, number: int) -> None:
        self.room.clock.pass_(minutes=minutes)
        with suppress(Refused, NobodyThere):
            getattr(self, act)(number)

    def _visit(self, number: int) -> UUID:
        return self._one(self._ids(select(Visit.id).where(Visit.state != VisitState.ENDED)), number)

    def _response(self, number: int) -> UUID:
        return self._one(self._ids(select(Response.id)), number)

    def _ids(self, wanted: Select[UUID]) -> list[UUID]:
        [table] = wanted.get_final_froms()
        with self.room.house.db.read() as session:
            return list(session.scalars(wanted.where(table.c.site_id == self.room.site_id)))

    def _one(self, found: list[UUID], number: int) -> UUID:
        if not found:
            raise NobodyThere
        return sorted(found)[number % len(found)]

    def seats(self, number: int) -> None:
        self.last = self.room.seats(None if number % 5 == 0 else str(number % 4 + 1))

    def looks(self, number: int) -> None:
        before = timedelta(minutes=number % 3 * number)
        answer = (Answer.OK, Answer.ASLEEP, Answer.KEEP_AN_EYE)[number % 3]
        self.room.looks_in(self._visit(number), answer, happened_at=self.room.clock.time - before)

    def ends(self, number: int) -> None:
        at = self.room.clock.time - timedelta(minutes=number)
        self.room.does(visits.end, self._visit(number), said={"without_use": number % 4 == 0}, happened_at=at)

    def types_in(self, number: int) -> None:
        came = self.room.clock.time - timedelta(minutes=30 + 20 * number)
        said = {"booth": self.room.booth("2"), "left_at": came + timedelta(minutes=20)}
        self.room.does(late_entries.stay, said=said, happened_at=came, from_paper=True)

    def responds(self, number: int) -> None:
        at = self.room.clock.time - timedelta(minutes=number * 2)
        said = {"place": "door"} if number % 2 else {"visit": str(self._visit(number))}
        self.last = UUID(self.room.does(responses.start, said=said, happened_at=at)["id"])

    def over(self, number: int) -> None:
        at = self.room.clock.time - timedelta(minutes=number % 7)
        self.room.does(responses.over, self._response(number), happened_at=at)

    def outcome(self, number: int) -> None:
        said = {"state": "awake", "place": "stayed", "ambulance": ("not_called", "transported")[number % 2]}
        self.room.does(responses.outcome, self._response(number), said=said)

    def all_ok(self, number: int) -> None:
        self.room.does(responses.all_ok, self._response(number))

    def undoes(self, _: int) -> None:
        if self.last is not None:
            self.room.does(undo.undo, said={"target": self.last})

    def signs(self, _: int) -> None:
        self.room.does(late_signing.sign, by=self.ana)

    def closes(self, number: int) -> None:
        at = self.room.clock.time - timedelta(minutes=number)
        said = {"state": RoomState.CLOSED, "reason": RoomReason.STAFF}
        self.room.does(rooms.set_room, said=said, happened_at=at)

    def opens(self, number: int) -> None:
        self.room.does(rooms.set_room, said={"state": RoomState.OPEN})

    def begins(self, _: int) -> None:
        self.room.does(shifts.open_shift, by=self.ana)

    def hands_over(self, _: int) -> None:
        self.room.does(shifts.hand_over, by=self.ana)

    def sets(self, number: int) -> None:
        """Another minimum of staff: days of which rows are there are judged by it."""

        def work(transaction: Transaction) -> Made:
            transaction.site.protocol = {"minimum_free_staff": number % 3 + 1}
            transaction.record(facts.SiteConfigured(transaction.now, "the protocol"))
            return Made({})

        perform(self.room.house, self.room.command("set"), work)

    def rolls(self, _: int) -> None:
        rolling.roll(self.room.house, self.room.site_id)

    def sweeps(self, _: int) -> None:
        self.room.sweeps()

    def everybody_leaves(self) -> None:
        self.room.clock.pass_(minutes=5)
        for response in self._ids(select(Response.id).where(Response.state == ResponseState.RUNNING)):
            self.room.does(responses.over, response)
        here = select(Visit.id).where(Visit.state != VisitState.ENDED)
        for visit in self._ids(here.where(Visit.seated_at.is_(None))):
            self.room.does(visits.leave_waiting, visit, said={"reason": EndKind.LEFT_BEFORE_USING})
        for visit in self._ids(here):
            self.room.does(visits.end, visit, otherwise=True)
        with suppress(Refused):
            self.room.does(shifts.close, said={"staying": []}, otherwise=True)

    def _days(self) -> list[date]:
        with self.room.house.db.read() as session:
            site = session.get_one(Site, self.room.site_id)
            first = first_day(session, site, self.room.clock.time)
        today = windows.local(self.room.clock.time, TORONTO).date()
        return list(each_day(first, today))

    def told(self) -> Totals:
        every = self._days()
        return ranges.of(self.room.house, [self.room.site_id], between(every[0], every[-1])).together

    def counted_from_scratch(self) -> Totals:
        with self.room.house.db.read() as session:
            site, now = session.get_one(Site, self.room.site_id), self.room.clock.time
            return totals.added(days.counted(session, site, day, now).totals for day in self._days())


WHATEVER = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.reuse, Phase.generate]
)
STEPS = st.lists(STEP, min_size=8, max_size=22)


@settings(WHATEVER, max_examples=4)
@given(st.sampled_from(NIGHTS), STEPS)
def test_days_that_were_made_add_up_to_a_count_from_scratch(
    tables: Database, begins: datetime, steps: list[Step]
) -> None:
    add_up(tables, begins, steps)


@pytest.mark.soak
@settings(WHATEVER, max_examples=30)
@given(st.sampled_from(NIGHTS), STEPS)
def test_so_they_do_on_many_nights(tables: Database, begins: datetime, steps: list[Step]) -> None:
    add_up(tables, begins, steps)


def add_up(tables: Database, begins: datetime, steps: list[Step]) -> None:
    night = Night(tables, begins)
    night.seats(1)
    for step in steps:
        night.step(*step)
    assert night.told() == night.counted_from_scratch()
    night.rolls(0)
    assert night.told() == night.counted_from_scratch()
    night.everybody_leaves()
    night.room.clock.pass_(minutes=6 * 24 * 60)
    before = night.counted_from_scratch()
    assert night.told() == before
    purges(night.room)
    assert night.told() == before
    night.rolls(0)
    assert night.told() == before
