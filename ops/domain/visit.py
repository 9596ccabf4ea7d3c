"""A stay, from arriving to leaving: one table of what may follow, and ``advance()``.

``TABLE[state, act]`` is ``STEP`` (it changes something), ``REPEAT`` (a colleague was
faster; nothing changes and nobody is told off) or the code of a refusal. What a step
does to the visit is in ``ops.domain.visit_steps``.
"""

from dataclasses import dataclass, field, replace
from enum import Enum, auto

from ops.domain import facts
from ops.domain.confirming import confirmed
from ops.domain.errors import Code, Refused
from ops.domain.facts import Fact
from ops.domain.protocol import SiteProtocol
from ops.domain.visit_data import Ask, Visit
from ops.domain.visit_looks import checked_in
from ops.domain.visit_places import back
from ops.domain.visit_steps import STEPS
from ops.domain.words import Answer, VisitAct, VisitState, Where

__all__ = ["TABLE", "Ask", "Decision", "Outcome", "Visit", "advance"]


class Outcome(Enum):
    DONE = auto()
    REPEAT = auto()
    LATE = auto()
    """Kept as a fact; the board already knows something newer."""


@dataclass(frozen=True)
class Decision:
    """The visit afterwards and what happened."""

    visit: Visit
    outcome: Outcome
    facts: list[Fact] = field(default_factory=list)


class _Move(Enum):
    STEP = auto()
    REPEAT = auto()


STEP, REPEAT = _Move.STEP, _Move.REPEAT

_WAITING, _CALLED = VisitState.WAITING, VisitState.CALLED
_NO_SEAT = Code.NOT_IN_A_SEAT


def _row(default: _Move | Code, **rules: _Move | Code) -> dict[VisitAct, _Move | Code]:
    return {act: rules.get(act.value, default) for act in VisitAct}


_ROWS: dict[VisitState, dict[VisitAct, _Move | Code]] = {
    _WAITING: _row(_NO_SEAT, call=STEP, seat=STEP, leave_waiting=STEP, back=REPEAT, pause=STEP, resume=STEP),
    _CALLED: _row(_NO_SEAT, call=REPEAT, seat=STEP, leave_waiting=STEP, back=REPEAT, pause=STEP, resume=STEP),
    VisitState.USING: _row(
        STEP,
        call=Code.ALREADY_SEATED,
        seat=Code.ALREADY_SEATED,
        leave_waiting=Code.NOT_WAITING,
        back=REPEAT,
    ),
    VisitState.AFTERCARE: _row(
        STEP,
        call=Code.ALREADY_SEATED,
        seat=Code.ALREADY_SEATED,
        leave_waiting=Code.NOT_WAITING,
        back=REPEAT,
    ),
    VisitState.STEPPED_OUT: _row(
        STEP,
        call=Code.ALREADY_SEATED,
        seat=Code.ALREADY_SEATED,
        leave_waiting=Code.NOT_WAITING,
        step_out=REPEAT,
    ),
    VisitState.LOOKED_FOR: _row(
        STEP, call=Code.ALREADY_SEATED, seat=Code.ALREADY_SEATED, leave_waiting=Code.NOT_WAITING
    ),
    VisitState.ENDED: _row(
        Code.VISIT_ENDED, back=STEP, end=REPEAT, leave_waiting=REPEAT, pause=REPEAT, resume=REPEAT
    ),
}

TABLE: dict[tuple[VisitState, VisitAct], _Move | Code] = {
    (state, act): rule for state, row in _ROWS.items() for act, rule in row.items()
}

_WHENEVER = frozenset({VisitAct.PAUSE, VisitAct.RESUME, VisitAct.EPISODE, VisitAct.EXTEND, VisitAct.GOING})
"""Acts that depend on nobody's place, so a later change of it does not make them too old."""


