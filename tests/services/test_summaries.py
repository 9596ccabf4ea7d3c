"""A shift in numbers equals the same shift counted a second way, also when clocks change."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from ops.db import Base, Database
from ops.domain.counting import Spread
from ops.domain.floor_chart import MarkKind
from ops.domain.summary import Summary
from ops.models import JournalEntry, Site
from ops.services import shift_list, summaries
from tests.services.evening import Evening
from tests.services.recount import Entry
from tests.services.recount_house import RecountOfAll
from tests.services.room import Room, a_room
from tests.support.databases import empty

SATURDAY = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
# In Toronto the clocks went back on 1 November 2026 at 2:00 (06:00 UTC).
CLOCKS_GO_BACK = datetime(2026, 11, 1, 4, 30, tzinfo=UTC)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(52, id="half-full"),
        pytest.param(104, id="busy", marks=pytest.mark.soak),
    ],
)
def saturday(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    """Eight hours, so many visits, four responses; handed over a quarter of an hour ago."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('saturday') / 'room.db'}")
    Base.metadata.create_all(database.engine)
    room = a_room(database)
    with database.write() as session:
        session.execute(update(Site).values(protocol={"minimum_free_staff": 2}))
    evening = Evening(room, SATURDAY, people=request.param)
    evening.play()
    yield evening
    database.close()


def the_shift(room: Room) -> Summary:
    listed = shift_list.shifts(room.house, room.site_id)
    return summaries.summary(room.house, room.site_id, str(listed.shifts[-1].id))


def counted_again(evening: Evening, told: Summary) -> RecountOfAll:
    room = evening.room
    with room.house.db.read() as session:
        rows = session.scalars(
            select(JournalEntry).where(JournalEntry.site_id == room.site_id).order_by(JournalEntry.id)
        )
        entries = [
            Entry(row.kind, row.happened_at, row.recorded_at, str(row.command_id), row.data) for row in rows
        ]
    without_use = {str(visit) for visit in evening.without_use}
    aftercare = {room.booth("Aftercare")}
    return RecountOfAll(entries, told.window.start, told.window.until, aftercare, without_use)


def three(spread: Spread) -> tuple[int, int | None, int | None]:
    return spread.count, spread.median, spread.longest


def equals_a_second_count(evening: Evening, told: Summary) -> None:
    """Every number of the page."""
    again = counted_again(evening, told)
    assert asdict(told.visits) == again.visits()
    waits = again.waits()
    assert three(told.waits.seated) == waits["seated"]
    assert three(told.waits.left_before_using) == waits["left_before_using"]
    assert told.waits.turned_away == waits["turned_away"]
    assert told.waits.waiting == waits["waiting"]
    minutes = again.in_booth()
    assert told.in_booth.spread.count == len(minutes)
    assert told.in_booth.spread.longest == (round(max(minutes) * 60) if minutes else None)
    assert [one.count for one in told.in_booth.bins] == [
        sum(one.from_minutes <= value < (one.to_minutes or 10**6) for value in minutes)
        for one in told.in_booth.bins
    ]
    assert {name: getattr(told.looks, name) for name in again.looks()} == again.looks()
    for name, value in again.responses().items():
        said = getattr(told.responses, name)
        assert (three(said) if isinstance(said, Spread) else said) == value, name
    measures_equal_a_second_count(told, again)
    assert told.house.closed == again.closed()
    assert told.house.staff == again.staff()
    assert told.house.under_minimum == again.under_minimum(told.house.minimum_free_staff)
    assert told.house.board_errors == sum(again.inside(entry.at) for entry in again.of("board_was_wrong"))
    wall = evening.room.furnished.devices["display"]
    assert told.house.not_live_in_all == round(again.silent(wall))
    hours_add_up(told, again)


def measures_equal_a_second_count(told: Summary, again: RecountOfAll) -> None:
    """Those of how full and how loud it was, and of what responses were."""
    assert told.seats is not None
    assert told.seats.used == again.seat_seconds()
    assert told.alarms is not None
    assert again.of("going_to_look") == []
    medium, high = again.loud_looks()
    assert told.alarms.medium == medium
    assert high <= told.alarms.high <= high + len(again.of("response_started", "attendance_lapsed")) + 1
    overdoses = told.responses.overdoses
    assert overdoses is not None
    kinds = again.responses()["by_kind"]
    assert overdoses.count == kinds.get("slow_breathing", 0) + kinds.get("over_amping", 0)
    assert sum(overdoses.treated.values()) == overdoses.count
    assert told.visits_by_part is not None
    assert sum(told.visits_by_part.values()) == told.visits.begun


def hours_add_up(told: Summary, again: RecountOfAll) -> None:
    """Each hour is right, and nothing falls between two of them."""
    for hour in told.hours:
        start, end = hour.period.start, hour.period.end
        seated = [one.seated for one in again.people.values() if one.seated]
        assert hour.visits == sum(start <= at < end for at in seated)
        assert hour.most_in_use == again.most_in_use(start, end)
    assert told.hours[0].period.start == told.window.start
    assert told.hours[-1].period.end == told.window.until
    edges = [(one.period.end, two.period.start) for one, two in zip(told.hours, told.hours[1:], strict=False)]
    assert all(end == start for end, start in edges)
    assert sum(hour.visits for hour in told.hours) == told.visits.begun
    assert sum(hour.looks for hour in told.hours) == told.looks.made
    assert sum(hour.late for hour in told.hours) == told.looks.late
    assert sum(hour.missed for hour in told.hours) == told.looks.missed


