"""The team: on the list, where they are in the shift."""

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.words import Audience, StaffPlace
from ops.services import board
from ops.services.ways_in import staff
from ops.services.ways_in.devices import NameInUse
from tests.services.room import Clock, Room, at


def team(room: Room, name: str = "Ana") -> int:
    return staff.add(room.house, room.site_id, name=name)


def moves(room: Room, who: int | str, place: StaffPlace | None, **of: object) -> dict[str, object]:
    return room.does(staff.staff_on_shift, said={"staff": who, "place": place}, **of)


def on_shift(room: Room) -> dict[str, tuple[str, str]]:
    """Name → where, since."""
    picture = board.snapshot(room.house, room.site_id, Audience.FLOOR).body
    return {one["name"]: (one["place"], one["since"]) for one in picture["staff"]}


def test_someone_comes_on_shift_moves_and_goes(room: Room, clock: Clock) -> None:
    ana = team(room)
    moves(room, ana, StaffPlace.FLOOR)
    assert on_shift(room) == {"Ana": ("floor", "2026-11-22T14:00:00.000Z")}
    clock.pass_(minutes=5)
    moves(room, "Ana", StaffPlace.BREAK)
    assert on_shift(room) == {"Ana": ("break", "2026-11-22T14:05:00.000Z")}
    moves(room, ana, None)
    assert on_shift(room) == {}


def test_the_same_tap_twice_is_a_repeat(room: Room) -> None:
    ana = team(room)
    moves(room, ana, StaffPlace.FLOOR)
    assert moves(room, ana, StaffPlace.FLOOR)["repeat"] is True
    assert [fact["kind"] for fact in room.facts()].count("staff_moved") == 1


def test_off_shift_already_is_a_repeat(room: Room) -> None:
    assert moves(room, team(room), None)["repeat"] is True


def test_a_tap_that_arrives_late_never_ends_before_it_began(room: Room, clock: Clock) -> None:
    ana = team(room)
    clock.pass_(minutes=5)
    moves(room, ana, StaffPlace.FLOOR)
    moves(room, ana, StaffPlace.BREAK, happened_at=at("14:01"))
    assert on_shift(room) == {"Ana": ("floor", "2026-11-22T14:05:00.000Z")}


@pytest.mark.parametrize("who", [4711, "Nobody", ""])
def test_only_people_on_the_list(room: Room, who: int | str) -> None:
    with pytest.raises(Refused) as refused:
        moves(room, who, StaffPlace.FLOOR)
    assert (refused.value.code, refused.value.field) == (Code.UNKNOWN_STAFF, "staff")


def test_another_sites_people_are_unknown(room: Room, elsewhere: Room) -> None:
    theirs = team(elsewhere)
    with pytest.raises(Refused):
        moves(room, theirs, StaffPlace.FLOOR)


def test_the_list_says_where_everyone_is(room: Room) -> None:
    moves(room, team(room, "Bo"), StaffPlace.OUTSIDE)
    team(room, "Ana")
    found = [(one.name, one.place) for one in staff.everyone(room.house, room.site_id)]
    assert found == [("Ana", None), ("Bo", StaffPlace.OUTSIDE)]


def test_a_name_is_on_the_list_once(room: Room, elsewhere: Room) -> None:
    team(room)
    with pytest.raises(NameInUse):
        team(room)
    team(elsewhere)
