"""What all parts of a summary read alike: counts by period in SQL, facts of the journal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.protocol import SiteProtocol
from ops.domain.window import Period, Window, local, periods
from ops.models import JournalEntry, Site

At = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]


@dataclass(frozen=True)
class Reading:
    """One read of one site's window."""

    session: Session
    site: Site
    window: Window
    periods: tuple[Period, ...]
    protocol: SiteProtocol

    @property
    def start(self) -> datetime:
        return self.window.start

    @property
    def until(self) -> datetime:
        return self.window.until

    def inside(self, column: At) -> ColumnElement[bool]:
        """Whether the instant lies in the window."""
        return (column >= self.start) & (column < self.until)


def reading(session: Session, site: Site, window: Window) -> Reading:
    """All that the parts need."""
    return Reading(session, site, window, periods(window), SiteProtocol.from_json(site.protocol))


def first_day(session: Session, site: Site, now: datetime) -> date:
    """The day of the site's first fact; before it nothing was recorded here."""
    first = session.scalar(
        select(JournalEntry.happened_at)
        .where(JournalEntry.site_id == site.id)
        .order_by(JournalEntry.version, JournalEntry.id)
        .limit(1)
    )
    return local(min(first or now, now), site.time_zone).date()


def count_each(
    session: Session, column: At, spans: Sequence[tuple[datetime, datetime]], *where: ColumnElement[bool]
) -> list[int]:
    """How many rows have ``column`` in each of the spans; one pass over the rows."""
    if not spans:
        return []
    sums = [func.sum(case(((column >= start) & (column < end), 1), else_=0)) for start, end in spans]
    earliest, latest = min(start for start, _ in spans), max(end for _, end in spans)
    row = session.execute(select(*sums).where(*where, column >= earliest, column < latest)).one()
    return [int(number or 0) for number in row]


@dataclass(frozen=True)
class Told:
    """A fact as the journal keeps it."""

    kind: str
    at: datetime
    data: dict[str, Any]

    def id(self, name: str) -> UUID | None:
        """The id in that field, if there is one."""
        value = self.data.get(name)
        return UUID(value) if value is not None else None


def told(
    session: Session, site_id: int, kinds: Iterable[type[Fact]], start: datetime, until: datetime
) -> list[Told]:
    """Facts that happened in ``start <= t < until`` in the order they were recorded, without
    those of acts that were undone."""
    names = [kind.kind() for kind in kinds]
    taken_back = undone(session, site_id, start)
    rows = session.execute(
        select(JournalEntry.kind, JournalEntry.happened_at, JournalEntry.data, JournalEntry.command_id)
        .where(
            JournalEntry.site_id == site_id,
            JournalEntry.kind.in_(names),
            JournalEntry.happened_at >= start,
            JournalEntry.happened_at < until,
        )
        .order_by(JournalEntry.id)
    )
    return [Told(kind, at, data) for kind, at, data, command in rows if command not in taken_back]


def last_before(
    session: Session,
    site_id: int,
    kinds: Iterable[type[Fact]],
    start: datetime,
    *where: ColumnElement[bool],
) -> Told | None:
    """The newest of these facts from before ``start``, undone ones left out: how things
    stood when it began."""
    rows = session.execute(
        select(JournalEntry.kind, JournalEntry.happened_at, JournalEntry.data, JournalEntry.command_id)
        .where(
            JournalEntry.site_id == site_id,
            JournalEntry.kind.in_([kind.kind() for kind in kinds]),
            JournalEntry.happened_at < start,
            *where,
        )
        .order_by(JournalEntry.happened_at.desc(), JournalEntry.id.desc())
    )
    for kind, at, data, command in rows:
        if command not in undone(session, site_id, at):
            return Told(kind, at, data)
    return None


def undone(session: Session, site_id: int, since: datetime) -> set[UUID]:
    """Acts taken back since then; an act is never taken back before it happened."""
    rows = session.scalars(
        select(JournalEntry.data).where(
            JournalEntry.site_id == site_id,
            JournalEntry.kind == facts.ActUndone.kind(),
            JournalEntry.happened_at >= since,
        )
    )
    return {UUID(data["command"]) for data in rows}
