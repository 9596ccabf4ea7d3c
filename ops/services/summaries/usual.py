"""What a shift or a day is compared with: others like it before, from kept figures where there are any."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import select

from ops.domain import usual
from ops.domain import window as windows
from ops.domain.figures import OfHouse, OfResponses
from ops.domain.usual import AT_MOST, Measures, Usual
from ops.domain.window import Window, WindowKind
from ops.models import Shift
from ops.services.retention import kept_figures
from ops.services.retention.kept_figures import NOTHING, KeptParts
from ops.services.summaries.parts import Counting
from ops.services.summaries.reading import Reading, first_day, reading

WEEK = timedelta(weeks=1)
BACK = timedelta(weeks=26)
"""How far back anything is looked for."""


def read(part: Reading, now: Measures) -> Usual:
    """``now``: of the window itself."""
    others = list(islice(_others(part), AT_MOST))
    return usual.compared(now, others, running=part.window.running)


def _others(part: Reading) -> Iterator[Measures]:
    """Those like it in which anybody was here, newest first."""
    found = _shifts(part) if part.window.kind is WindowKind.SHIFT else _days(part)
    kept = kept_figures.of_each(part.session, part.site.id, part.window.kind, [one.id for one in found])
    for window in found:
        told = kept.get(window.id, NOTHING)
        counting = Counting(reading(part.session, part.site, window))
        stays = told.stays or counting.stays()
        if stays.visits.begun or stays.visits.already_here:
            yield usual.measures(stays, *_rest(told, counting))


def _shifts(part: Reading) -> list[Window]:
    window = part.window
    rows = part.session.execute(
        select(Shift.id, Shift.opened_at, Shift.closed_at)
        .where(
            Shift.site_id == part.site.id,
            Shift.opened_at < window.start,
            Shift.opened_at >= window.start - BACK,
            Shift.closed_at.is_not(None),
        )
        .order_by(Shift.opened_at.desc())
    )
    return [
        Window(WindowKind.SHIFT, str(shift), opened, closed, window.as_of, window.time_zone)
        for shift, opened, closed in rows
        if closed is not None and usual.alike(window.start, window.end, (opened, closed), window.time_zone)
    ]


def _days(part: Reading) -> list[Window]:
    day = date.fromisoformat(part.window.id)
    first = max(first_day(part.session, part.site, part.window.as_of), day - BACK)
    weeks = range(1, (day - first).days // WEEK.days + 1)
    return [windows.day(day - number * WEEK, part.window.time_zone, part.window.as_of) for number in weeks]


def _rest(told: KeptParts, counting: Counting) -> tuple[OfResponses, OfHouse]:
    return told.responses or counting.responses(), told.house or counting.house()
