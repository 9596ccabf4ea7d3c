"""*Room needs eyes*: when it begins, goes on and ends, whoever is free and whatever is late."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ops.domain.eyes import eyes_at

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


def instant(seconds: float) -> str:
    return (NOW + timedelta(seconds=seconds)).isoformat()


def seat(late_by: float | None, name: str) -> dict[str, Any]:
    """Somebody whose check is so many seconds past due; ``None``: due in two minutes."""
    due = -late_by if late_by is not None else 120
    visit = {
        "id": name,
        "due_soon_at": instant(due - 60),
        "due_at": instant(due),
        "overdue_at": instant(due + 60),
        "urgent_at": instant(due + 180),
        "going_until": None,
    }
    return {"mark": "A", "visit": visit}


def board(
    *late: float | None,
    staff: tuple[str, ...] = ("floor",),
    there: int | None = 1,
    begun: bool = False,
    state: str = "open",
) -> dict[str, Any]:
    """Somebody in a booth for each ``late``; ``there``: hands in a running response, or none runs."""
    running = {"state": "running", "there": there, "going": 0, "going_until": None}
    return {
        "room": {"state": state, "minimum_free_staff": 1, "eyes_since": instant(-60) if begun else None},
        "booths": [{"id": number, "seats": [seat(by, f"v{number}")]} for number, by in enumerate(late)],
        "waiting": [],
        "responses": [] if there is None else [running],
        "staff": [{"place": place} for place in staff],
    }


def test_it_begins_with_the_first_late_check_while_a_response_holds_everyone() -> None:
    eyes = eyes_at(board(61, 200, None), NOW)
    assert (eyes.begins, eyes.ends, eyes.waiting) == (True, False, 2)
    assert eyes.longest_since == NOW - timedelta(seconds=200)


@pytest.mark.parametrize(
    "picture",
    [
        board(59, None),  # nothing is late yet
        board(61, staff=("floor", "floor")),  # one of two is free
        board(61, staff=()),  # nobody is named on shift: nobody knows
        board(61, there=None, staff=("break",)),  # no response runs
        board(61, there=0),  # nobody of the team is in it
        board(61, state="everyone_out"),  # nobody is looked at in a seat
    ],
)
def test_it_does_not_begin(picture: dict[str, Any]) -> None:
    eyes = eyes_at(picture, NOW)
    assert not eyes.begins
    assert not eyes.ends


def test_it_begins_once() -> None:
    eyes = eyes_at(board(61, begun=True), NOW)
    assert not eyes.begins
    assert not eyes.ends


@pytest.mark.parametrize(
    "picture",
    [
        board(61, begun=True, there=None, staff=("response",)),  # over, and still nobody is free
        board(None, begun=True),  # all were seen, the response goes on
    ],
)
def test_it_goes_on(picture: dict[str, Any]) -> None:
    eyes = eyes_at(picture, NOW)
    assert not eyes.begins
    assert not eyes.ends


@pytest.mark.parametrize(
    "picture",
    [
        board(61, begun=True, staff=("floor", "floor")),  # enough are free
        board(61, begun=True, there=None),
        board(None, begun=True, there=None, staff=("response",)),  # nothing runs, nothing is late
        board(61, begun=True, staff=()),  # the shift is closed: nobody knows
    ],
)
def test_it_ends(picture: dict[str, Any]) -> None:
    eyes = eyes_at(picture, NOW)
    assert eyes.ends
    assert not eyes.begins
