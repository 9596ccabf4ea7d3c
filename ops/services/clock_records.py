"""How far the clock is behind what is on record, and behind the house's last sign of life."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.words import NoticeKind
from ops.models import Heartbeat, JournalEntry, Notice, Site
from ops.services.journal_time import MOVED

APART = timedelta(seconds=2)
"""By how much the clocks of two machines on one database may differ."""


def newest_records(session: Session, site_ids: Collection[int]) -> dict[int, datetime]:
    """When the newest fact of each site was recorded, since the clock was last confirmed there."""
    return _newest_since(session, site_ids, facts.ClockConfirmed)


def newest_record(session: Session, site_id: int) -> datetime | None:
    """The same of one site."""
    return newest_records(session, (site_id,)).get(site_id)


def newest_not_followed(session: Session, site_id: int) -> datetime | None:
    """The same; what was recorded before everything went back with the clock is followed."""
    settled = (facts.ClockConfirmed, facts.TimesMovedBack)
    return _newest_since(session, (site_id,), *settled).get(site_id)


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


def _newest_since(session: Session, site_ids: Collection[int], *settled: type[Fact]) -> dict[int, datetime]:
    # In one statement: a process that begins asks it of all sites, before its first sweep.
    before = aliased(JournalEntry)
    last = (
        select(func.max(before.id))
        .where(before.site_id == Site.id, before.kind.in_([kind.kind() for kind in settled]))
        .correlate(Site)
        .scalar_subquery()
    )
    newest = (
        select(func.max(JournalEntry.recorded_at))
        .where(JournalEntry.site_id == Site.id, JournalEntry.id > func.coalesce(last, 0))
        .correlate(Site)
        .scalar_subquery()
    )
    rows = session.execute(select(Site.id, newest.label("at")).where(Site.id.in_(site_ids)))
    return {row.id: row.at for row in rows if row.at is not None}
