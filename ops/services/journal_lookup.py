"""Questions the use cases ask the journal: was there something newer, did a colleague do it?"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, or_, select

from ops.domain import facts
from ops.domain.room_states import BEGINS, STATE_OF
from ops.domain.words import RoomState
from ops.models import JournalEntry
from ops.services.journal_facts import last_before, undone
from ops.services.journal_time import JournalTime
from ops.services.transaction import Transaction

HELD_KINDS = (
    facts.EveryoneCalledOut.kind(),
    facts.EveryoneBackIn.kind(),
    facts.LockDownBegun.kind(),
    facts.LockDownEnded.kind(),
)
STATE_KINDS = tuple(STATE_OF)
ROOM_KINDS = (*STATE_KINDS, facts.CurtainDrawn.kind(), facts.HeadCounted.kind())
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
    transaction: Transaction,
    kinds: Sequence[str],
    at: datetime,
    *,
    booth: int | None = None,
    visit: UUID | None = None,
) -> bool:
    """Whether a fact of these kinds happened after ``at``: the board knows better by now."""
    if at >= transaction.now:
        return False
    times = JournalTime.of(transaction.session, transaction.site.id)
    later = times.where(lambda ahead: JournalEntry.happened_at > at + ahead)
    newer = _of(transaction, kinds, booth).where(later)
    if visit is not None:
        newer = newer.where(JournalEntry.data["visit"].as_string() == str(visit))
    commands = set(transaction.session.scalars(newer.with_only_columns(JournalEntry.command_id)))
    return bool(commands and commands - undone(transaction.session, transaction.site.id, at))


def room_state_at(transaction: Transaction, at: datetime) -> RoomState:
    """The room's state at that moment: an act is judged by when it happened."""
    site = transaction.site
    if site.room_since is None or at >= site.room_since:
        return site.room_state
    before = last_before(transaction.session, site.id, BEGINS.values(), at)
    return RoomState.OPEN if before is None else STATE_OF[before.kind]


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
    first, last = at - SAME_ACT_WITHIN, at + SAME_ACT_WITHIN
    times = JournalTime.of(transaction.session, transaction.site.id)
    found = _of(transaction, (kind,), None).where(
        times.where(lambda ahead: JournalEntry.happened_at.between(first + ahead, last + ahead)),
        said,
        or_(JournalEntry.device_id.is_(None), ~mine),
    )
    return transaction.session.scalar(found.limit(1)) is not None


def _of(transaction: Transaction, kinds: Sequence[str], booth: int | None) -> Select[int]:
    found = select(JournalEntry.id).where(
        JournalEntry.site_id == transaction.site.id, JournalEntry.kind.in_(kinds)
    )
    if booth is None:
        return found
    left = JournalEntry.data["from_booth"].as_integer() == booth
    return found.where(or_(JournalEntry.data["booth"].as_integer() == booth, left))
