"""Booths cleaned, closed, opened; the room open or closed to new people; the curtain."""

from datetime import datetime

from sqlalchemy import func, select

from ops.domain import facts, room
from ops.domain.errors import Code, Refused
from ops.domain.visit import Outcome
from ops.domain.words import IN_PLACE, BoothAct, BoothStatus, RoomReason, RoomState
from ops.models import Booth, Visit
from ops.services import journal_lookup, places
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform

_ROOM = (facts.RoomOpened.kind(), facts.RoomClosed.kind())
_CURTAIN = (facts.CurtainDrawn.kind(),)


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
    """Open, or closed to new people with a reason. Who is inside stays."""

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        site = transaction.site
        wanted = reason if state is RoomState.CLOSED else None
        if (site.room_state, site.room_reason) == (state, wanted):
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        if journal_lookup.something_newer(transaction, _ROOM, at):
            return _late(transaction, at, f"room_{state.value}")
        transaction.remember_room()
        site.room_state, site.room_reason, site.room_since = state, wanted, at
        transaction.touch("room")
        if state is RoomState.OPEN:
            transaction.record(facts.RoomOpened(at))
        else:
            transaction.record(facts.RoomClosed(at, wanted.value if wanted else None))
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
