"""Between rows and the domain: the shelf read, and counts made of what is on record."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ops.domain.errors import Code, Refused
from ops.domain.oxygen import Cylinder, Draw
from ops.domain.supplies import Batch
from ops.domain.words import Moved, SupplyKind
from ops.models import OxygenDraw, Site, SupplyItem, SupplyMove
from ops.services.transaction import Transaction


def on_the_list(session: Session, site_id: int) -> list[SupplyItem]:
    """What is on the shelf, soonest to expire first within a form."""
    rows = session.scalars(
        select(SupplyItem).where(SupplyItem.site_id == site_id, SupplyItem.gone_at.is_(None))
    )
    return sorted(rows, key=lambda row: (row.form, row.expires_on or date.max, row.added_at, str(row.id)))


def kept_since(session: Session, site_id: int) -> datetime | None:
    """When the first thing was put on the list; ``None``: this site keeps none."""
    return session.scalar(select(func.min(SupplyItem.added_at)).where(SupplyItem.site_id == site_id))


def batches(items: Iterable[SupplyItem]) -> list[Batch]:
    """Those that are counted in pieces."""
    return [
        Batch(row.id, row.kind, row.form, row.expires_on, row.count)
        for row in items
        if row.kind is not SupplyKind.OXYGEN
    ]


def cylinders(session: Session, items: Iterable[SupplyItem]) -> list[Cylinder]:
    """Those of them that are cylinders, with what was drawn since their gauge was read."""
    rows = [row for row in items if row.kind is SupplyKind.OXYGEN]
    drawn = draws(session, rows)
    return [
        Cylinder(
            id=row.id,
            form=row.form,
            full=row.full_litres or 0,
            litres=row.count,
            read_at=row.counted_at,
            in_use=row.in_use_since is not None,
            draws=tuple(to_draw(one) for one in drawn[row.id]),
        )
        for row in rows
    ]


def draws(session: Session, rows: Iterable[SupplyItem]) -> dict[UUID, list[OxygenDraw]]:
    """What flowed from each of these cylinders since its gauge was read, or flows."""
    read_at = {row.id: row.counted_at for row in rows}
    found: dict[UUID, list[OxygenDraw]] = {key: [] for key in read_at}
    if not read_at:
        return found
    wanted = select(OxygenDraw).where(
        OxygenDraw.cylinder_id.in_(read_at),
        or_(OxygenDraw.until.is_(None), OxygenDraw.until > min(read_at.values())),
    )
    for row in session.scalars(wanted.order_by(OxygenDraw.since, OxygenDraw.root)):
        if row.until is None or row.until > read_at[row.cylinder_id]:
            found[row.cylinder_id].append(row)
    return found


def to_draw(row: OxygenDraw) -> Draw:
    """The row as the domain knows it."""
    return Draw(row.root, row.cylinder_id, row.since, row.until, row.litres_per_minute)


def today(site: Site, now: datetime) -> date:
    """The day on the room's own clock."""
    return now.astimezone(ZoneInfo(site.time_zone)).date()


def item(transaction: Transaction, item_id: UUID) -> SupplyItem:
    """One of this site's. Another site's is as unknown as none."""
    row = transaction.session.get(SupplyItem, item_id)
    if row is None or row.site_id != transaction.site.id:
        raise Refused(Code.NOT_FOUND, "supply")
    return row


def move(
    transaction: Transaction,
    row: SupplyItem,
    what: Moved,
    amount: int,
    at: datetime,
    *,
    response: UUID | None = None,
    root: UUID | None = None,
) -> None:
    """Write down one change; the count follows with ``settle``."""
    transaction.session.add(
        SupplyMove(
            site_id=transaction.site.id,
            item_id=row.id,
            command_id=transaction.command.id,
            what=what,
            amount=amount,
            happened_at=at,
            by=transaction.who,
            response_id=response,
            root=root,
        )
    )


def settle(transaction: Transaction, row: SupplyItem) -> None:
    """The count: what the newest counting found, and what was added and taken since.

    Told late, an act of before that counting changes nothing: whoever counted saw what it left.
    """
    session = transaction.session
    session.flush()
    standing = (SupplyMove.item_id == row.id) & SupplyMove.counts
    newest = session.scalar(
        select(SupplyMove)
        .where(standing, SupplyMove.what == Moved.COUNTED)
        .order_by(SupplyMove.happened_at.desc(), SupplyMove.id.desc())
        .limit(1)
    )
    since = row.added_at if newest is None else newest.happened_at
    later = standing & (SupplyMove.what != Moved.COUNTED) & (SupplyMove.happened_at > since)
    moved = session.scalar(select(func.sum(SupplyMove.amount)).where(later)) or 0
    row.count = (0 if newest is None else newest.amount) + int(moved)
    row.counted_at = since
    changed(transaction, row)


def changed(transaction: Transaction, row: SupplyItem) -> None:
    """Tablets are told of it."""
    row.version = transaction.version
    transaction.touch("supplies")
    transaction.session.flush()
