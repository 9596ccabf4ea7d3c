"""Undo says "undone" only when it undid: not what others built on, not what it cannot bring back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete

from ops.domain.errors import Code, Refused
from ops.domain.words import RoomReason, RoomState
from ops.models import UndoImage
from ops.services import rooms, visits
from ops.services.undo import undo
from tests.services.room import Room


def undoes(room: Room, answer: dict[str, Any], **of: Any) -> dict[str, Any]:
    return room.does(undo, said={"target": UUID(answer["id"])}, **of)


def refused(room: Room, answer: dict[str, Any], **of: Any) -> Code:
    with pytest.raises(Refused) as no:
        undoes(room, answer, **of)
    return no.value.code


@pytest.mark.parametrize("away", ["end", "move"])
def test_a_seat_that_somebody_else_has_by_now_is_not_taken_back(room: Room, away: str) -> None:
    left = room.seats("1")
    if away == "end":
        gone = room.does(visits.end, left)
    else:
        gone = room.does(visits.move, left, said={"booth": room.booth("2")})
    came = room.seats("1", otherwise=True)
    assert refused(room, gone) is Code.UNDO_TOO_LATE
    assert room.person(came) is not None


def test_an_act_whose_image_is_gone_is_not_called_undone(room: Room) -> None:
    visit = room.seats("1")
    gone = room.does(visits.end, visit)
    tapped = room.clock() + timedelta(seconds=4)
    room.clock.pass_(minutes=6)
    room.sweeps()
    with room.house.db.write() as session:
        session.execute(delete(UndoImage))
    assert refused(room, gone, happened_at=tapped) is Code.UNDO_TOO_LATE
    assert room.facts("act_undone") == []


def test_both_from_an_outbox_the_undo_counts_from_the_tap(room: Room) -> None:
    tapped = room.clock()
    room.clock.pass_(minutes=20)
    in_time, late = ({"id": str(room.seats(booth, happened_at=tapped))} for booth in ("1", "2"))
    assert refused(room, late, happened_at=tapped + timedelta(minutes=3)) is Code.UNDO_TOO_LATE
    undoes(room, in_time, happened_at=tapped + timedelta(seconds=8))


def test_an_act_sent_again_later_can_be_undone_from_then(room: Room) -> None:
    tapped = room.clock()
    room.clock.pass_(minutes=2)
    visit = {"id": str(room.seats("1", happened_at=tapped))}
    room.clock.pass_(seconds=8)
    undoes(room, visit, happened_at=room.clock())


def test_the_room_and_the_curtain_can_be_undone(room: Room) -> None:
    said = {"state": RoomState.CLOSED, "reason": RoomReason.STAFF}
    closed = room.does(rooms.set_room, said=said)
    undoes(room, closed)
    assert room.board()["room"]["state"] == RoomState.OPEN
    drawn = room.does(rooms.set_curtain, said={"on": True})
    undoes(room, drawn)
    assert room.board()["room"]["curtain"] is False


def test_a_room_changed_again_since_is_not_undone(room: Room) -> None:
    closed = room.does(rooms.set_room, said={"state": RoomState.CLOSED, "reason": RoomReason.STAFF})
    room.does(rooms.set_curtain, said={"on": True})
    assert refused(room, closed) is Code.UNDO_TOO_LATE


def test_cleaned_is_not_undone_under_somebody(room: Room) -> None:
    visit = room.seats("1")
    room.does(visits.end, visit)
    cleaned = room.does(rooms.booth_cleaned, room.booth("1"))
    room.seats("1")
    assert refused(room, cleaned) is Code.UNDO_TOO_LATE
