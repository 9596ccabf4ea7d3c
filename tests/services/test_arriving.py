"""What somebody did not say is not said for them."""

import pytest

from ops.domain.words import Look
from ops.services import visits
from tests.services.room import Room


@pytest.mark.parametrize("agreed", [None, *Look])
def test_how_to_look_in_is_on_the_board_only_where_it_was_agreed(room: Room, agreed: Look | None) -> None:
    said = {"look": agreed} if agreed else {}
    seated = room.does(visits.arrive, said={"booth": room.booth("1"), **said})
    assert seated["visit"]["look"] == agreed
    waiting = room.does(visits.arrive, said=said)["id"]
    assert next(row for row in room.board()["waiting"] if row["id"] == waiting)["look"] == agreed
