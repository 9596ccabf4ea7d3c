"""Medians, bins, how many at once, how long of a window."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from ops.domain.counting import (
    LAST_BIN,
    Bin,
    Span,
    Spread,
    below,
    bins,
    going_on,
    most_at_once,
    spread,
    total_within,
    within,
)
from tests.domain.times import START, at

END = START + timedelta(hours=1)


def span(start: float, end: float | None) -> Span:
    return at(start), None if end is None else at(end)


def test_the_middle_and_the_longest_of_none_of_one_and_of_an_even_number() -> None:
    assert spread([]) == Spread(0, None, None)
    assert spread([61]) == Spread(1, 61, 61, {61: 1}, 61)
    assert spread([60, 120, 180, 600]) == Spread(4, 150, 600, {60: 1, 120: 1, 176: 1, 576: 1}, 600)


def test_a_bin_holds_its_lower_edge_and_not_its_upper_one() -> None:
    assert bins([0, 299, 300, 899]) == (Bin(0, 5, 2), Bin(5, 10, 1), Bin(10, 15, 1))
    assert bins([]) == ()


def test_an_hour_and_more_is_one_bin() -> None:
    found = bins([3600, 40_000])
    assert found[-1] == Bin(LAST_BIN, None, 2)
    assert len(found) == 13


def test_only_what_lies_in_the_window_counts() -> None:
    assert within(span(-30, 30), START, END) == 1800
    assert within(span(50, None), START, END) == 600
    assert within(span(70, 90), START, END) == 0
    assert total_within([span(0, 10), span(5, 10)], START, END) == 900


def test_the_most_at_one_moment() -> None:
    assert most_at_once([], START, END) == 0
    assert most_at_once([span(0, 10), span(10, 20)], START, END) == 1
    assert most_at_once([span(0, 11), span(10, 20)], START, END) == 2
    assert most_at_once([span(-90, None), span(-60, -30), span(59, 70)], START, END) == 2
    assert most_at_once([span(10, 10)], START, END) == 0


def test_touching_the_window_is_going_on_in_it() -> None:
    assert going_on([span(-10, 0), span(-10, 1), span(59, None), span(60, 70)], START, END) == 2


def test_how_long_there_were_fewer() -> None:
    assert below([], 1, START, END) == 3600
    assert below([span(0, 30), span(20, 60)], 2, START, END) == 50 * 60
    assert below([span(0, None)], 1, START, END) == 0


SPANS = st.lists(
    st.tuples(st.integers(-30, 90), st.none() | st.integers(0, 60)).map(
        lambda pair: span(pair[0], None if pair[1] is None else pair[0] + pair[1])
    )
)


@given(SPANS)
def test_the_most_at_once_is_what_looking_each_minute_finds(spans: list[Span]) -> None:
    each_minute = [
        sum(began <= now and (ended is None or ended > now) for began, ended in spans)
        for now in (at(minute) for minute in range(60))
    ]
    assert most_at_once(spans, START, END) == max(each_minute)


@given(SPANS)
def test_below_is_what_looking_each_minute_finds(spans: list[Span]) -> None:
    few = [
        sum(began <= now and (ended is None or ended > now) for began, ended in spans) < 2
        for now in (at(minute) for minute in range(60))
    ]
    assert below(spans, 2, START, END) == 60 * sum(few)
