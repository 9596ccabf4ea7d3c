"""The figures of a release: of which stretches they can be told, and what is said of one.

All of them are differences of counters that were rounded for good (``ops.domain.disclosure``); nothing
here ever reads an exact count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from sqlalchemy.orm import Session

from ops.domain import ranges
from ops.domain.disclosure import Series
from ops.domain.ranges import ONE_DAY, Range, RangeKind
from ops.domain.sheet import Cell, SheetKind
from ops.services.disclosure.reading import boundaries, breakdowns, of_each
from ops.services.house import House

Cells = Mapping[str, Cell]
KINDS = (RangeKind.YEAR, RangeKind.QUARTER, RangeKind.MONTH)


@dataclass(frozen=True)
class Counted:
    """Of one series, by category: over all of the stretch, and step by step."""

    series: Series
    whole: Cells
    steps: tuple[tuple[Range, Cells], ...]


@dataclass(frozen=True)
class Figures:
    of: Range
    as_of: datetime
    counted: tuple[Counted, ...]

    @property
    def holds_a_number(self) -> bool:
        each = (cells for one in self.counted for cells in (one.whole, *(told for _step, told in one.steps)))
        return any(cell.missing is None for cells in each for cell in cells.values())


@dataclass(frozen=True)
class Offered:
    """``days``: at which something can begin, or have ended the day before; oldest first. ``whole``: years,
    quarters and months between them, newest first."""

    days: tuple[date, ...]
    whole: tuple[Range, ...]

    @property
    def last_days(self) -> tuple[date, ...]:
        """On which something can end."""
        return tuple(day - ONE_DAY for day in self.days[1:])

    def newest(self, months: int) -> Range | None:
        """Up to the newest of the days, over at most so many months."""
        if not self.days:
            return None
        last = self.days[-1]
        month = last.year * 12 + last.month - 1 - months
        earliest = date(month // 12, month % 12 + 1, 1)
        first = next(day for day in self.days if day >= earliest)
        return named(first, last - ONE_DAY) if first < last else None

    def holds(self, within: Range) -> bool:
        """Whether something can be told of it."""
        return within.first in self.days and within.last + ONE_DAY in self.days


def offered(house: House, sites: Sequence[int]) -> Offered:
    """What a release of these sites can be of."""
    with house.db.read() as session:
        by_series = [boundaries(of_each(session, sites, series)) for series in Series]
    days = tuple(sorted({day for found in by_series for day in found}))
    if len(days) < 2:
        return Offered((), ())
    over = ranges.between(days[0], days[-1] - ONE_DAY)
    told = [
        one
        for kind in KINDS
        for one in ranges.each(kind, over)
        if any(one.first in found and one.last + ONE_DAY in found for found in by_series)
    ]
    return Offered(days, tuple(reversed(told)))


def figures(house: House, sites: Sequence[int], series: Sequence[Series], within: Range) -> Figures:
    """What is said of that stretch."""
    with house.db.read() as session:
        counted = tuple(_counted(session, sites, one, within) for one in series)
    return Figures(within, house.now().replace(microsecond=0), counted)


def _counted(session: Session, sites: Sequence[int], series: Series, within: Range) -> Counted:
    found = of_each(session, sites, series)
    steps = tuple(_steps(boundaries(found), within))
    whole, *each = breakdowns(found, series, (within, *steps), SheetKind.RELEASE)
    return Counted(series, whole, tuple(zip(steps, each, strict=True)))


def _steps(days: Sequence[date], within: Range) -> Iterator[Range]:
    """From each boundary in it to the next."""
    known = [day for day in days if within.first <= day <= within.last + ONE_DAY]
    return (named(first, until - ONE_DAY) for first, until in pairwise(known))


def named(first: date, last: date) -> Range:
    """That stretch, as a month, a quarter or a year if it is one."""
    around = (ranges.around(kind, first) for kind in KINDS)
    return next(
        (one for one in around if (one.first, one.last) == (first, last)), ranges.between(first, last)
    )
