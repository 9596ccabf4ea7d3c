"""Questions the use cases ask the journal: was there something newer, did a colleague do it?"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, or_, select

from ops.domain import facts
from ops.models import JournalEntry
from ops.services.transaction import Transaction

ROOM_KINDS = (facts.RoomOpened.kind(), facts.RoomClosed.kind(), facts.CurtainDrawn.kind())
BOOTH_KINDS = (
    facts.BoothNeedsCleaning.kind(),
    facts.BoothCleaned.kind(),
    facts.BoothClosed.kind(),
    facts.BoothOpened.kind(),
    facts.PersonSeated.kind(),
)
SAME_ACT_WITHIN = timedelta(seconds=30)
"""Two colleagues tapping the same thing do it within seconds of each other [m]."""


def something_newer(
    transaction: Transaction, kinds: Sequence[str], at: datetime, *, booth: int | None = None
) -> bool:
    """Whether a fact of these kinds happened after ``at``: the board knows better by now."""
    if at >= transaction.now:
        return False
    newer = _of(transaction, kinds, booth).where(JournalEntry.happened_at > at)
    return transaction.session.scalar(newer.limit(1)) is not None


def later_commit(
    transaction: Transaction, kinds: Sequence[str], version: int, *, booth: int | None = None
) -> bool:
    """Whether a fact of these kinds was recorded after that version."""
    later = _of(transaction, kinds, booth).where(JournalEntry.version > version)
    return transaction.session.scalar(later.limit(1)) is not None


def colleague_did(transaction: Transaction, kind: str, at: datetime, *visits: UUID) -> bool:
    """Whether another device recorded that about these people moments ago."""
    names = [str(visit) for visit in visits]
    said = JournalEntry.data["visit"].as_string().in_(names)
    if len(names) > 1:
        said &= JournalEntry.data["other"].as_string().in_(names)
    mine = JournalEntry.device_id == transaction.command.actor.device_id
    found = _of(transaction, (kind,), None).where(
        JournalEntry.happened_at.between(at - SAME_ACT_WITHIN, at + SAME_ACT_WITHIN),
        said,
        or_(JournalEntry.device_id.is_(None), ~mine),
    )
    return transaction.session.scalar(found.limit(1)) is not None


def _of(transaction: Transaction, kinds: Sequence[str], booth: int | None) -> Select[int]:
    found = select(JournalEntry.id).where(
        JournalEntry.site_id == transaction.site.id, JournalEntry.kind.in_(kinds)
    )
    return found if booth is None else found.where(JournalEntry.data["booth"].as_integer() == booth)
