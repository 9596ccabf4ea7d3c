"""Sound off: per cause, for the site's time, broken by what becomes worse."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ops.domain.alarms import Alarm, alarms_at
from ops.domain.errors import Code, Refused
from ops.domain.words import Audience
from ops.models import Pause
from ops.services import pauses, responses
from ops.services.undo import undo
from tests.services.room import Room, at


def off(room: Room, cause: str, **of: Any) -> dict[str, Any]:
    return room.does(pauses.pause, said={"cause": cause}, **of)


def shown(room: Room, audience: Audience = Audience.WALL) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = room.board(audience)["room"]["pauses"]
    return found


def alarm(room: Room) -> Alarm:
    (only,) = alarms_at(room.board(Audience.WALL), room.clock(), Audience.WALL)
    return only


def rows(room: Room) -> list[str]:
    with room.house.db.read() as session:
        return list(session.scalars(select(Pause.cause).order_by(Pause.cause)))


@pytest.fixture
def late(watched: Room) -> str:
    """Somebody whose check is late since 14:06; the cause."""
    visit = watched.seats("1")
    watched.clock.pass_(minutes=6, seconds=10)
    watched.sweeps()
    return f"visit:{visit}"


def test_it_is_seen_and_not_heard_for_two_minutes(watched: Room, late: str) -> None:
    off(watched, late)
    for audience in (Audience.WALL, Audience.FLOOR):
        (pause,) = shown(watched, audience)
        assert (pause["cause"], pause["until"]) == (late, "2026-11-22T14:08:10.000Z")
    watched.clock.pass_(seconds=100)
    assert alarm(watched).paused_until == at("14:08:10")
    (fact,) = watched.facts("sound_paused")
    assert (fact["at"], fact["cause"], fact["until"]) == (at("14:06:10"), late, "2026-11-22T14:08:10.000Z")


def test_a_second_tap_while_it_is_off_is_a_repeat(watched: Room, late: str) -> None:
    off(watched, late)
    watched.clock.pass_(seconds=30)
    assert off(watched, late, device="responder")["repeat"] is True
    assert shown(watched)[0]["until"] == "2026-11-22T14:08:10.000Z"
    assert len(watched.facts("sound_paused")) == 1


def test_when_it_broke_it_can_be_paused_again(watched: Room, late: str) -> None:
    """The second limit passes at 14:08, ten seconds before the pause is over."""
    off(watched, late)
    watched.clock.pass_(seconds=112)
    assert alarm(watched).paused_until is None
    off(watched, late)
    assert shown(watched)[0]["until"] == "2026-11-22T14:10:02.000Z"
    assert alarm(watched).paused_until == at("14:10:02")


def test_when_it_ran_out_it_can_be_paused_again_and_goes_with_the_sweep(watched: Room, late: str) -> None:
    off(watched, late)
    watched.clock.pass_(minutes=2)
    watched.sweeps()
    assert shown(watched) == []
    assert rows(watched) == []
    assert "repeat" not in off(watched, late)
    assert shown(watched)[0]["until"] == "2026-11-22T14:10:10.000Z"


def test_what_ran_out_goes_with_the_next_tap(watched: Room, late: str) -> None:
    off(watched, late)
    watched.clock.pass_(minutes=3)
    off(watched, "reconfirm")
    assert rows(watched) == ["reconfirm"]


def test_another_place_still_sounds(watched: Room, late: str) -> None:
    watched.seats("2", happened_at=at("14:00"))
    off(watched, late)
    paused = [one.paused_until for one in alarms_at(watched.board(), watched.clock(), Audience.FLOOR)]
    assert sorted(map(bool, paused)) == [False, True]


def test_it_counts_from_the_tap(watched: Room, late: str) -> None:
    watched.clock.pass_(seconds=20)
    off(watched, late, happened_at=at("14:06:10"))
    assert shown(watched)[0]["until"] == "2026-11-22T14:08:10.000Z"


def test_a_tap_that_comes_after_its_time_is_kept_as_a_fact(watched: Room, late: str) -> None:
    watched.clock.pass_(minutes=5)
    answer = off(watched, late, happened_at=at("14:06:10"))
    assert answer["late"] is True
    assert shown(watched) == []
    assert [fact["act"] for fact in watched.facts("late_act_kept")] == ["pause"]


def test_an_older_tap_changes_nothing(watched: Room, late: str) -> None:
    off(watched, late)
    assert off(watched, late, happened_at=at("14:06:08"))["repeat"] is True
    assert shown(watched)[0]["at"] == "2026-11-22T14:06:10.000Z"


def test_one_tap_for_room_needs_eyes_and_for_a_response(watched: Room) -> None:
    response = UUID(watched.does(responses.start, said={"booth": watched.booth("3")})["id"])
    for cause in ("eyes", "reconfirm", "head_count", "tablets", "unheard", "clock_suspect", "disk_full"):
        off(watched, cause)
    off(watched, f"response:{response}")
    device = watched.furnished.devices["display"]
    for what in ("silent", "sound", "unsent"):
        off(watched, f"device:{device}:{what}")
    assert len(rows(watched)) == 11


@pytest.mark.parametrize(
    "cause",
    [
        "everything",
        "eyes:",
        "response",
        "response:",
        "response:not-an-id",
        "response:019a0000-0000-7000-8000-00000000000a",
        "visit:019a0000-0000-7000-8000-000000000001",
        "visit:00000000-0000-0000-0000-000000000000x",
        "device:1",
        "device:1:angry",
        "device:99999999999999999999:sound",
        "device:٣:sound",
        "device:-1:sound",
        "disk_nearly_full",
    ],
)
def test_what_no_alarm_has_is_refused(watched: Room, cause: str) -> None:
    with pytest.raises(Refused) as no:
        off(watched, cause)
    assert (no.value.code, no.value.field) == (Code.UNKNOWN_CAUSE, "cause")
    assert rows(watched) == []


def test_another_way_to_write_an_id_is_no_second_cause(watched: Room) -> None:
    visit = watched.seats("1")
    for written in (str(visit).upper(), visit.hex, f"{{{visit}}}"):
        with pytest.raises(Refused):
            off(watched, f"visit:{written}")


def test_another_sites_alarm_is_as_unknown_as_none(watched: Room, elsewhere: Room) -> None:
    visit = elsewhere.seats("1")
    display = elsewhere.furnished.devices["display"]
    for cause in (f"visit:{visit}", f"device:{display}:sound"):
        with pytest.raises(Refused) as no:
            off(watched, cause)
        assert no.value.code is Code.UNKNOWN_CAUSE


def test_undone_it_is_heard_again(watched: Room, late: str) -> None:
    answer = off(watched, late)
    watched.clock.pass_(seconds=5)
    watched.does(undo, said={"target": UUID(answer["id"])})
    assert shown(watched) == []
    assert alarm(watched).paused_until is None


def test_undone_the_pause_of_before_holds(watched: Room, late: str) -> None:
    off(watched, late)
    watched.clock.pass_(seconds=112)
    again = off(watched, late)
    watched.clock.pass_(seconds=3)
    watched.does(undo, said={"target": UUID(again["id"])})
    assert shown(watched)[0]["until"] == "2026-11-22T14:08:10.000Z"


def test_a_pause_made_again_by_a_colleague_is_not_undone(watched: Room, late: str) -> None:
    watched.clock.pass_(seconds=108)
    first = off(watched, late)
    watched.clock.pass_(seconds=4)
    off(watched, late, device="responder")
    watched.clock.pass_(seconds=2)
    with pytest.raises(Refused) as no:
        watched.does(undo, said={"target": UUID(first["id"])})
    assert no.value.code is Code.UNDO_TOO_LATE
    assert watched.clock() - at("14:08") == timedelta(seconds=4)
