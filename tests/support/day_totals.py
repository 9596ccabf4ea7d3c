"""Months of a site as day totals, without the rows they would have been counted from."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from ops.domain import ranges
from ops.domain.totals import By, ByHour
from ops.models import DayTotals, Rolled, Site
from ops.services.house import House
from ops.services.summaries.days import COLUMNS, GONE


def months(house: House, site_id: int, of: Mapping[str, Mapping[str, Any]]) -> None:
    """``{"2025-06": {"visits": 893, "by": {"done": {"naloxone": 3}}}}``: all of it on the month's first day, and
    nought on the others. What was there of the site goes."""
    with house.db.write() as session:
        site = session.get_one(Site, site_id)
        days = [
            _day(site_id, day, counts if day.day == 1 else {})
            for month, counts in of.items()
            for day in _days(month)
        ]
        session.add_all(days)
        session.flush()
        through = session.scalar(select(func.max(DayTotals.day)).where(DayTotals.site_id == site_id))
        session.merge(Rolled(site_id=site_id, through=through, version=site.version))


def _days(month: str) -> Iterator[date]:
    whole = ranges.read(month)
    return ranges.days(whole.first, whole.last)


def _day(site_id: int, day: date, counts: Mapping[str, Any]) -> DayTotals:
    start = datetime.combine(day, time(), UTC)
    usual: dict[str, Any] = dict.fromkeys(COLUMNS, 0) | {"lengths": {}}
    groups = {"by": By, "hours": ByHour}
    for name, measures in groups.items():
        usual[name] = {measure.value: {} for measure in measures} | counts.get(name, {})
    return DayTotals(
        site_id=site_id,
        day=day,
        start=start,
        until=start + timedelta(days=1),
        time_zone="UTC",
        counted_at=start + timedelta(days=2),
        version=0,
        **dict.fromkeys(GONE.values(), True),
        **usual | {name: count for name, count in counts.items() if name not in groups},
    )
