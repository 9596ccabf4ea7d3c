"""A tap on a name chip, judged by when it was tapped.

1. Something newer is known of that person when one of their stretches began or ended after
   the tap, or a shift was closed after it: everyone went off with it.
2. Without that they are in the place from the tap on.
3. Otherwise the tap is kept as a late fact. It tells where they were from then until the
   next that is known, in the stretch that was running then or where there was none; where
   they are now it never changes.
"""

from datetime import datetime

from sqlalchemy import select

from ops.domain import facts
from ops.domain.visit import Outcome
from ops.domain.words import StaffPlace
from ops.models import Shift, Staff, StaffPresence
from ops.services import shift_staff
from ops.services.transaction import Transaction

STAFF = "staff"


def move(transaction: Transaction, person: Staff, place: StaffPlace | None, at: datetime) -> Outcome:
    """Somebody is in ``place`` since ``at``; ``None``: off shift."""
    theirs = transaction.session.scalars(
        select(StaffPresence).where(StaffPresence.staff_id == person.id).order_by(StaffPresence.since)
    ).all()
    newer = [edge for one in theirs for edge in (one.since, one.until) if edge is not None and edge > at]
    closed = _closed_after(transaction, at)
    if closed is not None:
        newer.append(closed)
    if newer:
        _was(transaction, person, place, at, min(newer))
        return Outcome.LATE
    now_in = next((one for one in theirs if one.until is None), None)
    return _is(transaction, person, now_in, place, at)


def _is(
    transaction: Transaction,
    person: Staff,
    now_in: StaffPresence | None,
    place: StaffPlace | None,
    at: datetime,
) -> Outcome:
    if (now_in.place if now_in else None) is place:
        return Outcome.REPEAT
    stretch = change(transaction, person.id, now_in, place, at)
    shift_staff.remember(transaction, person.id, stretch, at)
    return Outcome.DONE


def change(
    transaction: Transaction,
    staff_id: int,
    now_in: StaffPresence | None,
    place: StaffPlace | None,
    at: datetime,
) -> StaffPresence | None:
    """The stretch they are in ends, and one in ``place`` begins; ``None``: they are off shift."""
    if now_in is not None:
        now_in.until = at
        transaction.session.flush()
    stretch = None if place is None else _stretch(transaction, staff_id, place, at, None)
    transaction.session.flush()
    transaction.record(facts.StaffMoved(at, staff_id, place.value if place else shift_staff.OFF))
    transaction.touch("staff")
    return stretch


def _was(
    transaction: Transaction, person: Staff, place: StaffPlace | None, at: datetime, until: datetime
) -> None:
    """They were in ``place`` from ``at`` until ``until``, the next that is known of them."""
    session = transaction.session
    mine = select(StaffPresence).where(StaffPresence.staff_id == person.id)
    then_in = session.scalar(
        mine.where(StaffPresence.since <= at, StaffPresence.until > at).order_by(StaffPresence.id.desc())
    )
    transaction.record(facts.LateActKept(at, None, STAFF))
    if (then_in.place if then_in else None) is place:
        return
    if then_in is not None:
        then_in.until = at
    if place is not None:
        _stretch(transaction, person.id, place, at, until)
    session.flush()
    transaction.record(facts.StaffMoved(at, person.id, place.value if place else shift_staff.OFF))
    known = session.scalar(mine.where(StaffPresence.since == until).limit(1))
    if then_in is None and known is None:
        transaction.record(facts.StaffMoved(until, person.id, shift_staff.OFF))


def _stretch(
    transaction: Transaction, staff_id: int, place: StaffPlace, since: datetime, until: datetime | None
) -> StaffPresence:
    stretch = StaffPresence(
        site_id=transaction.site.id, staff_id=staff_id, place=place, since=since, until=until
    )
    transaction.session.add(stretch)
    return stretch


def _closed_after(transaction: Transaction, at: datetime) -> datetime | None:
    """The first closing of a shift after that; where it was handed over everyone stays on."""
    return transaction.session.scalar(
        select(Shift.closed_at)
        .where(
            Shift.site_id == transaction.site.id,
            Shift.closed_at > at,
            Shift.next_shift_id.is_(None),
        )
        .order_by(Shift.closed_at)
        .limit(1)
    )
