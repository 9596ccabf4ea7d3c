"""A shift: when it opens, is handed over and closes, and who has to be named at its end.

No act in the room needs a shift. It only says from when to when a page counts, and asks
once, at the end, whether everyone who is still inside is known to be.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto
from uuid import UUID

from ops.domain.errors import Code, Refused
from ops.domain.visit_data import Step, Visit
from ops.domain.visit_ends import ended
from ops.domain.words import IN_PLACE, EndKind, VisitState

SAME_TAP_WITHIN = timedelta(minutes=10)
"""Two tablets opening (or handing over, or closing) within this time mean the same shift."""

JUST_SEEN = timedelta(minutes=2)
"""Seen so shortly before the shift closed, a person is inside."""

WAITS = frozenset({VisitState.WAITING, VisitState.CALLED})


class ShiftAct(StrEnum):
    OPEN = "open"
    HAND_OVER = "hand_over"
    CLOSE = "close"


class Move(Enum):
    OPENS = auto()
    HANDS_OVER = auto()
    CLOSES = auto()
    REPEAT = auto()
    """A colleague was faster, or the act is older than what the board already knows."""


@dataclass(frozen=True)
class Stretch:
    """A shift as far as the rules look at it. ``by_hand_over``: it followed another at once."""

    opened_at: datetime
    closed_at: datetime | None
    by_hand_over: bool = False


TABLE: dict[tuple[bool, ShiftAct], Move | Code] = {
    (False, ShiftAct.OPEN): Move.OPENS,
    (False, ShiftAct.HAND_OVER): Move.OPENS,  # the last team forgot to open: no dead end
    (False, ShiftAct.CLOSE): Code.NO_SHIFT,
    (True, ShiftAct.OPEN): Code.SHIFT_RUNNING,
    (True, ShiftAct.HAND_OVER): Move.HANDS_OVER,
    (True, ShiftAct.CLOSE): Move.CLOSES,
}
"""``TABLE[a shift is running, act]``; what a repeat is, ``judge`` sees before it."""


def judge(
    act: ShiftAct,
    at: datetime,
    *,
    running: Stretch | None,
    before: Stretch | None,
    room_says_otherwise: bool = False,
) -> Move:
    """What ``act`` at ``at`` comes to. ``before`` is the newest shift that is closed.

    1. An act older than the newest opening or closing, or the same tap from a second
       tablet, is a repeat.
    2. What the table refuses is refused. Opening while a shift runs: the room may say
       otherwise, and the running one is handed over.
    """
    if running is None:
        if before is not None and _already_closed(act, at, before, room_says_otherwise):
            return Move.REPEAT
    elif at < running.opened_at or (_same_tap(act, at, running) and not room_says_otherwise):
        return Move.REPEAT
    rule = TABLE[running is not None, act]
    if isinstance(rule, Move):
        return rule
    if rule is Code.SHIFT_RUNNING and room_says_otherwise:
        return Move.HANDS_OVER
    raise Refused(rule)


def _already_closed(act: ShiftAct, at: datetime, before: Stretch, room_says_otherwise: bool) -> bool:
    assert before.closed_at is not None
    if act is ShiftAct.CLOSE:
        return at < before.closed_at + SAME_TAP_WITHIN
    return at < before.closed_at and not room_says_otherwise


def _same_tap(act: ShiftAct, at: datetime, running: Stretch) -> bool:
    fresh = at < running.opened_at + SAME_TAP_WITHIN
    if act is ShiftAct.OPEN:
        return fresh
    return act is ShiftAct.HAND_OVER and running.by_hand_over and fresh


@dataclass(frozen=True)
class Inside:
    """Who is inside when a shift closes: those who stay, and those nobody named."""

    staying: tuple[Visit, ...]
    unnamed: tuple[Visit, ...]


def part(people: Iterable[Visit], named: Collection[UUID]) -> Inside:
    """Who stays and who is not accounted for.

    A person in a response stays without being named: care is never ended by a shift's end.
    A person on the waiting list stays too; they hold no place.
    """
    staying: list[Visit] = []
    unnamed: list[Visit] = []
    for person in people:
        known = person.id in named or person.response_id is not None or person.state not in IN_PLACE
        (staying if known else unnamed).append(person)
    return Inside(tuple(staying), tuple(unnamed))


def close(
    people: Sequence[Visit], named: Collection[UUID], at: datetime, *, room_says_otherwise: bool
) -> Inside:
    """Who stays, and whose end was forgotten. Raises ``Refused`` while someone is unnamed.

    With "the room says otherwise" the room is as the team says: who was not named is not
    there, on the waiting list neither, and their end was not recorded. But whoever was seen
    a moment ago is there, whatever list a tablet still had: nobody loses their timer.
    """
    inside = part(people, named)
    if not inside.unnamed:
        return inside
    if not room_says_otherwise:
        raise Refused(Code.PEOPLE_INSIDE, "staying")
    gone = [
        person
        for person in people
        if person.id not in named and person.response_id is None and _last_known(person) < at - JUST_SEEN
    ]
    return Inside(tuple(person for person in people if person not in gone), tuple(gone))


def _last_known(visit: Visit) -> datetime:
    return visit.last_seen_at or visit.called_at or visit.arrived_at


def forgotten(visit: Visit, at: datetime) -> Step:
    """A stay whose end nobody recorded ends when the person was last seen: no invented time."""
    return ended(visit, _last_known(visit), EndKind.NOT_RECORDED, None, at, [])
