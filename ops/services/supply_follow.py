"""The shelf follows a response: doses and the kit taken home are counted down, oxygen flows,
corrections and voids give back. In the commit of the act itself; nothing of it can refuse an act.
"""

from collections import Counter
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, or_, select

from ops.domain import facts, oxygen, supplies
from ops.domain.actions import ActionKind
from ops.domain.response_data import Record
from ops.domain.supplies import Taken
from ops.domain.words import Moved, ResponseState, SupplyKind
from ops.models import OxygenDraw, Response, SupplyItem, SupplyMove
from ops.services import response_rows, supply_rows
from ops.services.transaction import Transaction

_FROM_THE_SHELF = (ActionKind.NALOXONE, ActionKind.OXYGEN_START, ActionKind.OXYGEN_STOP)


def response(transaction: Transaction, record: Record) -> None:
    """Take what this response takes by now, and give back what it no longer does."""
    logged = any(row.kind in _FROM_THE_SHELF for row in record.actions)
    if not logged and record.response.care_naloxone is None:
        return
    _doses(transaction, record)
    _oxygen(transaction, record)


def running(transaction: Transaction) -> None:
    """A cylinder is there: what flows already, from nowhere the board knew of, is from it."""
    wanted = select(Response).where(
        Response.site_id == transaction.site.id, Response.state == ResponseState.RUNNING
    )
    rows = transaction.session.scalars(wanted).all()
    for record in response_rows.records(transaction.session, rows).values():
        _oxygen(transaction, record)


def write_draws(
    transaction: Transaction, response_id: UUID, before: list[oxygen.Draw], after: list[oxygen.Draw]
) -> None:
    """These flows instead of those, with a fact for each that is new."""
    if Counter(before) == Counter(after):
        return
    session = transaction.session
    session.execute(delete(OxygenDraw).where(OxygenDraw.response_id == response_id))
    for draw in after:
        session.add(
            OxygenDraw(
                site_id=transaction.site.id,
                cylinder_id=draw.cylinder,
                response_id=response_id,
                root=draw.root,
                since=draw.since,
                until=draw.until,
                litres_per_minute=draw.litres_per_minute,
            )
        )
        if draw not in before:
            told = (draw.cylinder, draw.root, draw.since, draw.until, draw.litres_per_minute)
            transaction.record(facts.OxygenDrawn(draw.until or draw.since, *told))
    session.flush()
    for cylinder in {draw.cylinder for draw in (*before, *after)}:
        supply_rows.changed(transaction, session.get_one(SupplyItem, cylinder))


def draws_of(transaction: Transaction, response_id: UUID) -> list[oxygen.Draw]:
    """What flowed, or flows, in a response."""
    rows = transaction.session.scalars(
        select(OxygenDraw).where(OxygenDraw.response_id == response_id).order_by(OxygenDraw.id)
    )
    return [supply_rows.to_draw(row) for row in rows]


def drawing_on(transaction: Transaction, cylinder: UUID, at: datetime) -> list[UUID]:
    """The responses in which something flows from it at that moment or later."""
    later = or_(OxygenDraw.until.is_(None), OxygenDraw.until > at)
    wanted = select(OxygenDraw.response_id).where(OxygenDraw.cylinder_id == cylinder, later)
    return sorted(set(transaction.session.scalars(wanted)))


def _doses(transaction: Transaction, record: Record) -> None:
    session, key = transaction.session, record.response.id
    rows = session.scalars(select(SupplyMove).where(SupplyMove.response_id == key)).all()
    # The kit is gone from the moment that was said: who counted before had it in their hands.
    handed = next((row.happened_at for row in rows if row.root == key), transaction.now)
    wanted = supplies.doses(record, transaction.protocol)
    wanted += supplies.taken_home(record, transaction.protocol, handed)
    if not wanted and not rows:
        return
    before = [Taken(row.root, row.item_id, -row.amount) for row in rows if row.root is not None]
    items = supply_rows.on_the_list(session, transaction.site.id)
    known = {row.id: row for row in items}
    for row in rows:
        known.setdefault(row.item_id, session.get_one(SupplyItem, row.item_id))
    today = supply_rows.today(transaction.site, transaction.now)
    # What was taken from a batch that is off the list by now was taken all the same.
    gone = [row for row in known.values() if row not in items]
    shelf = supply_rows.batches(items) + supply_rows.batches(gone)
    after = supplies.taken(wanted, before, shelf, today)
    at = {dose.root: dose.at for dose in wanted}
    moved = {row.item_id for row in rows if row.root in at and row.happened_at != at[row.root]}
    for one in [taken for taken in before if taken not in after]:
        transaction.record(facts.SupplyGivenBack(transaction.now, one.batch, one.units, one.root))
    for one in [taken for taken in after if taken not in before]:
        transaction.record(facts.SupplyTaken(at[one.root], one.batch, one.units, one.root))
    if Counter(before) == Counter(after) and not moved:
        return
    session.execute(delete(SupplyMove).where(SupplyMove.response_id == key))
    for one in after:
        batch, when = known[one.batch], at[one.root]
        supply_rows.move(transaction, batch, Moved.RESPONSE, -one.units, when, response=key, root=one.root)
    for item in {taken.batch for taken in (*before, *after)}:
        supply_rows.settle(transaction, known[item])


def _oxygen(transaction: Transaction, record: Record) -> None:
    key = record.response.id
    wanted = oxygen.flows(record, transaction.protocol)
    before = draws_of(transaction, key)
    if not wanted and not before:
        return
    source = _source(transaction, key, before, transaction.now)
    write_draws(transaction, key, before, oxygen.drawn(wanted, before, source))


def _source(
    transaction: Transaction, response_id: UUID, before: list[oxygen.Draw], now: datetime
) -> UUID | None:
    """The cylinder beside them, where it is still in use; else one that is."""
    session, site_id = transaction.session, transaction.site.id
    items = [row for row in supply_rows.on_the_list(session, site_id) if row.kind is SupplyKind.OXYGEN]
    in_use = {row.id for row in items if row.in_use_since is not None}
    last = max(before, key=lambda draw: draw.since, default=None)
    if last is not None and last.cylinder in in_use:
        return last.cylinder
    others = session.scalars(
        select(OxygenDraw.cylinder_id).where(
            OxygenDraw.site_id == site_id,
            OxygenDraw.until.is_(None),
            OxygenDraw.response_id != response_id,
        )
    )
    return oxygen.choose(supply_rows.cylinders(session, items), Counter(others), now)
