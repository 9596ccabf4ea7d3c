"""The places of a room brought up to its file.

1. A place is known by its number, where a page tells it; by its name; one whose name is new,
   by where it stood (a rename); one that was taken out before and is named again comes back; any
   other is new.
2. A place that is gone from the file is retired, unless somebody is in it or a response
   runs there.
3. A seat is known by its mark, or by its position when its mark is new. One that is gone
   from the file is shown only while somebody sits in it.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ops.domain.errors import Code, Refused
from ops.domain.words import IN_PLACE, ResponseState
from ops.models import Booth, Response, Seat, Visit
from ops.services.set_up.site_file import BoothPlan
from ops.services.transaction import Transaction


def apply_booths(
    transaction: Transaction, plans: Sequence[BoothPlan], changes: list[str], left: list[str]
) -> None:
    """Apply every difference; say it in ``changes``, and in ``left`` which places stay."""
    session = transaction.session
    rows = list(session.scalars(select(Booth).where(Booth.site_id == transaction.site.id).order_by(Booth.id)))
    active = [row for row in rows if not row.retired]
    matched = _match(plans, active)
    for row in active:
        if row in matched.values():
            continue
        if in_use(session, row):
            left.append(row.name)
            continue
        row.retired = True
        row.closed, row.closed_reason, row.cleaning_since = False, None, None
        transaction.touch_booth(row.id)
        changes.append(f"{row.name}: taken out")
    before = _make_way(session, matched, left)
    for plan in plans:
        known = matched.get(plan.name)
        retired = next((row for row in rows if row.retired and row.name == plan.name), None)
        if known is not None:
            if known.id in before:
                _free_name(session, retired)
            changed = before.get(known.id, []) + _update(known, plan)
        else:
            known, changed = _bring_in(transaction, retired, plan), ["a new place"]
        changed += _update_seats(session, known, plan.seats)
        session.flush()
        if changed:
            transaction.touch_booth(known.id)
            changes.append(f"{plan.name}: {', '.join(changed)}")


def _match(plans: Sequence[BoothPlan], active: Sequence[Booth]) -> dict[str, Booth]:
    matched: dict[str, Booth] = {}
    free = list(active)
    for alike in (_is_it, _is_called, _stands_there):
        for plan in plans:
            here = next((row for row in free if alike(plan, row)), None)
            if plan.name not in matched and here is not None:
                matched[plan.name] = here
                free.remove(here)
    return matched


def _make_way(session: Session, matched: Mapping[str, Booth], left: Sequence[str]) -> dict[int, list[str]]:
    """Names are free before any is given, so that two places may swap theirs. In words, by place,
    what each was called. A place that stays keeps its name: raises ``Refused`` where another wants it."""
    renamed = {name: row for name, row in matched.items() if row.name != name}
    if set(renamed) & set(left):
        raise Refused(Code.BOOTH_OCCUPIED, "booth")
    said = {row.id: [f"was {row.name}"] for row in renamed.values()}
    for row in renamed.values():
        row.name = f"({row.id})"
    session.flush()
    return said


def _is_it(plan: BoothPlan, row: Booth) -> bool:
    return row.id == plan.place


def _is_called(plan: BoothPlan, row: Booth) -> bool:
    return row.name == plan.name


def _stands_there(plan: BoothPlan, row: Booth) -> bool:
    return (row.row, row.column) == (plan.row, plan.column)


def in_use(session: Session, row: Booth) -> bool:
    """Whether somebody is in it, or a response runs there."""
    people = select(func.count(Visit.id)).where(Visit.booth_id == row.id, Visit.state.in_(IN_PLACE))
    running = select(func.count(Response.id)).where(
        Response.booth_id == row.id, Response.state == ResponseState.RUNNING
    )
    return bool(session.scalar(people) or session.scalar(running))


def _free_name(session: Session, retired: Booth | None) -> None:
    """A name belongs to whoever bears it now."""
    if retired is not None:
        retired.name = f"{retired.name[:11]} ({retired.id})"
        session.flush()


def _bring_in(transaction: Transaction, retired: Booth | None, plan: BoothPlan) -> Booth:
    row = retired
    if row is None:
        row = Booth(site_id=transaction.site.id, version=transaction.version, seats=[])
        transaction.session.add(row)
    row.retired = False
    row.name = plan.name
    _update(row, plan)
    transaction.session.flush()
    return row


def _update(row: Booth, plan: BoothPlan) -> list[str]:
    changed = []
    if row.kind is not plan.kind:
        changed.append(f"kind {plan.kind.value}")
    there = (plan.row, plan.column, plan.width, plan.height)
    if (row.row, row.column, row.width, row.height) != there:
        changed.append("moved on the plan")
    if row.wiped != plan.wiped:
        changed.append("wiped after use" if plan.wiped else "not wiped after use")
    row.name, row.kind, row.wiped = plan.name, plan.kind, plan.wiped
    row.row, row.column, row.width, row.height = there
    return changed


def _update_seats(session: Session, booth: Booth, marks: Sequence[str]) -> list[str]:
    before = [seat.mark for seat in booth.seats if not seat.extra]
    by_mark = {seat.mark: seat for seat in booth.seats}
    by_position = {seat.position: seat for seat in booth.seats if not seat.extra and seat.mark not in marks}
    for position, mark in enumerate(marks, 1):
        seat = by_mark.get(mark) or by_position.pop(position, None)
        if seat is None:
            seat = Seat(mark=mark, position=position)
            booth.seats.append(seat)
        seat.mark, seat.position, seat.extra = mark, position, False
    after = len(marks)
    for seat in booth.seats:
        if seat.mark not in marks:
            after += 1
            seat.extra, seat.position = True, after
    session.flush()
    return [] if before == list(marks) else [f"seats {', '.join(marks)}"]
