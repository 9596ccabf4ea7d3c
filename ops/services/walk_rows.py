"""Walks as rows: the one that is under way, who is still to be confirmed, how a walk ends."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from ops.domain import facts, walk
from ops.domain.errors import Code, Refused
from ops.domain.words import IN_PLACE, WalkKind
from ops.models import Booth, Seat, Visit, Walk, WalkFound
from ops.services.transaction import Transaction


def running(transaction: Transaction) -> Walk | None:
    """The walk that is under way; of several the newest."""
    return transaction.session.scalar(
        select(Walk)
        .where(Walk.site_id == transaction.site.id, Walk.ended_at.is_(None))
        .order_by(Walk.began_at.desc(), Walk.id)
        .limit(1)
    )


def named(transaction: Transaction, walk_id: UUID) -> Walk | None:
    """The walk of that id. Another site's is refused as unknown."""
    row = transaction.session.get(Walk, walk_id)
    if row is not None and row.site_id != transaction.site.id:
        raise Refused(Code.NOT_FOUND, "walk")
    return row


def begin(transaction: Transaction, walk_id: UUID, at: datetime, kind: WalkKind | None) -> Walk:
    """A new walk; what for, if nobody said, the board knows."""
    if kind is None:
        kind = WalkKind.RECONFIRM if anyone_to_confirm(transaction) else WalkKind.WALK_ROUND
    row = Walk(id=walk_id, site_id=transaction.site.id, version=transaction.version, kind=kind, began_at=at)
    transaction.session.add(row)
    transaction.session.flush()
    transaction.remember(row, made=True)
    transaction.record(facts.WalkBegun(at, row.id, kind.value))
    transaction.touch("room")
    return row


def end(transaction: Transaction, row: Walk, at: datetime) -> None:
    """It is over: what it saw is told."""
    transaction.remember(row)
    row.ended_at, row.version = max(at, row.began_at), transaction.version
    seen, differing, unseen = walk.tally(_seats(transaction), _found(transaction, row))
    transaction.record(facts.WalkEnded(row.ended_at, row.id, row.kind.value, seen, differing, unseen))
    transaction.touch("room")


def anyone_to_confirm(transaction: Transaction) -> bool:
    """Whether somebody is on the board of whom it is not sure, and nobody is with them."""
    wanted = select(Visit.id).where(
        Visit.site_id == transaction.site.id,
        Visit.state.in_(IN_PLACE),
        Visit.confirm_since.is_not(None),
        Visit.response_id.is_(None),
    )
    return transaction.session.scalar(wanted.limit(1)) is not None


def one_fewer_to_confirm(transaction: Transaction) -> None:
    """Somebody was seen; when it was the last one, the walk that was for them is over."""
    row = running(transaction)
    if row is not None and row.kind is WalkKind.RECONFIRM and not anyone_to_confirm(transaction):
        end(transaction, row, transaction.now)


def _found(transaction: Transaction, row: Walk) -> list[tuple[walk.Seat, bool]]:
    rows = transaction.session.scalars(select(WalkFound).where(WalkFound.walk_id == row.id, WalkFound.counts))
    return [((found.booth_id, found.seat), found.differs) for found in rows]


def _seats(transaction: Transaction) -> list[walk.Seat]:
    """The seats of the room, and beside them those in which somebody is."""
    people = select(Visit.seat_id).where(
        Visit.site_id == transaction.site.id, Visit.state.in_(IN_PLACE), Visit.seat_id.is_not(None)
    )
    rows = transaction.session.execute(
        select(Seat.booth_id, Seat.mark)
        .join(Booth, Booth.id == Seat.booth_id)
        .where(
            Booth.site_id == transaction.site.id,
            Booth.retired.is_(False),
            Seat.extra.is_(False) | Seat.id.in_(people),
        )
    )
    return [(booth, mark) for booth, mark in rows]
