"""The lines of a table as days (or months) in numbers, and what is wrong with them, line by line.

1. The first line holds the names of the columns.
2. A line that cannot be read is told by its number and the column; what stands in the cell is never repeated, as it may
   be about somebody. Nothing is taken from a table with such a line.
3. A cell without anything: of a day's (or month's) line, not recorded; of a visit's line it adds nothing.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from ops.domain import ranges
from ops.domain.history.mapping import TIMES, Count, HistoryMapping, Lines
from ops.domain.ranges import Range, RangeKind, around

MOST_PROBLEMS = 20
AT_ONCE = 100_000
"""Lines between two words of how far it is."""
MOST_OF_A_DAY = 1_000_000
"""More of anything in a cell is a slip."""
MOST_IN_ALL = 1_000_000_000
"""Of one measure of a day or month, in the house's own unit. A database holds twice that."""
EARLIEST = date(1980, 1, 1)
NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?", re.ASCII)


@dataclass(frozen=True)
class Problem:
    """``line`` of the file, as an editor numbers it."""

    line: int
    words: str


@dataclass
class DayOfHistory:
    """What the table says of the days of ``range``: numbers by measure, and by measure and code. ``hours``:
    visits by hour."""

    range: Range
    numbers: dict[str, int] = field(default_factory=dict)
    by: dict[str, dict[str, int]] = field(default_factory=dict)
    hours: dict[int, int] = field(default_factory=dict)

    def told(self, count: Count) -> int:
        """How many of it there are by now."""
        if count.code is None:
            return self.numbers.get(count.measure, 0)
        return self.by.get(count.measure, {}).get(count.code, 0)


@dataclass(frozen=True)
class History:
    """``days``: in order. ``problems``: the first of them, ``problem_lines``: how many there are; with any, no days."""

    lines: int
    days: tuple[DayOfHistory, ...]
    problems: tuple[Problem, ...]
    problem_count: int


class _Wrong(Exception):
    """In a line."""


def read(
    mapping: HistoryMapping,
    text: Iterable[str],
    before: date,
    tell: Callable[[int], object] = lambda _lines: None,
) -> History:
    """The whole table; only days before ``before`` may be in it. ``tell``: how many lines are read by now."""
    reader = _Reader(mapping, before)
    rows = csv.reader(_counted(text, tell), delimiter=mapping.delimiter, strict=True)
    try:
        reader.header(next(rows, []))
        for row in rows:
            reader.line(rows.line_num, row)
    except csv.Error:
        reader.wrong(
            rows.line_num, "the line is no line of a table: a quote is left open, or a cell has no end."
        )
    except UnicodeDecodeError:
        reader.wrong(rows.line_num + 1, "the file is not in the encoding that [file] says.")
    except _Wrong as wrong:
        reader.wrong(1, str(wrong))
    return reader.history()


def _counted(text: Iterable[str], tell: Callable[[int], object]) -> Iterator[str]:
    for number, line in enumerate(text, 1):
        if number % AT_ONCE == 0:
            tell(number)
        yield line


