"""Weeks, months and years of whole days: each day is in one of a kind, and its name finds it again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.domain import ranges
from ops.domain.ranges import RangeKind, around, between, each, read

DAYS = st.dates(date(2000, 1, 10), date(2190, 1, 1))
KINDS = st.sampled_from([kind for kind in RangeKind if kind is not RangeKind.BETWEEN])


@given(KINDS, DAYS)
def test_its_name_finds_it_again(kind: RangeKind, day: date) -> None:
    found = around(kind, day)
    assert day in found
    assert read(found.id) == found


@given(KINDS, DAYS)
def test_neighbours_touch_and_never_overlap(kind: RangeKind, day: date) -> None:
    found = around(kind, day)
    assert found.after().first == found.last + timedelta(days=1)
    assert found.after().before() == found
    assert found.before().after() == found


@given(DAYS, st.integers(0, 800))
def test_any_days_between(first: date, days: int) -> None:
    found = between(first, first + timedelta(days=days))
    assert read(found.id) == found
    assert found.before().last == first - timedelta(days=1)
    assert found.before().days == found.days == found.after().days


def test_the_week_of_new_year_belongs_to_the_year_of_its_thursday() -> None:
    assert around(RangeKind.WEEK, date(2027, 1, 1)).id == "2026-W53"
    assert read("2026-W53").last == date(2027, 1, 3)


def test_a_year_by_month_and_by_week() -> None:
    year = read("2026")
    assert [one.id for one in each(RangeKind.MONTH, year)][:2] == ["2026-01", "2026-02"]
    weeks = list(each(RangeKind.WEEK, year))
    assert (weeks[0].id, weeks[-1].id, len(weeks)) == ("2026-W01", "2026-W53", 53)
    assert read("2026-Q3") == ranges.Range(RangeKind.QUARTER, date(2026, 7, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    "said",
    [
        "",
        "2026-13",
        "2026-W54",
        "2026-Q5",
        "2026-11-31",
        "26",
        "2026-11-05..2026-11-04",
        "0000",
        "1999",
        "2199-12-30..2200-01-01",
        "0001-01-01..9999-12-31",
        "٢٠٢٦",
    ],
)
def test_what_is_none(said: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read(said)
