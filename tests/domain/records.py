"""Records of responses for tests: one in each state, and acts asked of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from ops.domain.actions import ActionKind
from ops.domain.protocol import SiteProtocol
from ops.domain.response import Ask, Decision, Record, advance, begin
from ops.domain.response_data import Action
from ops.domain.words import (
    Debrief,
    OutcomeAmbulance,
    OutcomePlace,
    OutcomeState,
    ResponseAct,
    ResponseKind,
    ResponseState,
)

BEGAN = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
SITE = SiteProtocol()
FIRST = UUID("019a0000-0000-7000-8000-0000000000aa")
PERSON = UUID("019a0000-0000-7000-8000-000000000001")
BOOTH = 3
_ids = iter(range(1, 10**9))


def new_id() -> UUID:
    """An id nobody has used yet."""
    return UUID(int=next(_ids))


def after(minutes: float = 0, seconds: float = 0) -> datetime:
    """So long after it began."""
    return BEGAN + timedelta(minutes=minutes, seconds=seconds)


def ask(act: ResponseAct, at: datetime, **said: Any) -> Ask:
    """An act by tablet 2 (device 2), nobody's name chip, told when it was done."""
    plain = Ask(act, new_id(), at, at, "tablet 2", device_name="tablet 2", device_id=2)
    return replace(plain, **said)


def running(**columns: Any) -> Record:
    """One begun in booth 3 at 14:00."""
    begun = begin(ask(ResponseAct.START, BEGAN, id=FIRST, booth_id=BOOTH)).record
    return replace(begun, response=replace(begun.response, **columns))


def decides(record: Record, act: ResponseAct, at: datetime, **said: Any) -> Decision:
    """What the rules make of an act."""
    return advance(record, ask(act, at, **said), SITE)


def does(record: Record, act: ResponseAct, at: datetime, **said: Any) -> Record:
    """The record after an act."""
    return decides(record, act, at, **said).record


def logs(record: Record, kind: ActionKind, at: datetime, **said: Any) -> Record:
    """The record after one act in its log."""
    return does(record, ResponseAct.ACTION, at, action_kind=kind, **said)


def dose(record: Record, at: datetime, milligrams: float = 0.4, device_id: int = 2, **said: Any) -> Record:
    """The record after a dose of naloxone."""
    values = {"dose_mg": milligrams, "by_route": "im"}
    return logs(record, ActionKind.NALOXONE, at, values=values, device_id=device_id, **said)


def last(record: Record) -> Action:
    """The row that was logged last."""
    return record.actions[-1]


def over(record: Record | None = None, at: datetime | None = None) -> Record:
    """One that is over, ten minutes after it began unless said."""
    return does(record or running(), ResponseAct.OVER, at or after(10))


def complete(record: Record | None = None) -> Record:
    """Over, with everything said."""
    finished = does(over(record), ResponseAct.AMEND, after(11), changes={"kind": ResponseKind.SLOW_BREATHING})
    return does(
        finished,
        ResponseAct.OUTCOME,
        after(12),
        outcome_state=OutcomeState.AWAKE,
        outcome_place=OutcomePlace.STAYED,
        outcome_ambulance=OutcomeAmbulance.NOT_CALLED,
    )


def in_state(state: ResponseState) -> Record:
    """A response in that state, nothing in its log."""
    made: dict[ResponseState, Callable[[], Record]] = {
        ResponseState.RUNNING: running,
        ResponseState.OVER: over,
        ResponseState.ALL_OK: lambda: does(running(), ResponseAct.ALL_OK, after(10)),
        ResponseState.MIS_TAP: lambda: does(running(), ResponseAct.MIS_TAP, after(10)),
        ResponseState.UNDONE: lambda: running(state=ResponseState.UNDONE, over_at=after(0, 8)),
    }
    record = made[state]()
    assert record.response.state is state
    return record


def usual_ask(act: ResponseAct, at: datetime) -> Ask:
    """An act of that kind as it is usually said."""
    more: dict[ResponseAct, dict[str, Any]] = {
        ResponseAct.START: {"booth_id": BOOTH},
        ResponseAct.ACTION: {"action_kind": ActionKind.STIMULATION},
        ResponseAct.AMEND: {"changes": {"kind": ResponseKind.SEIZURE}},
        ResponseAct.VOID: {"action": new_id()},
        ResponseAct.OUTCOME: {"outcome_state": OutcomeState.AWAKE},
        ResponseAct.CARE: {"debrief": Debrief.HELD},
    }
    return ask(act, at, **more.get(act, {}))
