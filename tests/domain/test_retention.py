"""For how long what is kept."""

from typing import Any

import pytest

from ops.domain.retention import Kept


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
