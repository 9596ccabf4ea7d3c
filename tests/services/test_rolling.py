"""Days become numbers that add up: once they are over, again when something touches them, and never from
rows that are gone."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from ops.db import Base
from ops.domain.ranges import Range, RangeKind, around
from ops.domain.retention import Kept
from ops.domain.totals import GROUPS, Length, Totals
from ops.domain.words import RoomReason, RoomState
from ops.models import DayTotals, Figures, Rolled, Site
from ops.services import clock_back, late_entries, late_signing, responses, rooms, undo, visits
from ops.services.summaries import days as day_totals
from ops.services.summaries import ranges, rolling, touched
from ops.services.summaries.days import COLUMNS, GONE
from tests.services.counting import purges
from tests.services.room import Room
from tests.services.test_summaries_looks import the_floor_is_empty

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
SUNDAY_ALONE = around(RangeKind.DAY, SUNDAY)


@pytest.fixture
def room(room: Room) -> Room:
    """Sunday, 23:00."""
    with room.house.db.write() as session:
        session.execute(update(Site).values(kept=Kept(1, 4, 6).as_json()))
    room.clock.time = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    return room


def rolls(room: Room) -> int:
    return rolling.roll(room.house, room.site_id)


def told(room: Room, wanted: Range = SUNDAY_ALONE) -> Totals:
    return ranges.of(room.house, [room.site_id], wanted).together


def kept(room: Room) -> dict[date, DayTotals]:
    with room.house.db.read() as session:
        found = {row.day: row for row in session.scalars(select(DayTotals))}
        session.expunge_all()
    return found


def a_mark(room: Room) -> None:
    """Written over the totals of every day, to see who reads them."""
    with room.house.db.write() as session:
        session.execute(update(DayTotals).values(board_errors=1000))


def is_told_from_its_totals(room: Room, wanted: Range = SUNDAY_ALONE) -> bool:
    return told(room, wanted).board_errors >= 1000


def days_pass(room: Room, days: int) -> None:
    room.clock.pass_(minutes=days * 24 * 60)


def test_a_day_is_made_once_it_is_over_and_only_then(room: Room) -> None:
    room.seats("1")
    assert rolls(room) == 0
    assert (kept(room), told(room).visits) == ({}, 1)
    room.clock.pass_(minutes=61)
    before = told(room)
    assert rolls(room) == 1
    assert list(kept(room)) == [SUNDAY]
    assert told(room) == before
    assert rolls(room) == 0
    a_mark(room)
    assert is_told_from_its_totals(room)
    assert not is_told_from_its_totals(room, around(RangeKind.DAY, MONDAY))


def test_a_colleague_who_was_quicker_is_no_fault(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it goes while processes begin and have not heard of each other yet."""
    room.seats("1")
    days_pass(room, 1)

    def taken(*_: object) -> None:
        raise IntegrityError("INSERT", {}, ValueError("it is there"))

    with monkeypatch.context() as quicker:
        quicker.setattr(day_totals, "put", taken)
        assert rolls(room) == 0
    assert rolls(room) == 1


def test_days_on_which_nobody_came_are_days(room: Room) -> None:
    room.seats("1")
    days_pass(room, 7)
    assert rolls(room) == 7
    assert told(room, around(RangeKind.MONTH, SUNDAY)).days == 8


def after_midnight(room: Room) -> Room:
    """Somebody sat down on Sunday, and Sunday is made."""
    room.seats("1")
    room.clock.pass_(minutes=61)
    room.sweeps()
    rolls(room)
    a_mark(room)
    return room


def looks_in_after_midnight(room: Room) -> None:
    """At somebody whose check was late before it."""
    room.looks_in(UUID(room.board()["booths"][0]["seats"][0]["visit"]["id"]))


def types_in_a_stay(room: Room) -> None:
    came = room.clock.time - timedelta(minutes=90)
    room.does(
        late_entries.stay,
        said={"booth": room.booth("2"), "left_at": came + timedelta(minutes=20)},
        happened_at=came,
        from_paper=True,
    )


