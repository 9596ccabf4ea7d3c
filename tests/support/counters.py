"""Counters of a site as its closed steps show them, by the month or quarter."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from ops.domain.disclosure import DECLARED, FINE, Events, Series, step_end
from ops.models import CounterStep
from ops.services.house import House

FIRST = date(2025, 10, 1)


def grown(series: Series, category: int, month: int) -> int:
    """A middling site: a few large rows, many small ones."""
    if series in (Series.RESPONSES, Series.RESPONSES_BY_KIND, Series.RESPONSES_BY_DONE):
        return max(0, 4 - category) + (month + category) % 2
    if series is Series.PEOPLE:
        return 18 + month % 5
    return max(0, 40 - 9 * category) + (month * 7 + category * 3) % 6


def closed_steps(
    house: House,
    site_id: int,
    months: int = 12,
    by: Callable[[Series, int, int], int] = grown,
) -> None:
    """So many months from ``FIRST`` on are closed; responses by the quarter."""
    with house.db.write() as session:
        for series in Series:
            length = 3 if DECLARED[series].of is Events.RESPONSES else 1
            until = FIRST
            shown = dict.fromkeys(DECLARED[series].categories, 0)
            for month in range(months + 1):
                for number, category in enumerate(shown):
                    shown[category] += FINE * by(series, number, month) if month else 0
                if month % length == 0:
                    row = CounterStep(site_id=site_id, series=series.value, line=1, until=until)
                    row.closed_at, row.shown = datetime(until.year, until.month, 20, tzinfo=UTC), dict(shown)
                    session.add(row)
                until = step_end(until, 1)
