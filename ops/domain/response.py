"""A response: one table of what may follow, and ``advance()``. Nothing is ever refused.

``TABLE[state, act]`` is ``STEP`` or ``REPEAT``. Whatever is odd about an act (its time, its
place, its order, its values) is kept and marked. What a step does to the record is in
``ops.domain.response_steps`` and ``ops.domain.response_log``.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto

from ops.domain import facts
from ops.domain.actions import ActionKind
from ops.domain.facts import Fact
from ops.domain.protocol import SiteProtocol
from ops.domain.response_complete import NOT_A_RECORD, complete, missing
from ops.domain.response_data import Action, Ask, Mark, Record, Response
from ops.domain.response_log import unique
from ops.domain.response_steps import STEPS
from ops.domain.visit import Outcome
from ops.domain.words import (
    Answer,
    EndKind,
    OutcomePlace,
    OutcomeState,
    ResponseAct,
    ResponseKind,
    ResponseState,
)

__all__ = ["TABLE", "Ask", "Decision", "Outcome", "Record", "Response", "Rule", "advance", "begin"]

SEDATED = frozenset({"responds_to_pressure", "unresponsive"})
"""Words of the sedation scale for someone who is hard to rouse."""


class Rule(Enum):
    STEP = auto()
    REPEAT = auto()


STEP, REPEAT = Rule.STEP, Rule.REPEAT


def _row(default: Rule, **rules: Rule) -> dict[ResponseAct, Rule]:
    return {act: rules.get(act.value, default) for act in ResponseAct}


_ROWS: dict[ResponseState, dict[ResponseAct, Rule]] = {
    ResponseState.RUNNING: _row(STEP),
    ResponseState.OVER: _row(STEP, over=REPEAT),
    ResponseState.ALL_OK: _row(STEP, all_ok=REPEAT),
    ResponseState.MIS_TAP: _row(STEP, mis_tap=REPEAT),
    # Nothing at all happened, until someone goes, is there, logs an act or calls for hands.
    ResponseState.UNDONE: _row(
        REPEAT, going=STEP, here=STEP, action=STEP, mark=STEP, outcome=STEP, more_hands=STEP
    ),
}

TABLE: dict[tuple[ResponseState, ResponseAct], Rule] = {
    (state, act): rule for state, row in _ROWS.items() for act, rule in row.items()
}

_ON_THE_ROW = frozenset({ResponseAct.ACTION, ResponseAct.MARK})
"""Acts whose marks stand on the row they append; those of others stand on the response."""

_KEPT_AFTER = frozenset({ResponseAct.GOING, ResponseAct.HERE})


@dataclass(frozen=True)
class Decision:
    """The record afterwards and what happened. A repeat may still be attendance."""

    record: Record
    outcome: Outcome
    facts: list[Fact] = field(default_factory=list)


def begin(ask: Ask) -> Decision:
    """A new response, named by the act that begins it. It needs nothing but a place."""
    response = Response(
        id=ask.id,
        began_at=ask.at,
        recorded_at=ask.now,
        booth_id=ask.booth_id,
        seat=ask.seat,
        place=ask.place,
        visit_id=ask.visit_id,
        kind=ask.kind or ResponseKind.UNKNOWN,
        marks=unique(ask.marks),
    )
    fact = facts.ResponseStarted(
        ask.at,
        response.id,
        response.booth_id,
        response.seat,
        response.place,
        response.visit_id,
        response.kind.value,
        response.marks,
    )
    return Decision(Record(response), Outcome.DONE, [fact])


def advance(record: Record, ask: Ask, protocol: SiteProtocol) -> Decision:
    """What ``ask`` makes of ``record``. Never refuses.

    1. What is already so is a repeat.
    2. The step of the act; one that changes nothing is a repeat too.
    3. Marks of the act go to its row, else to the response.
    4. The record is complete, or no longer, as of now.
    """
    if TABLE[record.response.state, ask.act] is REPEAT:
        return Decision(record, Outcome.REPEAT)
    after, happened = STEPS[ask.act](record, ask, protocol)
    after = _marked(after, ask)
    joined = ask.act is ResponseAct.START and happened
    if after == record and not joined:
        return Decision(record, Outcome.REPEAT)
    after, told = _completed(after, ask.now)
    marks = tuple(mark for mark in after.response.marks if mark not in record.response.marks)
    if marks:
        told.append(facts.ResponseMarked(ask.at, after.response.id, marks))
    logged_nothing = ask.act in _ON_THE_ROW and len(after.actions) == len(record.actions)
    return Decision(after, Outcome.REPEAT if logged_nothing else Outcome.DONE, [*happened, *told])


def _marked(after: Record, ask: Ask) -> Record:
    marks = [] if ask.act in _ON_THE_ROW or (ask.act is ResponseAct.AMEND and ask.action) else list(ask.marks)
    over_at = after.response.over_at
    if ask.act in _KEPT_AFTER and over_at is not None and ask.at > over_at:
        marks.append(Mark.AFTER_OVER)
    return replace(after, response=replace(after.response, marks=unique([*after.response.marks, *marks])))


def _completed(record: Record, now: datetime) -> tuple[Record, list[Fact]]:
    """Whether the record is complete is seen after every act."""
    response, is_complete = record.response, complete(record)
    if is_complete is (response.complete_at is not None):
        return record, []
    told: list[Fact] = []
    if is_complete:
        told.append(facts.RecordCompleted(now, response.id))
    elif response.state not in NOT_A_RECORD:
        lacks = tuple(missing(response, record.actions))
        told.append(facts.RecordReopened(now, response.id, lacks))
    after = replace(response, complete_at=now if is_complete else None)
    return replace(record, response=after), told


def wake_at(response: Response) -> datetime | None:
    """When attendance lapses, for the sweep to make durable. Unattended ones sound by themselves."""
    if not response.running:
        return None
    kept_until = [until for until in (response.going_until, response.attended_until) if until]
    return max(kept_until, default=None)


def answer_after(record: Record) -> Answer | None:
    """How the person is watched once the response is done with.

    All OK: they were looked at just now. A mis-tap: nobody looked. Otherwise aftercare
    follows, on the sedation track when the last word on it was "sedated".
    """
    response = record.response
    if response.state is ResponseState.ALL_OK:
        return Answer.OK
    if response.state is not ResponseState.OVER:
        return None
    return Answer.HARD_TO_ROUSE if _sedated(record) else Answer.KEEP_AN_EYE


def hard_to_rouse_since(record: Record) -> datetime | None:
    """As the response's own clock says, so that the clock of the stay goes on from there.
    ``None``: its log does not say."""
    told = _seen_on_the_scale(record)
    awake = [at for at, row in enumerate(told) if row.values["sedation"] not in SEDATED]
    if record.response.kind is ResponseKind.PROLONGED_SEDATION and not awake:
        return record.response.began_at
    since = told[awake[-1] + 1 :] if awake else told
    return since[0].happened_at if since else None


def _seen_on_the_scale(record: Record) -> list[Action]:
    """Assessments that say a word of the sedation scale, in the order things happened."""
    return [
        row for row in record.standing() if row.kind is ActionKind.ASSESSMENT and "sedation" in row.values
    ]


def _sedated(record: Record) -> bool:
    said = record.response.outcome_state
    if said in (OutcomeState.SEDATED_BREATHING, OutcomeState.WORSE):
        return True
    if said is OutcomeState.AWAKE:
        return False
    told = _seen_on_the_scale(record)
    if told:
        return told[-1].values["sedation"] in SEDATED
    return record.response.kind is ResponseKind.PROLONGED_SEDATION


def ending(record: Record) -> tuple[EndKind, datetime] | None:
    """How and when the person left, once the outcome says so. No time is invented: with the
    ambulance when it left, else when the response was over."""
    response = record.response
    how = {
        OutcomePlace.LEFT: EndKind.LEFT,
        OutcomePlace.WITH_AMBULANCE: EndKind.WITH_AMBULANCE,
        OutcomePlace.OTHER_CARE: EndKind.OTHER_CARE,
    }.get(response.outcome_place or OutcomePlace.STAYED)
    if how is None or response.state is not ResponseState.OVER or response.over_at is None:
        return None
    drove = [r for r in record.standing() if r.kind is ActionKind.AMBULANCE_LEFT_WITH_PERSON]
    if how is EndKind.WITH_AMBULANCE and drove:
        return how, drove[-1].happened_at
    return how, response.over_at
