"""Somebody is moved while they are being helped: the response is where they are."""

from typing import Any
from uuid import UUID

import pytest

from ops.domain.words import Audience
from ops.services import responses, visits
from ops.services.undo import undo
from tests.services.room import Room, at


@pytest.fixture
def visit(watched: Room) -> UUID:
    """Someone in booth 3."""
    return watched.seats("3")


@pytest.fixture
def response(watched: Room, visit: UUID) -> str:
    """One that runs for them since 14:00."""
    return str(watched.does(responses.start, said={"booth": watched.booth("3")})["id"])


def where(room: Room, response: str, audience: Audience = Audience.WALL) -> tuple[Any, Any, Any]:
    (shown,) = [one for one in room.board(audience)["responses"] if one["id"] == response]
    return shown["booth"], shown["seat"], shown["place"]


@pytest.mark.parametrize("act", [visits.move, visits.aftercare])
def test_it_goes_along(watched: Room, visit: UUID, response: str, act: Any) -> None:
    watched.clock.pass_(minutes=1)
    watched.does(act, visit, said={"booth": watched.booth("5"), "seat": "B"})
    assert where(watched, response) == (watched.booth("5"), "B", None)
    (moved,) = watched.facts("response_moved")
    assert (moved["from_booth"], moved["booth"], moved["at"]) == (
        watched.booth("3"),
        watched.booth("5"),
        at("14:01"),
    )
    again = watched.does(responses.start, said={"booth": watched.booth("5"), "seat": "B"})
    assert again["response"]["id"] == response


def test_two_who_swap_take_theirs_along(watched: Room, visit: UUID, response: str) -> None:
    other = watched.seats("5", "B")
    second = str(watched.does(responses.start, said={"visit": str(other)})["id"])
    watched.does(visits.swap, visit, said={"other": other})
    assert where(watched, response) == (watched.booth("5"), "B", None)
    assert where(watched, second) == (watched.booth("3"), "A", None)


def test_within_a_booth_the_seat_changes(watched: Room) -> None:
    visit = watched.seats("5", "A")
    response = str(watched.does(responses.start, said={"visit": str(visit)})["id"])
    watched.does(visits.move, visit, said={"booth": watched.booth("5"), "seat": "B"})
    assert where(watched, response) == (watched.booth("5"), "B", None)


def test_undone_it_is_back(watched: Room, visit: UUID, response: str) -> None:
    moved = watched.does(visits.move, visit, said={"booth": watched.booth("2")})
    watched.clock.pass_(seconds=5)
    watched.does(undo, said={"target": UUID(moved["id"])})
    assert where(watched, response) == (watched.booth("3"), "A", None)
    person = watched.person(visit)
    assert person is not None
    assert (person["booth"], person["response"]) == ("3", response)


def test_one_in_the_washroom_stays_there(watched: Room, visit: UUID) -> None:
    away = str(watched.does(responses.start, said={"visit": str(visit), "place": "washroom"})["id"])
    watched.does(visits.move, visit, said={"booth": watched.booth("2")})
    assert where(watched, away) == (None, None, "washroom")


def test_one_begun_after_a_move_that_is_heard_late_stays_where_it_was_begun(
    watched: Room, visit: UUID
) -> None:
    watched.clock.pass_(minutes=10)
    response = str(watched.does(responses.start, said={"booth": watched.booth("3")})["id"])
    watched.clock.pass_(minutes=5)
    watched.does(visits.move, visit, said={"booth": watched.booth("2")}, happened_at=at("14:05"))
    assert where(watched, response) == (watched.booth("3"), "A", None)


def test_one_that_is_over_stays_where_it_was(watched: Room, visit: UUID, response: str) -> None:
    watched.clock.pass_(minutes=5)
    watched.does(responses.over, UUID(response))
    watched.does(visits.aftercare, visit, said={"booth": watched.booth("Aftercare")})
    assert where(watched, response, Audience.FLOOR) == (watched.booth("3"), "A", None)