def a_response_that_is_over(room: Room) -> None:
    room.does(responses.start, said={"place": "door"}, happened_at=room.clock.time - timedelta(minutes=90))


def closed_since_before_midnight(room: Room) -> None:
    """No stay and no response is named in it."""
    said = {"state": RoomState.CLOSED, "reason": RoomReason.STAFF}
    room.does(rooms.set_room, said=said, happened_at=room.clock.time - timedelta(minutes=30))


ACTS = [
    looks_in_after_midnight,
    types_in_a_stay,
    a_response_that_is_over,
    closed_since_before_midnight,
]


@pytest.mark.parametrize("act", ACTS)
def test_what_touches_a_day_is_told_at_once_and_kept_by_the_next_round(
    room: Room, act: Callable[[Room], None]
) -> None:
    after_midnight(room)
    act(room)
    assert not is_told_from_its_totals(room)
    now = told(room)
    assert rolls(room) == 1
    assert told(room) == now
    assert kept(room)[SUNDAY].board_errors == 0


def test_somebody_there_just_after_midnight_reached_what_was_loud_before_it(room: Room) -> None:
    """The room needs eyes just before midnight; when somebody sees to anybody the day is made."""
    room.clock.time = datetime(2026, 11, 22, 23, 53, 50, tzinfo=UTC)
    for booth in ("1", "2", "3"):
        room.seats(booth)
    response = the_floor_is_empty(room)
    for _ in range(12):
        room.does(responses.here, response)
        room.clock.pass_(seconds=30)
        room.sweeps()
    room.clock.pass_(seconds=12)
    rolls(room)
    assert (told(room).alarms_medium, told(room).alarms_reached) == (1, 0)
    room.looks_in(room.seats("4"))
    assert told(room).alarms_reached == 1


def test_what_happens_today_touches_no_other_day(room: Room) -> None:
    after_midnight(room)
    room.does(responses.start, said={"place": "door"})
    assert is_told_from_its_totals(room)
    assert rolls(room) == 0


def test_where_more_happened_than_can_be_looked_at_every_day_of_that_site_is_touched(
    room: Room, elsewhere: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touched, "AT_MOST", 2)
    after_midnight(elsewhere)
    room.clock.time -= timedelta(minutes=61)
    after_midnight(room)
    for _ in range(3):
        room.does(responses.start, said={"place": "door", "another": True})
    elsewhere.does(responses.start, said={"place": "door"})
    assert not is_told_from_its_totals(room)
    assert is_told_from_its_totals(elsewhere)


def test_an_undo_touches_the_day_of_what_it_takes_back(room: Room) -> None:
    after_midnight(room)
    visit = room.seats("2", happened_at=room.clock.time - timedelta(minutes=2))
    assert rolls(room) == 1
    assert told(room).visits == 2
    room.does(undo.undo, said={"target": visit})
    assert told(room).visits == 1
    rolls(room)
    assert kept(room)[SUNDAY].visits == 1


def test_a_signature_touches_what_was_typed_in(room: Room) -> None:
    ana = room.staff("Ana")
    after_midnight(room)
    types_in_a_stay(room)
    rolls(room)
    assert told(room).late_unsigned == 1
    room.does(late_signing.sign, by=ana)
    assert told(room).late_unsigned == 0
    assert rolls(room) == 1
    assert told(room).late_unsigned == 0


def test_a_day_made_by_a_clock_that_was_ahead_is_made_when_it_is_over(room: Room) -> None:
    room.does(visits.end, room.seats("1"))
    days_pass(room, 3)
    assert rolls(room) == 3
    clock_back.follow(room.house, timedelta(days=3), right_at=room.clock.time)
    room.clock.time -= timedelta(days=3)
    rolls(room)
    assert kept(room) == {}
    room.seats("2")
    room.clock.pass_(minutes=61)
    assert rolls(room) == 1
    assert kept(room)[SUNDAY].visits == 2


