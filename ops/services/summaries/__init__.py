"""A shift or a day in numbers: exact operational totals for the coordinator.

Each of its parts is counted from rows while they are held, and told from kept figures once it was
kept: a part whose rows may be gone is never counted anew.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from ops.domain import figures
from ops.domain import window as windows
from ops.domain.errors import Code, Refused
from ops.domain.summary import Summary
from ops.domain.window import Window, WindowKind
from ops.models import Shift, Site
from ops.services.house import House
from ops.services.retention import kept_figures
from ops.services.summaries import handover, parts, stays
from ops.services.summaries.reading import first_day, reading
from ops.services.transaction import milliseconds

TODAY = "today"


def summary(house: House, site_id: int, which: str) -> Summary:
    """``which``: a shift's id, a day of the site's clock as ``2026-11-22``, or ``today``.

    Read in one moment, ``as_of``. Raises ``Refused`` for a shift that is not this site's
    and for a day that has not begun or lies before the site's first fact.
    """
    with house.db.read() as session:
        site = session.get(Site, site_id)
        if site is None:
            raise Refused(Code.NOT_FOUND, "site")
        window = _window(session, site, which, milliseconds(house.now()))
        return _summary(session, site, window)


def window(house: House, site_id: int, which: str) -> Window:
    """From when to when ``summary`` would count: what a door asks before it lets in."""
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        return _window(session, site, which, milliseconds(house.now()))


def _summary(session: Session, site: Site, window: Window) -> Summary:
    part = reading(session, site, window)
    kept = kept_figures.of(session, site.id, window)
    counting = parts.Counting(part)
    of_stays = kept.stays or counting.stays()
    of_responses = kept.responses or counting.responses()
    of_house = kept.house or counting.house()
    still_here = counting.been.still_here if kept.stays is None else ()
    return Summary(
        window=window,
        site_name=site.name,
        places=stays.places(part),
        visits=of_stays.visits,
        waits=of_stays.waits,
        in_booth=of_stays.in_booth,
        looks=of_stays.looks,
        responses=of_responses.responses,
        house=figures.house(of_stays, of_responses, of_house),
        hours=figures.hours(part.periods, of_stays, of_responses, of_house),
        late_entries=of_stays.late_entries,
        late_unsigned=of_stays.late_unsigned,
        handover=handover.read(part) if window.running else None,
        at_the_end=None if window.running else handover.at_the_end(part, still_here),
        stays_gone=kept.stays is not None,
        responses_gone=kept.responses is not None,
    )


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
