"""What the counters show of a stretch of days: never more than between two boundaries of steps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import disclosure
from ops.domain.disclosure import COARSE, DECLARED, FINE, History, Series, Shown
from ops.domain.ranges import ONE_DAY, Range
from ops.domain.sheet import Cell, Missing, SheetKind, about, none
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
    return breakdowns(session, site_ids, series, [within], kind)[0]


def breakdowns(
    session: Session, site_ids: Sequence[int], series: Series, stretches: Iterable[Range], kind: SheetKind
) -> list[dict[str, Cell]]:
    """The same of several stretches, read once."""
    if kind not in B_OF:
        raise ValueError(f"nothing that is protected stands on a sheet of the kind {kind}")
    found = [lines(session, site_id, series) for site_id in site_ids]
    each = ([_of_site(one, series, within, B_OF[kind]) for one in found] for within in stretches)
    categories = DECLARED[series].categories
    return [
        {name: _together([cells[name] for cells in of_sites]) for name in categories} for of_sites in each
    ]


def boundaries(session: Session, site_ids: Sequence[int], series: Series) -> tuple[date, ...]:
    """The days, oldest first, at whose beginning each of these sites shows its counters: a stretch from one
    of them up to the day before another can be told."""
    found: set[date] | None = None
    for site_id in site_ids:
        days = {day for line in lines(session, site_id, series) for day in line.shown}
        found = days if found is None else found & days
    return tuple(sorted(found or ()))


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
    found: dict[int, dict[Series, list[CounterStep]]] = {}
    with house.db.read() as session:
        rows = session.scalars(
            select(CounterStep)
            .where(CounterStep.site_id == site_id, CounterStep.shown.is_not(None))
            .order_by(CounterStep.line, CounterStep.until)
        )
        for row in rows:
            found.setdefault(row.line, {}).setdefault(Series(row.series), []).append(row)
        return [[_history(series, of[series]) for series in Series if series in of] for of in found.values()]


def _history(series: Series, steps: Sequence[CounterStep]) -> History:
    totals = tuple(step.total for step in steps if step.total is not None)
    return History(
        series,
        tuple(step.until for step in steps),
        tuple(step.shown or {} for step in steps),
        totals if len(totals) == len(steps) else None,
    )


def _of_site(found: Sequence[Line], series: Series, within: Range, b: int) -> dict[str, Shown | Missing]:
    start, until = within.first, within.last + ONE_DAY
    line = next((line for line in found if start in line.shown and until in line.shown), None)
    cells: dict[str, Shown | Missing] = {}
    for category in DECLARED[series].categories:
        if line is None:
            cells[category] = _why_not(found, start, until)
        elif category not in line.shown[start]:
            cells[category] = Missing.NOT_COUNTED_HERE  # Declared later.
        else:
            cells[category] = disclosure.window(line.shown[start][category], line.shown[until][category], b)
    return cells


def _why_not(found: Sequence[Line], start: date, until: date) -> Missing:
    """Why a stretch cannot be told."""
    if not found or start < found[0].begun:
        return Missing.NOT_COUNTED_HERE
    if any(older.until < until and start < newer.begun for older, newer in pairwise(found)):
        return Missing.NOT_RECORDED
    return Missing.HELD_BACK


def _together(cells: Sequence[Shown | Missing]) -> Cell:
    missing = next((cell for cell in cells if isinstance(cell, Missing)), None)
    if missing is not None:
        return none(missing)
    shown = disclosure.together(cell for cell in cells if isinstance(cell, Shown))
    return about(shown.value, shown.low, shown.high)
