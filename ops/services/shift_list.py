"""The list a coordinator begins with: shifts, and the days of the site's clock beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import window as windows
from ops.domain.window import SHORTEST, Window, WindowKind
from ops.domain.words import ResponseState
from ops.models import Response, Shift, Site, Visit
from ops.services.house import House
from ops.services.retention import kept_figures
from ops.services.retention.kept_figures import KeptParts
from ops.services.summaries.reading import count_each, first_day
from ops.services.summaries.responses import REAL
from ops.services.summaries.stays import COUNTED
from ops.services.transaction import milliseconds

DAYS = 14
AT_MOST = 100


@dataclass(frozen=True)
class ShiftLine:
    """A shift in the list; ``visits``, ``responses`` and, of those, ``running`` and
    ``to_finish`` as on its page. All other records are complete.

    ``handed_over``: the next one followed it at once.
    """

    id: UUID
    opened_at: datetime
    closed_at: datetime | None
    handed_over: bool
    visits: int
    responses: int
    running: int
    to_finish: int


@dataclass(frozen=True)
class DayLine:
    """A day of the site's clock, whether or not a shift was opened in it."""

    day: date
    visits: int
    responses: int
    running: int
    to_finish: int


@dataclass(frozen=True)
class ShiftList:
    """``shifts`` newest first; ``more``: there are older ones, before the last of these.
    ``days`` newest first, today on top; ``more_days``: something is recorded before them."""

    as_of: datetime
    time_zone: str
    site_name: str
    shifts: tuple[ShiftLine, ...]
    more: bool
    days: tuple[DayLine, ...]
    more_days: bool


@dataclass(frozen=True)
class Beside:
    """The neighbours of a shift or a day; ``None``: there is none."""

    before: str | None
    after: str | None


def shifts(house: House, site_id: int, *, before: datetime | None = None, limit: int = 30) -> ShiftList:
    """The newest shifts opened before ``before``, and the last two weeks by day."""
    now = milliseconds(house.now())
    with house.db.read() as session:
        site = session.get_one(Site, site_id)
        wanted = select(Shift).where(Shift.site_id == site_id)
        if before is not None:
            wanted = wanted.where(Shift.opened_at < before)
        at_most = max(1, min(limit, AT_MOST))
        rows = session.scalars(wanted.order_by(Shift.opened_at.desc()).limit(at_most + 1)).all()
        today = windows.local(now, site.time_zone).date()
        recorded = (today - first_day(session, site, now)).days + 1
        return ShiftList(
            as_of=now,
            time_zone=site.time_zone,
            site_name=site.name,
            shifts=_shifts(session, site_id, rows[:at_most], now),
            more=len(rows) > at_most,
            days=_days(session, site, now, min(recorded, DAYS)),
            more_days=recorded > DAYS,
        )


def _shifts(session: Session, site_id: int, rows: Sequence[Shift], now: datetime) -> tuple[ShiftLine, ...]:
    spans = {str(row.id): (row.opened_at, row.closed_at or now + SHORTEST) for row in rows}
    counts = _counts(session, site_id, WindowKind.SHIFT, spans)
    return tuple(
        ShiftLine(row.id, row.opened_at, row.closed_at, row.next_shift_id is not None, *numbers)
        for row, numbers in zip(rows, counts, strict=True)
    )


def _days(session: Session, site: Site, now: datetime, how_many: int) -> tuple[DayLine, ...]:
    today = windows.local(now, site.time_zone).date()
    days = [today - timedelta(days=number) for number in range(how_many)]
    found = [windows.day(day, site.time_zone, now) for day in days]
    counts = _counts(session, site.id, WindowKind.DAY, {day.id: (day.start, day.until) for day in found})
    return tuple(DayLine(day, *numbers) for day, numbers in zip(days, counts, strict=True))


def _counts(
    session: Session, site_id: int, kind: WindowKind, by_key: Mapping[str, tuple[datetime, datetime]]
) -> list[tuple[int, int, int, int]]:
    """Visits begun, responses begun, and of those the ones running and to finish, for each window: from
    its kept figures where its rows may be gone."""
    mine, spans = Response.site_id == site_id, list(by_key.values())
    unfinished = (Response.state == ResponseState.OVER, Response.complete_at.is_(None))
    visits = count_each(session, Visit.seated_at, spans, Visit.site_id == site_id, COUNTED)
    responses = count_each(session, Response.began_at, spans, mine, Response.state.in_(REAL))
    running = count_each(session, Response.began_at, spans, mine, Response.state == ResponseState.RUNNING)
    to_finish = count_each(session, Response.began_at, spans, mine, *unfinished)
    counted = zip(by_key, visits, responses, running, to_finish, strict=True)
    kept = kept_figures.of_each(session, site_id, kind, by_key)
    return [_kept(kept.get(key, kept_figures.NOTHING), *numbers) for key, *numbers in counted]


def _kept(parts: KeptParts, visits: int, *of_responses: int) -> tuple[int, int, int, int]:
    if parts.stays is not None:
        visits = parts.stays.visits.begun
    responses, running, to_finish = of_responses
    if parts.responses is not None:
        said = parts.responses.responses
        responses, running, to_finish = said.count, said.running, said.unfinished
    return visits, responses, running, to_finish


def days_since(house: House, site_id: int) -> date:
    """The first day that has a page of its own; days that came from another system have none."""
    with house.db.read() as session:
        return first_day(session, session.get_one(Site, site_id), milliseconds(house.now()))


def beside(house: House, site_id: int, window: Window) -> Beside:
    """The shift (or the day of which anything is recorded) before this one and the one after
    it, by their ids."""
    with house.db.read() as session:
        if window.kind is WindowKind.DAY:
            day = date.fromisoformat(window.id)
            first = first_day(session, session.get_one(Site, site_id), window.as_of)
            before = (day - timedelta(days=1)).isoformat() if day > first else None
            after = (day + timedelta(days=1)).isoformat() if not window.running else None
            return Beside(before, after)
        mine = select(Shift.id).where(Shift.site_id == site_id)
        earlier = mine.where(Shift.opened_at < window.start).order_by(Shift.opened_at.desc()).limit(1)
        later = mine.where(Shift.opened_at > window.start).order_by(Shift.opened_at).limit(1)
        ids = session.scalar(earlier), session.scalar(later)
        return Beside(*(str(one) if one is not None else None for one in ids))
