"""Stays for tests: one in each state, and acts asked of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from ops.domain.protocol import SiteProtocol
from ops.domain.visit import Ask, Decision, Visit, advance
from ops.domain.words import (
    Answer,
    EndKind,
    Route,
    Substance,
    VisitAct,
    VisitState,
    Where,
)

ARRIVED = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
SITE = SiteProtocol()
PERSON = UUID("019a0000-0000-7000-8000-000000000001")
SOMEONE_ELSE = UUID("019a0000-0000-7000-8000-000000000002")
RESPONSE = UUID("019a0000-0000-7000-8000-00000000000a")
ANOTHER_RESPONSE = UUID("019a0000-0000-7000-8000-00000000000b")
BOOTH, SEAT = 3, 31
AFTERCARE_BOOTH, AFTERCARE_SEAT = 9, 91


def after(minutes: float = 0, seconds: float = 0) -> datetime:
    """So long after the person arrived."""
    return ARRIVED + timedelta(minutes=minutes, seconds=seconds)


def waiting(**columns: Any) -> Visit:
    """Someone who has just come."""
    fresh = Visit(PERSON, ARRIVED, ARRIVED, route=Route.INJECT)
    return replace(fresh, **columns)


def does(visit: Visit, act: VisitAct, at: datetime, **asked: Any) -> Visit:
    """The stay after an act that is expected to be taken."""
    return decides(visit, act, at, **asked).visit


def decides(visit: Visit, act: VisitAct, at: datetime, **asked: Any) -> Decision:
    """What the rules make of an act; protocol is the site's defaults unless given."""
    protocol: SiteProtocol = asked.pop("protocol", SITE)
    return advance(visit, Ask(act, at, **asked), protocol)


def seated(
    at: datetime = ARRIVED, *substances: Substance, route: Route | None = Route.INJECT, **columns: Any
) -> Visit:
    """Someone in a booth since ``at``, seen then."""
    person = waiting(route=route, substances=substances, **columns)
    return does(person, VisitAct.SEAT, at, booth_id=BOOTH, seat_id=SEAT, mark="A")


def looked(visit: Visit, answer: Answer, at: datetime, where: Where | None = None) -> Visit:
    """The stay after a look."""
    return does(visit, VisitAct.CHECK_IN, at, answer=answer, where=where)


def in_state(state: VisitState) -> Visit:
    """Someone in that state; the last thing happened two minutes after they came."""
    then = after(2)
    person = seated()
    made: dict[VisitState, Callable[[], Visit]] = {
        VisitState.WAITING: waiting,
        VisitState.CALLED: lambda: does(waiting(), VisitAct.CALL, then),
        VisitState.USING: lambda: looked(person, Answer.OK, then),
        VisitState.AFTERCARE: lambda: does(person, VisitAct.AFTERCARE, then),
        VisitState.STEPPED_OUT: lambda: does(person, VisitAct.STEP_OUT, then, where=Where.SMOKE),
        VisitState.LOOKED_FOR: lambda: looked(person, Answer.NOT_HERE, then, Where.UNKNOWN),
        VisitState.ENDED: lambda: does(person, VisitAct.END, then, end_kind=EndKind.LEFT),
    }
    visit = made[state]()
    assert visit.state is state
    return visit


def usual_ask(act: VisitAct, at: datetime) -> Ask:
    """An act of that kind as it is usually asked for."""
    more: dict[VisitAct, dict[str, Any]] = {
        VisitAct.SEAT: {"booth_id": BOOTH, "seat_id": 32, "mark": "B"},
        VisitAct.CHECK_IN: {"answer": Answer.OK},
        VisitAct.MOVE: {"booth_id": 4, "seat_id": 41, "mark": "A"},
        VisitAct.SWAP: {"booth_id": 4, "seat_id": 41, "mark": "A", "other": SOMEONE_ELSE},
        VisitAct.STEP_OUT: {"where": Where.WASHROOM},
        VisitAct.BACK: {},
        VisitAct.LEAVE_WAITING: {"end_kind": EndKind.LEFT_BEFORE_USING},
        VisitAct.PAUSE: {"response": RESPONSE},
        VisitAct.RESUME: {"response": RESPONSE, "answer": Answer.KEEP_AN_EYE},
    }
    return Ask(act, at, **more.get(act, {}))
