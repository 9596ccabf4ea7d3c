"""A shift or a day in numbers: exact operational totals for the coordinator."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from ops.domain import window as windows
from ops.domain.errors import Code, Refused
from ops.domain.summary import Hour, Summary
from ops.domain.window import Window, WindowKind
from ops.models import Shift, Site
from ops.services import late_unsigned
from ops.services.house import House
from ops.services.summaries import handover, late, looks, paper, responses, room, stays
from ops.services.summaries.reading import Reading, first_day, reading
from ops.services.team import Team, team_of
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
        return _summary(reading(session, site, window))


def window(house: House, site_id: int, which: str) -> Window:
    """From when to when ``summary`` would count: what a door asks before it lets in."""
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        return _window(session, site, which, milliseconds(house.now()))


def _summary(part: Reading) -> Summary:
    typed = paper.late_entries(part)
    been, lateness = stays.read(part), looks.read(part)
    team = team_of(part.session, part.site.id, part.start, part.until)
    return Summary(
        window=part.window,
        site_name=part.site.name,
        places=stays.places(part),
        visits=stays.visits(part),
        waits=stays.waits(part),
        in_booth=stays.in_booth(part, been),
        looks=lateness.looks(late.at_the_end(part)),
        responses=responses.read(part),
        house=room.read(part, team),
        hours=_hours(part, been, lateness, team),
        late_entries=len(typed),
        late_unsigned=len(typed & late_unsigned.unsigned_acts(part.session, part.site, part.site.version)),
        handover=handover.read(part) if part.window.running else None,
        at_the_end=None if part.window.running else handover.at_the_end(part, been.still_here),
    )


def _hours(part: Reading, been: stays.Stays, lateness: looks.Lateness, team: Team) -> tuple[Hour, ...]:
    begun, most_in_use = stays.by_period(part, been)
    looked = lateness.in_each(part)
    on_floor = room.on_floor_in_each(part, team)
    ran = responses.running_in_each(part)
    return tuple(
        Hour(
            period=period,
            visits=begun[number],
            most_in_use=most_in_use[number],
            looks=looked[number][0],
            late=looked[number][1],
            missed=looked[number][2],
            not_possible=looked[number][3],
            staff_on_floor=on_floor[number],
            responses=ran[number],
        )
        for number, period in enumerate(part.periods)
    )


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
