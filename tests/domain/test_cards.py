"""A card is eight random words; one that is mistyped is never another one."""

import json
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ops.domain import cards
from ops.domain.card_words import WORDS

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "cards.json").read_text(encoding="utf-8")
)["cases"]
CHANCE = Random(7)
SOME = [cards.draw(CHANCE.getrandbits) for _ in range(20)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["typed"])[:24])
def test_a_card_is_read_however_it_is_spaced(case: dict[str, Any]) -> None:
    assert cards.read(case["typed"]) == case["card"]


@pytest.mark.parametrize("card", SOME)
def test_one_letter_wrong_or_two_swapped_always_shows(card: str) -> None:
    assert cards.read(card) == card
    for place, letter in enumerate(card):
        if letter == " ":
            continue
        for other in set("abcdefghijklmnopqrstuvwxyz") - {letter}:
            assert cards.read(card[:place] + other + card[place + 1 :]) is None
        after = card[place + 1 : place + 2]
        if after.isalpha() and after != letter:
            assert cards.read(card[:place] + after + letter + card[place + 2 :]) is None


def test_words_are_plain_and_as_many_as_bits_say() -> None:
    assert len(set(WORDS)) == len(WORDS) == 2**cards.BITS
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 8 for word in WORDS)


def test_a_card_holds_eighty_random_bits() -> None:
    """Of the 88 its sum takes no more than eight: one in 251 adds up."""
    drawn = [" ".join(CHANCE.choices(WORDS, k=cards.HOW_MANY)) for _ in range(20_000)]
    assert 40 < sum(map(cards.adds_up, drawn)) < 140


def test_a_month_is_of_the_rooms_clock() -> None:
    vancouver = ZoneInfo("America/Vancouver")
    assert cards.month_of(datetime(2026, 12, 1, 7, 59, tzinfo=UTC), vancouver) == "2026-11"
    assert cards.month_of(datetime(2026, 12, 1, 8, 0, tzinfo=UTC), vancouver) == "2026-12"


@pytest.mark.parametrize(
    ("month", "last"),
    [
        ("2026-11", datetime(2026, 12, 8, 7, 59, 59, tzinfo=UTC)),
        ("2026-12", datetime(2027, 1, 8, 7, 59, 59, tzinfo=UTC)),
    ],
)
def test_it_is_over_once_its_paper_can_no_longer_be_typed_in(month: str, last: datetime) -> None:
    vancouver = ZoneInfo("America/Vancouver")
    assert not cards.is_over(month, vancouver, last)
    assert cards.is_over(month, vancouver, last.replace(hour=8, minute=0, second=0))
