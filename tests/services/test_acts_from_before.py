"""Acts that come late, or twice: a replay never overrules what the room did since, and the
same act from two tablets is one act."""

from datetime import timedelta

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.words import RoomReason, RoomState
from ops.services import rooms, visits
from tests.services.room import Room

AN_HOUR = timedelta(hours=1)


def test_an_old_tap_does_not_lift_the_curtain(room: Room) -> None:
    room.does(rooms.set_curtain, said={"on": True})
    late = room.does(rooms.set_curtain, said={"on": False}, happened_at=room.clock() - AN_HOUR)
    assert late["late"] is True
    assert room.board()["room"]["curtain"] is True
    assert [fact["act"] for fact in room.facts("late_act_kept")] == ["curtain"]


def test_an_old_tap_does_not_open_the_room(room: Room) -> None:
    room.does(rooms.set_room, said={"state": RoomState.CLOSED, "reason": RoomReason.STAFF})
    before = room.clock() - AN_HOUR
    assert room.does(rooms.set_room, said={"state": RoomState.OPEN}, happened_at=before)["late"] is True
    assert room.board()["room"]["state"] == RoomState.CLOSED


def test_a_wipe_from_before_does_not_clean_what_was_used_since(room: Room) -> None:
    before = room.clock()
    room.clock.pass_(minutes=20)
    room.does(visits.end, room.seats("1"))
    assert room.does(rooms.booth_cleaned, room.booth("1"), happened_at=before)["late"] is True
    tile = next(tile for tile in room.board()["booths"] if tile["name"] == "1")
    assert tile["status"] == "cleaning"


def test_two_tablets_with_the_same_swap_swap_once(room: Room) -> None:
    ann, ben = room.seats("1"), room.seats("2")
    room.clock.pass_(minutes=1)
    room.does(visits.swap, ann, said={"other": ben})
    room.clock.pass_(seconds=5)
    again = room.does(visits.swap, ben, said={"other": ann}, device="responder")
    assert again["repeat"] is True
    found = room.person(ann)
    assert found is not None
    assert found["booth"] == "2"


def test_the_same_tablet_may_swap_back(room: Room) -> None:
    ann, ben = room.seats("1"), room.seats("2")
    room.clock.pass_(minutes=1)
    for _ in range(2):
        room.clock.pass_(seconds=5)
        room.does(visits.swap, ann, said={"other": ben})
    found = room.person(ann)
    assert found is not None
    assert found["booth"] == "1"


def test_two_tablets_with_the_same_use_count_it_once(room: Room) -> None:
    ann = room.seats("1")
    room.clock.pass_(minutes=5)
    room.does(visits.episode, ann)
    room.clock.pass_(seconds=3)
    assert room.does(visits.episode, ann, device="responder")["repeat"] is True
    room.clock.pass_(minutes=10)
    room.does(visits.episode, ann, device="responder")
    found = room.person(ann)
    assert found is not None
    assert found["episodes"] == 3


def test_a_swap_with_somebody_gone_offers_no_way_that_does_not_work(room: Room) -> None:
    ann, ben = room.seats("1"), room.seats("2")
    room.does(visits.end, ben)
    with pytest.raises(Refused) as no:
        room.does(visits.swap, ann, said={"other": ben})
    assert no.value.code is Code.NOT_IN_A_SEAT
    assert not no.value.room_may_differ


def test_a_newcomer_is_not_refused_for_when_somebody_else_came(room: Room) -> None:
    room.clock.pass_(minutes=30)
    here = room.seats("1")
    ten_ago = room.clock() - timedelta(minutes=10)
    came = room.seats("1", "A", otherwise=True, happened_at=ten_ago)
    assert room.person(came) is not None
    found = room.person(here)
    assert found is not None
    assert (found["seat"], found["due_at"] is not None) == ("+1", True)  # seen since: beside, on a clock


def test_an_empty_extra_seat_is_on_no_screen_and_taken_by_nobody(room: Room) -> None:
    room.seats("1")
    extra = room.seats("1", otherwise=True)
    room.does(visits.end, extra)
    with pytest.raises(Refused) as no:
        room.seats("1", "+1")
    assert no.value.code is Code.NOT_FOUND
