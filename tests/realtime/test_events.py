"""What a screen may say, what it is refused, and that a socket cannot talk its way around."""

from typing import Any

import pytest

from ops.models import Device
from ops.realtime.protocol import LONGEST_MESSAGE
from tests.realtime.room import Room
from tests.routes.hostile import CANARY, HOSTILE
from tests.support.processes import wait_until
from tests.support.screen import Screen


@pytest.fixture
def screen(room: Room) -> Screen:
    """A floor tablet that is connected and has said nothing yet."""
    screen = room.screen("floor")
    screen.connect()
    return screen


def heard_at(room: Room, role: str) -> Any:
    with room.house.db.read() as session:
        return session.get_one(Device, room.furnished.devices[role]).last_heard_at


@pytest.mark.parametrize("audience", ["wall", "waiting"])
def test_a_display_sees_tiles(room: Room, audience: str) -> None:
    with room.screen(audience, role="display") as screen:
        assert screen.board is not None


@pytest.mark.parametrize(
    ("role", "audience"), [("display", "floor"), ("integration", "floor"), ("auditor", "wall")]
)
def test_a_role_sees_only_what_it_may(room: Room, role: str, audience: str) -> None:
    screen = room.screen(audience, role=role)
    screen.connect()
    assert screen.subscribe()["code"] == "forbidden"
    room.arrives("1")
    wait_until(lambda: room.version() >= 1, "the act")
    assert screen.board is None
    assert screen.deltas == []


@pytest.mark.parametrize("elsewhere", ["nowhere", "other"])
def test_another_site_is_as_unknown_as_none(room: Room, screen: Screen, elsewhere: str) -> None:
    name = room.server.site if elsewhere == "other" else elsewhere
    answer = screen.say("subscribe", {"site": name, "audience": "floor"})
    assert (answer["status"], answer["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "words",
    [
        None,
        "here",
        [],
        {},
        {"site": 7, "audience": "floor"},
        {"site": "x" * 41, "audience": "floor"},
        {"site": "here", "audience": "everyone"},
        {"site": "here", "audience": ["floor"]},
        {"site": "here", "audience": "floor", "more": 1},
    ],
)
def test_what_is_not_understood_is_refused(screen: Screen, words: Any) -> None:
    assert screen.say("subscribe", words)["code"] == "bad_value"


@pytest.mark.parametrize(
    "words",
    [
        "here",
        {"version": -1},
        {"version": True},
        {"version": 1.5},
        {"version": 2**60},
        {"sound": "loud"},
        {"sound": ["on"]},
        {"unsent": "3"},
        {"sleeping": 1},
        {"battery": 5},
    ],
)
def test_a_report_has_its_form(screen: Screen, words: Any) -> None:
    assert screen.say("here", words)["code"] == "bad_value"


def test_here_is_answered_with_the_time_and_written_down(room: Room, screen: Screen) -> None:
    assert heard_at(room, "floor") is None
    answer = screen.say("here", {"version": 0, "sound": "on", "unsent": 2, "sleeping": False})
    assert list(answer) == ["server_now"]
    wait_until(lambda: heard_at(room, "floor") is not None, "the report in the database")
    with room.house.db.read() as session:
        device = session.get_one(Device, room.furnished.devices["floor"])
        assert (device.sound, device.unsent, device.sleeping) == ("on", 2, False)


def test_a_report_reaches_the_other_screens(room: Room, screen: Screen) -> None:
    with room.screen("wall") as wall:
        screen.say("here", {"version": 0, "sound": "off", "unsent": 0, "sleeping": False})
        wait_until(lambda: any("devices" in delta for delta in wall.deltas), "news of the device")


@pytest.mark.parametrize(
    "event", ["seat", "delta", "pulse", "connect", "disconnect", "trigger_event", "_admit"]
)
def test_nothing_else_is_an_event(room: Room, screen: Screen, event: str) -> None:
    """Not even the library's own names: a socket that says "disconnect" stays on the list."""
    screen.subscribe()
    assert screen.say(event, {})["code"] == "unknown_event"
    room.arrives("1")
    screen.wait_for(room.version())


def test_what_is_written_to_do_harm_is_refused_and_not_repeated(room: Room) -> None:
    """In each place where a screen says a word; what is too long for any message is cut off elsewhere."""
    site = room.server.site
    for what, line in HOSTILE.items():
        if len(line) > LONGEST_MESSAGE or what == "half a character":
            continue
        screen = room.screen("floor")
        screen.connect()
        for event, words in (
            (line, {}),
            ("subscribe", {"site": line, "audience": "floor"}),
            ("subscribe", {"site": site, "audience": line}),
            ("subscribe", {"site": site, "audience": "floor", line: 1}),
            ("here", {"version": line}),
            ("here", {"version": 1, "sound": line}),
        ):
            answer = screen.say(event, words)
            assert answer["status"] >= 400, what
            assert CANARY not in repr(answer), what
    assert CANARY not in room.server.log
