"""What nobody waits for rests by how long it took."""

import pytest

from ops.realtime.breath import LONGEST, SHORTEST, Breath


@pytest.mark.parametrize(
    ("worked", "rests"),
    [(0.0, SHORTEST), (0.3, 2.7), (60.0, LONGEST)],
    ids=["nothing", "some", "long"],
)
def test_it_takes_a_tenth_of_the_time_and_rests_for_some_seconds_at_most(worked: float, rests: float) -> None:
    now, rested = [100.0], []

    def wait(seconds: float) -> None:
        rested.append(seconds)
        now[0] += seconds

    breath = Breath(lambda: now[0], wait)
    for _ in range(2):
        now[0] += worked
        breath()
    assert rested == [pytest.approx(rests)] * 2
