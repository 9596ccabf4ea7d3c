"""What the wall of the waiting room is told: nothing of those inside."""

import pytest

from ops.domain.words import Audience, RoomReason, RoomState
from ops.services import rooms
from tests.services.room import Room


@pytest.mark.parametrize("reason", RoomReason)
def test_it_is_not_told_that_something_happened_to_somebody_inside(watched: Room, reason: RoomReason) -> None:
    watched.does(rooms.set_room, said={"state": RoomState.CLOSED, "reason": reason})
    told = watched.board(Audience.WAITING)["room"]["reason"]
    assert told == (None if reason is RoomReason.AFTER_EVENT else reason.value)
    assert watched.board(Audience.WALL)["room"]["reason"] == reason.value
