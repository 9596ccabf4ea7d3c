"""What people do at the shelf: new batches, counting, taking, gauges read, cylinders changed.

Counts are what somebody saw, with what was logged since on top; where they differ, count again.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from ops.domain import facts, oxygen
from ops.domain.errors import Code, Refused
from ops.domain.visit import Outcome
from ops.domain.words import Moved, SupplyKind
from ops.models import SupplyItem
from ops.services import supply_follow, supply_rows, supply_undo
from ops.services.answers import answer
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform

Found = Sequence[tuple[UUID, int]]
"""What was seen, by the item: pieces, or what the gauge of a cylinder showed."""


def add(
    house: House,
    command: Command,
    *,
    form: str,
    count: int,
    expires: date | None = None,
    label: str | None = None,
) -> Reply:
    """A batch of one of the site's forms, or a cylinder, whose ``count`` is its gauge.

    Raises ``Refused`` for a form the site does not have.
    """

    def work(transaction: Transaction) -> Made:
        known = transaction.protocol.supplies.forms.get(form)
        if known is None:
            raise Refused(Code.BAD_VALUE, "form")
        at = transaction.at()
        cylinder = known.kind is SupplyKind.OXYGEN
        row = SupplyItem(
            id=command.id,
            site_id=transaction.site.id,
            version=transaction.version,
            kind=known.kind,
            form=form,
            label=label,
            expires_on=expires,
            counted_at=at,
            added_at=at,
            full_litres=known.litres if cylinder else None,
            gauge_full=known.gauge_full if cylinder else None,
        )
        transaction.session.add(row)
        transaction.session.flush()
        transaction.remember(row, made=True)
        amount = _amount(row, count)
        supply_rows.move(transaction, row, Moved.COUNTED, amount, at)
        supply_rows.settle(transaction, row)
        day = expires.isoformat() if expires else None
        transaction.record(facts.SupplyAdded(at, row.id, form, amount, day))
        return answer(transaction, command.id, status=201)

    return perform(house, command, work)


def count(house: House, command: Command, supply: UUID, *, count: int) -> Reply:
    """Somebody looked: so many there are, or this is what the gauge shows."""

    def work(transaction: Transaction) -> Made:
        found(transaction, [(supply, count)], transaction.at())
        return answer(transaction, command.id)

    return perform(house, command, work)


def found(transaction: Transaction, seen: Found, at: datetime) -> None:
    """What somebody saw of each. What they saw is there: one off the list since before is on it."""
    for key, number in seen:
        row = supply_rows.item(transaction, key)
        if row.gone_at is not None and row.gone_at < at:
            transaction.remember(row)
            row.gone_at = None
        amount = _amount(row, number)
        supply_rows.move(transaction, row, Moved.COUNTED, amount, at)
        supply_rows.settle(transaction, row)
        transaction.record(facts.SupplyCounted(at, row.id, amount))


def change(house: House, command: Command, supply: UUID, *, number: int, why: Moved) -> Reply:
    """More came, or some went without a response. Raises ``Refused`` for a cylinder, which has
    a gauge, and for more of what went or fewer of what came."""

    def work(transaction: Transaction) -> Made:
        row = supply_rows.item(transaction, supply)
        if row.kind is SupplyKind.OXYGEN or (number > 0) is not (why is Moved.ADDED):
            raise Refused(Code.BAD_VALUE, "change")
        at = transaction.at()
        supply_rows.move(transaction, row, why, number, at)
        supply_rows.settle(transaction, row)
        transaction.record(facts.SupplyChanged(at, row.id, number, why.value))
        return answer(transaction, command.id)

    return perform(house, command, work)


def gone(house: House, command: Command, supply: UUID) -> Reply:
    """Off the list: used up, thrown away, sent to be filled. What was counted stays on record."""

    def work(transaction: Transaction) -> Made:
        row = supply_rows.item(transaction, supply)
        if row.gone_at is not None:
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        at = transaction.at()
        transaction.remember(row)
        row.gone_at, row.in_use_since = at, None
        supply_rows.changed(transaction, row)
        transaction.record(facts.SupplyGone(at, row.id))
        return answer(transaction, command.id)

    return perform(house, command, work)


def in_use(
    house: House, command: Command, supply: UUID, *, on: bool = True, instead_of: UUID | None = None
) -> Reply:
    """A cylinder that a hand opens from now on, or no longer. ``instead_of``: the one whose
    place it takes; what flows from that goes on from this one."""

    def work(transaction: Transaction) -> Made:
        row = _cylinder(transaction, supply)
        old = None if instead_of is None or not on else _cylinder(transaction, instead_of)
        if (row.in_use_since is not None) is on and (old is None or old.in_use_since is None):
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        at = transaction.at()
        transaction.remember(row)
        row.in_use_since = (row.in_use_since or at) if on else None
        if on:
            row.gone_at = None
        supply_rows.changed(transaction, row)
        if old is not None and old is not row:
            _takes_the_place(transaction, row, old, at)
        replaced = old.id if old is not None else None
        told = facts.CylinderInUse(at, row.id, replaced) if on else facts.CylinderPutAway(at, row.id)
        transaction.record(told)
        if on:
            supply_follow.running(transaction)
        return answer(transaction, command.id)

    return perform(house, command, work)


def _takes_the_place(transaction: Transaction, new: SupplyItem, old: SupplyItem, at: datetime) -> None:
    transaction.remember(old)
    old.in_use_since = None
    supply_rows.changed(transaction, old)
    for response_id in supply_follow.drawing_on(transaction, old.id, at):
        before = supply_follow.draws_of(transaction, response_id)
        supply_undo.remember_draws(transaction, response_id, before)
        after = oxygen.changed(before, old.id, new.id, at)
        supply_follow.write_draws(transaction, response_id, before, after)


def _cylinder(transaction: Transaction, supply: UUID) -> SupplyItem:
    row = supply_rows.item(transaction, supply)
    if row.kind is not SupplyKind.OXYGEN:
        raise Refused(Code.BAD_VALUE, "supply")
    return row


def _amount(row: SupplyItem, number: int) -> int:
    """In pieces; of a cylinder in litres, by its gauge."""
    if row.kind is not SupplyKind.OXYGEN:
        return number
    return oxygen.litres_at(row.full_litres or 0, row.gauge_full or 1, number)
