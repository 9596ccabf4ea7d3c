"""The room as a whole: which state may follow which, and what each means for new people.

``TABLE[state, act]`` is a step, a repeat, or the code of a refusal. While everyone is out,
and in a lock-down, nothing changes the state behind people's backs: it ends by *back in*,
which brings the state of before. What a state means for who arrives, is called or is given
a seat is ``NEW_PEOPLE``; "the room says otherwise" overrules it. A response, and everything
for people who are in place already, asks neither.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.facts import Fact
from ops.domain.room import Rule
from ops.domain.words import RoomReason, RoomState

STEP, REPEAT = Rule.STEP, Rule.REPEAT
OPEN, CLOSED, LAST_ENTRY = RoomState.OPEN, RoomState.CLOSED, RoomState.LAST_ENTRY
CLOSING, EVERYONE_OUT, LOCK_DOWN = RoomState.CLOSING, RoomState.EVERYONE_OUT, RoomState.LOCK_DOWN


class RoomAct(StrEnum):
    """What is done to the room as a whole. ``back_in`` also ends a lock-down."""

    OPEN = "open"
    CLOSE = "close"
    LAST_ENTRY = "last_entry"
    CLOSING = "closing"
    EVERYONE_OUT = "everyone_out"
    LOCK_DOWN = "lock_down"
    BACK_IN = "back_in"


class Coming(StrEnum):
    """How someone new comes in: to the list or to a seat at once, called, seated from the list."""

    ARRIVE = "arrive"
    CALL = "call"
    SEAT = "seat"


SETS = {
    RoomAct.OPEN: OPEN,
    RoomAct.CLOSE: CLOSED,
    RoomAct.LAST_ENTRY: LAST_ENTRY,
    RoomAct.CLOSING: CLOSING,
    RoomAct.EVERYONE_OUT: EVERYONE_OUT,
    RoomAct.LOCK_DOWN: LOCK_DOWN,
}
ACT_FOR = {state: act for act, state in SETS.items()}
FIRST = frozenset({RoomAct.EVERYONE_OUT, RoomAct.LOCK_DOWN, RoomAct.BACK_IN})
"""Acts for people's safety: only a later one of the same kind makes them too old."""


def _row(state: RoomState) -> dict[RoomAct, Rule | Code]:
    held = state in (EVERYONE_OUT, LOCK_DOWN)
    row: dict[RoomAct, Rule | Code] = dict.fromkeys(SETS, Code.ROOM_HELD if held else STEP)
    row[RoomAct.EVERYONE_OUT] = STEP
    row[RoomAct.BACK_IN] = STEP if held else REPEAT
    row[ACT_FOR[state]] = REPEAT
    return row


TABLE: dict[tuple[RoomState, RoomAct], Rule | Code] = {
    (state, act): rule for state in RoomState for act, rule in _row(state).items()
}

_ALL = (Coming.ARRIVE, Coming.CALL, Coming.SEAT)
NEW_PEOPLE: dict[RoomState, dict[Coming, Code]] = {
    OPEN: {},
    CLOSED: dict.fromkeys(_ALL, Code.ROOM_CLOSED),
    LAST_ENTRY: {Coming.ARRIVE: Code.LAST_ENTRY_PASSED},
    CLOSING: dict.fromkeys(_ALL, Code.ROOM_CLOSING),
    EVERYONE_OUT: dict.fromkeys(_ALL, Code.EVERYONE_IS_OUT),
    LOCK_DOWN: dict.fromkeys(_ALL, Code.LOCKED_DOWN),
}
"""Why somebody new does not come in that way; what is not named is as usual."""


BEGINS: dict[RoomState, type[Fact]] = {
    OPEN: facts.RoomOpened,
    CLOSED: facts.RoomClosed,
    LAST_ENTRY: facts.LastEntryCalled,
    CLOSING: facts.ClosingBegun,
    EVERYONE_OUT: facts.EveryoneCalledOut,
    LOCK_DOWN: facts.LockDownBegun,
}
"""The fact that tells each state: it holds until the next of them."""
STATE_OF = {fact.kind(): state for state, fact in BEGINS.items()}


def refuses(state: RoomState, coming: Coming) -> Code | None:
    """What the board says to somebody new who comes in that way."""
    return NEW_PEOPLE[state].get(coming)


@dataclass(frozen=True)
class Room:
    """The room's state; ``before``: what *back in* brings, while everyone is out or in a lock-down."""

    state: RoomState = OPEN
    reason: RoomReason | None = None
    since: datetime | None = None
    before: RoomState | None = None
    reason_before: RoomReason | None = None


@dataclass(frozen=True)
class Decision:
    """The room afterwards and what happened."""

    room: Room
    facts: list[Fact] = field(default_factory=list)


def says_the_same(room: Room, act: RoomAct, reason: RoomReason | None) -> bool:
    """Whether a colleague was faster. Closed for another reason is closed anew."""
    if TABLE[room.state, act] is not REPEAT:
        return False
    return act is not RoomAct.CLOSE or room.reason is reason


def advance(room: Room, act: RoomAct, at: datetime, reason: RoomReason | None = None) -> Decision:
    """What ``act`` makes of the room. Raises ``Refused``; nothing is changed then.

    Everyone out in a lock-down ends the lock-down: *back in* brings what was before it.
    """
    if says_the_same(room, act, reason):
        return Decision(room)
    rule = TABLE[room.state, act]
    if isinstance(rule, Code):
        raise Refused(rule, "state")
    if act is RoomAct.BACK_IN:
        return _as_before(room, at)
    state = SETS[act]
    why = reason if state is CLOSED else None
    after = Room(state, why, at)
    if state in (EVERYONE_OUT, LOCK_DOWN):
        held = room.state is LOCK_DOWN
        before, its_reason = (room.before, room.reason_before) if held else (room.state, room.reason)
        after = Room(state, None, at, before or OPEN, its_reason)
    return Decision(after, [_begun(state, at, why)])


def _as_before(room: Room, at: datetime) -> Decision:
    state = room.before or OPEN
    ended = facts.EveryoneBackIn(at) if room.state is EVERYONE_OUT else facts.LockDownEnded(at)
    return Decision(Room(state, room.reason_before, at), [ended, _begun(state, at, room.reason_before)])


def _begun(state: RoomState, at: datetime, reason: RoomReason | None) -> Fact:
    if state is CLOSED:
        return facts.RoomClosed(at, reason.value if reason else None)
    return BEGINS[state](at)
