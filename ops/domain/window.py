"""From when to when a page counts: a shift, or a day of the site's clock; and its hours.

A window holds ``start <= t < until``. Hours are those of the site's wall clock, so a day on
which the clocks change has 23 or 25 of them, each counted once.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONGEST_BY_HOUR = timedelta(hours=48)
"""A shift that nobody closed for days is told by day."""

SHORTEST = timedelta(milliseconds=1)
"""The house keeps milliseconds: nothing happens between two of them."""


class WindowKind(StrEnum):
    SHIFT = "shift"
    DAY = "day"


class Step(StrEnum):
    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True)
class Window:
    """``id`` is the shift's, or the day as ``2026-11-22``. ``end`` empty: not closed yet."""

    kind: WindowKind
    id: str
    start: datetime
    end: datetime | None
    as_of: datetime
    time_zone: str

    @property
    def until(self) -> datetime:
        """Up to here it is counted: the end, or now (and what happens now) while it goes on."""
        now = self.as_of + SHORTEST
        return now if self.end is None else min(self.end, now)

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return self.end is None or self.as_of < self.end


@dataclass(frozen=True)
class Period:
    """An hour (or a day) of the window, cut where the window begins and ends.

    ``clock`` is when it begins on the site's wall clock. ``again``: the second time the
    clock showed this hour, on the day it was put back.
    """

    start: datetime
    end: datetime
    clock: datetime
    again: bool


def day(of: date, time_zone: str, as_of: datetime) -> Window:
    """That day of the site's clock, from midnight to midnight."""
    zone = ZoneInfo(time_zone)
    start = datetime.combine(of, time(), zone).astimezone(UTC)
    end = datetime.combine(of + timedelta(days=1), time(), zone).astimezone(UTC)
    return Window(WindowKind.DAY, of.isoformat(), start, end, as_of, time_zone)


def local(at: datetime, time_zone: str) -> datetime:
    """The instant on the site's wall clock."""
    return at.astimezone(ZoneInfo(time_zone))


def step(window: Window) -> Step:
    """By the hour, or by the day when it is longer than two."""
    return Step.HOUR if window.until - window.start <= LONGEST_BY_HOUR else Step.DAY


def periods(window: Window) -> tuple[Period, ...]:
    """The window cut at full hours (or midnights) of the site's clock; one at least."""
    found: list[Period] = []
    start = window.start
    while not found or start < window.until:
        clock, after = _around(start, window.time_zone, step(window))
        end = min(after, window.until)
        found.append(Period(start, end, clock, again=_twice(clock) and clock.fold == 1))
        start = end
    return tuple(found)


def _around(at: datetime, time_zone: str, by: Step) -> tuple[datetime, datetime]:
    """The full hour (or midnight) at or before ``at`` on the wall clock, and the next one."""
    shown = local(at, time_zone)
    if by is Step.DAY:
        clock = shown.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        after = datetime.combine(shown.date() + timedelta(days=1), time(), shown.tzinfo)
        return clock, after.astimezone(UTC)
    past = timedelta(minutes=shown.minute, seconds=shown.second, microseconds=shown.microsecond)
    clock = local(at - past, time_zone)
    after = at - past + timedelta(hours=1)
    # Where clocks change by half an hour, the hour that follows begins later.
    after += timedelta(minutes=-local(after, time_zone).minute % 60)
    return clock, after


def _twice(clock: datetime) -> bool:
    """Whether the wall clock shows this time twice."""
    return clock.replace(fold=0).utcoffset() != clock.replace(fold=1).utcoffset()
