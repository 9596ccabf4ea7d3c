"""Booths cleaned, closed, opened; the room's state; the curtain."""

from datetime import datetime

from sqlalchemy import func, select

from ops.domain import facts, room, room_states
from ops.domain.errors import Code, Refused
from ops.domain.room_states import RoomAct
from ops.domain.visit import Outcome
from ops.domain.words import IN_PLACE, BoothAct, BoothStatus, RoomReason, RoomState
from ops.models import Booth, Site, Visit
from ops.services import head_count, journal_lookup, lateness, places
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform

_CURTAIN = (facts.CurtainDrawn.kind(),)
_COLUMNS = {
    "state": Site.room_state.key,
    "reason": Site.room_reason.key,
    "since": Site.room_since.key,
    "before": Site.room_before.key,
    "reason_before": Site.reason_before.key,
}
"""What the domain calls them, and where they lie."""


def booth_cleaned(house: House, command: Command, booth: int) -> Reply:
    """Wiped and free again."""
    return _booth(house, command, booth, BoothAct.CLEANED, None)


def booth_close(house: House, command: Command, booth: int, *, reason: str | None = None) -> Reply:
    """Out of use for now. Refused while someone is in it."""
    return _booth(house, command, booth, BoothAct.CLOSE, reason)


def booth_open(house: House, command: Command, booth: int) -> Reply:
    """In use again; opening an uncleaned booth counts as cleaned."""
    return _booth(house, command, booth, BoothAct.OPEN, None)


def set_room(house: House, command: Command, *, state: RoomState, reason: RoomReason | None = None) -> Reply:
    """Another state; a reason is kept for closed. Who is inside stays. Everyone out begins a
    head count. Raises ``Refused`` while that, or a lock-down, has to be ended first."""
    return _room(house, command, room_states.ACT_FOR[state], reason)


def back_in(house: House, command: Command) -> Reply:
    """The end of "everyone out", or of a lock-down: the room is what it was before it. After
    "everyone out" each seat is to be confirmed."""
    return _room(house, command, RoomAct.BACK_IN, None)


def _room(house: House, command: Command, act: RoomAct, reason: RoomReason | None) -> Reply:
    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        site = transaction.site
        before = room_states.Room(**{name: getattr(site, column) for name, column in _COLUMNS.items()})
        if room_states.says_the_same(before, act, reason):
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        newer = journal_lookup.HELD_KINDS if act in room_states.FIRST else journal_lookup.STATE_KINDS
        if journal_lookup.something_newer(transaction, newer, at):
            return _late(transaction, at, f"room_{act.value}")
        decision = room_states.advance(before, act, at, reason)
        transaction.remember_room()
        for name, column in _COLUMNS.items():
            setattr(site, column, getattr(decision.room, name))
        transaction.touch("room")
        transaction.record(*decision.facts)
        if site.room_state is RoomState.EVERYONE_OUT:
            head_count.begin(transaction)
        elif before.state is RoomState.EVERYONE_OUT:
            head_count.over(transaction, at)
        lateness.judge_again(transaction, at)
        return answer(transaction, command.id)

    return perform(house, command, work)


def set_curtain(house: House, command: Command, *, on: bool) -> Reply:
    """Plain walls while someone who should not see the room is in it."""

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        if transaction.site.curtain == on:
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        if journal_lookup.something_newer(transaction, _CURTAIN, at):
            return _late(transaction, at, "curtain")
        transaction.remember_room()
        transaction.site.curtain = on
        transaction.touch("room")
        transaction.record(facts.CurtainDrawn(at, on))
        return answer(transaction, command.id)

    return perform(house, command, work)


def _booth(house: House, command: Command, booth_id: int, act: BoothAct, reason: str | None) -> Reply:
    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        booth = places.find_booth(transaction, booth_id)
        rule = room.BOOTH_TABLE[_status(transaction, booth), act]
        if isinstance(rule, Code):
            raise Refused(rule, "booth")
        if rule is room.Rule.REPEAT:
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        if journal_lookup.something_newer(transaction, journal_lookup.BOOTH_KINDS, at, booth=booth.id):
            return _late(transaction, at, f"booth_{act.value}")
        transaction.remember(booth)
        booth.cleaning_since = None
        booth.closed = act is BoothAct.CLOSE
        booth.closed_reason = reason if booth.closed else None
        transaction.touch_booth(booth.id)
        transaction.touch("room")
        transaction.record(_fact(act, at, booth.id, reason))
        return answer(transaction, command.id)

    return perform(house, command, work)


def _late(transaction: Transaction, at: datetime, act: str) -> Made:
    """An act replayed from before what the board knows: kept as a fact, without effect."""
    transaction.record(facts.LateActKept(at, None, act))
    return answer(transaction, transaction.command.id, outcome=Outcome.LATE)


def _fact(act: BoothAct, at: datetime, booth: int, reason: str | None) -> facts.Fact:
    if act is BoothAct.CLOSE:
        return facts.BoothClosed(at, booth, reason)
    return (facts.BoothOpened if act is BoothAct.OPEN else facts.BoothCleaned)(at, booth)


def _status(transaction: Transaction, booth: Booth) -> BoothStatus:
    people = transaction.session.scalar(
        select(func.count(Visit.id)).where(Visit.booth_id == booth.id, Visit.state.in_(IN_PLACE))
    )
    return room.status(people=people or 0, closed=booth.closed, cleaning=booth.cleaning_since is not None)