def test_an_evening_counted_twice_is_the_same(saturday: Evening) -> None:
    told = the_shift(saturday.room)
    assert 0.8 * saturday.people <= told.visits.begun <= 1.2 * saturday.people
    assert (told.responses.count, told.responses.all_ok, told.responses.mis_tap) == (4, 1, 1)
    assert told.looks.late
    assert told.looks.missed
    assert told.looks.not_possible
    assert told.house.under_minimum
    equals_a_second_count(saturday, told)


def test_its_parts_and_its_days_add_up(saturday: Evening) -> None:
    """The shift, the day it lies in, and the quarter of an hour of the next shift."""
    room = saturday.room
    shift, day = the_shift(room), summaries.summary(room.house, room.site_id, "2026-11-21")
    assert len(day.hours) == 24
    assert day.visits.begun == shift.visits.begun + shift.visits.already_here
    assert day.responses.count == shift.responses.count
    assert (day.responses.overdoses, day.house.open) == (shift.responses.overdoses, shift.house.open)
    equals_a_second_count(saturday, day)
    equals_a_second_count(saturday, summaries.summary(room.house, room.site_id, "today"))


def test_a_past_shift_says_the_same_later(saturday: Evening) -> None:
    """What happens afterwards changes nothing of it."""
    before = the_shift(saturday.room)
    saturday.room.seats(None)
    saturday.room.clock.pass_(minutes=5)
    after = the_shift(saturday.room)
    assert asdict(after) | {"window": None} == asdict(before) | {"window": None}


@pytest.fixture
def on_sqlite(sqlite_tables: Database) -> Iterator[Room]:
    yield a_room(sqlite_tables)
    empty(sqlite_tables)


def test_the_night_the_clocks_go_back(on_sqlite: Room) -> None:
    room = on_sqlite
    with room.house.db.write() as session:
        session.execute(update(Site).where(Site.id == room.site_id).values(time_zone="America/Toronto"))
    evening = Evening(room, CLOCKS_GO_BACK, hours=3, people=24)
    evening.play()
    room.clock.pass_(minutes=60 * 24)
    shift, day = the_shift(room), summaries.summary(room.house, room.site_id, "2026-11-01")
    # 00:30 to 02:30 on the wall clock, and three hours all the same.
    assert wall_clock(shift) == ["00:00", "01:00", "01:00 again", "02:00"]
    assert wall_clock(day)[:4] == ["00:00", "01:00", "01:00 again", "02:00"]
    assert len(day.hours) == 25
    for told in (shift, day):
        equals_a_second_count(evening, told)


def wall_clock(told: Summary) -> list[str]:
    return [f"{one.clock:%H:%M}" + " again" * one.again for one in (hour.period for hour in told.hours)]


def test_nothing_that_describes_a_person_is_in_it(saturday: Evening, tmp_path: Path) -> None:
    """No route, substance, handle, name of staff, or stay is anywhere in a summary."""
    text = str(asdict(the_shift(saturday.room)))
    with saturday.room.house.db.read() as session:
        visits = set(session.scalars(select(JournalEntry.data["visit"].as_string())))
    words = ["inject", "smoke", "heroin", "route", "substance", "handle", "Ana", "Bo'", "Cleo"]
    assert [word for word in words if word in text] == []
    assert not [visit for visit in visits if visit and (visit in text or UUID(visit).hex in text)]


def test_the_floor_on_screen_is_the_same_stays_looks_and_responses(saturday: Evening) -> None:
    room = saturday.room
    shift = str(shift_list.shifts(room.house, room.site_id).shifts[-1].id)
    shown = summaries.on_screen(room.house, room.site_id, shift)
    told, floor = shown.summary, shown.floor
    assert told == summaries.summary(room.house, room.site_id, shift)
    assert floor is not None
    begun = {
        one.seated
        for one in counted_again(saturday, told).people.values()
        if one.seated and told.window.start <= one.seated < told.window.until
    }
    assert begun <= {bar.start for line in floor.lines for bar in line.bars}
    assert floor.count(MarkKind.LATE) == told.looks.late
    assert floor.count(MarkKind.LOOK) + floor.count(MarkKind.LATE) == told.looks.made
    assert floor.count(MarkKind.MISSED) == told.looks.missed
    assert floor.count(MarkKind.RESPONSE) == told.responses.count
    inside = [
        any(bar.start <= mark.at and (bar.end is None or mark.at <= bar.end) for bar in line.bars)
        for line in floor.lines
        for mark in line.marks
        if line.place is not None and mark.kind is not MarkKind.RESPONSE
    ]
    assert sum(inside) >= 0.95 * len(inside)
