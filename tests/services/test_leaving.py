"""Somebody is taken off the team: nothing of theirs opens anything, and the room's screens stay."""

from collections.abc import Callable

import pytest

from ops.domain.errors import Refused
from ops.domain.words import StaffPlace
from ops.services import responses
from ops.services.house import House
from ops.services.ways_in import devices, invitations, leaving, pins, sessions, staff
from tests.services.room import Room, still_valid
from tests.services.test_pins import RIGHT, person, tablet
from tests.services.test_staff import moves, on_shift


@pytest.fixture
def rosa(room: Room) -> int:
    return person(room)


def takes_off(room: Room, who: int) -> None:
    leaving.take_off(room.house, room.site_id, who)


def names(room: Room) -> list[str]:
    return [one.name for one in staff.everyone(room.house, room.site_id)]


def test_a_pin_opens_no_tablet_any_more(room: Room, rosa: int) -> None:
    before, after = tablet(room), tablet(room, "Tablet 3")
    assert pins.unlock(room.house, before, rosa, RIGHT).right
    takes_off(room, rosa)
    assert sessions.unlocked(room.house, before) is None
    assert not pins.unlock(room.house, after, rosa, RIGHT).right
    assert names(room) == []
    assert [fact["staff"] for fact in room.facts("staff_left")] == [rosa]


def test_their_own_browser_ends_and_the_rooms_tablet_stays(room: Room, rosa: int) -> None:
    [own] = [one for one in devices.enrolled(room.house, room.site_id) if one.name == "Rosa: computer"]
    cookie = sessions.open_session(room.house, own.id)
    shared = tablet(room)
    pins.unlock(room.house, shared, rosa, RIGHT)
    takes_off(room, rosa)
    assert devices.identify_session(room.house, cookie) is None
    assert still_valid(room.house, shared)


def test_their_own_browser_ends_even_where_a_colleague_unlocked_it_last(room: Room, rosa: int) -> None:
    sam = person(room, "Sam")
    [own] = [one for one in devices.enrolled(room.house, room.site_id) if one.name == "Rosa: computer"]
    known = devices.identify_session(room.house, sessions.open_session(room.house, own.id))
    assert known is not None
    pins.unlock(room.house, known, sam, RIGHT)
    takes_off(room, rosa)
    assert not still_valid(room.house, known)


@pytest.mark.parametrize("leaves", [leaving.take_off, leaving.sign_out_everywhere])
def test_a_page_of_all_sites_that_they_left_open_on_the_rooms_tablet_ends(
    room: Room, rosa: int, leaves: Callable[[House, int, int], None]
) -> None:
    shared = tablet(room)
    pins.unlock(room.house, shared, rosa, RIGHT)
    sessions.look_on(room.house, shared)
    leaves(room.house, room.site_id, rosa)
    assert not sessions.looks_on(room.house, shared)


def test_a_link_that_waits_for_them_does_not_work(room: Room, rosa: int) -> None:
    code = invitations.invite_person(room.house, room.site_id, name="Rosa")
    takes_off(room, rosa)
    with pytest.raises(invitations.WayInClosed):
        invitations.use(room.house, code)


def test_they_are_off_shift_and_out_of_the_response(room: Room, rosa: int) -> None:
    moves(room, rosa, StaffPlace.FLOOR)
    room.does(responses.start, said={"booth": room.booth("1")}, by="Rosa")
    takes_off(room, rosa)
    assert on_shift(room) == {}
    room.screens_follow()


def test_who_comes_back_starts_without_a_pin(room: Room, rosa: int) -> None:
    takes_off(room, rosa)
    assert staff.add(room.house, room.site_id, name="Rosa") == rosa
    assert not pins.unlock(room.house, tablet(room), rosa, RIGHT).right


def test_only_who_is_on_this_sites_list(room: Room, elsewhere: Room, rosa: int) -> None:
    theirs = person(elsewhere)
    for who in (0, 4711, theirs):
        with pytest.raises(Refused):
            takes_off(room, who)
    takes_off(room, rosa)
    with pytest.raises(Refused):
        takes_off(room, rosa)
    assert names(elsewhere) == ["Rosa"]
