"""Shifts: open, hand over, close; and the list of them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import facts, shift
from ops.domain.errors import Code, Refused
from ops.domain.facts import plain
from ops.domain.shift import Move, ShiftAct
from ops.domain.visit import Outcome
from ops.domain.visit import Visit as Stay
from ops.domain.words import IN_PLACE
from ops.models import Booth, Seat, Shift, Visit
from ops.services import checkpoints, drills, shift_staff, stays
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform


def open_shift(house: House, command: Command) -> Reply:
    """Open a shift; its id is the command's. While one runs: hand over instead."""
    return _act(house, command, ShiftAct.OPEN, ())


def hand_over(house: House, command: Command) -> Reply:
    """Close the running shift and open the next in one commit. Everyone inside stays."""
    return _act(house, command, ShiftAct.HAND_OVER, ())


def close(house: House, command: Command, *, staying: Collection[UUID] = ()) -> Reply:
    """Close the shift, naming who stays.

    Someone in a seat who is not named: refused, and the refusal lists ``still_here``. With
    "the room says otherwise" it closes, and who was not named ends as "end not recorded" at
    the time they were last seen. A person in a response, or seen a moment
    before, always stays. The team is off shift with it.
    """
    return _act(house, command, ShiftAct.CLOSE, staying)


def _act(house: House, command: Command, act: ShiftAct, staying: Collection[UUID]) -> Reply:
    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        running, before = _running(transaction), _newest_closed(transaction)
        move = shift.judge(
            act,
            at,
            running=_stretch(transaction, running),
            before=_stretch(transaction, before),
            room_says_otherwise=command.room_says_otherwise,
        )
        if move is Move.REPEAT:
            return answer(transaction, command.id, outcome=Outcome.REPEAT, shift=_shape(running))
        if move is Move.OPENS:
            opened = _open(transaction, max(at, before.closed_at) if before and before.closed_at else at)
            transaction.record(facts.ShiftOpened(opened.opened_at, opened.id))
            return answer(transaction, command.id, status=201, shift=_shape(opened))
        assert running is not None
        if move is Move.HANDS_OVER:
            made = _hand_over(transaction, running, at, act)
        else:
            made = _close(transaction, running, at, staying)
        checkpoints.at_the_end(transaction, house.keys, running.id)
        return made

    return perform(house, command, work)


def _open(transaction: Transaction, at: datetime) -> Shift:
    opened = Shift(
        id=transaction.command.id,
        site_id=transaction.site.id,
        version=transaction.version,
        opened_at=at,
        opened_by=transaction.who,
        staying=[],
    )
    transaction.session.add(opened)
    transaction.session.flush()
    transaction.remember(opened, made=True)
    transaction.touch("room")
    return opened


def _hand_over(transaction: Transaction, running: Shift, at: datetime, act: ShiftAct) -> Made:
    people = _inside(transaction.session, transaction.site.id)
    _end(transaction, running, at, [person.id for person in people])
    running.next_shift_id = transaction.command.id
    if act is ShiftAct.OPEN:
        transaction.record(facts.BoardWasWrong(at, Code.SHIFT_RUNNING.value))
    transaction.record(facts.ShiftHandedOver(at, running.id, transaction.command.id))
    opened = _open(transaction, at)
    return answer(
        transaction,
        transaction.command.id,
        status=201,
        shift=_shape(opened),
        closed=_shape(running),
        staying=running.staying,
    )


