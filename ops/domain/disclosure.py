"""What may be shown of counts that people could be known by: counters that are rounded down once, for good.

Each cell of a declared series is a counter. Of ``S``, all that was posted so far, and ``u``, a number
from 0 to 9 that was drawn once, only ``x = S + u`` is ever kept: ``u`` is added and forgotten. At each
boundary the counter shows ``R5 = 5 * (x // 5)`` to those who run the room and ``R10 = 10 * (x // 10)`` to
everybody else. As ``x // 10 == (x // 5) // 2``, ``R10 == 10 * (R5 // 10)``: it is one series, and whoever
has both knows no more than whoever has ``R5``.

What a window holds for ``b`` = 5 or 10, that shows ``r``, the difference of two ``R``:

1. ``x`` lies in ``R`` to ``R + b - 1`` at both ends, so ``r - b + 1 <= n <= r + b - 1``, and ``n >= 0``.
2. Each of these can be true, whatever else was shown of the counter. For the most, let ``x`` be ``R`` up
   to the window's beginning and ``R + b - 1`` from its end on; for the least, if ``r > 0``, let it be
   ``R + b - 1`` where it still shows what it showed at the beginning, and ``R`` from there to where it
   shows the next. Both never fall and show just that, and so does all between them.
3. ``r`` is 0 or at least ``b``: of 0 there are ``b`` candidates (0 to ``b - 1``), of more ``2 * b - 1``.
4. Before anything was posted ``x`` was ``u``, which is any of 0 to 9: uniform for ``b`` = 10, and
   ``u % 5`` is uniform for ``b`` = 5, where ``5 * (u // 5)`` is what the counter showed at first.

That holds for a counter by itself. Several of the same events tell of each other: whether they may be
shown together is the attacker's to say. It is not differential privacy; see docs/disclosure.md.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from ops.domain import ranges
from ops.domain.ranges import ONE_DAY, RangeKind
from ops.domain.said_times import TYPED_WITHIN
from ops.domain.summary import Done
from ops.domain.words import ResponseKind, Route, Substance

FINE, COARSE = 5, 10
"""``b`` for those who run the room, and for everybody else."""
ENOUGH = 2 * COARSE
"""A step is so long that this many are expected in it."""
DELAY = TYPED_WITHIN + timedelta(days=3)
"""From the end of a step until it is closed: by then all that was on paper is typed in."""
WHOLE = ""
"""The category of a series that has no others."""
NOT_SAID = "not_said"
TRANSPORTED = "transported"
STEPS = {1: RangeKind.MONTH, 3: RangeKind.QUARTER, 12: RangeKind.YEAR}
"""How many months a step can be; it ends as a month, a quarter or a year does."""
MOST_EXPECTED = 100_000


class Series(StrEnum):
    """What is counted, in the order of what is wanted most."""

    VISITS = "visits"
    RESPONSES = "responses"
    EPISODES = "episodes"
    PEOPLE = "people"
    VISITS_BY_ROUTE = "visits_by_route"
    VISITS_BY_SUBSTANCE = "visits_by_substance"
    RESPONSES_BY_KIND = "responses_by_kind"
    RESPONSES_BY_DONE = "responses_by_done"


DESCRIBING = (Series.VISITS_BY_ROUTE, Series.VISITS_BY_SUBSTANCE, Series.PEOPLE)
"""What describes people: those who run the room see it rounded. Of responses they know all but who it was about."""


class Events(StrEnum):
    """What a series is made of; the site says how many it expects."""

    VISITS = "visits"
    RESPONSES = "responses"
    PEOPLE = "people"


@dataclass(frozen=True)
class Declared:
    """``parts_of``: each of its categories holds some of these. ``each_in_one``: each event is in just one.
    ``exact_inside``: whoever runs the room is told how many there were."""

    of: Events
    categories: tuple[str, ...] = (WHOLE,)
    parts_of: Series | None = None
    each_in_one: bool = False
    exact_inside: bool = False


DECLARED: Mapping[Series, Declared] = {
    Series.VISITS: Declared(Events.VISITS, exact_inside=True),
    Series.RESPONSES: Declared(Events.RESPONSES, exact_inside=True),
    Series.EPISODES: Declared(Events.VISITS, exact_inside=True),
    Series.PEOPLE: Declared(Events.PEOPLE),
    Series.VISITS_BY_ROUTE: Declared(
        Events.VISITS, (*(route.value for route in Route), NOT_SAID), Series.VISITS, each_in_one=True
    ),
    Series.VISITS_BY_SUBSTANCE: Declared(
        Events.VISITS, tuple(substance.value for substance in Substance), Series.VISITS
    ),
    Series.RESPONSES_BY_KIND: Declared(
        Events.RESPONSES, tuple(kind.value for kind in ResponseKind), Series.RESPONSES, each_in_one=True
    ),
    Series.RESPONSES_BY_DONE: Declared(
        Events.RESPONSES, (*(done.value for done in Done), TRANSPORTED), Series.RESPONSES
    ),
}
"""All there are, decided beforehand: which cells there are says nothing of what happened."""


@dataclass(frozen=True)
class Expected:
    """How many a site expects in a month, as it says beforehand: never what was counted."""

    visits_per_month: int = 100
    responses_per_month: int = 5
    people_per_month: int = 20

    def months(self, of: Events) -> int:
        """How long a step of these is: the shortest in which enough are expected, at most a year."""
        in_a_month = {
            Events.VISITS: self.visits_per_month,
            Events.RESPONSES: self.responses_per_month,
            Events.PEOPLE: self.people_per_month,
        }[of]
        return next((months for months in STEPS if months * in_a_month >= ENOUGH), max(STEPS))

    def as_json(self) -> dict[str, Any]:
        """The form it is stored in."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Expected":
        """What a site has set over the defaults. Raises ``ValueError`` in words for a bad one."""
        known = {item.name for item in fields(cls)}
        for name, number in stored.items():
            if name not in known:
                raise ValueError(f"there is no {name!r} in what is expected")
            if type(number) is not int or not 0 <= number <= MOST_EXPECTED:
                raise ValueError(f"{name!r} must be a whole number from 0 to {MOST_EXPECTED}, not {number!r}")
        return cls(**stored)


