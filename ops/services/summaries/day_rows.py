"""Days as they are added up: from their totals, and counted now where these are not there or not of now.

1. A day has its totals once it is over, from the next round of `realtime/rollups.py` on.
2. What was recorded since they were made may touch some: these are counted now.
3. So are today, and a day that waits for that round.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from ops.domain import durations, ranges, totals
from ops.domain import window as windows
from ops.domain.ranges import ONE_DAY
from ops.domain.totals import GROUPS, Totals
from ops.models import DayTotals, Rolled, Site
from ops.services.summaries import days, touched
from ops.services.summaries.reading import first_day

TABLE = DayTotals.__table__.c
SELECTED = [TABLE[name] for name in ("site_id", "day", *GROUPS, *days.COLUMNS)]
FIRST_NUMBER = 2 + len(GROUPS)
SECONDS = FIRST_NUMBER + days.COLUMNS.index("seconds")
A_DAY = 86_400


@dataclass(frozen=True)
class _Made:
    """The first day that has totals, and up to which a site's days were made; empty: they never were."""

    first: date | None
    through: date | None


@dataclass(frozen=True)
class DaysOfSite:
    """``rows``: in order; ``counted``: of now, by day, none of which has a row here. ``since``: the first day of which
    there are figures."""

    site_id: int
    name: str
    time_zone: str
    since: date
    today: date
    rows: Sequence[Row[Any]]
    counted: dict[date, Totals]

    def added(self, first: date, last: date) -> Totals:
        """From the one day to the other, both included. A month of which nothing but the whole is known is in no
        range that holds only a part of it."""
        start = bisect_left(self.rows, first, key=_day)
        end = bisect_right(self.rows, last, key=_day)
        if end > start and _day(self.rows[end - 1]) + (_days_of(self.rows[end - 1]) - 1) * ONE_DAY > last:
            end -= 1
        counted = [one for day, one in self.counted.items() if first <= day <= last]
        together = _added(self.rows[start:end])
        return totals.added([together, *counted]) if counted else together


def read(
    session: Session, site_ids: Sequence[int], first: date, last: date, now: datetime
) -> list[DaysOfSite]:
    """What there is of these sites from the one day to the other, both included."""
    sites = {site.id: site for site in session.scalars(select(Site).where(Site.id.in_(site_ids)))}
    rows = _rows(session, site_ids, first, last)
    again = _to_count_again(session, site_ids, first, last)
    made = _made(session, site_ids)
    return [
        _of_site(session, sites[site_id], rows[site_id], again[site_id], made[site_id], first, last, now)
        for site_id in site_ids
    ]


def _of_site(
    session: Session,
    site: Site,
    rows: Sequence[Row[Any]],
    again: set[date],
    made: _Made,
    first: date,
    last: date,
    now: datetime,
) -> DaysOfSite:
    today = windows.local(now, site.time_zone).date()
    began = first_day(session, site, now) if made.through is None else today
    unmade = began if made.through is None else made.through + ONE_DAY
    since = min(made.first or began, began)
    there = [row for row in rows if _day(row) < today and _day(row) not in again]
    wanted = {day for day in again if first <= day <= min(last, today)}
    wanted |= {*ranges.days(max(first, unmade), min(last, today))} - {_day(row) for row in there}
    counted = {day: days.counted(session, site, day, now).totals for day in sorted(wanted)}
    return DaysOfSite(site.id, site.name, site.time_zone, since, today, there, counted)


def _rows(session: Session, site_ids: Sequence[int], first: date, last: date) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {site_id: [] for site_id in site_ids}
    of_these = TABLE.site_id.in_(site_ids), TABLE.day.between(first, last)
    for row in session.execute(select(*SELECTED).where(*of_these).order_by(TABLE.site_id, TABLE.day)):
        found[row[0]].append(row)
    return found


def _to_count_again(
    session: Session, site_ids: Sequence[int], first: date, last: date
) -> dict[int, set[date]]:
    """Days whose totals may not be of now: those that are touched, or, of a site whose days were never
    made but for what was kept, all of which something can still be counted."""
    since = touched.since_rolled(session, site_ids)
    doubted = [site_id for site_id in site_ids if site_id not in since or since[site_id].anything]
    found: dict[int, set[date]] = {site_id: set() for site_id in site_ids}
    if doubted:
        made = touched.countable(session, doubted, DayTotals.day.between(first, last))
        for site_id, several in made.items():
            of_site = since.get(site_id)
            found[site_id] = {one.day for one in several if of_site is None or of_site.touches(one)}
    return found


def _made(session: Session, site_ids: Sequence[int]) -> dict[int, _Made]:
    rows = session.execute(
        select(Site.id, func.min(DayTotals.day), Rolled.through)
        .outerjoin(DayTotals, DayTotals.site_id == Site.id)
        .outerjoin(Rolled, Rolled.site_id == Site.id)
        .where(Site.id.in_(site_ids))
        .group_by(Site.id, Rolled.through)
    )
    return {site_id: _Made(first, through) for site_id, first, through in rows}


def _added(rows: Sequence[Row[Any]]) -> Totals:
    """Column by column, as ``totals.added`` does."""
    found: dict[str, Any]
    spans = [_days_of(row) for row in rows]
    together = sum(spans)
    found, not_counted = _numbers([row[FIRST_NUMBER:] for row in rows], spans)
    for place, (name, measures) in enumerate(GROUPS.items(), 2):
        group = totals.by_measure(row[place] for row in rows)
        by_number = name != "by"
        found[name] = {one: durations.from_json(of) for one, of in group.items()} if by_number else group
        for measure in measures:
            there = sum(span for row, span in zip(rows, spans, strict=True) if measure in row[place])
            if there < together:
                not_counted[measure] = together - there
    return Totals(days=together, **found, not_counted=not_counted)


def _numbers(
    rows: Sequence[Sequence[int | None]], spans: Sequence[int]
) -> tuple[dict[str, Any], dict[str, int]]:
    """Sums by name, and of how many days there is no such number."""
    sums: dict[str, Any] = dict.fromkeys(days.COLUMNS, 0)
    empty: dict[str, int] = {}
    for name, column in zip(days.COLUMNS, zip(*rows, strict=True), strict=bool(rows)):
        sums[name] = sum(filter(None, column))
        if None in column:
            empty[name] = sum(span for one, span in zip(column, spans, strict=True) if one is None)
    return sums, empty


def _days_of(row: Row[Any]) -> int:
    """One, but for a month that came as a whole from another system. Clocks change by an hour at most."""
    return round((row[SECONDS] or A_DAY) / A_DAY)


def _day(row: Row[Any]) -> date:
    day: date = row.day
    return day
