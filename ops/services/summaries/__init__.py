"""A shift or a day in numbers: exact operational totals for the coordinator.

Each of its parts is counted from rows while they are held, and told from kept figures once it was
kept: a part whose rows may be gone is never counted anew.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from ops.domain import figures
from ops.domain import window as windows
from ops.domain.errors import Code, Refused
from ops.domain.floor_chart import FloorChart
from ops.domain.summary import Summary
from ops.domain.totals import Totals, totals_of
from ops.domain.usual import Usual, measures
from ops.domain.window import Step, Window, WindowKind, step
from ops.models import Shift, Site
from ops.services.house import House
from ops.services.retention import kept_figures
from ops.services.summaries import floor, handover, usual
from ops.services.summaries.parts import Counting, counting
from ops.services.summaries.reading import first_day
from ops.services.transaction import milliseconds

TODAY = "today"


@dataclass(frozen=True)
class OnScreen:
    """A summary, and beside it what is for a coordinator's screen only, in no paper and no file.

    ``floor``: ``None`` once rows it is drawn from are deleted, and of a window too long for hours.
    """

    summary: Summary
    floor: FloorChart | None
    usual: Usual


@dataclass(frozen=True)
class OnPaper:
    """A summary, and the same in the form in which totals are issued."""

    summary: Summary
    totals: Totals


def summary(house: House, site_id: int, which: str) -> Summary:
    """``which``: a shift's id, a day of the site's clock as ``2026-11-22``, or ``today``.

    Read in one moment, ``as_of``. Raises ``Refused`` for a shift that is not this site's
    and for a day that has not begun or lies before the site's first fact.
    """
    with house.db.read() as session:
        return _summary(_counting(house, session, site_id, which))


def on_screen(house: House, site_id: int, which: str) -> OnScreen:
    """``summary``, and in the same moment what only its page shows."""
    with house.db.read() as session:
        told = _counting(house, session, site_id, which)
        held = told.kept.stays is None and told.kept.responses is None
        drawn = floor.read(told) if held and step(told.part.window) is Step.HOUR else None
        now = measures(told.stays, told.responses, told.house)
        return OnScreen(_summary(told), drawn, usual.read(told.part, now))


def on_paper(house: House, site_id: int, which: str) -> OnPaper:
    """``summary``, and in the same moment the totals that a working paper is made of."""
    with house.db.read() as session:
        told = _counting(house, session, site_id, which)
        added = totals_of(told.part.window, told.stays, told.responses, told.house)
        return OnPaper(_summary(told), added)


def window(house: House, site_id: int, which: str) -> Window:
    """From when to when ``summary`` would count: what a door asks before it lets in."""
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        found = _window(session, site, which, milliseconds(house.now()))
        return kept_figures.as_kept(kept_figures.row_of(session, site_id, found), found)


def _summary(told: Counting) -> Summary:
    part, window = told.part, told.part.window
    still_here = told.been.still_here if told.kept.stays is None else ()
    return Summary(
        window=window,
        site_name=part.site.name,
        places=told.places,
        visits=told.stays.visits,
        waits=told.stays.waits,
        in_booth=told.stays.in_booth,
        looks=told.stays.looks,
        responses=told.responses.responses,
        house=figures.house(told.stays, told.responses, told.house),
        hours=figures.hours(part.periods, told.stays, told.responses, told.house),
        late_entries=told.stays.late_entries,
        late_unsigned=told.stays.late_unsigned,
        handover=handover.read(part) if window.running else None,
        at_the_end=None if window.running else handover.at_the_end(part, still_here),
        seats=told.stays.seats,
        alarms=told.stays.alarms,
        walks=told.stays.walks,
        stays_gone=told.kept.stays is not None,
        responses_gone=told.kept.responses is not None,
    )


def _counting(house: House, session: Session, site_id: int, which: str) -> Counting:
    site = session.get(Site, site_id)
    if site is None:
        raise Refused(Code.NOT_FOUND, "site")
    return counting(session, site, _window(session, site, which, milliseconds(house.now())))


def _window(session: Session, site: Site, which: str, now: datetime) -> Window:
    shift_id = _uuid(which)
    if shift_id is not None:
        shift = session.get(Shift, shift_id)
        if shift is None or shift.site_id != site.id:
            raise Refused(Code.NOT_FOUND, "shift")
        return Window(WindowKind.SHIFT, str(shift.id), shift.opened_at, shift.closed_at, now, site.time_zone)
    today = windows.local(now, site.time_zone).date()
    day = today if which == TODAY else _date(which)
    if day is None or not first_day(session, site, now) <= day <= today:
        raise Refused(Code.NOT_FOUND, "shift")
    return windows.day(day, site.time_zone, now)


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _date(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if len(said) == len("2026-11-22") else None
    except ValueError:
        return None
