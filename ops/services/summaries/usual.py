"""What a shift or a day is compared with: others like it before, as their figures are kept.

Figures that are not kept yet are not counted for it: one page would cost as much as a dozen.
"""

from datetime import date, timedelta

from sqlalchemy import select

from ops.domain import usual
from ops.domain.usual import Measures, Usual
from ops.domain.window import WindowKind
from ops.models import Shift
from ops.services.retention import kept_figures
from ops.services.summaries.reading import Reading, first_day

WEEK = timedelta(weeks=1)
BACK = timedelta(weeks=26)
"""How far back anything is looked for."""


def read(part: Reading, now: Measures) -> Usual:
    """``now``: of the window itself."""
    found = _shifts(part) if part.window.kind is WindowKind.SHIFT else _days(part)
    kept = kept_figures.of_each(part.session, part.site.id, part.window.kind, found)
    others = [
        usual.measures(told.stays, told.responses, told.house)
        for told in (kept[one] for one in found if one in kept)
        if told.stays is not None and (told.stays.visits.begun or told.stays.visits.already_here)
    ]
    return usual.compared(now, others, running=part.window.running)


def _shifts(part: Reading) -> list[str]:
    """Those like it, newest first."""
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
        str(shift)
        for shift, opened, closed in rows
        if closed is not None and usual.alike(window.start, window.end, (opened, closed), window.time_zone)
    ]


def _days(part: Reading) -> list[str]:
    """The same weekday, newest first."""
    day = date.fromisoformat(part.window.id)
    first = max(first_day(part.session, part.site, part.window.as_of), day - BACK)
    return [(day - number * WEEK).isoformat() for number in range(1, (day - first).days // WEEK.days + 1)]
