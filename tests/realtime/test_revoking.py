"""Revoke, sign-out and the end of a session end sockets, and only those."""

import websocket
from sqlalchemy import update

from ops.domain.words import Role
from ops.models import Device
from ops.services.ways_in import devices
from tests.realtime.room import Room
from tests.support.line import ADDRESS
from tests.support.processes import wait_until


def revoke(room: Room, role: str) -> None:
    devices.revoke(room.house, room.furnished.site_id, room.furnished.devices[role])


def test_a_revoked_device_is_told_and_cut_off(room: Room) -> None:
    first, second = room.screen("floor"), room.screen("wall", role="floor")
    with first, second, room.screen("wall") as other:
        revoke(room, "floor")
        for screen in (first, second):
            wait_until(lambda screen=screen: not screen.connected, "the socket is closed")  # type: ignore[misc]
            assert screen.revoked == [{"reason": "revoked"}]
        room.arrives("1")
        other.wait_for(room.version())
        assert other.connected
        assert all(delta["version"] <= room.version() - 1 for delta in first.deltas)


def test_a_socket_that_never_said_hello_is_cut_off_too(room: Room) -> None:
    line = websocket.create_connection(
        room.server.url.replace("http", "ws") + ADDRESS,
        header={"Authorization": f"Bearer {room.furnished.tokens['responder']}"},
    )
    assert str(line.recv()).startswith("0{")
    revoke(room, "responder")
    line.settimeout(20)
    while True:
        try:
            if not line.recv():
                break
        except websocket.WebSocketConnectionClosedException:
            break
    line.shutdown()  # type: ignore[no-untyped-call]


def test_the_next_word_of_a_revoked_device_is_not_answered(room: Room) -> None:
    """Even before the round that looks for them."""
    screen = room.screen("floor")
    screen.connect()
    revoke(room, "floor")
    screen.whisper("subscribe", {"site": room.furnished.slug, "audience": "floor"})
    wait_until(lambda: not screen.connected, "the socket is closed")
    assert screen.revoked == [{"reason": "revoked"}]
    room.arrives("1")
    assert screen.deltas == []


def test_the_next_word_of_one_that_is_something_else_by_now_is_refused_and_no_fault(room: Room) -> None:
    before = len(room.server.log)
    screen = room.screen("floor")
    screen.connect()
    with room.house.db.write() as session:
        floor = room.furnished.devices["floor"]
        session.execute(update(Device).where(Device.id == floor).values(role=Role.DISPLAY))
    screen.whisper("subscribe", {"site": room.furnished.slug, "audience": "floor"})
    wait_until(lambda: not screen.connected, "the socket is closed")
    assert screen.revoked == []
    assert "KeyError" not in room.server.log[before:]
