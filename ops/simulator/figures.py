"""How busy a room is. Published where a source is named, otherwise general knowledge [m].

The simulated room is busier than most, so that there is something to see: a response every
few minutes, where a real room has 1.3 to 28 among a thousand visits.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")
Weighted = Sequence[tuple[T, float]]

ARRIVALS_PER_HOUR = 38.0
"""Vancouver: 480 visits a day in 18 hours are 27 an hour; some more, so that people wait here."""
WAITING_OUTSIDE = 6
"""People at the door when it opens [m]."""
RESPONSE_EVERY = (200.0, 330.0)
"""Seconds between two responses: made up, see above."""

ROUTES: Weighted[str | None] = (("inject", 52), ("smoke", 34), ("snort", 6), (None, 8))
SUBSTANCES: Weighted[tuple[str, ...]] = (
    (("fentanyl",), 30),
    (("heroin",), 12),
    (("methamphetamine",), 18),
    (("fentanyl", "methamphetamine"), 8),
    (("cocaine",), 9),
    (("crack",), 9),
    (("hydromorphone",), 4),
    ((), 10),
)
STIMULANTS = frozenset({"methamphetamine", "cocaine", "crack"})
OPIOIDS = frozenset({"fentanyl", "heroin", "hydromorphone"})

# Looks: when, against due, in seconds; most are made in the minute before [m].
LOOKS: Weighted[tuple[float, float]] = (
    ((-60.0, -4.0), 66),
    ((3.0, 50.0), 25),
    ((66.0, 120.0), 7),
    ((186.0, 215.0), 2),
)
ANSWERS: Weighted[str] = (("ok", 84), ("asleep", 6), ("keep_an_eye", 7), ("not_here", 3))
ANSWERS_IN_AFTERCARE: Weighted[str] = (("ok", 66), ("asleep", 26), ("keep_an_eye", 5), ("hard_to_rouse", 3))
ANSWERS_WHEN_WORRIED: Weighted[str] = (("ok", 55), ("keep_an_eye", 33), ("hard_to_rouse", 12))
GONE: Weighted[str] = (("washroom", 60), ("left", 25), ("unknown", 15))

AFTERCARE_SHARE = 0.55
STEPS_OUT_SHARE = 0.06
MOVES_SHARE = 0.05
LEAVES_UNSERVED_SHARE = 0.25

# New York, 63 days: 125 interventions, 45 over-amping, 35 oxygen, 26 watched, 19 naloxone.
RESPONSES: Weighted[str] = (
    ("over_amping", 45),
    ("oxygen", 35),
    ("watched", 26),
    ("naloxone", 19),
    ("all_ok", 12),
)
AMBULANCE_SHARE = 0.05
"""Published: 3 to 7 % of events."""


def chosen(random: Random, weighted: Weighted[T]) -> T:
    """One of them, by its weight."""
    return random.choices([item for item, _ in weighted], [weight for _, weight in weighted])[0]


def stay(random: Random, route: str | None) -> float:
    """Seconds in a place before leaving it. Published: a mean of 20 min injecting, 15 usual for smoking."""
    mean = 14.0 if route == "smoke" else 20.0
    return 60 * min(48.0, max(5.0, random.gammavariate(4, mean / 4)))


def aftercare(random: Random) -> float:
    """Seconds in aftercare. Published: 15 to 30 min."""
    return 60 * min(35.0, max(6.0, random.gammavariate(5, 3)))
