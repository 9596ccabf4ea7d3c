"""What adds up over days and sites, and what is not nought although it adds nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ops.domain import window as windows
from ops.domain.counting import spread
from ops.domain.figures import HourOfStays, OfHouse, OfResponses, OfStays
from ops.domain.summary import InBooth, Looks, Responses, SilentScreen, Visits, Waits
from ops.domain.totals import GROUPS, MEASURES, By, ByHour, Length, Totals, added, totals_of
from ops.domain.window import Window

LATER = datetime(2027, 1, 1, tzinfo=UTC)
NONE = spread([])


def a_day(
    on: date = date(2026, 6, 1), time_zone: str = "America/Toronto", *, visits: Sequence[int] = ()
) -> tuple[Window, OfStays, OfResponses, OfHouse]:
    """``visits``: begun in each hour; the first waited a minute each, the others not at all."""
    window = windows.day(on, time_zone, LATER)
    hours = len(windows.periods(window))
    begun = [*visits, *[0] * (hours - len(visits))]
    waits = [60.0] * (begun[0] if begun else 0)
    stays = OfStays(
        visits=Visits(sum(begun), 1, sum(begun), 0, 0, 0, 2),
        waits=Waits(spread(waits), NONE, {"full": 1}, waiting=3),
        in_booth=InBooth(NONE, (), 0),
        looks=Looks(3, 2, 1, spread([70]), 1, 0, 0, 0),
        board_errors=0,
        late_entries=0,
        late_unsigned=0,
        hours=tuple(HourOfStays(one, 1, 0, 0, 0, 0) for one in begun),
    )
    said = Responses(
        count=1, already_running=0, running=0, all_ok=0, mis_tap=0, done={"naloxone": 1}, by_kind={"mixed": 1},
        doses=1, doses_at_most=2, milligrams=0.4, milligrams_at_most=0.8, doses_without_amount=0,
        taken_by_ambulance=0, take_home_offered=1, debriefs={}, complete=1, complete_records=(),
        reconstructed=0, to_finish=(), attendance=spread([20]), never_attended=0, lasted=spread([900]),
    )  # fmt: skip
    responses = OfResponses(said, under_minimum=60, minimum_free_staff=2, hours=(0,) * hours)
    house = OfHouse({"full": 600}, (SilentScreen("Wall", 30, 1),), {"floor": 7200}, 3600, (None,) * hours)
    return window, stays, responses, house


def test_days_add_up_measure_by_measure() -> None:
    one, two = totals_of(*a_day(visits=[2, 3])), totals_of(*a_day(visits=[1]))
    both = added([one, two])
    assert (both.days, both.seconds, both.visits, both.waited) == (2, 2 * 86_400, 6, 3)
    assert (both.micrograms, both.micrograms_at_most) == (800, 1600)
    assert both.by[By.TURNED_AWAY_WHY] == {"full": 2}
    assert both.lengths[Length.WAIT] == {60: 3}
    assert both.hours[ByHour.VISITS] == {0: 3, 1: 3}
    assert (both.closed, both.staff, both.walls_not_live) == (1200, 14_400, 60)
    assert added([one, added([two, one])]) == added([added([one, two]), one])
    assert added([]) == Totals()


def test_every_measure_has_a_name_of_its_own() -> None:
    assert len(set(MEASURES)) == len(MEASURES)
    told = totals_of(*a_day())
    there = {name for group in GROUPS for name in getattr(told, group)}
    assert not there & set(told.not_counted)
    assert there | set(told.not_counted) >= {*By, *Length, *ByHour}


@pytest.mark.parametrize(
    ("on", "hours", "visits"),
    [
        # The clock shows 1:00 twice.
        (date(2026, 11, 1), 25, {0: 1, 1: 2, 2: 1}),
        # And 2:00 not at all.
        (date(2026, 3, 8), 23, {0: 1, 1: 1, 3: 1, 4: 1}),
    ],
)
def test_an_hour_of_the_clock_holds_all_that_began_while_it_was_shown(
    on: date, hours: int, visits: dict[int, int]
) -> None:
    told = totals_of(*a_day(on, visits=[1, 1, 1, 1]))
    assert told.seconds == hours * 3600
    assert told.hours[ByHour.VISITS] == visits


def test_lengths_that_were_kept_without_a_tally_are_not_counted_and_not_nought() -> None:
    window, stays, responses, house = a_day(visits=[2])
    older = replace(stays, waits=replace(stays.waits, seated=replace(stays.waits.seated, tally={})))
    told = added([totals_of(window, older, responses, house), totals_of(*a_day(visits=[1]))])
    assert (told.waited, told.lengths[Length.WAIT]) == (3, {60: 1})
    assert told.days_of(Length.WAIT) == 1
    assert told.days_of("waited") == 2
