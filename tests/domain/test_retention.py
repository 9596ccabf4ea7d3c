"""For how long what is kept."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest

from ops.domain import facts
from ops.domain.facts import Fact
from ops.domain.retention import SPEAKS_OF, Kept, Speaks, edge, horizon
from tests.domain.test_facts import KINDS


def test_what_a_site_does_not_set_has_a_default() -> None:
    assert Kept.from_json({}) == Kept(7, 30, 90)
    assert Kept.from_json({"visits_days": 3}) == Kept(3, 30, 90)
    assert Kept.from_json(Kept(1, 2, 3).as_json()) == Kept(1, 2, 3)


@pytest.mark.parametrize(
    "stored",
    [
        {"visits_days": 0},
        {"visits_days": True},
        {"visits_days": 7.5},
        {"else_days": 3651},
        {"weeks": 1},
        {"visits_days": 31},
        {"responses_days": 91},
    ],
    ids=str,
)
def test_a_number_that_cannot_be_is_refused_in_words(stored: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Kept.from_json(stored)


def at(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=UTC)


def test_what_goes_on_is_not_over() -> None:
    now = at("2026-11-22 14:00")
    assert edge(Speaks.STAYS, now, Kept(), None) == at("2026-11-15 14:00")
    assert edge(Speaks.RESPONSES, now, Kept(), None) == at("2026-10-23 14:00")
    assert edge(Speaks.ALL_ELSE, now, Kept(), at("2026-11-22 13:00")) == at("2026-08-24 14:00")
    assert edge(Speaks.STAYS, now, Kept(), at("2026-11-01 10:00")) == at("2026-11-01 10:00")


@pytest.mark.parametrize(
    ("shifts", "from_here"),
    [
        ([], "2026-11-15 05:00"),
        ([("2026-11-14 22:00", "2026-11-15 14:00")], "2026-11-15 05:00"),
        ([("2026-11-14 22:00", "2026-11-15 14:01")], "2026-11-14 22:00"),
        ([("2026-11-15 12:00", None), ("2026-11-13 22:00", None)], "2026-11-13 22:00"),
    ],
    ids=["by the day", "a shift just over", "a shift not over", "shifts that go on"],
)
def test_no_shift_and_no_day_is_halved(shifts: list[tuple[str, str | None]], from_here: str) -> None:
    """In Toronto the 15th began at 05:00 of the universal clock."""
    said = [(at(began), None if ended is None else at(ended)) for began, ended in shifts]
    assert horizon(at("2026-11-15 14:00"), "America/Toronto", said) == at(from_here)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_of_each_fact_it_is_known_with_what_it_goes(kind: type[Fact]) -> None:
    """Whoever adds one says whether it speaks of a stay, of a response, or of neither."""
    assert kind in SPEAKS_OF
    names = {item.name for item in fields(kind)}
    if {"visit", "check"} & names and kind is not facts.ResponseStarted:
        assert SPEAKS_OF[kind] is Speaks.STAYS
    if {"response", "action"} & names and "visit" not in names:
        assert SPEAKS_OF[kind] is Speaks.RESPONSES
