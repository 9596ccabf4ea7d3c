"""What is asked about: outside the usual range of others like it, by more than chance."""

from datetime import UTC, datetime, timedelta

import pytest

from ops.domain.usual import AT_LEAST, TOLD, Measure, Measures, alike, compared

WAIT, VISITS, ON_TIME = Measure.LONGEST_WAIT, Measure.VISITS, Measure.ON_TIME
USUAL = [12 * 60, 15 * 60, 17 * 60, 18 * 60, 20 * 60, 25 * 60]


def others(measure: Measure, values: list[float]) -> list[Measures]:
    return [{measure: value} for value in values]


def asked(measure: Measure, value: float, values: list[float], *, running: bool = False) -> list[Measure]:
    found = compared({measure: value}, others(measure, values), running=running)
    return [one.measure for one in found.unusual]


def test_a_wait_beyond_the_usual_is_asked_about_with_its_range() -> None:
    found = compared({WAIT: 41 * 60}, others(WAIT, [float(one) for one in USUAL]), running=False)
    assert (found.of, found.enough) == (6, True)
    [one] = found.unusual
    assert (one.measure, one.value, one.above) == (WAIT, 41 * 60, True)
    assert (one.low, one.high) == (13.5 * 60, 22.5 * 60)


@pytest.mark.parametrize("minutes", [0, 13, 22, 25, 27])
def test_within_the_range_or_hardly_outside_nothing_is(minutes: float) -> None:
    assert asked(WAIT, minutes * 60, [float(one) for one in USUAL]) == []


def test_with_fewer_than_five_nothing_is_said_but_how_many() -> None:
    for count in range(AT_LEAST):
        found = compared({WAIT: 9999}, others(WAIT, [60.0] * count), running=False)
        assert (found.of, found.enough, found.unusual) == (count, False, ())
    assert asked(WAIT, 9999, [60.0] * AT_LEAST) == [WAIT]


def test_a_measure_that_too_few_of_them_have_is_left_out() -> None:
    few = [*others(WAIT, [60.0] * 4), {}, {}]
    assert compared({WAIT: 9999}, few, running=False).unusual == ()


def test_too_few_visits_or_looks_on_time_are_asked_about_but_fewer_waits_are_not() -> None:
    assert asked(VISITS, 60, [100.0] * 6) == [VISITS]
    assert asked(VISITS, 140, [100.0] * 6) == [VISITS]
    assert asked(ON_TIME, 85, [95.0] * 6) == [ON_TIME]
    assert asked(ON_TIME, 100, [90.0] * 6) == []
    assert asked(WAIT, 0, [3000.0] * 6) == []


def test_of_what_goes_on_nothing_is_too_low_yet() -> None:
    assert asked(VISITS, 60, [100.0] * 6, running=True) == []
    assert asked(VISITS, 140, [100.0] * 6, running=True) == [VISITS]


def test_where_there_was_never_any_one_more_is_asked_about() -> None:
    assert asked(Measure.LEFT_BEFORE_USING, 1, [0.0] * 8) == [Measure.LEFT_BEFORE_USING]
    assert asked(Measure.LEFT_BEFORE_USING, 0, [0.0] * 8) == []


def test_furthest_out_first_and_no_more_than_a_few() -> None:
    before: list[Measures] = [dict.fromkeys(Measure, 0.0)] * 6
    now = dict.fromkeys(Measure, 0.0) | {
        Measure.VISITS: 6.0,
        Measure.TURNED_AWAY: 4.0,
        Measure.RESPONSES: 3.0,
        Measure.BOARD_ERRORS: 9.0,
        Measure.NOT_POSSIBLE: 1.0,
    }
    found = [one.measure for one in compared(now, before, running=False).unusual]
    assert found == [Measure.BOARD_ERRORS, Measure.TURNED_AWAY, Measure.RESPONSES, Measure.VISITS]
    assert len(found) == TOLD


SATURDAY = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "hours", "same"),
    [
        (SATURDAY - timedelta(days=7), 8, True),
        (SATURDAY - timedelta(days=7, hours=1), 9, True),
        (SATURDAY - timedelta(days=7, hours=8), 8, False),
        (SATURDAY - timedelta(days=1), 8, False),
        (SATURDAY - timedelta(days=7), 4, False),
        (SATURDAY - timedelta(days=7), 16, False),
    ],
)
def test_alike_is_the_same_weekday_time_and_length(start: datetime, hours: int, same: bool) -> None:
    other = start, start + timedelta(hours=hours)
    assert alike(SATURDAY, SATURDAY + timedelta(hours=8), other, "UTC") is same


def test_it_is_the_clock_on_the_wall_that_counts() -> None:
    """Before the clocks went back an evening began an hour earlier in UTC."""
    october = datetime(2026, 10, 24, 14, 0, tzinfo=UTC)
    november = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
    assert alike(november, None, (october, october + timedelta(hours=8)), "Europe/Copenhagen")
    late = datetime(2026, 11, 14, 23, 30, tzinfo=UTC)
    midnight = datetime(2026, 11, 22, 0, 15, tzinfo=UTC)
    assert not alike(midnight, None, (late, late + timedelta(hours=8)), "UTC")
