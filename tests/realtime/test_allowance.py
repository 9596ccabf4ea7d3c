"""How much one screen may say."""

from ops.allowance import Allowance
from ops.realtime.transport import FRAMES_AT_ONCE, FRAMES_PER_SECOND


class Steady:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_at_once_and_so_many_a_second_after_that() -> None:
    steady = Steady()
    allowance = Allowance(3, 2, steady)
    assert [allowance.takes() for _ in range(4)] == [True, True, True, False]
    steady.now += 1
    assert [allowance.takes() for _ in range(3)] == [True, True, False]
    steady.now += 3600
    assert [allowance.takes() for _ in range(4)] == [True, True, True, False]


def test_a_screen_that_comes_back_again_and_again_has_enough() -> None:
    """It answers a ping, says that it is there and asks anew, each second for an hour."""
    steady = Steady()
    allowance = Allowance(FRAMES_AT_ONCE, FRAMES_PER_SECOND, steady)
    for _ in range(3600):
        assert all(allowance.takes() for _ in range(3))
        steady.now += 1
