"""What people bring, how long they stay, what a look finds. Seconds, and shares.

What docs/alarm-load.md wrote down first is taken from there with its sources, so that there is one figure
for one thing. What stands here is published where a source is named, otherwise an assumption [m].
"""

from collections.abc import Mapping
from random import Random

from ops.alarm_load import figures as written_down
from ops.simulator.profiles import T, Weighted


def _weighted(weights: Mapping[str, float]) -> Weighted[str]:
    return tuple(weights.items())


ROUTES: Weighted[str | None] = tuple((route or None, share) for route, share in written_down.ROUTES.items())
SUBSTANCES: Weighted[tuple[str, ...]] = tuple(
    (tuple(names.split()), share) for names, share in written_down.SUBSTANCES.items()
)
STIMULANTS = frozenset({"methamphetamine", "cocaine", "crack"})
OPIOIDS = frozenset({"fentanyl", "heroin", "hydromorphone"})

ANSWERS = _weighted(written_down.FOUND_USING)
ANSWERS_IN_AFTERCARE = _weighted(written_down.FOUND_AFTERCARE)
ANSWERS_WHEN_WORRIED = _weighted(written_down.FOUND_WORRYING)
ANSWERS_WHEN_SEDATED = _weighted(written_down.FOUND_SEDATED)
NOT_HERE_SHARE = 0.015
"""Of looks at somebody about whom nobody worries [m]."""
GONE: Weighted[str] = (("washroom", 60), ("left", 25), ("unknown", 15))
"""Where they are then [m]."""

AFTERCARE_SHARE = written_down.AFTERCARE_SHARE
SECOND_USE_SHARE = written_down.SECOND_USE_SHARE
STEPS_OUT_SHARE = written_down.STEPS_OUT_SHARE
MOVES_SHARE = 0.05
"""Who asks for another place; some do, published is not how many [m]."""
COMES_BACK_AFTER = (300.0, 3300.0)
"""Seconds from leaving until somebody is back who is back within the hour [m]."""
EVENT_AFTER = (60.0, 600.0)
"""Seconds from sitting down until an event, at most; never after the stay [m]."""


def chosen(random: Random, weighted: Weighted[T]) -> T:
    """One of them, by its weight."""
    return random.choices([item for item, _ in weighted], [weight for _, weight in weighted])[0]


def stay(random: Random, route: str | None) -> float:
    """Seconds in a place before leaving it. Published: a mean of 20 min injecting, 15 usual for smoking."""
    least, most = written_down.STAY_BOUNDS
    mean = written_down.STAY[route or ""]
    return min(most, max(least, random.gammavariate(4, mean / 4)))


def aftercare(random: Random) -> float:
    """Seconds in aftercare. Published: 15 to 30 min."""
    return written_down.within(random, written_down.AFTERCARE_STAY)
