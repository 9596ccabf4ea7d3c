"""From when to when a page counts, and the hours of the site's wall clock in it."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.domain.window import SHORTEST, Step, Window, WindowKind, day, periods, step

TORONTO = "America/Toronto"


def shift(start: datetime, end: datetime | None, as_of: datetime, zone: str = "UTC") -> Window:
    return Window(WindowKind.SHIFT, "a", start, end, as_of, zone)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def clocks(window: Window) -> list[str]:
    return [f"{one.clock:%H:%M}" + "*" * one.again for one in periods(window)]


def test_a_shift_is_cut_at_full_hours_of_the_clock() -> None:
    window = shift(at("2026-11-21 15:50"), at("2026-11-21 18:05"), at("2026-11-22 00:00"))
    assert clocks(window) == ["15:00", "16:00", "17:00", "18:00"]
    cut = periods(window)
    assert (cut[0].start, cut[-1].end) == (window.start, window.end)


def test_a_running_shift_goes_up_to_now_and_holds_what_happens_now() -> None:
    window = shift(at("2026-11-21 16:00"), None, at("2026-11-21 16:30"))
    assert (window.until, window.running) == (at("2026-11-21 16:30") + SHORTEST, True)
    assert clocks(window) == ["16:00"]


def test_a_shift_that_has_just_been_opened_has_an_hour() -> None:
    now = at("2026-11-21 16:00")
    assert len(periods(shift(now, None, now))) == 1


@pytest.mark.parametrize(
    ("of", "hours", "second"),
    [
        ("2026-03-08", 23, ["00:00", "01:00", "03:00", "04:00"]),
        ("2026-11-01", 25, ["00:00", "01:00", "01:00*", "02:00"]),
    ],
)
def test_a_day_on_which_the_clocks_change(of: str, hours: int, second: list[str]) -> None:
    window = day(date.fromisoformat(of), TORONTO, at("2027-01-01 00:00"))
    assert len(periods(window)) == hours
    assert clocks(window)[:4] == second


def test_where_clocks_change_by_half_an_hour_nothing_is_lost() -> None:
    window = day(date(2026, 10, 4), "Australia/Lord_Howe", at("2027-01-01 00:00"))
    cut = periods(window)
    assert sum((one.end - one.start for one in cut), timedelta()) == timedelta(hours=23, minutes=30)
    assert len(cut) == 23


def test_a_zone_with_half_hours_is_cut_at_its_own_hours() -> None:
    window = shift(at("2026-11-21 10:30"), at("2026-11-21 12:30"), at("2026-11-22 00:00"), "Asia/Kolkata")
    assert clocks(window) == ["16:00", "17:00"]


def test_today_is_counted_up_to_now() -> None:
    window = day(date(2026, 11, 21), "UTC", at("2026-11-21 10:15"))
    assert (window.running, window.until) == (True, at("2026-11-21 10:15") + SHORTEST)
    assert len(periods(window)) == 11


def test_a_shift_nobody_closed_for_days_is_told_by_day() -> None:
    window = shift(at("2026-11-01 09:00"), at("2026-11-12 09:00"), at("2026-11-22 00:00"))
    assert step(window) is Step.DAY
    assert len(periods(window)) == 12


@given(
    st.integers(0, 5_000_000),
    st.timedeltas(min_value=timedelta(milliseconds=1), max_value=timedelta(days=5)),
    st.sampled_from(
        [TORONTO, "UTC", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/Dublin", "Pacific/Apia"]
    ),
)
def test_hours_follow_each_other_without_gap_or_overlap(minutes: int, lasts: timedelta, zone: str) -> None:
    start = at("2020-01-01 00:00") + timedelta(minutes=minutes)
    window = shift(start, start + lasts, start + timedelta(days=30), zone)
    cut = periods(window)
    assert (cut[0].start, cut[-1].end) == (window.start, window.until)
    assert all(one.end == two.start and one.start < one.end for one, two in pairwise(cut))
