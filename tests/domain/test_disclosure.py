"""What a counter shows, and what can be true of it: proved by trying all there is."""

from datetime import UTC, date, datetime
from itertools import accumulate, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.domain import disclosure
from ops.domain.disclosure import COARSE, DECLARED, FINE, Events, Expected, Shown
from ops.domain.sheet import about, summed

STEPS = st.lists(st.integers(0, 25), min_size=1, max_size=6)
FIRST = st.integers(0, COARSE - 1)


def counters(u: int, steps: list[int]) -> list[int]:
    """``x`` at each boundary."""
    return list(accumulate(steps, initial=u))


@given(FIRST, STEPS)
def test_both_are_one_series(u: int, steps: list[int]) -> None:
    for x in counters(u, steps):
        assert disclosure.coarse(disclosure.fine(x)) == 10 * (x // 10)


@given(FIRST, STEPS, st.sampled_from([FINE, COARSE]))
def test_what_is_shown_of_any_window_holds_the_truth(u: int, steps: list[int], b: int) -> None:
    at = counters(u, steps)
    for start in range(len(at)):
        for until in range(start + 1, len(at)):
            shown = disclosure.window(disclosure.fine(at[start]), disclosure.fine(at[until]), b)
            assert shown.low <= at[until] - at[start] <= shown.high
            assert shown.low <= shown.value <= shown.high


@given(FIRST, st.lists(st.integers(0, 12), min_size=1, max_size=3), st.sampled_from([FINE, COARSE]))
def test_every_number_of_it_can_be_true_for_whoever_saw_all_boundaries(
    u: int, steps: list[int], b: int
) -> None:
    fine = [disclosure.fine(x) for x in counters(u, steps)]
    shown = fine if b == FINE else [disclosure.coarse(r5) for r5 in fine]
    histories = [
        each
        for each in product(*(range(r, r + b) for r in shown))
        if all(before <= after for before, after in pairwise(each))
    ]
    for start in range(len(fine)):
        for until in range(start + 1, len(fine)):
            said = disclosure.window(fine[start], fine[until], b)
            can_be = {each[until] - each[start] for each in histories}
            assert can_be == set(range(said.low, said.high + 1))
            assert len(can_be) >= b


@given(st.integers(0, 60))
def test_what_was_drawn_makes_every_remainder_as_likely_as_any_other(events: int) -> None:
    for b in (FINE, COARSE):
        rests = [(events + u) % b for u in range(COARSE)]
        assert all(rests.count(rest) == COARSE // b for rest in range(b))


def test_nothing_shown_can_be_any_number_below_b() -> None:
    assert disclosure.window(5, 5, FINE) == Shown(0, 0, 4)
    assert disclosure.window(5, 5, COARSE) == Shown(0, 0, 9)
    assert disclosure.window(5, 1355, COARSE) == Shown(1350, 1341, 1359)
    assert summed([about(0, 0, 9), about(10, 1, 19)]) == about(10, 1, 28)


@given(FIRST, st.lists(st.integers(-8, 20), max_size=12))
def test_what_was_shown_never_goes_down_and_nothing_taken_back_is_lost(u: int, nets: list[int]) -> None:
    x, waiting = u, 0
    for net in nets:
        before = x
        x, waiting = disclosure.settled(x, waiting + net)
        assert x >= before
        assert waiting <= 0
    assert x + waiting == u + sum(nets)


@pytest.mark.parametrize(
    ("begun", "months", "until"),
    [
        (date(2026, 11, 1), 1, date(2026, 12, 1)),
        (date(2026, 11, 20), 1, date(2027, 1, 1)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 10, 1), 3, date(2027, 1, 1)),
        (date(2026, 11, 1), 3, date(2027, 4, 1)),
        (date(2026, 1, 1), 12, date(2027, 1, 1)),
        (date(2026, 1, 2), 12, date(2028, 1, 1)),
    ],
)
def test_a_step_ends_with_its_month_and_is_a_whole_one_at_least(
    begun: date, months: int, until: date
) -> None:
    assert disclosure.step_end(begun, months) == until


def test_a_step_is_so_long_that_enough_is_expected_in_it() -> None:
    expected = Expected(visits_per_month=20, responses_per_month=7, people_per_month=1)
    assert [expected.months(of) for of in Events] == [1, 3, 12]
    with pytest.raises(ValueError, match="visits_per_month"):
        Expected.from_json({"visits_per_month": -1})


def test_a_step_is_closed_ten_days_after_it_ended_on_the_clock_of_the_site() -> None:
    closes = disclosure.closes_at(date(2026, 12, 1), "America/Toronto")
    assert closes.astimezone(UTC) == datetime(2026, 12, 11, 5, tzinfo=UTC)


def test_parts_are_of_a_series_that_is_declared_and_has_no_parts() -> None:
    for declared in DECLARED.values():
        assert len(set(declared.categories)) == len(declared.categories)
        if declared.parts_of is not None:
            assert DECLARED[declared.parts_of].categories == (disclosure.WHOLE,)
            assert DECLARED[declared.parts_of].of is declared.of
