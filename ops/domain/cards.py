"""A card by which somebody who wants to is counted once a month: eight random words, about nobody.

A card is checked by its letters alone, so a tablet needs no list to say that one is mistyped: taken
as digits to the base 6, they add up to nothing modulo 251. So one letter that is wrong, or two that
changed places, always shows, and 80 of the 88 random bits remain.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ops.domain.card_words import WORDS
from ops.domain.said_times import TYPED_WITHIN

HOW_MANY = 8
BASE, MODULUS, BETWEEN = 6, 251, 27
BITS = 11
"""Of a word: which of 2,048 it is."""


def draw(random_bits: Callable[[int], int]) -> str:
    """A new card, each as likely as any other."""
    while True:
        bits = random_bits(HOW_MANY * BITS)
        card = " ".join(WORDS[bits >> place * BITS & 2**BITS - 1] for place in range(HOW_MANY))
        if adds_up(card):
            return card


def read(said: str) -> str | None:
    """The card that was typed or scanned, however it was spaced; ``None``: it is none, or mistyped."""
    words = re.findall(r"[^\W\d_]+", said.lower())
    card = " ".join(words)
    return card if len(words) == HOW_MANY and card.isascii() and adds_up(card) else None


def adds_up(card: str) -> bool:
    total = 0
    for letter in card:
        total = (total * BASE + (BETWEEN if letter == " " else ord(letter) - 96)) % MODULUS
    return total == 0


def month_of(at: datetime, zone: ZoneInfo) -> str:
    """``2026-11``: the month in which somebody came, on the clock of the room."""
    return f"{at.astimezone(zone):%Y-%m}"


def is_over(month: str, zone: ZoneInfo, now: datetime) -> bool:
    """Whether it has ended, and nothing of it can be typed in from paper any more."""
    year, number = (int(part) for part in month.split("-"))
    ends = datetime(year + number // 12, number % 12 + 1, 1, tzinfo=zone)
    return now.astimezone(UTC) >= ends.astimezone(UTC) + TYPED_WITHIN
