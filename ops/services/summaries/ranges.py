"""Weeks, months, years and any other days in numbers that add up, of one site or several.

A range counts what happened in its days, each by the clock of its site; shifts are of no matter here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from ops.domain import ranges, totals
from ops.domain import window as windows
from ops.domain.ranges import Range, RangeKind
from ops.domain.totals import Totals
from ops.models import Site
from ops.services.house import House
from ops.services.summaries import days
from ops.services.summaries.reading import first_day
from ops.services.transaction import milliseconds


@dataclass(frozen=True)
class SiteTotals:
    """``totals.days``: of how many days of the range there are figures. ``recorded_since``: the first day of
    which there are any, whatever the range. ``running``: the range goes on, on this site's clock."""

    site_id: int
    name: str
    time_zone: str
    totals: Totals
    recorded_since: date
    running: bool


@dataclass(frozen=True)
class RangeTotals:
    """All read at one moment, ``as_of``."""

    range: Range
    as_of: datetime
    sites: tuple[SiteTotals, ...]

    @property
    def together(self) -> Totals:
        """Of all these sites."""
        return totals.added(site.totals for site in self.sites)

    @property
    def running(self) -> bool:
        """Whether it goes on at any of them."""
        return any(site.running for site in self.sites)

    @property
    def recorded_since(self) -> date:
        """The first day of which any of them has figures."""
        return min(site.recorded_since for site in self.sites)

    @property
    def days_without(self) -> int:
        """Days of these sites, up to now, of which there are no figures."""
        reached = sum(_reached(self.range, self.as_of, site) for site in self.sites)
        return reached - self.together.days


def of(house: House, site_ids: Sequence[int], wanted: Range) -> RangeTotals:
    """That range of these sites."""
    now = milliseconds(house.now())
    with house.db.read() as session:
        return _of(session, site_ids, wanted, now)


def by(house: House, site_ids: Sequence[int], within: Range, kind: RangeKind) -> tuple[RangeTotals, ...]:
    """Day by day, week by week, …: each that holds a day of ``within``, whole, in order."""
    now = milliseconds(house.now())
    with house.db.read() as session:
        return tuple(_of(session, site_ids, one, now) for one in ranges.each(kind, within))


def _of(session: Session, site_ids: Sequence[int], wanted: Range, now: datetime) -> RangeTotals:
    sites = [session.get_one(Site, site_id) for site_id in site_ids]
    return RangeTotals(wanted, now, tuple(_of_site(session, site, wanted, now) for site in sites))


def _of_site(session: Session, site: Site, wanted: Range, now: datetime) -> SiteTotals:
    since = first_day(session, site, now)
    today = windows.local(now, site.time_zone).date()
    counted = [days.totals(session, site, day, now) for day in _days(wanted, since, today)]
    return SiteTotals(
        site.id, site.name, site.time_zone, totals.added(counted), since, running=wanted.last >= today
    )


def _days(wanted: Range, since: date, today: date) -> Iterator[date]:
    day = max(wanted.first, since)
    while day <= min(wanted.last, today):
        yield day
        day += timedelta(days=1)


def _reached(wanted: Range, as_of: datetime, site: SiteTotals) -> int:
    last = min(wanted.last, windows.local(as_of, site.time_zone).date())
    return max(0, (last - wanted.first).days + 1)
