"""What the counters show of a stretch of days: never more than between two boundaries of steps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import disclosure
from ops.domain.disclosure import COARSE, DECLARED, FINE, History, Series
from ops.domain.ranges import ONE_DAY, Range
from ops.domain.sheet import Cell, Missing, SheetKind, about, none, summed
from ops.models import CounterStep
from ops.services.house import House

B_OF = {SheetKind.INTERNAL: FINE, SheetKind.RELEASE: COARSE}


@dataclass(frozen=True)
class Line:
    """What was shown from one beginning of the counters to the next, by the day up to which it counts."""

    shown: Mapping[date, Mapping[str, int]]

    @property
    def begun(self) -> date:
        return min(self.shown)

    @property
    def until(self) -> date:
        return max(self.shown)


def breakdown(
    session: Session, site_ids: Sequence[int], series: Series, within: Range, kind: SheetKind
) -> dict[str, Cell]:
    """A cell for each declared category, over these sites together. Raises ``ValueError`` for a kind of
    sheet that shows nothing protected."""
    return breakdowns(of_each(session, site_ids, series), series, [within], kind)[0]


def breakdowns(
    found: Sequence[Sequence[Line]], series: Series, stretches: Iterable[Range], kind: SheetKind
) -> list[dict[str, Cell]]:
    """The same of several stretches, from the lines of each site."""
    if kind not in B_OF:
        raise ValueError(f"nothing that is protected stands on a sheet of the kind {kind}")
    each = ([_of_site(one, series, within, B_OF[kind]) for one in found] for within in stretches)
    categories = DECLARED[series].categories
    return [{name: summed([cells[name] for cells in of_sites]) for name in categories} for of_sites in each]


def boundaries(found: Iterable[Iterable[Line]]) -> tuple[date, ...]:
    """The days, oldest first, at whose beginning each of the sites with these lines shows its counters: a
    stretch from one of them up to the day before another can be told."""
    days = [{day for line in lines for day in line.shown} for lines in found]
    return tuple(sorted(set.intersection(*days))) if days else ()


def of_each(session: Session, site_ids: Iterable[int], series: Series) -> list[list[Line]]:
    """``lines`` of each of these sites."""
    return [lines(session, site_id, series) for site_id in site_ids]


def lines(session: Session, site_id: int, series: Series) -> list[Line]:
    """All that was ever shown, oldest first."""
    rows = session.scalars(
        select(CounterStep)
        .where(CounterStep.site_id == site_id, CounterStep.series == series.value)
        .order_by(CounterStep.line, CounterStep.until)
    )
    found: dict[int, dict[date, Mapping[str, int]]] = {}
    for row in rows:
        if row.shown is not None:
            found.setdefault(row.line, {})[row.until] = row.shown
    return [Line(shown) for shown in found.values()]


def ledgers(house: House, site_id: int) -> list[list[History]]:
    """All that was ever shown of a site, as somebody has it who collects it: from each beginning of its
    counters to the next."""
    with house.db.read() as session:
        return [list(of.values()) for of in _histories(session, site_id)]


def newest(session: Session, site_id: int) -> dict[Series, History]:
    """What each series has shown since its counters began last, the most wanted first."""
    found: dict[Series, History] = {}
    for of in _histories(session, site_id):
        found |= of
    return {series: found[series] for series in Series if series in found}


def _histories(session: Session, site_id: int) -> list[dict[Series, History]]:
    """By how often the counters had begun, the most wanted first."""
    found: dict[int, dict[Series, list[CounterStep]]] = {}
    rows = session.scalars(
        select(CounterStep)
        .where(CounterStep.site_id == site_id, CounterStep.shown.is_not(None))
        .order_by(CounterStep.line, CounterStep.until)
    )
    for row in rows:
        found.setdefault(row.line, {}).setdefault(Series(row.series), []).append(row)
    return [
        {series: _history(series, of[series]) for series in Series if series in of} for of in found.values()
    ]


def _history(series: Series, steps: Sequence[CounterStep]) -> History:
    totals = tuple(step.total for step in steps if step.total is not None)
    return History(
        series,
        tuple(step.until for step in steps),
        tuple(step.shown or {} for step in steps),
        totals if len(totals) == len(steps) else None,
    )


def _of_site(found: Sequence[Line], series: Series, within: Range, b: int) -> dict[str, Cell]:
    start, until = within.first, within.last + ONE_DAY
    line = next((line for line in found if start in line.shown and until in line.shown), None)
    cells: dict[str, Cell] = {}
    for category in DECLARED[series].categories:
        if line is None:
            cells[category] = none(_why_not(found, start, until))
        elif category not in line.shown[start]:
            cells[category] = none(Missing.NOT_COUNTED_HERE)  # Declared later.
        else:
            shown = disclosure.window(line.shown[start][category], line.shown[until][category], b)
            cells[category] = about(shown.value, shown.low, shown.high)
    return cells


def _why_not(found: Sequence[Line], start: date, until: date) -> Missing:
    """Why a stretch cannot be told."""
    if not found or start < found[0].begun:
        return Missing.NOT_COUNTED_HERE
    if any(older.until < until and start < newer.begun for older, newer in pairwise(found)):
        return Missing.NOT_RECORDED
    return Missing.HELD_BACK
