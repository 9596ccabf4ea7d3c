"""Days become numbers that add up, once they are over, and again when something is recorded that touches them.

1. Due are: days that are over and have no totals yet, and those that an act recorded since touches. A day
   whose totals were made by a clock that was ahead goes, and is made when it is over.
2. Each is counted in one read and kept in one commit.
3. Then it is written down up to which day, and by what was on record, a site's days are made. A round that
   is cut off before begins again.

A part whose rows are gone is never counted again: its figures were kept, and the purge puts the day's totals
into the same commit. A day of which all rows are gone is left as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ops.domain import ranges
from ops.domain import window as windows
from ops.domain.ranges import ONE_DAY
from ops.models import DayTotals, Rolled, Site
from ops.services.house import House
from ops.services.summaries import days, touched
from ops.services.summaries.reading import first_day
from ops.services.summaries.touched import Made
from ops.services.transaction import milliseconds


@dataclass(frozen=True)
class Due:
    """``through``: yesterday; with all that was on record by ``version``."""

    days: tuple[date, ...]
    through: date
    version: int


@dataclass(frozen=True)
class Rebuilt:
    """``left``: days older than the rows, as they were."""

    days: int
    left: int


def roll(house: House, site_id: int, breathe: Callable[[], object] | None = None) -> int:
    """Whatever is due at that site; how many days that were. ``breathe``: after each, to let others in."""
    due = _due(house, site_id)
    if due is None:
        return 0
    try:
        _make(house, site_id, due, breathe)
    except IntegrityError:
        return 0  # Before any has beaten, each process takes the site for its own; a colleague was quicker.
    return len(due.days)


def many_days_touched(house: House) -> set[int]:
    """Sites where something was recorded that may touch every day, or every one that has late entries."""
    with house.db.ask() as session:
        return touched.many_days(session)


def rebuild(house: House, site_id: int) -> Rebuilt:
    """Every day of which rows are still there, anew from these."""
    now = milliseconds(house.now())
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        yesterday = windows.local(now, site.time_zone).date() - ONE_DAY
        wanted = {*_missing(session, site, yesterday, now), *(one.day for one in _made(session, site_id))}
        due = Due(tuple(sorted(wanted)), yesterday, site.version)
        older = select(func.count()).where(DayTotals.site_id == site_id, touched.ALL_GONE)
        left = session.scalar(older) or 0
    _make(house, site_id, due)
    return Rebuilt(len(due.days), left)


def _due(house: House, site_id: int) -> Due | None:
    now = milliseconds(house.now())
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        yesterday = windows.local(now, site.time_zone).date() - ONE_DAY
        rolled = session.get(Rolled, site_id)
        if rolled is not None and (rolled.through, rolled.version) == (yesterday, site.version):
            return None
        since = touched.since_rolled(session, [site_id]).get(site_id)
        again = [
            one.day
            for one in _made(session, site_id)
            if one.day > yesterday or (since is not None and since.touches(one))
        ]
        wanted = {*again, *_missing(session, site, yesterday, now)}
        return Due(tuple(sorted(wanted)), yesterday, site.version)


def _make(house: House, site_id: int, due: Due, breathe: Callable[[], object] | None = None) -> None:
    for day in due.days:
        if day > due.through:
            _take_out(house, site_id, day)
        else:
            _make_one(house, site_id, day)
        if breathe is not None:
            breathe()
    with house.db.write() as session:
        session.merge(Rolled(site_id=site_id, through=due.through, version=due.version))


def _make_one(house: House, site_id: int, day: date) -> None:
    now = milliseconds(house.now())
    with house.db.read() as session:
        counted = days.counted(session, session.get_one(Site, site_id), day, now)
    with house.db.write() as session:
        days.put(session, site_id, counted)


def _take_out(house: House, site_id: int, day: date) -> None:
    with house.db.write() as session:
        row = session.get(DayTotals, (site_id, day))
        if row is not None and not days.gone(row):
            session.delete(row)


def _missing(session: Session, site: Site, yesterday: date, now: datetime) -> list[date]:
    """Days that are over and have no totals: since the last round, or since anything was recorded here."""
    rolled = session.get(Rolled, site.id)
    first = first_day(session, site, now)
    day = first if rolled is None else max(first, rolled.through + ONE_DAY)
    have = set(
        session.scalars(
            select(DayTotals.day).where(DayTotals.site_id == site.id, DayTotals.day.between(day, yesterday))
        )
    )
    return [one for one in ranges.days(day, yesterday) if one not in have]


def _made(session: Session, site_id: int) -> list[Made]:
    return touched.countable(session, [site_id]).get(site_id, [])
