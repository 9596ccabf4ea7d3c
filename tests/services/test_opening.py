"""The opening check: walls heard, what the room needs looked at, "not done" said as well."""

from uuid import UUID

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.words import Audience, Checked, OpeningPoint
from ops.services import opening, shifts, undo, watch
from tests.services.room import Clock, Room


def wall(room: Room) -> int:
    return room.furnished.devices["display"]


def sweep(room: Room) -> None:
    watch.sweep(room.house, room.clock(), process="test", started_at=room.clock())
    room.screens_follow()


def points(room: Room) -> dict[str, str]:
    return {said["point"]: said["state"] for said in room.board()["room"]["opening"]}


def test_a_sound_test_is_on_the_wall_it_is_for_and_goes_by_itself(watched: Room, clock: Clock) -> None:
    watched.does(opening.sound_test, wall(watched))
    for audience in (Audience.WALL, Audience.FLOOR):
        [notice] = watched.board(audience)["notices"]
        assert (notice["kind"], notice["about"]) == ("sound_test", wall(watched))
    assert watched.board(Audience.WAITING)["notices"] == []
    clock.pass_(seconds=7)
    sweep(watched)
    assert watched.board(Audience.WALL)["notices"]
    clock.pass_(seconds=1)
    sweep(watched)
    assert watched.board(Audience.WALL)["notices"] == []


def test_only_a_wall_of_this_site_can_be_tested(room: Room, elsewhere: Room) -> None:
    for device in (room.furnished.devices["floor"], wall(elsewhere), 999_999):
        with pytest.raises(Refused) as refusal:
            room.does(opening.sound_test, device)
        assert refusal.value.code is Code.NOT_FOUND


def test_heard_or_not_is_kept_with_the_screen_and_the_check(watched: Room, clock: Clock) -> None:
    watched.does(opening.sound_heard, wall(watched), said={"heard": False})
    assert points(watched) == {f"sound:{wall(watched)}": "not_done"}
    heard = clock.pass_(seconds=20)
    watched.does(opening.sound_heard, wall(watched), said={"heard": True})
    assert points(watched) == {f"sound:{wall(watched)}": "done"}
    [shown] = [one for one in watched.board()["devices"] if one["id"] == wall(watched)]
    assert shown["sound_heard_at"] == heard.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def test_the_last_word_counts_and_says_who(watched: Room, clock: Clock) -> None:
    watched.staff("Ana")
    for state in (Checked.DONE, Checked.NOT_DONE):
        clock.pass_(seconds=1)
        watched.does(opening.check, said={"point": OpeningPoint.OXYGEN, "state": state}, by="Ana")
    [said] = watched.board()["room"]["opening"]
    assert (said["point"], said["state"], said["by"]) == ("oxygen", "not_done", "Ana")


def test_a_slip_undone_is_as_if_it_was_never_said(watched: Room, clock: Clock) -> None:
    watched.does(opening.check, said={"point": OpeningPoint.AED, "state": Checked.NOT_DONE})
    clock.pass_(seconds=1)
    slip = watched.does(opening.check, said={"point": OpeningPoint.AED, "state": Checked.DONE})
    watched.does(undo.undo, said={"target": UUID(slip["id"])})
    assert points(watched) == {"aed": "not_done"}


def test_a_wall_heard_by_a_slip_was_last_heard_before(watched: Room, clock: Clock) -> None:
    def heard_at() -> str | None:
        [shown] = [one for one in watched.board()["devices"] if one["id"] == wall(watched)]
        heard: str | None = shown["sound_heard_at"]
        return heard

    watched.does(opening.sound_heard, wall(watched), said={"heard": True})
    clock.pass_(minutes=5)
    slip = watched.does(opening.sound_heard, wall(watched), said={"heard": True})
    assert heard_at() == "2026-11-22T14:05:00.000Z"
    watched.does(undo.undo, said={"target": UUID(slip["id"])})
    assert heard_at() == "2026-11-22T14:00:00.000Z"


def test_a_check_belongs_to_its_shift(watched: Room, clock: Clock) -> None:
    watched.does(opening.check, said={"point": OpeningPoint.AED, "state": Checked.DONE})
    watched.does(shifts.open_shift)
    assert points(watched) == {}
    watched.does(opening.check, said={"point": OpeningPoint.NALOXONE, "state": Checked.DONE})
    clock.pass_(minutes=400)
    watched.does(shifts.hand_over)
    assert points(watched) == {}


def test_the_waiting_room_hears_nothing_of_it(watched: Room) -> None:
    watched.does(opening.check, said={"point": OpeningPoint.AED, "state": Checked.NOT_DONE})
    for audience in (Audience.WALL, Audience.WAITING):
        assert "opening" not in watched.board(audience)["room"]
