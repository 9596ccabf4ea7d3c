"""The bell: rings others, never oneself twice, never makes anyone wait."""

import threading

from ops.realtime.bells import Bells
from tests.support.processes import wait_until

NOWHERE = "redis://127.0.0.1:1/0"


class Ear:
    """Who is woken."""

    def __init__(self) -> None:
        self.heard: list[int] = []

    def __call__(self, site_id: int) -> None:
        self.heard.append(site_id)


def test_without_redis_it_rings_here_at_once() -> None:
    bells, ear = Bells(None), Ear()
    bells.answer(ear)
    bells.start()
    bells.ring(7)
    assert ear.heard == [7]


def test_nobody_need_listen() -> None:
    Bells(None).ring(7)


def test_another_process_hears_it_and_the_ringer_once(redis_url: str) -> None:
    here, there = Bells(redis_url), Bells(redis_url)
    ear_here, ear_there = Ear(), Ear()
    here.answer(ear_here)
    there.answer(ear_there)
    here.start()
    there.start()

    def rung_through() -> bool:
        here.ring(3)
        return 3 in ear_there.heard

    wait_until(rung_through, "the bell in the other process")
    there.ring(4)
    wait_until(lambda: 4 in ear_here.heard, "the bell back")
    assert ear_there.heard.count(4) == 1


def test_a_redis_that_is_away_holds_up_nobody() -> None:
    bells, ear = Bells(NOWHERE), Ear()
    bells.answer(ear)
    bells.start()
    acts = [threading.Thread(target=bells.ring, args=(site,)) for site in range(20)]
    for act in acts:
        act.start()
    for act in acts:
        act.join(5)
    assert not any(act.is_alive() for act in acts)
    assert sorted(ear.heard) == list(range(20))
