"""The clocks of the house."""

from datetime import UTC, datetime, timedelta

import pytest

from ops.clock import StepWatch, monotonic, utc_now
from ops.realtime.freshness import HUNG_AFTER, Freshness

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_now_is_aware_and_utc() -> None:
    assert utc_now().utcoffset() == timedelta(0)
    assert monotonic() <= monotonic()


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


def test_a_round_that_fails_is_a_sign_of_life() -> None:
    """A database that is away is not cured by killing the process that waits for it."""
    clock = Seconds()
    freshness = Freshness(clock)
    clock.now += HUNG_AFTER + 1
    freshness.round_ended(clock.now, good=False)
    assert freshness.alive()