def everyone_was_here(room: Room) -> None:
    visit = room.seats("1")
    room.does(responses.over, UUID(room.does(responses.start, said={"visit": str(visit)})["id"]))
    room.clock.pass_(minutes=30)
    room.does(visits.end, visit)


def test_what_was_kept_is_in_the_days_totals_and_is_never_made_anew(room: Room) -> None:
    everyone_was_here(room)
    days_pass(room, 1)
    rolls(room)
    before = told(room)
    assert (before.visits, before.responses) == (1, 1)
    days_pass(room, 2)
    purges(room)
    assert gone(room) == (True, False, False)
    days_pass(room, 7)
    purges(room)
    assert gone(room) == (True, True, True)
    assert told(room) == before
    a_mark(room)
    with room.house.db.write() as session:
        session.execute(update(Site).values(version=Site.version + 1))
    rebuilt = rolling.rebuild(room.house, room.site_id)
    assert rebuilt.left == len([row for row in kept(room).values() if row.house_gone])
    assert is_told_from_its_totals(room)


def gone(room: Room) -> tuple[bool, bool, bool]:
    row = kept(room)[SUNDAY]
    return row.stays_gone, row.responses_gone, row.house_gone


def test_the_part_that_was_kept_stays_when_another_is_counted_anew(room: Room) -> None:
    """The record of a response is finished when the stays of its day are gone."""
    response = UUID(room.does(responses.start, said={"place": "door"})["id"])
    everyone_was_here(room)
    room.does(responses.over, response)
    days_pass(room, 3)
    purges(room)
    assert gone(room) == (True, False, False)
    rolls(room)
    said = {"state": "awake", "place": "stayed", "ambulance": "transported"}
    room.does(responses.outcome, response, said=said)
    assert (told(room).visits, told(room).taken_by_ambulance) == (1, 1)
    rolls(room)
    assert (kept(room)[SUNDAY].visits, kept(room)[SUNDAY].taken_by_ambulance) == (1, 1)


def test_figures_kept_before_there_were_totals_become_some(room: Room) -> None:
    """Their lengths were no tallies: these are not counted."""
    everyone_was_here(room)
    days_pass(room, 10)
    purges(room)
    before = told(room)
    with room.house.db.write() as session:
        session.execute(delete(DayTotals))
        session.execute(delete(Rolled))
        row = session.get_one(Figures, (room.site_id, "day", SUNDAY.isoformat()))
        stays = deepcopy(row.stays)
        assert stays is not None
        del stays["in_booth"]["spread"]["tally"]
        row.stays = stays
    rolls(room)
    after = told(room)
    assert (after.visits, after.in_booth, after.responses) == (1, 1, 1)
    assert (before.days_of(Length.IN_BOOTH), after.days_of(Length.IN_BOOTH)) == (1, 0)
    assert Length.IN_BOOTH not in after.lengths


def test_rebuilt_they_are_what_their_rows_say(room: Room) -> None:
    everyone_was_here(room)
    days_pass(room, 1)
    rolls(room)
    a_mark(room)
    assert rolling.rebuild(room.house, room.site_id) == rolling.Rebuilt(days=1, left=0)
    assert not is_told_from_its_totals(room)


def test_every_number_that_adds_up_has_its_column() -> None:
    columns = {column.name for column in Base.metadata.tables["day_totals"].c}
    assert {*COLUMNS, *GROUPS} <= columns
    told = {"site_id", "day", "start", "until", "time_zone", "counted_at", "version", *GONE.values()}
    assert columns == {*COLUMNS, *GROUPS, *told}


def test_it_is_recorded_since_the_first_day_that_has_figures_also_before_any_round(room: Room) -> None:
    """Years of before came in, and no day was made yet."""
    everyone_was_here(room)
    days_pass(room, 10)
    purges(room)
    with room.house.db.write() as session:
        year_before = SUNDAY - timedelta(days=365)
        session.execute(update(DayTotals).where(DayTotals.day == SUNDAY).values(day=year_before))
        session.execute(delete(Figures))
    found = ranges.of(room.house, [room.site_id], around(RangeKind.DAY, SUNDAY))
    assert found.recorded_since == year_before
