"""Screens: here, silent, back; what they say of themselves."""

from datetime import datetime
from typing import Any

import pytest

from ops.domain.words import Audience, Role
from ops.models import Device
from ops.services import board, screens
from ops.services.ways_in import devices
from ops.services.ways_in.devices import Here
from tests.services.room import Clock, Room, at

STARTED = at("13:00")


def here(room: Room, role: str = "display", **said: Any) -> Here:
    usual: dict[str, Any] = {"version": 0, "sound": "on", "unsent": 0, "sleeping": False}
    return Here(device_id=room.furnished.devices[role], at=room.clock(), **(usual | said))


def says(room: Room, role: str = "display", **said: Any) -> None:
    devices.heard(room.house, [here(room, role, **said)])


def version(room: Room) -> int:
    return board.heads(room.house, [room.site_id])[room.site_id].version


def shown(room: Room, role: str = "display") -> dict[str, Any]:
    """The screen as the others show it."""
    picture = board.snapshot(room.house, room.site_id, Audience.WALL).body
    wanted = room.furnished.devices[role]
    return next(one for one in picture["devices"] if one["id"] == wanted)


def kinds(room: Room) -> list[str]:
    return [fact["kind"] for fact in room.facts()]


def silent(room: Room, since_start: datetime = STARTED) -> set[int]:
    return devices.mark_silent(room.house, room.clock(), since_start=since_start)


def test_a_plain_sign_of_life_changes_no_board(room: Room, clock: Clock) -> None:
    says(room)
    before = version(room)
    clock.pass_(seconds=10)
    says(room)
    assert version(room) == before
    (device,) = [one for one in devices.enrolled(room.house, room.site_id) if one.role is Role.DISPLAY]
    assert device.last_heard_at == clock()


@pytest.mark.parametrize("news", [{"sound": "off"}, {"unsent": 3}, {"sleeping": True}])
def test_news_are_a_fact_and_a_version(room: Room, news: dict[str, Any]) -> None:
    says(room)
    before = version(room)
    says(room, **news)
    assert version(room) == before + 1
    assert shown(room).items() >= news.items()
    assert kinds(room)[-1] == "screen_said"
    assert room.clock.rings


def test_the_first_word_of_a_tablet_is_news(room: Room) -> None:
    """Until then it counts as none, awake or not."""
    assert shown(room, "floor")["said_at"] is None
    says(room, "floor", sound=None)
    assert shown(room, "floor")["said_at"] == "2026-11-22T14:00:00.000Z"
    before = version(room)
    says(room, "floor", sound=None)
    assert version(room) == before


def test_one_commit_for_all_news_of_a_site(room: Room, elsewhere: Room) -> None:
    before = version(room), version(elsewhere)
    devices.heard(
        room.house,
        [here(room, "display"), here(room, "floor", unsent=2), here(elsewhere, "floor", sound="off")],
    )
    assert (version(room), version(elsewhere)) == (before[0] + 1, before[1] + 1)


def test_silence_is_a_fact_with_the_time_it_began_to_count(room: Room, clock: Clock) -> None:
    says(room)
    clock.pass_(seconds=30)
    assert silent(room) == set()
    clock.pass_(seconds=1)
    assert silent(room) == {room.site_id}
    assert shown(room)["silent_since"] == "2026-11-22T14:00:00.000Z"
    fact = room.facts()[-1]
    assert (fact["kind"], fact["at"]) == ("screen_silent", at("14:00:30"))
    assert silent(room) == set()


def test_a_screen_that_comes_back_is_told(room: Room, clock: Clock) -> None:
    says(room)
    clock.pass_(minutes=1)
    silent(room)
    says(room)
    assert shown(room)["silent_since"] is None
    assert kinds(room)[-1] == "screen_back"
    assert silent(room) == set()


def test_nobody_is_silent_for_longer_than_the_house_listens(room: Room, clock: Clock) -> None:
    """After an outage each screen has its time to come back."""
    says(room)
    started = clock.pass_(minutes=20)
    clock.pass_(seconds=30)
    assert silent(room, started) == set()
    clock.pass_(seconds=1)
    assert silent(room, started) == {room.site_id}
    assert room.facts()[-1]["at"] == at("14:20:30")


def test_who_sleeps_or_was_never_heard_or_is_revoked_is_not_missed(room: Room, clock: Clock) -> None:
    says(room, "floor", sleeping=True)
    says(room, "responder")
    devices.revoke(room.house, room.site_id, room.furnished.devices["responder"])
    clock.pass_(minutes=5)
    assert silent(room) == set()


def test_a_coordinators_computer_is_no_screen(room: Room, clock: Clock) -> None:
    before = version(room)
    says(room, "coordinator", sound="off")
    clock.pass_(minutes=5)
    assert silent(room) == set()
    assert version(room) == before


@pytest.mark.parametrize("news", [{}, {"sound": "off"}, {"unsent": 3}, {"sleeping": True}])
def test_a_process_that_stood_still_brings_nothing_of_before(
    room: Room, clock: Clock, news: dict[str, Any]
) -> None:
    """A colleague heard of the screen meanwhile."""
    says(room)
    clock.pass_(seconds=10)
    old = here(room, **news)
    clock.pass_(seconds=31)
    says(room)
    devices.heard(room.house, [old])
    assert shown(room).items() >= {"sound": "on", "unsent": 0, "sleeping": False}.items()
    clock.pass_(seconds=5)
    assert silent(room) == set()
    assert kinds(room).count("screen_said") == 1


def test_what_was_heard_before_its_silence_is_no_return(room: Room, clock: Clock) -> None:
    """Written by a process that stood still, when a colleague has heard nothing more for long."""
    says(room)
    old = here(room, sound="off")
    clock.pass_(seconds=10)
    says(room)
    clock.pass_(minutes=1)
    silent(room)
    devices.heard(room.house, [old])
    assert shown(room)["silent_since"] == "2026-11-22T14:00:10.000Z"
    assert kinds(room)[-1] == "screen_silent"


@pytest.mark.parametrize("news", [{}, {"unsent": 3}])
def test_what_becomes_old_between_reading_and_writing_is_left_out(
    room: Room, clock: Clock, monkeypatch: pytest.MonkeyPatch, news: dict[str, Any]
) -> None:
    """The process stood still just there."""
    says(room)
    clock.pass_(seconds=10)
    old = here(room, **news)
    judged = screens._is_news

    def stands_still(device: Device, here: Here) -> bool:
        monkeypatch.undo()
        clock.pass_(seconds=31)
        says(room)
        return judged(device, here)

    monkeypatch.setattr(screens, "_is_news", stands_still)
    devices.heard(room.house, [old])
    clock.pass_(seconds=5)
    assert silent(room) == set()
    assert shown(room)["unsent"] == 0


def test_a_time_that_lies_far_ahead_makes_nothing_old(room: Room, clock: Clock) -> None:
    """A machine whose clock was wrong has written it; the screen is at another one now."""
    clock.pass_(minutes=10)
    says(room)
    clock.pass_(minutes=-10)
    says(room, unsent=2)
    assert shown(room)["unsent"] == 2
    clock.pass_(seconds=10)
    says(room, unsent=2)
    clock.pass_(seconds=31)
    assert silent(room) == {room.site_id}


def test_a_revoked_or_unknown_device_says_nothing(room: Room) -> None:
    devices.revoke(room.house, room.site_id, room.furnished.devices["display"])
    before = version(room)
    devices.heard(room.house, [here(room), Here(4711, room.clock(), 0, "on", 0, sleeping=False)])
    devices.heard(room.house, [])
    assert version(room) == before