def _close(transaction: Transaction, running: Shift, at: datetime, staying: Collection[UUID]) -> Made:
    session, site_id = transaction.session, transaction.site.id
    for visit_id in staying:
        stays.find(session, site_id, visit_id)  # a name nobody here has is a mistake worth hearing of
    rows = _inside(session, site_id)
    people = [stays.to_domain(row) for row in rows]
    try:
        otherwise = transaction.command.room_says_otherwise
        inside = shift.close(people, staying, at, room_says_otherwise=otherwise)
    except Refused as refused:
        unnamed = {person.id for person in shift.part(people, staying).unnamed}
        still_here = plain({"still_here": _listed(session, rows, unnamed)})
        raise Refused(refused.code, refused.field, still_here) from None
    if inside.unnamed:
        transaction.record(facts.BoardWasWrong(at, Code.PEOPLE_INSIDE.value))
        _forget(transaction, rows, inside.unnamed, at)
    stayed = tuple(person.id for person in inside.staying)
    _end(transaction, running, at, stayed)
    shift_staff.all_off(transaction, at)
    transaction.record(facts.ShiftClosed(at, running.id, stayed))
    return answer(
        transaction,
        transaction.command.id,
        shift=None,
        closed=_shape(running),
        staying=running.staying,
        not_recorded=[person.id for person in inside.unnamed],
    )


def _forget(transaction: Transaction, rows: Sequence[Visit], gone: Sequence[Stay], at: datetime) -> None:
    by_id = {row.id: row for row in rows}
    for person in gone:
        after, happened = shift.forgotten(person, at)
        stays.write(transaction, by_id[person.id], after)
        transaction.record(*happened)


def _end(transaction: Transaction, running: Shift, at: datetime, staying: Collection[UUID]) -> None:
    transaction.remember(running)
    running.version = transaction.version
    running.closed_at = at
    running.closed_by = transaction.who
    running.staying = [str(visit_id) for visit_id in staying]
    drills.forget(transaction)
    transaction.touch("room")


def _inside(session: Session, site_id: int) -> list[Visit]:
    return list(
        session.scalars(
            select(Visit)
            .where(Visit.site_id == site_id, Visit.state.in_(IN_PLACE | shift.WAITS))
            .order_by(Visit.arrived_at, Visit.id)
        )
    )


def _listed(session: Session, rows: Sequence[Visit], wanted: Collection[UUID]) -> list[dict[str, Any]]:
    """Where they are, not who: a place, a mark, a clock."""
    booths = {row.booth_id for row in rows}
    named = session.execute(select(Booth.id, Booth.name).where(Booth.id.in_(booths)))
    names = {booth.id: booth.name for booth in named}
    marked = session.execute(select(Seat.id, Seat.mark).where(Seat.booth_id.in_(booths)))
    marks = {seat.id: seat.mark for seat in marked}
    return [
        {
            "visit": row.id,
            "booth": row.booth_id,
            "booth_name": names.get(row.booth_id or 0),
            "seat": marks.get(row.seat_id or 0),
            "state": row.state,
            "last_seen_at": row.last_seen_at,
        }
        for row in rows
        if row.id in wanted
    ]


def _running(transaction: Transaction) -> Shift | None:
    return transaction.session.scalar(
        select(Shift)
        .where(Shift.site_id == transaction.site.id, Shift.closed_at.is_(None))
        .order_by(Shift.opened_at.desc())
        .limit(1)
    )


def _newest_closed(transaction: Transaction) -> Shift | None:
    return transaction.session.scalar(
        select(Shift)
        .where(Shift.site_id == transaction.site.id, Shift.closed_at.is_not(None))
        .order_by(Shift.closed_at.desc())
        .limit(1)
    )


def _stretch(transaction: Transaction, row: Shift | None) -> shift.Stretch | None:
    if row is None:
        return None
    handed = transaction.session.scalar(select(Shift.id).where(Shift.next_shift_id == row.id))
    return shift.Stretch(row.opened_at, row.closed_at, by_hand_over=handed is not None)


def _shape(row: Shift | None) -> dict[str, Any] | None:
    if row is None:
        return None
    shape: dict[str, Any] = {"id": row.id, "opened_at": row.opened_at, "opened_by": row.opened_by}
    if row.closed_at is not None:
        shape |= {"closed_at": row.closed_at, "next": row.next_shift_id}
    return shape
