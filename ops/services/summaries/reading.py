"""What all parts of a summary read alike: the window, counts by period in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ops.domain.protocol import SiteProtocol
from ops.domain.window import Period, Window, WindowKind, local, periods
from ops.models import Figures, JournalEntry, Site

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


@dataclass(frozen=True)
class FirstFact:
    """Of a site. One from paper happened before."""

    happened_at: datetime
    recorded_at: datetime


def first_day(session: Session, site: Site, now: datetime) -> date:
    """The day of the site's first fact, or the first that figures were kept of: before it nothing
    was recorded here."""
    kept = select(func.min(Figures.key)).where(
        Figures.site_id == site.id, Figures.kind == WindowKind.DAY.value
    )
    first_kept = session.scalar(kept)
    if first_kept is not None:
        return date.fromisoformat(first_kept)
    first = first_fact(session, site.id)
    return local(now if first is None else min(first.happened_at, now), site.time_zone).date()


def first_fact(session: Session, site_id: int) -> FirstFact | None:
    """When the first fact of a site happened, and when it was recorded."""
    times = select(JournalEntry.happened_at, JournalEntry.recorded_at).where(JournalEntry.site_id == site_id)
    row = session.execute(times.order_by(JournalEntry.version, JournalEntry.id).limit(1)).first()
    return None if row is None else FirstFact(*row)


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


def counts(session: Session, *counted: Select[int]) -> list[int]:
    """What each of these counts, in one question: each has its own index, and none its own way there and back."""
    row = session.execute(select(*(one.scalar_subquery() for one in counted))).one()
    return [int(number or 0) for number in row]
