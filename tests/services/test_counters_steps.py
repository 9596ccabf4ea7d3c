"""Steps of counters: what closes them, holds them, makes them longer, or lets counting begin anew."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import delete, select

from ops.domain.disclosure import Series
from ops.domain.ranges import between
from ops.domain.sheet import Cell, Missing, SheetKind
from ops.domain.words import Substance
from ops.models import Counter, CounterOpen, CounterStep, MonthCount
from ops.services import visits
from ops.services.disclosure import closing, posting, reading
from ops.services.notices import commit
from ops.services.transaction import Made, Transaction
from tests.services.counting import (
    DECEMBER,
    MANY,
    NOVEMBER,
    a_visit,
    all_held,
    closes,
    holds,
    net,
    posts,
    purges,
    sets,
    shown,
    x,
)
from tests.services.room import Room, at
from tests.support.furnished import furnish


def test_a_step_that_is_held_back_is_shown_with_the_next(counted: Room) -> None:
    room = counted
    for _ in range(20):
        room.does(visits.end, a_visit(room))
    room.clock.pass_(minutes=41 * 24 * 60)
    (closed,) = closes(room, all_held)
    assert closed.shown == ()
    assert net(room, Series.VISITS) == 20
    assert shown(room, Series.VISITS, NOVEMBER)[""].missing is Missing.HELD_BACK
    for _ in range(20):
        room.does(visits.end, a_visit(room))
    room.clock.pass_(minutes=31 * 24 * 60)
    closes(room)
    assert shown(room, Series.VISITS, DECEMBER)[""].missing is Missing.HELD_BACK
    assert holds(shown(room, Series.VISITS, between(NOVEMBER.first, DECEMBER.last))[""], 40)


def visits_by_step(room: Room) -> dict[date, int]:
    with room.house.db.read() as session:
        rows = session.execute(
            select(CounterOpen.until, CounterOpen.net).where(
                CounterOpen.series == Series.VISITS.value, CounterOpen.net != 0
            )
        )
        return {row.until: row.net for row in rows}


def test_what_somebody_types_in_from_paper_counts_in_its_own_step(counted: Room) -> None:
    room = counted
    room.clock.time = at("12:00").replace(month=12, day=5)
    said = {"booth": room.booth("3")}
    late = at("20:00").replace(day=30)
    visit = UUID(room.does(visits.arrive, said=said, happened_at=late, from_paper=True)["id"])
    room.does(visits.end, visit)
    posts(room)
    assert visits_by_step(room) == {date(2026, 12, 1): 1}


def test_the_first_of_a_month_is_of_that_month_by_the_clock_of_the_room(counted: Room) -> None:
    """Where it is five hours behind."""
    room = counted
    sets(room, time_zone="America/Toronto")
    for hour in (4, 5):
        room.clock.time = at("00:59").replace(month=12, day=1, hour=hour)
        room.does(visits.end, a_visit(room))
    posts(room)
    first = {date(2026, 12, 1): 1, date(2027, 1, 1): 1}
    assert visits_by_step(room) == first
    room.clock.time = at("12:00").replace(year=2027, month=2, day=1)
    a_visit(room)
    posts(room)
    assert visits_by_step(room) == first | {date(2027, 3, 1): 1}


def test_longer_steps_are_for_the_next_one_and_not_for_what_has_begun(counted: Room) -> None:
    room = counted
    sets(room, expected={"visits_per_month": 1})
    room.clock.pass_(minutes=41 * 24 * 60)
    assert [closed.until for closed in closes(room)] == [date(2026, 12, 1)]
    with room.house.db.read() as session:
        untils = session.scalars(
            select(CounterStep.until)
            .where(CounterStep.series == Series.VISITS.value, CounterStep.closed_at.is_(None))
            .order_by(CounterStep.until)
        ).all()
    assert untils[-1] == date(2028, 1, 1)


def test_nothing_is_closed_by_a_clock_that_cannot_be_believed_and_a_hold_stops_nothing(
    counted: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = counted
    room.clock.pass_(minutes=41 * 24 * 60)
    with monkeypatch.context() as suspect:
        suspect.setattr("ops.services.clock_records.is_suspect", lambda _session: True)
        assert closes(room) == []
    monkeypatch.setattr("ops.services.retention.holds.stands", lambda *_: True)
    assert len(closes(room)) == 1


def test_a_backup_from_before_a_step_was_shown_never_shows_it_otherwise(counted: Room) -> None:
    """What it would show now is another number. Counting begins anew where the step ended."""
    room = counted
    for _ in range(30):
        room.does(visits.end, a_visit(room))
    room.clock.time = at("12:00").replace(month=12, day=9)
    room.does(visits.end, a_visit(room))
    closing.begin(room.house)
    room.clock.time = at("12:00").replace(month=12, day=20)
    closing.begin_anew(room.house)
    assert closes(room) == []
    assert shown(room, Series.VISITS, NOVEMBER)[""].missing is Missing.NOT_RECORDED
    assert net(room, Series.VISITS) == 1
    room.clock.time = at("12:00").replace(year=2027, month=1, day=12)
    assert len(closes(room)) == 1
    assert holds(shown(room, Series.VISITS, DECEMBER)[""], 1)
    both = between(NOVEMBER.first, DECEMBER.last)
    assert shown(room, Series.VISITS, both)[""].missing is Missing.NOT_RECORDED


def test_a_backup_from_the_same_step_goes_on_as_if_nothing_had_been(counted: Room) -> None:
    room = counted
    room.does(visits.end, a_visit(room))
    before = x(room, Series.VISITS)
    room.clock.pass_(minutes=24 * 60)
    closing.begin_anew(room.house)
    assert (x(room, Series.VISITS), net(room, Series.VISITS)) == (before, 1)


def test_over_several_sites_what_can_be_true_adds_up(counted: Room) -> None:
    """What one of them cannot tell is told of none."""
    room = counted
    room.does(visits.end, a_visit(room))
    other = Room(room.house, room.clock, furnish(room.house, "aside"))
    sets(other, expected=MANY)
    closing.begin(room.house)
    room.clock.pass_(minutes=41 * 24 * 60)
    closes(room)
    sites, of = [room.site_id, other.site_id], (Series.VISITS, NOVEMBER, SheetKind.RELEASE)

    def together() -> Cell:
        with room.house.db.read() as session:
            return reading.breakdown(session, sites, *of)[""]

    assert together().missing is Missing.HELD_BACK
    closes(other)
    each = [shown(one, *of)[""] for one in (room, other)]
    assert together().low == sum(cell.low or 0 for cell in each)
    assert together().high == sum(cell.high or 0 for cell in each)
    with room.house.db.read() as session:
        assert reading.boundaries(reading.of_each(session, sites, Series.VISITS)) == (
            NOVEMBER.first,
            DECEMBER.first,
        )


def test_people_are_counted_with_their_month(counted: Room) -> None:
    """Where cards are used; the step waits until that month's key is gone."""
    room = counted
    sets(room, cards=True)
    closing.begin(room.house)
    with room.house.db.write() as session:
        session.add(MonthCount(site_id=room.site_id, month="2026-11", visits_with_card=3, not_known=0))
    room.clock.pass_(minutes=41 * 24 * 60)
    assert closes(room) == []

    def count(transaction: Transaction) -> Made:
        transaction.session.get_one(MonthCount, (room.site_id, "2026-11")).made_at = room.clock.time
        posting.people(transaction, "2026-11", 12)
        return Made({})

    commit(room.house, room.site_id, "month_counted", count)
    assert len(closes(room)) == 1
    assert holds(shown(room, Series.PEOPLE, NOVEMBER)[""], 12)


