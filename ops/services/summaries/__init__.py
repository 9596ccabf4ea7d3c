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
from ops.services.summaries import floor, handover, parts, usual
from ops.services.summaries.reading import first_day, reading
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
        return _read(house, session, site_id, which).summary()


def on_screen(house: House, site_id: int, which: str) -> OnScreen:
    """``summary``, and in the same moment what only its page shows."""
    with house.db.read() as session:
        return _read(house, session, site_id, which).on_screen()


def on_paper(house: House, site_id: int, which: str) -> OnPaper:
    """``summary``, and in the same moment the totals that a working paper is made of."""
    with house.db.read() as session:
        return _read(house, session, site_id, which).on_paper()


def window(house: House, site_id: int, which: str) -> Window:
    """From when to when ``summary`` would count: what a door asks before it lets in."""
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        return _window(session, site, which, milliseconds(house.now()))


class _Read:
    """One read of one window: each part from its rows, or as it was kept."""

    def __init__(self, session: Session, site: Site, window: Window) -> None:
        self._part = reading(session, site, window)
        self._kept = kept_figures.of(session, site.id, window)
        self._counting = parts.Counting(self._part)
        self._stays = self._kept.stays or self._counting.stays()
        self._responses = self._kept.responses or self._counting.responses()
        self._house = self._kept.house or self._counting.house()

    def summary(self) -> Summary:
        part, window = self._part, self._part.window
        still_here = self._counting.been.still_here if self._kept.stays is None else ()
        return Summary(
            window=window,
            site_name=part.site.name,
            places=self._counting.places,
            visits=self._stays.visits,
            waits=self._stays.waits,
            in_booth=self._stays.in_booth,
            looks=self._stays.looks,
            responses=self._responses.responses,
            house=figures.house(self._stays, self._responses, self._house),
            hours=figures.hours(part.periods, self._stays, self._responses, self._house),
            late_entries=self._stays.late_entries,
            late_unsigned=self._stays.late_unsigned,
            handover=handover.read(part) if window.running else None,
            at_the_end=None if window.running else handover.at_the_end(part, still_here),
            seats=self._stays.seats,
            alarms=self._stays.alarms,
            walks=self._stays.walks,
            stays_gone=self._kept.stays is not None,
            responses_gone=self._kept.responses is not None,
        )

    def on_paper(self) -> OnPaper:
        told = self.summary()
        return OnPaper(told, totals_of(told.window, self._stays, self._responses, self._house))

    def on_screen(self) -> OnScreen:
        part = self._part
        held = self._kept.stays is None and self._kept.responses is None
        drawn = floor.read(part, self._counting) if held and step(part.window) is Step.HOUR else None
        now = measures(self._stays, self._responses, self._house)
        return OnScreen(self.summary(), drawn, usual.read(part, now))


def _read(house: House, session: Session, site_id: int, which: str) -> _Read:
    site = session.get(Site, site_id)
    if site is None:
        raise Refused(Code.NOT_FOUND, "site")
    return _Read(session, site, _window(session, site, which, milliseconds(house.now())))


def _window(session: Session, site: Site, which: str, now: datetime) -> Window:
    shift_id = _uuid(which)
    if shift_id is not None:
        shift = session.get(Shift, shift_id)
        if shift is None or shift.site_id != site.id:
            raise Refused(Code.NOT_FOUND, "shift")
        found = Window(WindowKind.SHIFT, str(shift.id), shift.opened_at, shift.closed_at, now, site.time_zone)
        return kept_figures.as_kept(session, site.id, found)
    today = windows.local(now, site.time_zone).date()
    day = today if which == TODAY else _date(which)
    if day is None or not first_day(session, site, now) <= day <= today:
        raise Refused(Code.NOT_FOUND, "shift")
    return kept_figures.as_kept(session, site.id, windows.day(day, site.time_zone, now))


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
