"""What of a shift or a day lies outside the usual range of others like it: a question, never a verdict.

Of the room as a whole: no measure here is about a person or about one member of staff.

1. Others like it: the same weekday, begun at about the same time of day and about as long, of those
   before it in which anybody was here, as far as their figures are kept.
2. With fewer than ``AT_LEAST`` of them nothing is said but how many there are.
3. The usual range of a measure is from the 10th to the 90th percentile of the newest ``AT_MOST`` that
   have it: parts of figures are kept at different times. Fewer than ``AT_LEAST`` make no range.
4. Unusual is what lies outside by more than chance in small numbers: by one step of the measure and a
   tenth of the range's edge at least; and only on the side on which somebody would ask.
5. Of what still goes on, nothing is too low yet.
6. Furthest out first, ``TOLD`` at most.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import quantiles

from ops.domain.figures import OfHouse, OfResponses, OfStays
from ops.domain.summary import on_floor
from ops.domain.window import local

AT_LEAST = 5
AT_MOST = 12
TOLD = 4
MARGIN = 0.1
NEAR = timedelta(minutes=90)
"""How far apart two shifts may begin on the clock and be called the same."""
AS_LONG = 0.6
"""The shorter of two is at least so much of the longer."""


class Measure(StrEnum):
    """In the order in which they are told of when they are equally far out."""

    RESPONSES = "responses"
    REACHED = "reached"
    LONGEST_WAIT = "longest_wait"
    LEFT_BEFORE_USING = "left_before_using"
    TURNED_AWAY = "turned_away"
    VISITS = "visits"
    IN_BOOTH = "in_booth"
    CLOSED = "closed"
    ON_TIME = "on_time"
    NOT_POSSIBLE = "not_possible"
    PAST_SECOND_LIMIT = "past_second_limit"
    ON_FLOOR = "on_floor"
    UNDER_MINIMUM = "under_minimum"
    NOT_LIVE = "not_live"
    BOARD_ERRORS = "board_errors"


Measures = Mapping[Measure, float]
"""Counts; seconds; of ``ON_TIME`` per cent, of ``ON_FLOOR`` people. What nobody recorded is not there."""

STEP: Mapping[Measure, float] = {
    Measure.RESPONSES: 1,
    Measure.REACHED: 15,
    Measure.LONGEST_WAIT: 300,
    Measure.LEFT_BEFORE_USING: 1,
    Measure.TURNED_AWAY: 1,
    Measure.VISITS: 3,
    Measure.IN_BOOTH: 120,
    Measure.CLOSED: 600,
    Measure.ON_TIME: 2,
    Measure.NOT_POSSIBLE: 1,
    Measure.PAST_SECOND_LIMIT: 1,
    Measure.ON_FLOOR: 0.3,
    Measure.UNDER_MINIMUM: 300,
    Measure.NOT_LIVE: 120,
    Measure.BOARD_ERRORS: 1,
}
"""What counts as one more of it."""
BELOW = {Measure.VISITS, Measure.ON_TIME, Measure.ON_FLOOR}
"""Asked about when there is too little of it."""
NOT_ABOVE = {Measure.ON_TIME, Measure.ON_FLOOR}
"""Nobody asks why there is more of it."""


@dataclass(frozen=True)
class Unusual:
    """``low``..``high`` is the usual range."""

    measure: Measure
    value: float
    low: float
    high: float

    @property
    def above(self) -> bool:
        return self.value > self.high


@dataclass(frozen=True)
class Usual:
    """``of``: how many others it was compared with; ``enough``: whether that says anything."""

    of: int
    unusual: tuple[Unusual, ...]

    @property
    def enough(self) -> bool:
        return self.of >= AT_LEAST


def measures(stays: OfStays, responses: OfResponses | None, house: OfHouse | None) -> Measures:
    """Of one shift or day; a part that is not kept yet has none."""
    found: dict[Measure, float | None] = dict(_of_stays(stays))
    if responses is not None:
        found |= _of_responses(responses)
    if house is not None:
        found |= _of_house(house)
    if responses is not None and house is not None and house.staffed:
        found[Measure.UNDER_MINIMUM] = responses.under_minimum
    return {measure: value for measure, value in found.items() if value is not None}


def _of_stays(stays: OfStays) -> dict[Measure, float | None]:
    looks, waits = stays.looks, stays.waits
    return {
        Measure.LONGEST_WAIT: waits.seated.longest or 0,
        Measure.LEFT_BEFORE_USING: waits.left_before_using.count,
        Measure.TURNED_AWAY: waits.turned_away_in_all,
        Measure.VISITS: stays.visits.begun,
        Measure.IN_BOOTH: stays.in_booth.spread.median,
        Measure.ON_TIME: looks.on_time * 100 / looks.possible if looks.possible else None,
        Measure.NOT_POSSIBLE: looks.not_possible,
        Measure.PAST_SECOND_LIMIT: looks.past_second_limit,
        Measure.BOARD_ERRORS: stays.board_errors,
    }


def _of_responses(responses: OfResponses) -> dict[Measure, float | None]:
    ran = responses.responses
    return {Measure.RESPONSES: ran.count, Measure.REACHED: ran.attendance.median}


def _of_house(house: OfHouse) -> dict[Measure, float | None]:
    return {
        Measure.CLOSED: sum(house.closed.values()),
        Measure.ON_FLOOR: on_floor(house.staff, house.staffed),
        Measure.NOT_LIVE: sum(wall.seconds for wall in house.walls_not_live),
    }


def compared(now: Measures, others: Sequence[Measures], *, running: bool) -> Usual:
    """``others`` newest first. See above."""
    if len(others) < AT_LEAST:
        return Usual(len(others), ())
    found = []
    for measure in Measure:
        theirs = [other[measure] for other in others if measure in other][:AT_MOST]
        if measure in now and len(theirs) >= AT_LEAST:
            low, high = _range(theirs)
            out = _out(measure, now[measure], low, high, running=running)
            if out > 0:
                found.append((out, Unusual(measure, now[measure], low, high)))
    found.sort(key=lambda one: -one[0])
    return Usual(min(len(others), AT_MOST), tuple(one for _, one in found[:TOLD]))


def alike(start: datetime, end: datetime | None, other: tuple[datetime, datetime], time_zone: str) -> bool:
    """Whether two shifts are of the same weekday, time of day and length; one that goes on has none yet."""
    mine, theirs = local(start, time_zone), local(other[0], time_zone)
    apart = abs(
        timedelta(hours=mine.hour, minutes=mine.minute) - timedelta(hours=theirs.hour, minutes=theirs.minute)
    )
    if mine.weekday() != theirs.weekday() or apart > NEAR:
        return False
    if end is None:
        return True
    lengths = sorted(((end - start).total_seconds(), (other[1] - other[0]).total_seconds()))
    return lengths[0] >= AS_LONG * lengths[1]


def _range(theirs: Sequence[float]) -> tuple[float, float]:
    tenths = quantiles(theirs, n=10, method="inclusive")
    return tenths[0], tenths[-1]


def _out(measure: Measure, value: float, low: float, high: float, *, running: bool) -> float:
    """How far outside, in parts of the range; none within its margin."""
    beyond = 0.0
    if value >= high + max(STEP[measure], MARGIN * high) and measure not in NOT_ABOVE:
        beyond = value - high
    elif value <= low - max(STEP[measure], MARGIN * low if measure is not Measure.ON_TIME else 0):
        beyond = low - value if measure in BELOW and not running else 0.0
    return beyond / max(high - low, STEP[measure])