def test_a_category_that_is_new_is_told_from_its_first_boundary_on(counted: Room) -> None:
    room = counted
    room.does(visits.end, a_visit(room, Substance.KETAMINE))
    room.clock.pass_(minutes=41 * 24 * 60)
    closing.begin(room.house)
    with room.house.db.write() as session:
        session.execute(delete(Counter).where(Counter.category == "ketamine"))
        for step in session.scalars(select(CounterStep).where(CounterStep.shown.is_not(None))):
            step.shown = {name: r5 for name, r5 in (step.shown or {}).items() if name != "ketamine"}
    closes(room)
    substances = shown(room, Series.VISITS_BY_SUBSTANCE, NOVEMBER)
    assert substances["ketamine"].missing is Missing.NOT_COUNTED_HERE
    assert substances["cocaine"].missing is None
    room.clock.pass_(minutes=31 * 24 * 60)
    closes(room)
    assert holds(shown(room, Series.VISITS_BY_SUBSTANCE, DECEMBER)["ketamine"], 0)


def test_a_drill_is_counted_nowhere(counted: Room) -> None:
    room = counted
    with room.house.db.write() as session:
        session.execute(delete(CounterStep))
        session.execute(delete(Counter))
    sets(room, drill_of=room.site_id + 1)
    room.does(visits.end, a_visit(room))
    posts(room)
    room.clock.pass_(minutes=41 * 24 * 60)
    purges(room)
    assert closes(room) == []
    with room.house.db.read() as session:
        for table in (Counter, CounterStep, CounterOpen):
            assert session.scalars(select(table)).all() == []
