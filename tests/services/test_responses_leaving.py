"""Back on the floor, said in a response or on the staff list: free again, and heard where nobody is left."""

from typing import Any
from uuid import UUID

import pytest

from ops.domain.alarms import alarms_at
from ops.domain.hands import free_staff
from ops.domain.words import AlarmLevel, Audience, StaffPlace
from ops.services import responses
from ops.services.undo import undo
from ops.services.ways_in import staff
from tests.services.room import Room, at

FLOOR, RESPONSE, BREAK, OUTSIDE = StaffPlace.FLOOR, StaffPlace.RESPONSE, StaffPlace.BREAK, StaffPlace.OUTSIDE
AWAY = [FLOOR, BREAK, OUTSIDE, None]


@pytest.fixture
def both(watched: Room) -> Room:
    """Ana and Bo are on the floor at 14:00 and kneel in booth 1 from 14:01 on."""
    for name in ("Ana", "Bo"):
        chip(watched, watched.staff(name), FLOOR)
    watched.clock.pass_(minutes=1)
    watched.does(responses.start, said={"booth": watched.booth("1")})
    for name in ("Ana", "Bo"):
        watched.does(responses.here, running(watched), by=name)
    return watched


def running(room: Room) -> UUID:
    return UUID(shown(room)["id"])


def shown(room: Room) -> dict[str, Any]:
    """The one response as tablets show it."""
    (only,) = room.board()["responses"]
    return dict(only)


def chip(room: Room, who: int | str, place: StaffPlace | None, **of: Any) -> dict[str, Any]:
    return room.does(staff.staff_on_shift, said={"staff": who, "place": place}, **of)


def leaves(room: Room, **of: Any) -> dict[str, Any]:
    return room.does(responses.leave, running(room), **of)


def places(room: Room) -> dict[str, str]:
    return {person["name"]: person["place"] for person in room.board()["staff"]}


def free(room: Room) -> int | None:
    return free_staff(room.board(Audience.WALL), room.clock())


def loud(room: Room, audience: Audience) -> list[AlarmLevel]:
    """How the response sounds there."""
    found = alarms_at(room.board(audience), room.clock(), audience)
    return [alarm.level for alarm in found if alarm.cause.startswith("response:")]


def test_who_leaves_is_free_at_once_and_the_other_keeps_it_quiet(both: Room) -> None:
    assert free(both) == 0
    both.clock.pass_(minutes=1)
    leaves(both, by="Ana")
    assert (free(both), places(both)) == (1, {"Ana": "floor", "Bo": "response"})
    assert [(one["who"], one["state"]) for one in shown(both)["people"]] == [("Bo", "here")]
    assert shown(both)["attended_until"] == "2026-11-22T14:04:00.000Z"
    assert loud(both, Audience.FLOOR) == []
    (fact,) = both.facts("someone_left")
    assert (fact["at"], fact["who"], fact["by"]) == (at("14:02"), "Ana", "Ana")


def test_when_they_were_there_stays_in_the_record(both: Room) -> None:
    both.clock.pass_(minutes=1)
    leaves(both, by="Ana")
    both.clock.pass_(minutes=1)
    both.does(responses.here, running(both), by="Ana")
    was = {"who": "Ana", "since": "2026-11-22T14:01:00.000Z", "until": "2026-11-22T14:02:00.000Z"}
    assert shown(both)["left"] == [was]
    assert {"who": "Ana", "state": "here", "since": "2026-11-22T14:03:00.000Z"} in shown(both)["people"]
    assert "left" not in both.board(Audience.WALL)["responses"][0]


def test_room_needs_eyes_ends_with_who_comes_back(both: Room) -> None:
    both.seats("2")
    both.clock.pass_(minutes=2)
    both.does(responses.here, running(both), by="Bo")
    both.clock.pass_(minutes=3)
    both.does(responses.here, running(both), by="Bo")
    both.clock.pass_(minutes=1, seconds=1)
    both.sweeps()
    assert both.board()["room"]["eyes_since"] is not None
    leaves(both, by="Ana")
    both.sweeps()
    assert both.board()["room"]["eyes_since"] is None
    assert len(both.facts("room_has_eyes")) == 1


def test_with_the_last_one_it_sounds_again_at_once_on_every_screen(both: Room) -> None:
    both.clock.pass_(minutes=1)
    leaves(both, by="Ana")
    leaves(both, by="Bo")
    for audience in (Audience.WALL, Audience.FLOOR):
        assert loud(both, audience) == [AlarmLevel.HIGH]
    assert (shown(both)["there"], shown(both)["attended_until"]) == (0, "2026-11-22T14:02:00.000Z")
    assert free(both) == 2
    both.clock.pass_(seconds=1)
    both.sweeps()
    (lapsed,) = both.facts("attendance_lapsed")
    assert lapsed["at"] == at("14:02")


