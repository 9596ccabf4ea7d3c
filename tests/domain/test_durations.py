"""Lengths that add up: whatever is summed, the middle one and the ninth of ten are still told."""

from math import ceil
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from ops.domain import durations
from ops.domain.durations import Between, Tally, bucket, highest, percentile_90, tally
from ops.domain.totals import summed

SECONDS = st.integers(0, 200_000)
LENGTHS = st.lists(st.floats(0, 100_000, allow_nan=False), min_size=1, max_size=40)


@given(SECONDS)
def test_a_bucket_is_a_second_up_to_a_minute_and_a_sixteenth_from_there_on(second: int) -> None:
    lowest = bucket(second)
    assert lowest <= second <= highest(lowest)
    width = highest(lowest) - lowest + 1
    assert width == 1 if second <= 60 else width <= lowest / 16


@given(SECONDS)
def test_buckets_neither_overlap_nor_leave_a_gap(second: int) -> None:
    assert bucket(highest(bucket(second)) + 1) == highest(bucket(second)) + 1


def test_what_ended_before_it_began_took_no_time() -> None:
    assert tally([-3.0, 0.4]) == {0: 2}


@given(st.lists(LENGTHS, min_size=1, max_size=4))
def test_the_middle_and_the_ninth_of_ten_of_a_sum_lie_where_it_says(days: list[list[float]]) -> None:
    together: Tally = summed([tally(day) for day in days])
    exact = sorted(round(seconds) for day in days for seconds in day)
    middle, ninth = durations.median(together), percentile_90(together)
    assert middle is not None
    assert ninth is not None
    assert middle.low <= median(exact) <= middle.high
    assert ninth.low <= exact[ceil(len(exact) * 0.9) - 1] <= ninth.high


def test_of_none_there_is_neither() -> None:
    assert durations.median({}) is None
    assert percentile_90({}) is None


def test_up_to_a_minute_it_is_exact() -> None:
    assert durations.median(tally([20, 30, 41])) == Between(30, 30)
    assert percentile_90(tally(range(1, 11))) == Between(9, 9)
