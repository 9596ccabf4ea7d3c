"""The clocks of the house."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ops.clock import StepWatch, both, monotonic, utc_now
from ops.realtime.freshness import HUNG_AFTER, Freshness

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_now_is_aware_and_utc() -> None:
    assert utc_now().utcoffset() == timedelta(0)
    assert monotonic() <= monotonic()


def test_the_steady_clock_counts_the_time_the_machine_was_suspended() -> None:
    """``/proc/uptime`` counts it; the clock that Python calls monotonic does not."""
    up = float(Path("/proc/uptime").read_text().split()[0])
    assert monotonic() == pytest.approx(time.clock_gettime(time.CLOCK_BOOTTIME), abs=1.0)
    assert monotonic() == pytest.approx(up, abs=1.0)


def test_a_pause_between_two_readings_is_no_step() -> None:
    """Held up for a minute after the first reading: both clocks are read again."""
    steady = iter([100.0, 160.0, 160.0, 160.0])
    walls = iter([NOON, NOON + timedelta(seconds=60)])
    assert both(lambda: next(walls), lambda: next(steady)) == (NOON + timedelta(seconds=60), 160.0)


@pytest.mark.parametrize("jump", [-3600.0, -2.5, 2.5, 86_400.0])
def test_a_step_is_noticed_once(jump: float) -> None:
    watch = StepWatch(NOON, 100.0)
    moved = NOON + timedelta(seconds=10 + jump)
    assert watch.stepped(moved, 110.0) == pytest.approx(jump)
    assert watch.stepped(moved + timedelta(seconds=1), 111.0) == 0.0


def test_small_corrections_are_no_step() -> None:
    watch = StepWatch(NOON, 0.0)
    for second in range(1, 100):
        assert watch.stepped(NOON + timedelta(seconds=second * 1.01), float(second)) == 0.0


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_only_a_good_sweep_makes_the_picture_fresh() -> None:
    clock = Seconds()
    freshness = Freshness(clock)
    assert freshness.age() is None
    freshness.round_ended(clock.now, good=False)
    assert freshness.age() is None
    freshness.round_ended(clock.now, good=True)
    clock.now += 4
    assert freshness.age() == 4.0
    freshness.round_ended(clock.now, good=False)
    assert freshness.age() == 4.0


def test_a_process_is_hung_when_no_round_ends() -> None:
    clock = Seconds()
    freshness = Freshness(clock)
    clock.now += HUNG_AFTER - 1
    assert freshness.alive()
    clock.now += 2
    assert not freshness.alive()


def test_a_round_that_is_long_and_goes_on_is_a_sign_of_life() -> None:
    """A machine with more to do than it can is not cured by beginning anew."""
    clock = Seconds()
    freshness = Freshness(clock)
    for _ in range(3):
        clock.now += HUNG_AFTER - 1
        freshness.goes_on()
        assert freshness.alive()
    assert freshness.age() is None
    clock.now += HUNG_AFTER + 1
    assert not freshness.alive()


def test_a_round_that_fails_is_a_sign_of_life() -> None:
    """A database that is away is not cured by killing the process that waits for it."""
    clock = Seconds()
    freshness = Freshness(clock)
    clock.now += HUNG_AFTER + 1
    freshness.round_ended(clock.now, good=False)
    assert freshness.alive()
