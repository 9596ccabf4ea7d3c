"""Between rows and the domain: a stay read, advanced, written back, its tile touched."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ops.domain import facts, timers
from ops.domain import visit as visits
from ops.domain.errors import Code, Refused
from ops.domain.handles import made_up
from ops.domain.visit import Ask, Decision, Outcome
from ops.domain.words import IN_PLACE, LateLevel, Substance, VisitState
from ops.models import Booth, LateCheck, Visit
from ops.services import response_moving, walk_rows
from ops.services.transaction import Transaction

_FIELDS = tuple(item.name for item in fields(visits.Visit))


def find(session: Session, site_id: int, visit_id: UUID) -> Visit:
    """The row of a stay of this site. Another site's is as unknown as none."""
    row = session.get(Visit, visit_id)
    if row is None or row.site_id != site_id:
        raise Refused(Code.NOT_FOUND, "visit")
    return row


def to_domain(row: Visit) -> visits.Visit:
    """The row as the domain knows it."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _FIELDS}
    values["substances"] = tuple(Substance(name) for name in row.substances)
    return visits.Visit(**values)


def new_row(transaction: Transaction, visit: visits.Visit) -> Visit:
    """A new stay, named by its command; undoing it makes as if it had never been."""
    row = Visit(site_id=transaction.site.id, version=transaction.version, wake_at=None)
    _copy(visit, row)
    transaction.session.add(row)
    transaction.session.flush()
    transaction.remember(row, made=True)
    return row


def foresee(transaction: Transaction, row: Visit, ask: Ask) -> Decision:
    """What ``advance`` would decide, with nothing changed. Raises ``Refused`` as it would."""
    return _decided(transaction, row, ask)


def advance(transaction: Transaction, row: Visit, ask: Ask) -> Decision:
    """Advance one stay and record what happened. Raises ``Refused``."""
    decision = _decided(transaction, row, ask)
    if decision.outcome is Outcome.DONE:
        write(transaction, row, decision.visit)
    transaction.record(*decision.facts)
    return decision


def _decided(transaction: Transaction, row: Visit, ask: Ask) -> Decision:
    known = replace(ask, gap_from=transaction.site.gap_from)
    return visits.advance(to_domain(row), known, transaction.protocol)


def write(transaction: Transaction, row: Visit, visit: visits.Visit, *, empties: bool = True) -> None:
    """Write a stay back; stamp it, and every part of the board that shows it.

    ``empties`` false: the booth left behind is filled again in the same commit (a swap).
    """
    before = (row.state, row.booth_id)
    other_seat = row.seat_id != visit.seat_id
    asked_for = _to_confirm(row)
    transaction.remember(row)
    if visit.state is not VisitState.ENDED:
        visit = needs_a_handle(transaction, visit)
    _copy(visit, row)
    row.version = transaction.version
    row.wake_at = _wake_at(visit)
    transaction.touch_booth(before[1], visit.booth_id)
    if other_seat:
        transaction.session.flush()  # a seat is left before somebody else takes it
        response_moving.goes_along(transaction, row, before[1])
    if asked_for and not _to_confirm(row):
        walk_rows.one_fewer_to_confirm(transaction)
    if visit.state not in IN_PLACE or before[0] not in IN_PLACE:
        transaction.touch("waiting", "room")
    elif before[1] != visit.booth_id:
        transaction.touch("room")  # a place that counts as free may have been left for one that does not
    left = before[1] != visit.booth_id or visit.state not in IN_PLACE
    if empties and left and before[1] is not None and before[0] in IN_PLACE:
        _emptied(transaction, before[1], visit.changed_at)


def needs_a_handle(transaction: Transaction, visit: visits.Visit) -> visits.Visit:
    """The stay with a made-up word, when none was chosen."""
    if visit.handle:
        return visit
    in_use = transaction.session.scalars(
        select(Visit.handle).where(Visit.site_id == transaction.site.id, Visit.handle.is_not(None))
    )
    return replace(visit, handle=made_up(visit.id, {word for word in in_use if word}))


def _to_confirm(row: Visit) -> bool:
    return row.confirm_since is not None and row.response_id is None


def _copy(visit: visits.Visit, row: Visit) -> None:
    for name in _FIELDS:
        setattr(row, name, getattr(visit, name))
    row.substances = [substance.value for substance in visit.substances]
    if visit.state is VisitState.ENDED:
        row.handle = None  # a word is only lent for the stay


def _wake_at(visit: visits.Visit) -> Any:
    if visit.state is VisitState.CALLED:
        return visit.hold_until
    if visit.state not in IN_PLACE or visit.response_id is not None:
        return None
    return timers.next_wake(visit.overdue_at, visit.urgent_at, None)


def _emptied(transaction: Transaction, booth_id: int, at: datetime) -> None:
    """The last person left a place that is wiped: cleaning until someone says cleaned. It has
    been empty since they left, however late the tablet told it."""
    people = transaction.session.scalar(
        select(func.count(Visit.id)).where(Visit.booth_id == booth_id, Visit.state.in_(IN_PLACE))
    )
    booth = transaction.session.get_one(Booth, booth_id)
    if people == 0 and booth.wiped and not booth.closed and booth.cleaning_since is None:
        transaction.remember(booth)
        booth.cleaning_since = at
        transaction.record(facts.BoothNeedsCleaning(at, booth_id))


def told(session: Session, row: Visit) -> LateLevel | None:
    """The highest limit of the running check that is already on record."""
    levels = set(
        session.scalars(
            select(LateCheck.level).where(
                LateCheck.visit_id == row.id, LateCheck.check_number == row.check_number
            )
        )
    )
    if LateLevel.URGENT in levels:
        return LateLevel.URGENT
    return LateLevel.OVERDUE if levels else None
