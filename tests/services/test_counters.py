"""Counters that may be shown, over months: each visit and response once, and nothing shown ever changes."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from ops.domain import disclosure
from ops.domain.disclosure import DECLARED, History, Series
from ops.domain.ranges import Range, RangeKind, around, between, read
from ops.domain.retention import Kept
from ops.domain.sheet import Cell, Missing, SheetKind
from ops.domain.words import Route, Substance
from ops.models import Counter, CounterOpen, CounterStep, Response, Site, Visit
from ops.services import responses, undo, visits
from ops.services.disclosure import closing, posting, reading
from ops.services.notices import commit
from ops.services.retention import purge
from ops.services.transaction import Made, Transaction
from tests.services.room import Room, at

MANY = {"visits_per_month": 100, "responses_per_month": 100, "people_per_month": 100}
NOVEMBER, DECEMBER, JANUARY = (read(month) for month in ("2026-11", "2026-12", "2027-01"))


def nothing_held(_before: Sequence[History], _after: Sequence[History]) -> Collection[Series]:
    return ()


def all_held(_before: Sequence[History], after: Sequence[History]) -> Collection[Series]:
    return [one.series for one in after]


@pytest.fixture
def counted(room: Room) -> Room:
    """Counting began on 1 November; many are expected, so that each month is a step."""
    sets(room, expected=MANY)
    room.clock.time = at("00:00").replace(day=1)
    closing.begin(room.house)
    return room


def sets(room: Room, **columns: object) -> None:
    with room.house.db.write() as session:
        session.execute(update(Site).where(Site.id == room.site_id).values(**columns))


def posts(room: Room) -> None:
    def work(transaction: Transaction) -> Made:
        posting.some(transaction)
        return Made({})

    commit(room.house, room.site_id, "counters", work)


def closes(room: Room, hold_back: disclosure.HoldBack = nothing_held) -> list[closing.Closed]:
    closing.begin(room.house)
    return list(iter(lambda: closing.close_next(room.house, room.site_id, hold_back), None))


def purges(room: Room) -> None:
    purge.begin(room.house, room.site_id)
    while purge.go_on(room.house, room.site_id):
        pass


def shown(room: Room, series: Series, within: Range, kind: SheetKind = SheetKind.RELEASE) -> dict[str, Cell]:
    with room.house.db.read() as session:
        return reading.breakdown(session, [room.site_id], series, within, kind)


def net(room: Room, series: Series, category: str = disclosure.WHOLE) -> int:
    """Of all open steps together."""
    with room.house.db.read() as session:
        rows = session.scalars(
            select(CounterOpen.net).where(
                CounterOpen.site_id == room.site_id,
                CounterOpen.series == series.value,
                CounterOpen.category == category,
            )
        )
        return sum(rows)


def x(room: Room, series: Series, category: str = disclosure.WHOLE) -> int:
    with room.house.db.read() as session:
        return session.get_one(Counter, (room.site_id, series.value, category)).x


def a_visit(room: Room, *substances: Substance, route: Route = Route.INJECT) -> UUID:
    said = {"booth": room.booth("3"), "route": route, "substances": list(substances)}
    return UUID(room.does(visits.arrive, said=said, otherwise=True)["id"])


def holds(cell: Cell, truth: int) -> bool:
    return cell.low is not None and cell.high is not None and cell.low <= truth <= cell.high


def test_a_visit_is_shown_rounded_once_its_step_is_closed_and_not_before(counted: Room) -> None:
    room = counted
    for _ in range(12):
        room.does(visits.end, a_visit(room, Substance.FENTANYL, Substance.COCAINE))
    room.clock.time = at("11:59").replace(month=12, day=11) - timedelta(hours=12)
    assert closes(room) == []
    assert shown(room, Series.VISITS, NOVEMBER)[""].missing is Missing.HELD_BACK
    room.clock.pass_(minutes=1)
    (closed,) = closes(room)
    assert (closed.until, closed.held) == (date(2026, 12, 1), ())
    (cell,) = shown(room, Series.VISITS, NOVEMBER).values()
    assert cell.value in (10, 20)
    assert holds(cell, 12)
    substances = shown(room, Series.VISITS_BY_SUBSTANCE, NOVEMBER, SheetKind.INTERNAL)
    assert holds(substances["fentanyl"], 12)
    assert holds(substances["cocaine"], 12)
    assert substances["heroin"].high == 4
    assert (
        shown(room, Series.VISITS, around(RangeKind.WEEK, date(2026, 11, 4)))[""].missing is Missing.HELD_BACK
    )
    assert shown(room, Series.VISITS, read("2026-10"))[""].missing is Missing.NOT_COUNTED_HERE
    assert shown(room, Series.PEOPLE, NOVEMBER)[""].missing is Missing.NOT_COUNTED_HERE


def test_what_a_step_counted_is_nowhere_once_it_is_closed(counted: Room) -> None:
    """Nor is the number that was drawn, nor how many there were in it of those that people are known by."""
    room = counted
    before = x(room, Series.VISITS_BY_SUBSTANCE, "fentanyl")
    room.does(visits.end, a_visit(room, Substance.FENTANYL))
    posts(room)
    assert net(room, Series.VISITS_BY_SUBSTANCE, "fentanyl") == 1
    room.clock.pass_(minutes=41 * 24 * 60)
    assert len(closes(room)) == 1
    assert net(room, Series.VISITS_BY_SUBSTANCE, "fentanyl") == 0
    assert x(room, Series.VISITS_BY_SUBSTANCE, "fentanyl") == before + 1
    with room.house.db.read() as session:
        rows = session.execute(
            select(CounterStep.series, CounterStep.total).where(CounterStep.until == date(2026, 12, 1))
        )
        totals = {row.series: row.total for row in rows}
    exact = {series.value for series, declared in DECLARED.items() if declared.exact_inside}
    assert {series for series, total in totals.items() if total is not None} == exact


def test_however_often_it_is_looked_at_a_visit_counts_once(counted: Room) -> None:
    room = counted
    visit = a_visit(room, Substance.HEROIN)
    for _ in range(3):
        posts(room)
        room.looks_in(visit)
    room.does(visits.episode, visit)
    posts(room)
    room.does(visits.end, visit)
    posts(room)
    assert net(room, Series.VISITS) == net(room, Series.VISITS_BY_SUBSTANCE, "heroin") == 1
    assert net(room, Series.EPISODES) == 2
    assert net(room, Series.VISITS_BY_ROUTE, "inject") == 1


def test_a_visit_that_is_undone_is_none_also_when_it_was_posted_between(counted: Room) -> None:
    room = counted
    answer = room.does(visits.arrive, key=(key := UUID(int=7)), said={"booth": room.booth("3")})
    assert answer["id"] == str(key)
    posts(room)
    assert net(room, Series.VISITS) == 1
    room.clock.pass_(seconds=5)
    room.does(undo.undo, said={"target": key})
    posts(room)
    assert net(room, Series.VISITS) == 0
    purges(room)
    assert net(room, Series.VISITS) == 0


def test_an_end_that_is_undone_leaves_what_was_posted_posted(counted: Room) -> None:
    """The row goes back to what it was, and the counters do not."""
    room = counted
    visit = a_visit(room)
    end = UUID(int=8)
    room.does(visits.end, visit, key=end)
    posts(room)
    room.does(undo.undo, said={"target": end})
    posts(room)
    assert net(room, Series.VISITS) == 1


def test_an_amended_response_moves_from_kind_to_kind(counted: Room) -> None:
    """While its step is open there; afterwards in the next, and what was shown stays."""
    room = counted
    sets(room, kept=Kept(60, 60, 90).as_json())
    response = UUID(room.does(responses.start, said={"place": "door"})["id"])
    dose = UUID(room.does(responses.log_action, response, said={"kind": "naloxone"})["id"])
    posts(room)
    assert net(room, Series.RESPONSES_BY_DONE, "naloxone") == 1
    room.does(responses.over, response)
    room.does(responses.amend, response, said={"kind": "slow_breathing"})
    posts(room)
    assert net(room, Series.RESPONSES_BY_KIND, "unknown") == 0
    assert net(room, Series.RESPONSES_BY_KIND, "slow_breathing") == 1
    room.clock.pass_(minutes=41 * 24 * 60)
    closes(room)
    before = shown(room, Series.RESPONSES_BY_DONE, NOVEMBER)
    room.does(responses.void, response, said={"action": dose, "reason": "none was given"})
    posts(room)
    assert net(room, Series.RESPONSES_BY_DONE, "naloxone") == -1
    room.clock.pass_(minutes=31 * 24 * 60)
    closes(room)
    assert shown(room, Series.RESPONSES_BY_DONE, NOVEMBER) == before
    assert net(room, Series.RESPONSES_BY_DONE, "naloxone") == -1
    room.does(
        responses.log_action,
        UUID(room.does(responses.start, said={"place": "door"})["id"]),
        said={"kind": "naloxone"},
    )
    posts(room)
    assert net(room, Series.RESPONSES_BY_DONE, "naloxone") == 0


def test_a_row_is_posted_before_it_is_deleted_and_its_log_too(counted: Room) -> None:
    room = counted
    sets(room, kept=Kept(1, 1, 1).as_json())
    room.does(visits.end, a_visit(room, Substance.KETAMINE))
    response = UUID(room.does(responses.start, said={"place": "door"})["id"])
    room.does(responses.log_action, response, said={"kind": "naloxone"})
    room.does(responses.over, response)
    room.clock.pass_(minutes=3 * 24 * 60)
    purges(room)
    with room.house.db.read() as session:
        assert not session.scalars(select(Visit.id)).all()
        assert not session.scalars(select(Response.id)).all()
    assert net(room, Series.VISITS) == net(room, Series.VISITS_BY_SUBSTANCE, "ketamine") == 1
    assert net(room, Series.RESPONSES) == net(room, Series.RESPONSES_BY_DONE, "naloxone") == 1


def test_a_response_whose_log_went_is_not_counted_anew_from_what_is_left(counted: Room) -> None:
    room = counted
    sets(room, kept=Kept(1, 1, 1).as_json())
    response = UUID(room.does(responses.start, said={"place": "door"})["id"])
    room.does(responses.log_action, response, said={"kind": "naloxone"})
    room.does(responses.over, response)
    room.clock.pass_(minutes=3 * 24 * 60)
    purge.begin(room.house, room.site_id)
    while net(room, Series.RESPONSES) == 0:
        assert purge.go_on(room.house, room.site_id)
    room.does(responses.amend, response, said={"kind": "seizure"})
    posts(room)
    assert net(room, Series.RESPONSES_BY_DONE, "naloxone") == 1
    assert net(room, Series.RESPONSES_BY_DONE, "none_of_these") == 0


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


def test_what_somebody_types_in_from_paper_counts_in_its_own_step(counted: Room) -> None:
    room = counted
    room.clock.time = at("12:00").replace(month=12, day=5)
    said = {"booth": room.booth("3")}
    late = at("20:00").replace(day=30)
    visit = UUID(room.does(visits.arrive, said=said, happened_at=late, from_paper=True)["id"])
    room.does(visits.end, visit)
    posts(room)
    with room.house.db.read() as session:
        (until,) = session.scalars(
            select(CounterOpen.until).where(CounterOpen.series == Series.VISITS.value, CounterOpen.net != 0)
        )
    assert until == date(2026, 12, 1)


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