@dataclass(frozen=True)
class History:
    """What a series has shown, boundary by boundary: the day, and ``R5`` of each category. At the first
    nothing was counted yet, so that ``u`` was in ``R5`` to ``R5 + 4``; who sees only ``R10`` knows nothing
    of ``u`` but that it is below 10. ``totals``: up to each, what those who run the room know of the whole."""

    series: Series
    boundaries: tuple[date, ...]
    shown: tuple[Mapping[str, int], ...]
    totals: tuple[int, ...] | None = None


HoldBack = Callable[[Sequence[History], Sequence[History]], Collection[Series]]
"""Of what every series has shown, and what those whose step ends would have shown then: those that may not,
as somebody who collects all of it would know too much."""


def fine(x: int) -> int:
    """``R5`` of a counter."""
    return FINE * (x // FINE)


def coarse(r5: int) -> int:
    """``R10`` of the same."""
    return COARSE * (r5 // COARSE)


@dataclass(frozen=True)
class Shown:
    """Of a window: what is said, and what can be true."""

    value: int
    low: int
    high: int


def window(before: int, after: int, b: int) -> Shown:
    """From ``R5`` at its beginning and at its end, for ``b``."""
    if b == COARSE:
        before, after = coarse(before), coarse(after)
    r = after - before
    return Shown(r, max(0, r - b + 1), r + b - 1)


def settled(x: int, net: int) -> tuple[int, int]:
    """A counter after a step that counted ``net``, and what the next step begins with: what was shown
    never goes down, so more taken back than counted waits for more to be counted."""
    return (x, net) if net < 0 else (x + net, 0)


def step_end(begun: date, months: int) -> date:
    """The day after the last of a step: the end of a month, quarter or year, a whole one at least after it
    began."""
    step = ranges.around(STEPS[months], begun)
    return (step if step.first == begun else step.after()).last + ONE_DAY


def closes_at(until: date, time_zone: str) -> datetime:
    """When a step that ended before that day is closed: at a fixed time after it, whatever it holds."""
    return datetime.combine(until, time(), ZoneInfo(time_zone)) + DELAY