def test_it_is_judged_by_when_it_was_tapped(both: Room) -> None:
    both.clock.pass_(minutes=2)
    both.does(responses.log_action, running(both), said={"kind": "airway"}, by="Ana")
    assert leaves(both, by="Ana", happened_at=at("14:02"))["repeat"] is True
    both.clock.pass_(minutes=1)
    leaves(both, by="Bo", happened_at=at("14:02:30"))
    assert [one["who"] for one in shown(both)["people"]] == ["Ana"]
    assert shown(both)["left"][0]["until"] == "2026-11-22T14:02:30.000Z"


def test_a_slip_undone_leaves_nobody_out(both: Room) -> None:
    before = shown(both)
    slip = leaves(both, by="Ana")
    both.does(undo, said={"target": UUID(slip["id"])})
    assert (shown(both), places(both)) == (before, {"Ana": "response", "Bo": "response"})


def test_who_had_tapped_with_a_response_is_on_the_floor_too(both: Room) -> None:
    chip(both, "Ana", BREAK)
    chip(both, "Ana", RESPONSE)
    both.does(responses.here, running(both), by="Ana")
    leaves(both, by="Ana")
    assert places(both)["Ana"] == "floor"


def test_who_is_there_elsewhere_stays_with_that(both: Room) -> None:
    first = running(both)
    second = UUID(both.does(responses.start, said={"booth": both.booth("2")})["id"])
    both.does(responses.here, second, by="Ana")
    both.does(responses.leave, first, by="Ana")
    assert places(both)["Ana"] == "response"


def test_a_tablets_own_entry_is_taken_off_by_another(both: Room) -> None:
    both.does(responses.here, running(both))
    both.clock.pass_(minutes=1)
    before = shown(both)
    off = leaves(both, device="responder", said={"who": "The floor"})
    assert [one["who"] for one in shown(both)["people"]] == ["Ana", "Bo"]
    assert shown(both)["left"][0]["who"] == "The floor"
    both.does(undo, said={"target": UUID(off["id"])})
    assert shown(both) == before


@pytest.mark.parametrize("said", ["The wall", 7, {}, "x" * 500])
def test_a_name_that_nobody_there_has_takes_nobody_off(both: Room, said: object) -> None:
    assert leaves(both, by="Ana", said={"who": said})["repeat"] is True
    assert shown(both)["there"] == 2


@pytest.mark.parametrize("place", AWAY)
def test_a_chip_tapped_away_means_the_same(both: Room, place: StaffPlace | None) -> None:
    both.clock.pass_(minutes=1)
    chip(both, "Ana", place, by="Bo")
    assert [one["who"] for one in shown(both)["people"]] == ["Bo"]
    assert places(both).get("Ana") == (place.value if place else None)
    (fact,) = both.facts("someone_left")
    assert (fact["who"], fact["by"]) == ("Ana", "Bo")
    chip(both, "Bo", place)
    assert loud(both, Audience.WALL) == [AlarmLevel.HIGH]


def test_a_chip_tapped_to_with_a_response_leaves_nothing(both: Room) -> None:
    assert chip(both, "Ana", RESPONSE)["repeat"] is True
    assert shown(both)["there"] == 2


def test_a_chip_that_said_floor_all_along_is_no_repeat_while_they_are_listed(both: Room) -> None:
    chip(both, "Ana", FLOOR)
    both.clock.pass_(minutes=1)
    both.does(responses.here, running(both), by="Ana", happened_at=at("14:01"))
    assert "repeat" not in chip(both, "Ana", FLOOR)
    assert shown(both)["there"] == 1
    assert chip(both, "Ana", FLOOR)["repeat"] is True


def test_a_chip_tapped_before_they_came_takes_them_off_nothing(both: Room) -> None:
    both.clock.pass_(minutes=1)
    chip(both, "Ana", FLOOR, happened_at=at("14:00:30"))
    assert shown(both)["there"] == 2


def test_a_chip_undone_is_back_where_it_was(both: Room) -> None:
    before = shown(both)
    slip = chip(both, "Ana", BREAK)
    both.does(undo, said={"target": UUID(slip["id"])})
    assert (shown(both), places(both)) == (before, {"Ana": "response", "Bo": "response"})
    off = chip(both, "Bo", None)
    both.does(undo, said={"target": UUID(off["id"])})
    assert (shown(both), places(both)["Bo"]) == (before, "response")


def test_what_is_not_known_begins_as_any_other_act_in_a_response(watched: Room) -> None:
    unknown = UUID(int=7)
    watched.does(responses.leave, unknown)
    assert (shown(watched)["id"], shown(watched)["there"]) == (str(unknown), 0)
    assert loud(watched, Audience.WALL) == [AlarmLevel.HIGH]
