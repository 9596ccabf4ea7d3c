"""Responses."""

from ops.services import responses
from tests.services.room import Room


def test_one_tap_starts_a_response(room: Room) -> None:
    visit = room.seats("3")
    answer = room.does(responses.start, said={"booth": room.booth("3")})
    assert answer["response"]["visit"] == str(visit)
    person = room.person(visit)
    assert person is not None
    assert person["response"] == answer["id"]
    assert person["due_at"] is None
