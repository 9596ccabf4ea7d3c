"""Finding someone a seat, and giving way where the room says otherwise."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count

from sqlalchemy import select

from ops.domain import facts, room, room_states
from ops.domain.errors import Code, Refused
from ops.domain.room_states import Coming
from ops.domain.visit import Ask
from ops.domain.words import IN_PLACE, Answer, BoothKind, VisitAct, VisitState, Where
from ops.models import Booth, Seat, Visit
from ops.services import journal_lookup, stays
from ops.services.transaction import Transaction


@dataclass(frozen=True)
class Place:
    """A seat that is free for whoever comes."""

    booth_id: int
    seat_id: int
    mark: str
    aftercare: bool


def find_booth(transaction: Transaction, booth_id: int) -> Booth:
    """A booth of this site. Another site's is as unknown as none."""
    booth = transaction.session.get(Booth, booth_id)
    if booth is None or booth.site_id != transaction.site.id or booth.retired:
        raise Refused(Code.NOT_FOUND, "booth")
    return booth


def find_seat(transaction: Transaction, booth_id: int, mark: str) -> tuple[Booth, Seat]:
    """A seat of this site by its booth and mark."""
    booth = find_booth(transaction, booth_id)
    seat = next((seat for seat in booth.seats if seat.mark == mark), None)
    if seat is None:
        raise Refused(Code.NOT_FOUND, "seat")
    return booth, seat


def room_takes_people(transaction: Transaction, at: datetime, coming: Coming) -> None:
    """Refuses someone new as the room's state at that moment does, unless the room differs."""
    code = room_states.refuses(journal_lookup.room_state_at(transaction, at), coming)
    if code is None:
        return
    if not transaction.command.room_says_otherwise:
        raise Refused(code)
    transaction.record(facts.BoardWasWrong(at, code.value))


def make_room(
    transaction: Transaction,
    at: datetime,
    booth_id: int,
    mark: str | None,
    coming: Visit | None = None,
) -> Place:
    """A free seat in that booth, for ``coming`` when they are already on the board.

    1. The domain chooses; what it refuses is refused.
    2. With "the room says otherwise" the board gives way: a closed or uncleaned booth is in
       use, a person the board has in that seat is looked for, a full booth gets one more
       seat. Each is recorded as an error of the board.
    """
    booth = find_booth(transaction, booth_id)
    people = _people(transaction, booth_id)
    taken = {person.seat_id for person in people if person is not coming}
    chosen = room.choose_seat(
        room.status(people=len(people), closed=booth.closed, cleaning=booth.cleaning_since is not None),
        [room.SeatFacts(s.id, s.mark, s.extra, s.id in taken) for s in booth.seats],
        mark,
        room_says_otherwise=transaction.command.room_says_otherwise,
    )
    if chosen.board_said is not None:
        wrong = facts.BoardWasWrong(at, chosen.board_said.value, coming.id if coming else None, booth_id)
        transaction.record(wrong)
        in_use_after_all(transaction, booth)
    if chosen.displaces:
        displaced = next(person for person in people if person.seat_id == chosen.seat_id)
        look_for(transaction, at, displaced, booth)
    seat = (
        transaction.session.get_one(Seat, chosen.seat_id)
        if chosen.seat_id is not None
        else _one_more_seat(transaction, booth)
    )
    transaction.touch_booth(booth_id)
    return Place(booth_id, seat.id, seat.mark, booth.kind is BoothKind.AFTERCARE)


def _people(transaction: Transaction, booth_id: int) -> list[Visit]:
    return list(
        transaction.session.scalars(
            select(Visit).where(Visit.booth_id == booth_id, Visit.state.in_(IN_PLACE))
        )
    )


def in_use_after_all(transaction: Transaction, booth: Booth) -> None:
    """Somebody is in it: neither closed nor waiting to be wiped."""
    transaction.remember(booth)
    booth.closed = False
    booth.closed_reason = None
    booth.cleaning_since = None


def _one_more_seat(transaction: Transaction, booth: Booth) -> Seat:
    marks = {seat.mark for seat in booth.seats}
    mark = next(mark for number in count(1) if (mark := f"+{number}") not in marks)
    seat = Seat(booth_id=booth.id, mark=mark, position=len(booth.seats) + 1, extra=True)
    booth.seats.append(seat)
    transaction.session.flush()
    return seat


def look_for(transaction: Transaction, at: datetime, person: Visit, booth: Booth) -> None:
    """The board has someone where the room has another: they are looked for, never dropped."""
    taken = {other.seat_id for other in _people(transaction, booth.id)}
    spare = next((s for s in booth.seats if s.extra and s.id not in taken), None)
    seat = spare or _one_more_seat(transaction, booth)
    if person.state is not VisitState.LOOKED_FOR:
        gone = Ask(VisitAct.CHECK_IN, max(at, person.arrived_at), answer=Answer.NOT_HERE, where=Where.UNKNOWN)
        stays.advance(transaction, person, gone)
    transaction.remember(person)
    person.seat_id = seat.id
    person.version = transaction.version
    transaction.session.flush()


def of(transaction: Transaction, row: Visit) -> Place:
    """The seat a person is in."""
    if row.booth_id is None or row.seat_id is None:
        raise Refused(Code.NOT_IN_A_SEAT)
    booth = find_booth(transaction, row.booth_id)
    seat = transaction.session.get_one(Seat, row.seat_id)
    return Place(booth.id, seat.id, seat.mark, booth.kind is BoothKind.AFTERCARE)


def own_seat(transaction: Transaction, row: Visit, booth_id: int, mark: str | None) -> Place | None:
    """The person's own seat, when it is the one that is meant."""
    if row.state not in IN_PLACE or row.booth_id != booth_id or row.seat_id is None:
        return None
    place = of(transaction, row)
    return place if mark in (None, place.mark) else None


def seat_again(transaction: Transaction, at: datetime, row: Visit, booth_id: int | None) -> Place:
    """A seat for someone who is back: their own when it is free, else another there."""
    if row.booth_id is None and booth_id is None:
        raise Refused(Code.NOT_IN_A_SEAT, "booth")
    wanted = booth_id or row.booth_id or 0
    mark = None
    if row.seat_id is not None and wanted == row.booth_id:
        taken = {person.seat_id for person in _people(transaction, wanted)}
        if row.seat_id not in taken:
            seat = transaction.session.get_one(Seat, row.seat_id)
            mark = None if seat.extra else seat.mark
    return make_room(transaction, at, wanted, mark, row)
