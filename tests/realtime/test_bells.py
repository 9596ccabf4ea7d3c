"""The bell: rings others, never oneself twice, never makes anyone wait."""

import threading
from urllib.parse import urlsplit

import pytest
from structlog.testing import capture_logs

from ops.realtime import bells as ringing
from ops.realtime.bells import Bells
from tests.support.fault_proxy import Fault, FaultProxy
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


def test_a_bell_that_could_not_be_sent_in_time_is_not_sent(redis_url: str) -> None:
    now = 100.0
    here, there = Bells(redis_url, steady=lambda: now), Bells(redis_url)
    ear = Ear()
    there.answer(ear)
    there.start()
    here.ring(1)
    now += ringing.OLD_AFTER + 0.1
    here.start()

    def rung_through() -> bool:
        here.ring(2)
        return 2 in ear.heard

    wait_until(rung_through, "the bell in the other process")
    assert 1 not in ear.heard


@pytest.mark.parametrize("fault", [Fault.HALF_OPEN, Fault.DEAF])
def test_a_redis_that_never_answers_is_away_until_it_does(
    redis_url: str, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ringing, "ASKED_EVERY", 1.5)  # a machine may stand still for a second
    monkeypatch.setattr(ringing, "RETRY_AFTER", 0.1)
    there, ear = Bells(redis_url), Ear()
    there.answer(ear)
    port = urlsplit(redis_url).port
    assert port is not None
    with FaultProxy(port) as line, capture_logs() as said:
        here, ear_here = Bells(redis_url.replace(str(port), str(line.port))), Ear()
        here.answer(ear_here)
        there.start()
        here.start()

        def both_hear(site: int) -> bool:
            here.ring(site)
            there.ring(site + 1)
            return site in ear.heard and site + 1 in ear_here.heard

        wait_until(lambda: both_hear(10), "bells both ways")
        assert said == []
        line.falls(fault)
        wait_until(lambda: [one["log_level"] for one in said] == ["warning"], "it is noticed")
        here.ring(30)
        line.falls(None)
        wait_until(lambda: both_hear(20), "bells both ways again")
        wait_until(lambda: said[-1]["event"] == "Redis is back", "and that is said")
        assert [one["log_level"] for one in said] == ["warning", "info"] * (len(said) // 2)
        assert 30 not in ear.heard