def advance(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Decision:
    """What ``ask`` makes of ``visit``. Raises ``Refused``; nothing is changed then.

    1. A repeat of what is already so is a repeat, whatever its time.
    2. An act made before the end that the board knows is late: a look is recorded, an
       episode counted, anything else kept as a fact.
    3. What the table refuses is refused; "the room says otherwise" overrules where it can.
    4. An act older than the newest change of place or state, or than the newest look, is
       kept as a fact only. A response pauses and resumes now, whenever it was tapped. That
       someone who is looked for had left is news, unless they were seen since.
    5. Someone was seen after they are said to have left: the room settles it.
    6. Whoever is to be confirmed after an outage is, by what proves that they were seen.
    """
    decision = _decided(visit, ask, protocol)
    return replace(decision, visit=confirmed(visit, decision.visit, ask))


def _decided(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Decision:
    rule = TABLE[visit.state, ask.act]
    if rule is REPEAT or _says_the_same(visit, ask):
        return Decision(visit, Outcome.REPEAT)
    if ask.at < visit.arrived_at:
        raise Refused(Code.HAPPENED_BEFORE_VISIT, "happened_at")
    if _made_before_the_end(visit, ask):
        return _before_the_end(visit, ask)
    if isinstance(rule, Code):
        return _overruled(visit, ask, protocol, rule)
    if _too_old(visit, ask):
        return Decision(visit, Outcome.LATE, [_kept(visit, ask)])
    if ask.act is VisitAct.END and _known_since(visit, ask):
        return _seen_since(visit, ask, protocol)
    after, happened = STEPS[ask.act](visit, ask, protocol)
    return Decision(after, Outcome.DONE, happened)


def _too_old(visit: Visit, ask: Ask) -> bool:
    looked = visit.last_look_at
    if ask.act is VisitAct.END and ask.room_says_otherwise:
        return False
    if _says_they_left(ask) and visit.state is VisitState.LOOKED_FOR:
        # Not to be found is not to be seen: it takes nothing back of their having left.
        return visit.last_seen_at is not None and ask.at < visit.last_seen_at
    if ask.act is VisitAct.CHECK_IN:
        stale = ask.answer is Answer.NOT_HERE and ask.at < visit.changed_at
        return stale or (looked is not None and ask.at <= looked)
    if ask.act in (VisitAct.GOING, VisitAct.STEP_OUT) and looked is not None and ask.at < looked:
        return True
    # Who sits in a seat is no longer waiting, whenever they were called.
    waited = visit.state in (VisitState.WAITING, VisitState.CALLED)
    return ask.act not in _WHENEVER and not waited and ask.at < visit.changed_at


def _says_they_left(ask: Ask) -> bool:
    not_here = ask.act is VisitAct.CHECK_IN and ask.answer is Answer.NOT_HERE
    return ask.act is VisitAct.END or (not_here and ask.where is Where.LEFT)


def _kept(visit: Visit, ask: Ask) -> Fact:
    if ask.act is VisitAct.CHECK_IN:
        return checked_in(visit, ask, visit.due_at)
    return facts.LateActKept(ask.at, visit.id, ask.act.value)


def _made_before_the_end(visit: Visit, ask: Ask) -> bool:
    """Before the end, or before the end was known: "left" is dated back to the last look."""
    if visit.ended_at is None or visit.seated_at is None or ask.act is VisitAct.BACK:
        return False
    return ask.at <= max(visit.ended_at, visit.changed_at) and not ask.room_says_otherwise


def _before_the_end(visit: Visit, ask: Ask) -> Decision:
    if ask.act is VisitAct.EPISODE:
        number = visit.episodes + 1
        counted = replace(visit, episodes=number)
        return Decision(counted, Outcome.DONE, [facts.EpisodeBegun(ask.at, visit.id, number)])
    return Decision(visit, Outcome.LATE, [_kept(visit, ask)])


def _overruled(visit: Visit, ask: Ask, protocol: SiteProtocol, code: Code) -> Decision:
    """The board says no. With "the room says otherwise" it gives way: someone whose stay has
    ended is here, someone who has a seat left without it."""
    if not ask.room_says_otherwise or code not in (Code.VISIT_ENDED, Code.NOT_WAITING):
        raise Refused(code)
    wrong = facts.BoardWasWrong(ask.at, code.value, visit.id, visit.booth_id)
    if code is Code.NOT_WAITING:
        after, left = STEPS[VisitAct.END](visit, ask, protocol)
        return Decision(after, Outcome.DONE, [wrong, *left])
    reopened, happened = back(visit, ask, protocol)
    # The look that overrules is the newest one, not the one that reopening stands for.
    reopened = replace(reopened, last_look_at=visit.last_look_at)
    decision = advance(reopened, ask, protocol)
    return replace(decision, outcome=Outcome.DONE, facts=[wrong, *happened, *decision.facts])


def _known_since(visit: Visit, ask: Ask) -> bool:
    """Whether the board has them here after that; looked for, only having been seen counts."""
    changed_at = None if visit.state is VisitState.LOOKED_FOR else visit.changed_at
    return any(moment is not None and ask.at < moment for moment in (visit.last_seen_at, changed_at))


def _seen_since(visit: Visit, ask: Ask, protocol: SiteProtocol) -> Decision:
    """Someone was seen after the time they are said to have left: the room settles it."""
    if not ask.room_says_otherwise:
        raise Refused(Code.SEEN_SINCE, "happened_at")
    after, happened = STEPS[VisitAct.END](visit, ask, protocol)
    wrong = facts.BoardWasWrong(ask.at, Code.SEEN_SINCE.value, visit.id, visit.booth_id)
    return Decision(after, Outcome.DONE, [wrong, *happened])


def _says_the_same(visit: Visit, ask: Ask) -> bool:
    """A second colleague doing the same act: same seat, same stage, same answer's effect."""
    same_seat = ask.seat_id is None or ask.seat_id == visit.seat_id
    if ask.act in (VisitAct.SEAT, VisitAct.MOVE):
        theirs = ask.seat_id is not None and ask.seat_id == visit.seat_id
        kept = ask.act is VisitAct.MOVE and visit.state is VisitState.STEPPED_OUT
        return theirs and (kept or visit.state in (VisitState.USING, VisitState.AFTERCARE))
    if ask.act is VisitAct.AFTERCARE:
        return visit.state is VisitState.AFTERCARE and same_seat
    if ask.act is VisitAct.CHECK_IN and ask.answer is Answer.NOT_HERE:
        return visit.state is VisitState.ENDED and ask.where is Where.LEFT
    return False
