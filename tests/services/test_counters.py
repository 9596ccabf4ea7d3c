"""Counters that may be shown: each visit and response once, and nothing shown ever changes."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from ops.domain.disclosure import DECLARED, Series
from ops.domain.ranges import RangeKind, around, read
from ops.domain.retention import Kept
from ops.domain.sheet import Missing, SheetKind
from ops.domain.words import Substance
from ops.models import CounterStep, Response, Visit
from ops.services import responses, undo, visits
from ops.services.retention import purge
from tests.services.counting import NOVEMBER, a_visit, closes, holds, net, posts, purges, sets, shown, x
from tests.services.room import Room, at


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
