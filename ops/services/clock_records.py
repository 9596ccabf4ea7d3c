"""How far the clock is behind what is on record, and behind the house's last sign of life."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.words import NoticeKind
from ops.models import Heartbeat, JournalEntry, Notice
from ops.services.journal_time import MOVED

APART = timedelta(seconds=2)
"""By how much the clocks of two machines on one database may differ."""


def newest_record(session: Session, site_id: int) -> datetime | None:
    """When the newest fact of a site was recorded, since the clock was last confirmed."""
    return _newest_since(session, site_id, facts.ClockConfirmed)


def newest_not_followed(session: Session, site_id: int) -> datetime | None:
    """The same; what was recorded before everything went back with the clock is followed."""
    return _newest_since(session, site_id, facts.ClockConfirmed, facts.TimesMovedBack)


def newest_beat(session: Session) -> datetime | None:
    """When any process last said that it was there."""
    return session.scalar(select(func.max(Heartbeat.at)))


def is_suspect(session: Session) -> bool:
    """Whether any site says so: then nothing is forgotten because its time is over."""
    said = select(Notice.id).where(Notice.kind == NoticeKind.CLOCK_SUSPECT, Notice.until.is_(None))
    return session.scalar(said.limit(1)) is not None


def beat_followed(session: Session, site_id: int, beat: datetime) -> bool:
    """Whether a site went back with the clock because of that very beat."""
    moves = select(JournalEntry.data).where(JournalEntry.site_id == site_id, JournalEntry.kind == MOVED)
    return any(data.get("last_beat") == facts.plain(beat) for data in session.scalars(moves))


def _newest_since(session: Session, site_id: int, *settled: type[Fact]) -> datetime | None:
    of_site = JournalEntry.site_id == site_id
    last = select(func.max(JournalEntry.id)).where(
        of_site, JournalEntry.kind.in_([kind.kind() for kind in settled])
    )
    return session.scalar(
        select(func.max(JournalEntry.recorded_at)).where(
            of_site, JournalEntry.id > func.coalesce(last.scalar_subquery(), 0)
        )
    )
