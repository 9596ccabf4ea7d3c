"""How loud it was, how soon somebody was there, and in which part of the day."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.domain import window as windows
from ops.domain.counting import spread
from ops.domain.measures import Alarms, Onset, alarms, loud
from ops.domain.parts_of_day import PartOfDay, by_part
from ops.domain.window import Period
from ops.domain.words import AlarmLevel
from tests.domain.times import at

HIGH, MEDIUM = AlarmLevel.HIGH, AlarmLevel.MEDIUM


def onset(minutes: float, level: AlarmLevel = MEDIUM, reached: float | None = None) -> Onset:
    return Onset(at(minutes), level, None if reached is None else at(minutes) + timedelta(seconds=reached))


def test_an_hour_of_alarms_counted_by_hand() -> None:
    found = alarms(
        [onset(0, reached=30), onset(4, reached=31), onset(9.9, HIGH), onset(10, HIGH, 0), onset(50)], 3600
    )
    assert found == Alarms(medium=3, high=2, reached_soon=2, worst_ten_minutes=3, over=3600)
    assert found.per_ten_minutes(found.medium) == 0.5
    assert alarms([], 0).per_ten_minutes(0) is None


def test_each_hour_has_its_own_and_none_is_in_two() -> None:
    hours = [Period(at(start), at(end), at(start), again=False) for start, end in ((0, 60), (60, 90))]
    found = alarms([onset(0), onset(59.9, HIGH), onset(60, HIGH), onset(89)], 5400, hours)
    assert found.by_period == ((1, 1), (1, 1))
    assert Alarms.from_json(json.loads(json.dumps(asdict(found)))) == found


@given(st.lists(st.floats(0, 480), max_size=30))
def test_the_worst_ten_minutes_are_the_most_in_any(minutes: Sequence[float]) -> None:
    found = alarms([onset(one) for one in minutes], 480 * 60)
    any_ten = [sum(one <= other < one + 10 for other in minutes) for one in minutes]
    # A microsecond is the least that differs here.
    assert abs(found.worst_ten_minutes - max(any_ten, default=0)) <= 1
    assert found.count == len(minutes)


@pytest.mark.parametrize(
    ("going", "there", "heard"),
    [
        ([], [], (0, None)),
        ([], [2], (0, 2)),
        # Somebody set off after it was heard, and then was there.
        ([(1, 3)], [2], (0, 1)),
        # Somebody was on the way, and there before that ran out: nobody heard anything.
        ([(-1, 1)], [0.5], None),
        # Nobody came: it is heard when that runs out, also when somebody else had set off by then.
        ([(-1, 1)], [], (1, None)),
        ([(-1, 1), (0.5, 4)], [6], (4, 6)),
        # Somebody had looked before it passed, and a tablet without Wi-Fi told it afterwards.
        ([], [-1], (0, 0)),
    ],
)
def test_when_a_limit_is_heard_and_when_somebody_was_there(
    going: list[tuple[float, float]], there: list[float], heard: tuple[float, float | None] | None
) -> None:
    spans = [(at(since), at(until)) for since, until in going]
    found = loud(at(0), spans, [at(one) for one in there])
    wanted = heard and (at(heard[0]), None if heard[1] is None else at(heard[1]))
    assert found == wanted


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60))
def test_nine_in_ten_are_no_longer_and_one_of_them_is_it(seconds: list[int]) -> None:
    found = spread(seconds).p90
    assert found in seconds
    assert found is not None
    assert sum(one <= found for one in seconds) * 10 >= len(seconds) * 9
    assert sum(one < found for one in seconds) * 10 < len(seconds) * 9


@pytest.mark.parametrize(
    ("day", "visits"),
    [
        (date(2026, 11, 22), [5, 5, 5, 5, 4]),
        # The clock shows one o'clock twice, or two o'clock not at all: its night has an hour more, or one less.
        (date(2026, 11, 1), [5, 5, 5, 6, 4]),
        (date(2026, 3, 8), [5, 5, 5, 4, 4]),
    ],
)
def test_parts_of_a_day_hold_each_of_its_hours_once(day: date, visits: list[int]) -> None:
    window = windows.day(day, "America/Toronto", datetime(2027, 1, 1, tzinfo=UTC))
    hours = windows.periods(window)
    parts = by_part((hour.clock.hour, 1) for hour in hours)
    assert sum(parts.values()) == len(hours)
    assert list(parts) == list(PartOfDay)
    assert list(parts.values()) == visits