class _Reader:
    def __init__(self, mapping: HistoryMapping, before: date) -> None:
        self._mapping = mapping
        self._before = before
        self._places: dict[str, int] = {}
        self._width = 0
        self._lines = 0
        self._days: dict[date, DayOfHistory] = {}
        self._problems: list[Problem] = []
        self._problem_count = 0

    def header(self, names: list[str]) -> None:
        said = [name.strip() for name in names]
        for column in sorted(self._mapping.columns):
            if said.count(column) != 1:
                why = "is not among the columns" if column not in said else "is there more than once"
                raise _Wrong(f"{column!r} {why} of the first line.")
            self._places[column] = said.index(column)
        self._width = len(said)

    def line(self, number: int, row: list[str]) -> None:
        if not any(cell.strip() for cell in row):
            return
        self._lines += 1
        try:
            if len(row) != self._width:
                raise _Wrong(f"it has {len(row)} cells, and the first line {self._width}.")
            self._take(row)
        except _Wrong as wrong:
            self.wrong(number, str(wrong))

    def wrong(self, line: int, words: str) -> None:
        self._problem_count += 1
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(line, words))

    def history(self) -> History:
        if not self._lines and not self._problem_count:
            self.wrong(1, "there is no line below the first.")
        days = () if self._problem_count else tuple(self._in_order())
        return History(self._lines, days, tuple(self._problems), self._problem_count)

    def _take(self, row: list[str]) -> None:
        at = self._when(row[self._places[self._mapping.when]])
        counted = [(count, self._value(count, row)) for count in self._mapping.counts]
        of_visits = self._mapping.lines is Lines.VISITS
        range_ = around(RangeKind.MONTH if self._mapping.lines is Lines.MONTHS else RangeKind.DAY, at.date())
        if not of_visits and range_.first in self._days:
            raise _Wrong("there is a line for that day or month already.")
        day = self._days.setdefault(range_.first, DayOfHistory(range_))
        for count, value in counted:
            if day.told(count) + (value or 0) > MOST_IN_ALL:
                raise _Wrong(f"with it, {count.name} of that day or month is more than can be.")
        for count, value in counted:
            _add(day, count, value, known=of_visits)
            if self._mapping.by_hour and count.measure == "visits" and value:
                day.hours[at.hour] = day.hours.get(at.hour, 0) + value

    def _when(self, cell: str) -> datetime:
        try:
            at = datetime.strptime(cell.strip(), self._mapping.written)  # noqa: DTZ007 - the site's own clock
        except ValueError:
            raise _Wrong(f"{self._mapping.when!r} holds no date written {self._mapping.written}.") from None
        last = around(RangeKind.MONTH, at.date()).last if self._mapping.lines is Lines.MONTHS else at.date()
        if at.date() < EARLIEST:
            raise _Wrong(f"{self._mapping.when!r} is before {EARLIEST}.")
        if last >= self._before:
            raise _Wrong(
                f"{self._mapping.when!r} is not before {self._before}, from when on this room counts itself."
            )
        return at

    def _value(self, count: Count, row: list[str]) -> int | None:
        if count.column is None:
            return 1
        cell = row[self._places[count.column]].strip()
        if count.among:
            return int(cell.casefold() in count.among)
        if not cell:
            return None
        if not NUMBER.fullmatch(cell):
            raise _Wrong(
                f"{count.column!r} holds no number (digits only, with a point where it has a fraction)."
            )
        value = Decimal(cell)
        exact = value * TIMES[count.unit]
        if value > MOST_OF_A_DAY:
            raise _Wrong(f"{count.column!r} holds more than {MOST_OF_A_DAY}.")
        if count.unit == "count" and exact != int(exact):
            raise _Wrong(f"{count.column!r} holds no whole number.")
        return round(exact)

    def _in_order(self) -> Iterator[DayOfHistory]:
        days = dict(self._days)
        if self._mapping.nothing_where_no_line and self._mapping.lines is not Lines.MONTHS:
            for day in ranges.days(min(days), max(days)):
                if day not in days:
                    days[day] = self._nothing(day)
        for first in sorted(days):
            yield days[first]

    def _nothing(self, day: date) -> DayOfHistory:
        found = DayOfHistory(around(RangeKind.DAY, day))
        for count in self._mapping.counts:
            _add(found, count, 0, known=True)
        return found


def _add(day: DayOfHistory, count: Count, value: int | None, *, known: bool) -> None:
    """Nothing that is not known is nought: only a line of a visit says so by saying nothing."""
    if value is None and not known:
        return
    if count.code is None:
        day.numbers[count.measure] = day.numbers.get(count.measure, 0) + (value or 0)
    else:
        of = day.by.setdefault(count.measure, {})
        of[count.code] = of.get(count.code, 0) + (value or 0)


UP_TO = (
    ("doses", "doses_at_most"),
    ("micrograms", "micrograms_at_most"),
    ("doses_by_staff", "doses_by_staff_at_most"),
)


def completed(numbers: Mapping[str, int]) -> dict[str, int]:
    """What is told without an upper end is known: that is its upper end."""
    more = {most: numbers[least] for least, most in UP_TO if least in numbers and most not in numbers}
    return {**numbers, **more}


def sums(history: History) -> Mapping[str, int]:
    """Of all days, by the name of the measure: what a dry run shows."""
    found: dict[str, int] = defaultdict(int)
    for day in history.days:
        for measure, value in day.numbers.items():
            found[measure] += value
        for measure, counts in day.by.items():
            for code, value in counts.items():
                found[f"{measure}.{code}"] += value
    return dict(sorted(found.items()))
