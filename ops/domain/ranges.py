"""Stretches of whole days: a day, an ISO week, a month, a quarter, a year, or from any day to any other.

Days are those of a site's clock; each begins and ends where ``window.day`` says. Weeks begin on Monday.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
"""No room has days beyond these: an address that asks for them is a mistake."""


class RangeKind(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    BETWEEN = "between"


@dataclass(frozen=True)
class Range:
    """``first`` to ``last``, both included."""

    kind: RangeKind
    first: date
    last: date

    @property
    def id(self) -> str:
        """As addresses have it: ``2026-11-22``, ``2026-W47``, ``2026-11``, ``2026-Q4``, ``2026``, or
        ``2026-11-02..2026-11-20``."""
        if self.kind is RangeKind.DAY:
            return self.first.isoformat()
        if self.kind is RangeKind.WEEK:
            year, week, _ = self.first.isocalendar()
            return f"{year:04}-W{week:02}"
        if self.kind is RangeKind.MONTH:
            return f"{self.first:%Y-%m}"
        if self.kind is RangeKind.QUARTER:
            return f"{self.first:%Y}-Q{(self.first.month + 2) // 3}"
        if self.kind is RangeKind.YEAR:
            return f"{self.first:%Y}"
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def before(self) -> "Range":
        """The one before it, of the same kind; of ``BETWEEN``, as many days."""
        return self._beside(self.first - ONE_DAY, self.first - timedelta(days=self.days))

    def after(self) -> "Range":
        """The one after it."""
        return self._beside(self.last + ONE_DAY, self.last + ONE_DAY)

    def _beside(self, day: date, first: date) -> "Range":
        if self.kind is RangeKind.BETWEEN:
            return between(first, first + timedelta(days=self.days - 1))
        return around(self.kind, day)


def around(kind: RangeKind, day: date) -> Range:
    """The week, month, … that holds that day. Raises ``ValueError`` for ``BETWEEN``."""
    if kind is RangeKind.DAY:
        return Range(kind, day, day)
    if kind is RangeKind.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Range(kind, monday, monday + timedelta(days=6))
    months = {RangeKind.MONTH: 1, RangeKind.QUARTER: 3, RangeKind.YEAR: 12}
    if kind not in months:
        raise ValueError("a range between two days is around neither")
    month = (day.month - 1) // months[kind] * months[kind] + 1
    last = month + months[kind] - 1
    return Range(kind, date(day.year, month, 1), date(day.year, last, monthrange(day.year, last)[1]))


def between(first: date, last: date) -> Range:
    """Raises ``ValueError`` when it would end before it begins."""
    if last < first:
        raise ValueError("a range ends on the day it begins, or later")
    return Range(RangeKind.BETWEEN, first, last)


def each(kind: RangeKind, within: Range) -> Iterator[Range]:
    """Every week, month, … that holds a day of it, whole, in order."""
    one = around(kind, within.first)
    while one.first <= within.last:
        yield one
        one = one.after()


def days(first: date, last: date) -> Iterator[date]:
    """From the one to the other, both included; none when the last one comes first."""
    return (first + number * ONE_DAY for number in range((last - first).days + 1))


def read(said: str) -> Range:
    """What ``id`` wrote. Raises ``ValueError`` for anything else, and for days that no room has."""
    found = _read(said)
    if not EARLIEST <= found.first <= found.last <= LATEST:
        raise ValueError(f"days are from {EARLIEST} to {LATEST}")
    return found


def _read(said: str) -> Range:
    if ".." in said:
        first, _, last = said.partition("..")
        return between(_day(first), _day(last))
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", said, re.ASCII):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return around(RangeKind.WEEK, monday)
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", said, re.ASCII):
        return around(RangeKind.QUARTER, date(int(found[1]), int(found[2]) * 3, 1))
    if found := re.fullmatch(r"(\d{4})-(\d\d)", said, re.ASCII):
        return around(RangeKind.MONTH, date(int(found[1]), int(found[2]), 1))
    if found := re.fullmatch(r"\d{4}", said, re.ASCII):
        return around(RangeKind.YEAR, date(int(said), 1, 1))
    return around(RangeKind.DAY, _day(said))


def _day(said: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", said, re.ASCII):
        raise ValueError("a day is written 2026-11-22")
    return date.fromisoformat(said)
