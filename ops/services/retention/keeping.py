"""Figures are kept before the rows they are counted from go: a shift or a day at a time.

1. The horizon of a class of rows: what lies wholly before it may go.
2. Every shift and every day that begins before it is over for long enough; of each the part that
   rests on these rows is counted from them, and kept. It may reach beyond the horizon: so no row of
   it has gone yet, and none is counted for it again.
3. What is kept is never counted anew. The totals of a day are made of the same figures in the same commit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ops.domain import figures, retention
from ops.domain import window as windows
from ops.domain.figures import PARTS, OfHouse, OfResponses, OfStays
from ops.domain.retention import Kept, Speaks
from ops.domain.window import Window, WindowKind
from ops.domain.words import ResponseState, VisitState
from ops.models import Figures, Response, Shift, Site, Visit
from ops.services.house import House
from ops.services.summaries import days, parts
from ops.services.summaries.reading import first_day


def horizon(session: Session, site: Site, of: Speaks, now: datetime) -> datetime:
    """See ``retention.horizon``."""
    edge = retention.edge(of, now, Kept.from_json(site.kept), running(session, site, of))
    young = select(Shift.opened_at, Shift.closed_at).where(
        Shift.site_id == site.id, or_(Shift.closed_at.is_(None), Shift.closed_at > edge)
    )
    return retention.horizon(
        edge, site.time_zone, [(opened, closed) for opened, closed in session.execute(young)]
    )


def running(session: Session, site: Site, of: Speaks) -> datetime | None:
    """Since when the oldest row of that class goes on."""
    stays = select(func.min(Visit.arrived_at)).where(
        Visit.site_id == site.id, Visit.state != VisitState.ENDED
    )
    responses = select(func.min(Response.began_at)).where(
        Response.site_id == site.id, Response.state == ResponseState.RUNNING
    )
    wanted = {Speaks.STAYS: [stays], Speaks.RESPONSES: [responses], Speaks.ALL_ELSE: []}[of]
    found = [session.scalar(one) for one in wanted]
    return min((at for at in found if at is not None), default=None)


def keep_one(house: House, site_id: int, of: Speaks, before: datetime) -> bool:
    """Keep that part of the oldest window that has not got it; whether there was one."""
    now = house.now()
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        window = next(_without(session, site, of, before, now), None)
        if window is None:
            return False
        counted = _count(session, site, of, window)
    with house.db.write() as session:
        key = (site_id, window.kind.value, window.id)
        row = session.get(Figures, key)
        if row is not None and getattr(row, PARTS[of]) is not None:
            return True
        if counted.day is not None and not days.put(session, site_id, counted.day):
            return True  # Somebody counted the day with more on record than was read here: once more.
        if row is None:
            row = Figures(site_id=site_id, kind=key[1], key=key[2], start=window.start, until=window.until)
            row.time_zone, row.made_at, row.version = window.time_zone, now, figures.VERSION
            session.add(row)
        setattr(row, PARTS[of], figures.as_json(counted.part))
    return True


@dataclass(frozen=True)
class _Counted:
    """``day``: all of it, with this part as one of those that are kept."""

    part: OfStays | OfResponses | OfHouse
    day: days.Counted | None = None


def _count(session: Session, site: Site, of: Speaks, window: Window) -> _Counted:
    if window.kind is WindowKind.DAY:
        day = days.counted(session, site, date.fromisoformat(window.id), window.as_of)
        return _Counted(getattr(day, PARTS[of]), replace(day, gone=day.gone | {of}))
    return _Counted(getattr(parts.counting(session, site, window), PARTS[of]))


def _without(session: Session, site: Site, of: Speaks, before: datetime, now: datetime) -> Iterator[Window]:
    """Shifts, then days, that begin before that and whose part is not kept."""
    kept = select(Figures.kind, Figures.key).where(
        Figures.site_id == site.id, getattr(Figures, PARTS[of]).is_not(None)
    )
    have = {(kind, key) for kind, key in session.execute(kept)}
    shifts = session.execute(
        select(Shift.id, Shift.opened_at, Shift.closed_at)
        .where(Shift.site_id == site.id, Shift.opened_at < before)
        .order_by(Shift.opened_at)
    )
    for shift, opened_at, closed_at in shifts:
        if (WindowKind.SHIFT.value, str(shift)) not in have:
            yield Window(WindowKind.SHIFT, str(shift), opened_at, closed_at, now, site.time_zone)
    day = first_day(session, site, now)
    while (window := windows.day(day, site.time_zone, now)).start < before:
        if (WindowKind.DAY.value, window.id) not in have:
            yield window
        day += timedelta(days=1)
