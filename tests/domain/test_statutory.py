"""What a report's line comes to, and what a form holds back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.domain.ranges import Range, RangeKind, around, between, read
from ops.domain.sheet import Cell, Missing, Unit, about, exact, none
from ops.domain.statutory import (
    Covers,
    Expression,
    Field,
    Measure,
    NotCounted,
    Part,
    Ratio,
    Report,
    Sum,
    evaluated,
    value,
)
from ops.domain.statutory_measures import counted, hours_of, wrong_with
from ops.domain.totals import Totals

M = Measure


def report(*fields: Field, under: int = 10, covers: Covers = Covers.MONTH, at_most: int = 1) -> Report:
    return Report("form", "A form", covers, (Part("all", "All", fields),), at_most=at_most, under=under)


def line(key: str, of: Expression | None = None, within: str = "") -> Field:
    return Field(key, key, of or M(key), "what it counts", within)


def told(form: Report, **counts: int | Cell) -> dict[str, float | Missing | None]:
    """Each line as it would be said."""
    cells = {name: count if isinstance(count, Cell) else exact(count) for name, count in counts.items()}
    found = evaluated(form, lambda measure: cells[measure.name])
    return {key: cell.missing or cell.value for key, cell in found.items()}


def test_a_sum_adds_what_can_be_true() -> None:
    cells = {"a": exact(3), "b": about(10, 1, 19)}
    assert value(Sum((M("a"), M("b"))), lambda one: cells[one.name]) == Cell(13, 4, 22)


def test_what_is_missing_is_missing_in_whatever_it_is_a_part_of() -> None:
    cells = {"a": exact(3), "b": none(Missing.NOT_RECORDED)}
    for of in (Sum((M("a"), M("b"))), Ratio(M("a"), M("b")), Ratio(M("b"), M("a"))):
        assert value(of, lambda one: cells[one.name]).missing is Missing.NOT_RECORDED
    assert value(NotCounted(), lambda one: cells[one.name]).missing is Missing.NOT_COUNTED_HERE


def test_a_share_says_of_how_many_and_of_none_there_is_none() -> None:
    cells = {"a": exact(3), "b": exact(12), "nought": exact(0)}
    assert value(Ratio(M("a"), M("b")), lambda one: cells[one.name]) == exact(25, Unit.PERCENT, 12)
    assert value(Ratio(M("a"), M("b"), 1000), lambda one: cells[one.name]) == exact(250)
    assert (
        value(Ratio(M("a"), M("nought")), lambda one: cells[one.name]).missing is Missing.NOTHING_TO_MEASURE
    )


def test_nothing_is_divided_by_a_rounded_number() -> None:
    cells = {"a": exact(3), "b": about(10, 1, 19)}
    assert value(Ratio(M("a"), M("b")), lambda one: cells[one.name]).missing is Missing.HELD_BACK


def test_small_counts_are_held_back_which_is_not_the_same_as_not_counted() -> None:
    form = report(line("visits"), line("deaths"), line("referrals", NotCounted()))
    assert told(form, visits=10, deaths=0) == {
        "visits": 10,
        "deaths": Missing.HELD_BACK,
        "referrals": Missing.NOT_COUNTED_HERE,
    }


PARTS = [line("people"), *(line(name, within="people") for name in ("women", "men", "others"))]


def test_one_hidden_part_takes_another_along() -> None:
    assert told(report(*PARTS), people=60, women=30, men=26, others=4) == {
        "people": 60,
        "women": 30,
        "men": Missing.HELD_BACK,
        "others": Missing.HELD_BACK,
    }


def test_two_hidden_parts_that_come_to_little_take_another_along() -> None:
    hidden = told(report(*PARTS), people=60, women=53, men=3, others=4)
    assert [name for name, one in hidden.items() if one is Missing.HELD_BACK] == ["women", "men", "others"]


def test_two_that_come_to_enough_take_none() -> None:
    assert told(report(*PARTS), people=60, women=46, men=6, others=8)["women"] == 46


def test_two_that_can_only_be_as_large_as_they_may_be_take_another_along() -> None:
    """Both under ten and eighteen together: nine each."""
    assert told(report(*PARTS), people=60, women=42, men=9, others=9)["women"] is Missing.HELD_BACK


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6))
def test_what_the_shown_ones_leave_tells_no_small_count(counts: list[int]) -> None:
    """Whoever knows the whole, and that what is held back is small, has several things that each may be."""
    names = [f"part{number}" for number in range(len(counts))]
    form = report(line("whole"), *(line(name, within="whole") for name in names))
    of = dict(zip(names, counts, strict=True))
    shown = told(form, whole=sum(counts), **of)
    hidden = [of[name] for name in names if shown[name] is Missing.HELD_BACK]
    if not hidden or shown["whole"] is Missing.HELD_BACK:
        return
    left = sum(hidden)
    assert len(hidden) > 1
    if max(hidden) < 10:
        assert len([one for one in range(10) if 0 <= left - one <= 9 * (len(hidden) - 1)]) >= 5


def test_where_all_parts_are_held_back_the_whole_goes_if_it_tells_of_them() -> None:
    hidden = told(
        report(line("people"), line("women", within="people"), line("men", within="people")),
        people=18,
        women=9,
        men=9,
    )
    assert set(hidden.values()) == {Missing.HELD_BACK}


def test_what_is_held_back_is_in_no_ratio_and_no_sum() -> None:
    form = report(
        line("visits"),
        line("deaths"),
        line("rate", Ratio(M("deaths"), M("visits"), 1000)),
        line("share", Ratio(M("doses"), M("visits"))),
        line("both", Sum((M("visits"), M("deaths")))),
    )
    hidden = told(form, visits=400, deaths=3, doses=40)
    assert (hidden["rate"], hidden["both"]) == (Missing.HELD_BACK, Missing.HELD_BACK)
    assert hidden["share"] == 10


def test_an_exact_form_holds_nothing_back() -> None:
    assert told(report(line("deaths"), under=0), deaths=1) == {"deaths": 1}


@pytest.mark.parametrize(
    ("covers", "said", "yes"),
    [
        (Covers.MONTH, "2026-11", True),
        (Covers.MONTH, "2026-11-22", False),
        (Covers.MONTH, "2026-W47", False),
        (Covers.MONTH, "2026-Q4", False),
        (Covers.QUARTER, "2026-Q4", True),
        (Covers.MONTHS, "2026-01-01..2026-03-31", True),
        (Covers.MONTHS, "2026-01-01..2026-03-30", False),
        (Covers.MONTHS, "2026-01-02..2026-03-31", False),
        (Covers.MONTHS, "2026-01-01..2026-04-30", False),
        (Covers.MONTHS, "2026-11", True),
    ],
)
def test_a_form_is_asked_for_its_days_only(covers: Covers, said: str, yes: bool) -> None:
    assert report(line("visits"), under=0, covers=covers, at_most=3).may_be_of(read(said)) is yes


def test_several_months_stand_beside_each_other_and_together() -> None:
    form = report(line("visits"), under=0, covers=Covers.MONTHS, at_most=3)
    within = between(read("2026-01").first, read("2026-02").last)
    assert [one.id for one in form.columns(within)] == ["2026-01", "2026-02", "2026-01-01..2026-02-28"]
    alone: Range = around(RangeKind.MONTH, within.first)
    assert form.columns(alone) == (alone,)


def test_hours_go_over_midnight() -> None:
    assert hours_of(22, 3) == (22, 23, 0, 1, 2)
    day = Totals(days=1, visits=9, hours={"visits_by_hour": {21: 1, 22: 2, 1: 3, 3: 3}})
    assert counted(day, M("visits", hours=(22, 3))) == exact(5)


def test_a_measure_that_was_not_counted_is_no_nought() -> None:
    assert counted(Totals(), M("visits")).missing is Missing.NOT_RECORDED
    later = Totals(days=30, not_counted={"overdoses": 30})
    assert counted(later, M("overdoses")).missing is Missing.NOT_COUNTED_HERE
    assert counted(later, M("visits")) == exact(0)


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (M("heroes"), "there is no measure 'heroes'"),
        (M("visits", ("left",)), "'visits' is one number: it has no codes"),
        (M("treated"), "'treated' is counted by a code: say which"),
        (M("treated", ("magic",)), "'treated' has no 'magic'. Known are: ambulance_staff, died"),
        (M("deaths", hours=(7, 12)), "'deaths' is not counted by the hour"),
        (M("people_by_gender", ("female",), (7, 12)), "'people_by_gender' is not counted by the hour"),
    ],
)
def test_what_cannot_be_asked_for_is_said(measure: Measure, words: str) -> None:
    assert wrong_with(measure).startswith(words)
