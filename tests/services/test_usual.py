"""A shift beside the same weekday's shifts before it, as far as their figures are kept."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import update

from ops.domain.retention import Kept, Speaks
from ops.domain.usual import Measure, Usual
from ops.domain.words import EndKind
from ops.models import Site
from ops.services import rooms, shift_list, shifts, summaries, visits
from ops.services.retention import keeping
from tests.services.room import Clock, Room

SATURDAY = datetime(2026, 9, 5, 16, 0, tzinfo=UTC)


def evening(room: Room, clock: Clock, start: datetime, people: int) -> None:
    """So many people, one after the other, and the room is closed again."""
    clock.time = start
    room.does(shifts.open_shift)
    for _ in range(people):
        person = room.seats("3")
        clock.pass_(minutes=3)
        room.does(visits.end, person)
        room.does(rooms.booth_cleaned, room.booth("3"))
    clock.time = start + timedelta(hours=8)
    room.does(shifts.close, said={"staying": []})


def keeps(room: Room, *, before: datetime) -> None:
    """What the purge does first."""
    with room.house.db.write() as session:
        session.execute(update(Site).values(kept=Kept(1, 2, 3).as_json()))
    for of in Speaks:
        while keeping.keep_one(room.house, room.site_id, of, before):
            pass


def usual(room: Room, which: str | None = None) -> Usual:
    newest = str(shift_list.shifts(room.house, room.site_id).shifts[0].id)
    return summaries.on_screen(room.house, room.site_id, which or newest).usual


def test_an_evening_is_compared_with_the_same_evenings_before(room: Room, clock: Clock) -> None:
    for week, people in enumerate((2, 3, 2, 3, 2)):
        evening(room, clock, SATURDAY + timedelta(weeks=week), people)
        evening(room, clock, SATURDAY + timedelta(weeks=week, days=1), 5)
    last = SATURDAY + timedelta(weeks=5)
    evening(room, clock, last, 8)
    assert (usual(room).of, usual(room).enough) == (0, False)
    keeps(room, before=last - timedelta(days=3))
    found = usual(room)
    assert found.of == 5
    assert [(one.measure, one.value, one.low, one.high) for one in found.unusual] == [
        (Measure.VISITS, 8, 2, 3)
    ]
    assert usual(room, "2026-10-10") == found
    assert usual(room, "2026-10-04").of == 4
    assert not usual(room, "2026-10-04").enough


def test_days_on_which_nobody_came_are_no_others(room: Room, clock: Clock) -> None:
    for week in range(6):
        evening(room, clock, SATURDAY + timedelta(weeks=week), people=week % 2)
    keeps(room, before=clock.time)
    assert usual(room).of == 2


def test_what_goes_on_is_asked_about_only_for_too_much(room: Room, clock: Clock) -> None:
    for week in range(5):
        evening(room, clock, SATURDAY + timedelta(weeks=week), people=6)
    keeps(room, before=clock.time)
    clock.time = SATURDAY + timedelta(weeks=5)
    room.does(shifts.open_shift)
    person = room.seats("3")
    assert usual(room).unusual == ()
    room.does(visits.end, person)
    for _ in range(2):
        waiting = UUID(room.does(visits.arrive, said={}, otherwise=True)["id"])
        clock.pass_(minutes=9)
        room.does(visits.leave_waiting, waiting, said={"reason": EndKind.LEFT_BEFORE_USING})
    assert [one.measure for one in usual(room).unusual] == [Measure.LEFT_BEFORE_USING]
