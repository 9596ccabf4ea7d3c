"""How a response goes, step by step. Clinical numbers are those of published cases, no advice."""

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from ops.alarm_load.figures import RESPONSE_LASTS
from ops.simulator.people import ALL_OK
from ops.simulator.profiles import Profile


class Step(NamedTuple):
    """After ``wait`` seconds ``who`` does ``act`` (the last part of the address) with ``body``."""

    wait: float
    who: str
    act: str
    body: dict[str, Any]


KINDS = {
    "over_amping": "over_amping",
    "oxygen": "slow_breathing",
    "watched": "slow_breathing",
    "naloxone": "slow_breathing",
}


AGAIN = (60.0, 150.0)
"""Seconds between two looks at somebody who is being helped and needs nothing new [m]; within the time
that an act counts as somebody being there."""


def script(random: Random, kind: str, team: tuple[str, str], profile: Profile) -> Iterator[Step]:
    """All steps after the start."""
    with_ambulance = kind != ALL_OK and random.random() < profile.ambulance_share
    so_far = 0.0
    for step in _until_over(random, kind, team, profile, with_ambulance):
        so_far += step.wait
        yield step
    if kind == ALL_OK:
        return
    first = team[0]
    if profile.responses_last and not with_ambulance:
        yield from _stays_with_them(random, kind, first, so_far)
    yield Step(random.uniform(15, 40), first, "over", {})
    yield Step(random.uniform(20, 60), first, "amend", {"kind": KINDS[kind]})
    yield Step(random.uniform(5, 60), first, "outcome", _outcome(random, kind, with_ambulance))


def last_steps(random: Random) -> Iterator[Step]:
    """Of one whose beginning nobody here saw."""
    yield Step(random.uniform(10, 20), "Kim", "here", {})
    yield _assessment(random, "Kim", breaths=(10, 16), spo2=(94, 99), wait=AGAIN)
    yield Step(random.uniform(15, 40), "Kim", "over", {})
    yield Step(random.uniform(5, 60), "Kim", "outcome", _outcome(random, "watched", with_ambulance=False))


def _stays_with_them(random: Random, kind: str, who: str, so_far: float) -> Iterator[Step]:
    """Somebody looks again and again, until it has lasted as long as it does."""
    least, likely, most = RESPONSE_LASTS[kind]
    left = random.triangular(least, most, likely) - so_far
    while left > AGAIN[1]:
        step = _assessment(random, who, breaths=(10, 16), spo2=(94, 99), wait=AGAIN)
        left -= step.wait
        yield step


def _until_over(
    random: Random, kind: str, team: tuple[str, str], profile: Profile, with_ambulance: bool
) -> Iterator[Step]:
    first, second = team
    yield Step(random.uniform(6, 16), second, "going", {})
    yield Step(random.uniform(6, 14), first, "here", {})
    if kind == ALL_OK:
        yield Step(random.uniform(15, 30), first, "all-ok", {})
        return
    yield Step(random.uniform(4, 12), second, "here", {})
    if random.random() < 0.3:
        yield Step(3, first, "more-hands", {"on": True})
    yield from _care(random, kind, first, second)
    if with_ambulance:
        yield Step(random.uniform(40, 90), second, "actions", {"kind": "ambulance_called"})
        on_the_way = random.uniform(*profile.ambulance_after)
        while on_the_way > AGAIN[1]:
            step = _assessment(random, first, breaths=(8, 12), spo2=(90, 95), wait=AGAIN)
            on_the_way -= step.wait
            yield step
        yield Step(on_the_way, second, "actions", {"kind": "ambulance_arrived"})
        yield Step(random.uniform(40, 150), second, "actions", {"kind": "ambulance_left_with_person"})


def _care(random: Random, kind: str, first: str, second: str) -> Iterator[Step]:
    if kind == "over_amping":
        yield Step(random.uniform(10, 25), first, "actions", {"kind": "calm_space"})
        yield Step(random.uniform(20, 40), second, "actions", {"kind": "cooling"})
        yield _assessment(random, second, breaths=(18, 26), spo2=(95, 99))
        yield Step(
            random.uniform(60, 140), second, "actions", {"kind": "fluids", "values": {"millilitres": 250}}
        )
        return
    yield Step(random.uniform(5, 15), first, "actions", {"kind": "stimulation"})
    yield _assessment(random, second, breaths=(5, 9), spo2=(80, 90))
    if kind == "watched":
        yield Step(random.uniform(20, 40), first, "actions", {"kind": "recovery_position"})
        yield _assessment(random, second, breaths=(9, 12), spo2=(92, 96), wait=(90, 150))
        return
    yield Step(random.uniform(8, 20), second, "actions", {"kind": "oxygen_start", "values": OXYGEN})
    if kind == "naloxone":
        dose = {"kind": "naloxone", "given_by": "staff", "values": {"dose_mg": 0.4, "by_route": "im"}}
        yield Step(random.uniform(30, 60), first, "actions", dose)
    yield _assessment(random, second, breaths=(10, 14), spo2=(95, 99), wait=(80, 150))
    yield Step(random.uniform(20, 40), second, "actions", {"kind": "oxygen_stop"})


OXYGEN = {"litres_per_minute": 10, "device": "mask"}


def _assessment(
    random: Random,
    who: str,
    *,
    breaths: tuple[int, int],
    spo2: tuple[int, int],
    wait: tuple[float, float] = (12, 30),
) -> Step:
    values = {"breaths_per_minute": random.randint(*breaths), "spo2_percent": random.randint(*spo2)}
    return Step(random.uniform(*wait), who, "actions", {"kind": "assessment", "values": values})


def _outcome(random: Random, kind: str, with_ambulance: bool) -> dict[str, str]:
    if with_ambulance:
        return {"state": "sedated_breathing", "place": "with_ambulance", "ambulance": "transported"}
    sleepy = kind != "over_amping" and random.random() < 0.3
    state = "sedated_breathing" if sleepy else "awake"
    return {"state": state, "place": "stayed", "ambulance": "not_called"}
