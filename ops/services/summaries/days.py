"""A day of a site in the three parts of its figures, and in numbers that add up.

Each part is counted from its rows, or told from figures once it was kept. ``day_totals`` holds what is
made of these parts here, and nothing that was counted in another way.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import totals as adding
from ops.domain import window as windows
from ops.domain.figures import PARTS, OfHouse, OfResponses, OfStays
from ops.domain.retention import Speaks
from ops.domain.totals import GROUPS, NUMBERS, Totals
from ops.domain.window import Window
from ops.models import DayTotals, Site
from ops.services.summaries import parts

DAYS = "days"
"""The one number that is no column: a row is one."""
COLUMNS = tuple(name for name in NUMBERS if name != DAYS)
GONE = {of: f"{name}_gone" for of, name in PARTS.items()}


@dataclass(frozen=True)
class Counted:
    """What was on record by ``version``. ``gone``: parts that are told from kept figures."""

    window: Window
    version: int
    stays: OfStays
    responses: OfResponses
    house: OfHouse
    gone: frozenset[Speaks]

    @property
    def day(self) -> date:
        return date.fromisoformat(self.window.id)

    @property
    def totals(self) -> Totals:
        return adding.totals_of(self.window, self.stays, self.responses, self.house)


def counted(session: Session, site: Site, day: date, now: datetime) -> Counted:
    """That day of the site's clock, up to now."""
    told = parts.counting(session, site, windows.day(day, site.time_zone, now))
    return Counted(told.part.window, site.version, told.stays, told.responses, told.house, told.kept.which)


def put(session: Session, site_id: int, counted: Counted) -> bool:
    """Keep it as the day's totals; whether nobody had counted later. Totals of kept figures that were not
    known here stay as they are."""
    # Whoever else counts the same day comes before or after.
    session.execute(select(Site.id).where(Site.id == site_id).with_for_update())
    row = session.get(DayTotals, (site_id, counted.day))
    if row is None:
        row = DayTotals(site_id=site_id, day=counted.day)
        session.add(row)
    elif row.version > counted.version:
        return False
    elif not gone(row) <= counted.gone:
        return True
    values = _values(counted.totals) | {
        "start": counted.window.start,
        "until": counted.window.until,
        "time_zone": counted.window.time_zone,
        "counted_at": counted.window.as_of,
        "version": counted.version,
    }
    for name, value in (values | {column: of in counted.gone for of, column in GONE.items()}).items():
        setattr(row, name, value)
    return True


def gone(row: DayTotals) -> frozenset[Speaks]:
    """Which parts of a day's totals are of kept figures."""
    return frozenset(of for of, column in GONE.items() if getattr(row, column))


def _values(told: Totals) -> dict[str, Any]:
    """By column. What was not counted is empty, or not there."""
    numbers = {name: None if name in told.not_counted else getattr(told, name) for name in COLUMNS}
    return numbers | {name: getattr(told, name) for name in GROUPS}
