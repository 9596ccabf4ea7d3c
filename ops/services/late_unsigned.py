"""What was typed in from paper and nobody has signed; whose the newest signature is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ops.models import JournalEntry, LateSigning, Site
from ops.services.journal_facts import undone_where


@dataclass(frozen=True)
class Signed:
    """The newest signature."""

    by: str
    at: datetime


def unsigned(session: Session, site: Site) -> int:
    """How many entries from paper nobody has signed."""
    return len(unsigned_acts(session, site, site.version))


def unsigned_acts(session: Session, site: Site, last: int) -> set[UUID]:
    """Which acts those are, of what was on record by version ``last``; undone ones are none."""
    signed = session.scalar(
        select(func.max(LateSigning.until)).where(LateSigning.site_id == site.id, LateSigning.counts)
    )
    since = JournalEntry.version > (signed or 0)
    acts = session.scalars(
        select(JournalEntry.command_id)
        .where(JournalEntry.site_id == site.id, JournalEntry.from_paper, since, JournalEntry.version <= last)
        .distinct()
    )
    found = {act for act in acts if act is not None}
    return found - undone_where(session, site.id, since) if found else found


def newest(session: Session, site: Site) -> Signed | None:
    """Whose signature stands under what was signed last."""
    row = session.scalar(
        select(LateSigning)
        .where(LateSigning.site_id == site.id, LateSigning.counts)
        .order_by(LateSigning.until.desc(), LateSigning.signed_at.desc(), LateSigning.id)
        .limit(1)
    )
    return None if row is None else Signed(row.by, row.signed_at)
