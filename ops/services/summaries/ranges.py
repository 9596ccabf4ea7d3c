"""Weeks, months, years and any other days in numbers that add up, of one site or several.

A range counts what happened in its days, each by the clock of its site; shifts are of no matter here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from ops.domain import ranges, totals
from ops.domain import window as windows
from ops.domain.ranges import Range, RangeKind
from ops.domain.totals import Totals
from ops.services.house import House
from ops.services.summaries import day_rows
from ops.services.summaries.day_rows import DaysOfSite
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

    @cached_property
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
    return each(house, site_ids, [wanted])[0]


def by(house: House, site_ids: Sequence[int], within: Range, kind: RangeKind) -> tuple[RangeTotals, ...]:
    """Day by day, week by week, …: each that holds a day of ``within``, whole, in order."""
    return each(house, site_ids, list(ranges.each(kind, within)))


def each(house: House, site_ids: Sequence[int], wanted: Sequence[Range]) -> tuple[RangeTotals, ...]:
    """These ranges, all at one moment."""
    now = milliseconds(house.now())
    first, last = min(one.first for one in wanted), max(one.last for one in wanted)
    with house.db.read() as session:
        found = day_rows.read(session, site_ids, first, last, now)
    return tuple(RangeTotals(one, now, tuple(_of_site(site, one) for site in found)) for one in wanted)


def _of_site(site: DaysOfSite, wanted: Range) -> SiteTotals:
    return SiteTotals(
        site.site_id,
        site.name,
        site.time_zone,
        site.added(wanted.first, wanted.last),
        site.since,
        running=wanted.last >= site.today,
    )


def _reached(wanted: Range, as_of: datetime, site: SiteTotals) -> int:
    last = min(wanted.last, windows.local(as_of, site.time_zone).date())
    return max(0, (last - wanted.first).days + 1)
