"""The numbers of docs/alarm-load.md, by the same names; sources stand there. Seconds."""

from collections.abc import Mapping
from random import Random

Span = tuple[float, float]
Weights = Mapping[str, float]

PER_SQUARE = 2.0
REACH = 3.0
DOOR = (0, 1)

ARRIVALS_PER_HOUR = {"busy": 26.7, "middle": 13.0, "quiet": 4.0}
SHIFT = 28800
ROUTES: Weights = {"inject": 52, "smoke": 34, "snort": 6, "": 8}
SUBSTANCES: Weights = {
    "fentanyl": 30,
    "heroin": 12,
    "methamphetamine": 18,
    "fentanyl methamphetamine": 8,
    "cocaine": 9,
    "crack": 9,
    "hydromorphone": 4,
    "": 10,
}
LOOK_AGREED: Weights = {"eyes": 60, "hello": 30, "knock": 10}
STAY = {"inject": 1200, "smoke": 900, "snort": 1200, "": 1200}
STAY_BOUNDS: Span = (300, 2880)
SECOND_USE_SHARE = 0.1
AFTERCARE_SHARE = 0.5
AFTERCARE_STAY: Span = (900, 1800)
STEPS_OUT_SHARE = 0.06
OUT_FOR: Span = (90, 400)
LEAVES_UNSEEN_SHARE = 0.04
PATIENCE: Span = (600, 5400)
ASKS_SHARE = 0.3
GETS_READY: Span = (10, 60)

FOUND_USING: Weights = {"ok": 88, "asleep": 6, "keep_an_eye": 6}
FOUND_AFTERCARE: Weights = {"ok": 68, "asleep": 25, "keep_an_eye": 5, "hard_to_rouse": 2}
FOUND_WORRYING: Weights = {"ok": 55, "keep_an_eye": 40, "hard_to_rouse": 5}
FOUND_SEDATED: Weights = {"ok": 3, "keep_an_eye": 7, "hard_to_rouse": 90}

NOTICED_BY = 30
OVERLOOKED_SHARE = 0.03
HEARS: Span = (3, 10)
SETS_OFF: Span = (2, 8)
AT_SEAT: Mapping[str, Span] = {"eyes": (3, 8), "hello": (8, 20), "knock": (12, 30)}
LONGER_FOR: Mapping[str, Span] = {
    "asleep": (5, 15),
    "keep_an_eye": (5, 15),
    "hard_to_rouse": (30, 60),
    "not_here": (20, 60),
}
TAP: Span = (2, 4)
GOING_SHARE = 0.3
DOOR_TALK: Span = (20, 45)
SEATING: Span = (40, 80)
WIPING: Span = (60, 120)
ASK: Span = (30, 120)
RECORD: Span = (60, 180)
BREAK = 1800
BREAKS_WITHIN: Span = (7200, 21600)
BACK_FROM_BREAK: Span = (60, 180)

RESPONSES = 4
RESPONSE_FREE = 900
RESPONSE_KINDS: Weights = {"over_amping": 45, "oxygen": 35, "watched": 26, "naloxone": 19}
RESPONSE_LASTS: Mapping[str, tuple[float, float, float]] = {
    "over_amping": (600, 900, 1800),
    "watched": (600, 900, 1800),
    "oxygen": (720, 1200, 2400),
    "naloxone": (720, 1200, 2400),
}
TWO_FOR: Mapping[str, Span] = {
    "over_amping": (120, 240),
    "watched": (120, 240),
    "oxygen": (300, 600),
    "naloxone": (300, 600),
}
FIRST_ACT: Span = (3, 8)
SECOND_GOING_SHARE = 0.7
SECOND_HERE_SHARE = 0.5
SECOND_LEAVES_SHARE = 0.7
ACT_EVERY_EARLY: Span = (20, 90)
ACT_EVERY_LATER: Span = (60, 240)
CONFIRMS: Span = (10, 40)
SEDATED_SHARE = 0.15
TRANSPORTED_SHARE = 0.05


def chosen(random: Random, weights: Weights) -> str:
    """One of them, by its weight."""
    return random.choices(list(weights), list(weights.values()))[0]


def within(random: Random, span: Span) -> float:
    """Somewhere in a span, evenly."""
    return random.uniform(*span)
