"""Who gets as far as a socket, and what a socket may carry."""

import http.client
import json
import secrets
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
import websocket

from ops.domain.words import Role
from ops.models import DeviceSession
from ops.services.ways_in import devices, invitations, leaving, roles, sessions, staff
from tests.realtime.room import Room
from tests.support.line import ADDRESS, NAMESPACE
from tests.support.processes import wait_until
from tests.support.server import RunningServer

HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def knock(server: RunningServer, headers: dict[str, str], path: str = ADDRESS) -> tuple[int, dict[str, Any]]:
    """One handshake: its status and, when it is refused, the problem."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)) as line:
        line.request("GET", path, headers={**HANDSHAKE, **headers})
        with line.getresponse() as answer:
            if answer.status == 101:
                return 101, {}
            assert answer.headers["Content-Type"] == "application/problem+json"
            return answer.status, json.load(answer)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def token(room: Room) -> str:
    return room.furnished.tokens["floor"]


@pytest.fixture
def raw(room: Room, token: str) -> Iterator[websocket.WebSocket]:
    """A socket that has been let in and has said hello, without a library in between."""
    line = websocket.create_connection(room.server.url.replace("http", "ws") + ADDRESS, header=bearer(token))
    assert str(line.recv()).startswith("0{")
    line.send(f"40{NAMESPACE},")
    assert str(line.recv()).startswith(f"40{NAMESPACE},")
    yield line
    drop(line)


def drop(line: Any) -> None:
    """Gone without a word."""
    line.shutdown()


def closed(line: websocket.WebSocket) -> bool:
    """Whether the server ends the line; what it still says before does not count."""
    line.settimeout(15)
    try:
        while line.recv():
            pass
    except (websocket.WebSocketConnectionClosedException, ConnectionError):
        return True
    return not line.connected


def test_a_program_comes_in_with_its_token_alone(room: Room, token: str) -> None:
    assert knock(room.server, bearer(token))[0] == 101


def test_a_program_that_names_an_origin_names_ours(room: Room, token: str) -> None:
    assert knock(room.server, {**bearer(token), "Origin": room.server.url})[0] == 101
    status, problem = knock(room.server, {**bearer(token), "Origin": "https://elsewhere.example"})
    assert (status, problem["code"]) == (403, "bad_origin")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer nobody"},
        {"Authorization": "Basic Zmxvb3I6Zmxvb3I="},
        {"Cookie": "other=1"},
        {"Cookie": "ops_session="},
        {"Authorization": "Bearer " + "x" * 4000},
    ],
    ids=[
        "nothing",
        "no token",
        "unknown token",
        "another scheme",
        "another cookie",
        "empty cookie",
        "too long",
    ],
)
def test_nobody_comes_in(room: Room, headers: dict[str, str]) -> None:
    status, problem = knock(room.server, headers)
    assert (status, problem["code"]) == (401, "unauthenticated")
    assert problem["status"] == 401
    assert problem["server_now"].endswith("Z")


@pytest.fixture
def cookie(room: Room) -> str:
    """A browser that is signed in on the floor tablet."""
    secret = secrets.token_urlsafe(32)
    with room.house.db.write() as session:
        session.add(
            DeviceSession(
                id=secrets.token_hex(8),
                device_id=room.furnished.devices["floor"],
                token_hash=devices.digest(secret),
                began_at=room.house.now(),
            )
        )
    return f"ops_session={secret}"


def test_a_browser_comes_in_from_our_own_page(room: Room, cookie: str) -> None:
    for origin in room.server.settings.origins:
        assert knock(room.server, {"Cookie": f"theme=dark; {cookie}", "Origin": origin})[0] == 101


def test_a_browser_that_signs_out_is_cut_off_and_its_cookie_is_worth_nothing(room: Room, cookie: str) -> None:
    headers = {"Cookie": cookie, "Origin": room.server.url}
    line = websocket.create_connection(
        room.server.url.replace("http", "ws") + ADDRESS, header={"Cookie": cookie}, origin=room.server.url
    )
    known = devices.identify_session(room.house, cookie.partition("=")[2])
    assert known is not None
    sessions.sign_out(room.house, known)
    assert closed(line)
    drop(line)
    assert knock(room.server, headers)[0] == 401


def test_a_copied_cookie_of_a_revoked_device_ends_and_opens_nothing(room: Room, cookie: str) -> None:
    url = room.server.url.replace("http", "ws") + ADDRESS
    copied = websocket.create_connection(url, header={"Cookie": cookie}, origin=room.server.url)
    devices.revoke(room.house, room.furnished.site_id, room.furnished.devices["floor"])
    assert closed(copied)
    drop(copied)
    assert knock(room.server, {"Cookie": cookie, "Origin": room.server.url})[0] == 401


def test_the_open_pages_of_who_is_taken_off_the_team_end_with_it(room: Room) -> None:
    house, site_id = room.house, room.furnished.site_id
    cookie = invitations.use(house, invitations.invite_person(house, site_id, name="Rosa"))
    [rosa] = staff.everyone(house, site_id)
    line = websocket.create_connection(
        room.server.url.replace("http", "ws") + ADDRESS,
        header={"Cookie": f"ops_session={cookie}"},
        origin=room.server.url,
    )
    leaving.take_off(house, site_id, rosa.id)
    assert closed(line)
    drop(line)
    headers = {"Cookie": f"ops_session={cookie}", "Origin": room.server.url}
    assert knock(room.server, headers)[0] == 401


def test_the_open_pages_of_who_gets_another_role_begin_anew(room: Room) -> None:
    house, site_id = room.house, room.furnished.site_id
    cookie = invitations.use(house, invitations.invite_person(house, site_id, name="Rosa"))
    [rosa] = staff.everyone(house, site_id)
    headers = {"Cookie": f"ops_session={cookie}"}
    url = room.server.url.replace("http", "ws") + ADDRESS
    line = websocket.create_connection(url, header=headers, origin=room.server.url)
    roles.give(house, site_id, rosa.id, Role.AUDITOR)
    assert closed(line)
    drop(line)
    assert knock(room.server, {**headers, "Origin": room.server.url})[0] == 101
    known = devices.identify_session(house, cookie)
    assert known is not None
    assert known.role is Role.AUDITOR


@pytest.mark.parametrize("origin", [None, "null", "https://elsewhere.example", "http://127.0.0.1", "{url}/"])
def test_a_cookie_counts_only_from_our_own_pages(room: Room, cookie: str, origin: str | None) -> None:
    headers = {"Cookie": cookie}
    if origin is not None:
        headers["Origin"] = origin.format(url=room.server.url)
    status, problem = knock(room.server, headers)
    assert (status, problem["code"]) == (403, "bad_origin")


@pytest.mark.parametrize(
    "path",
    [
        "/socket.io/?EIO=4&transport=polling",
        "/socket.io/?EIO=4",
        "/socket.io/?EIO=3&transport=websocket",
        "/socket.io/?EIO=4&transport=websocket&sid=AAAA",
        "/socket.io/?EIO=4&transport=websocket&transport=polling",
    ],
)
def test_there_is_only_the_websocket(room: Room, token: str, path: str) -> None:
    status, problem = knock(room.server, bearer(token), path)
    assert (status, problem["code"]) == (400, "bad_value")


def test_there_is_nothing_else_below_the_path(room: Room, token: str) -> None:
    assert knock(room.server, bearer(token), "/socket.io/admin?EIO=4&transport=websocket")[0] == 404


def test_an_old_kind_of_websocket_is_refused(room: Room, token: str) -> None:
    assert knock(room.server, {**bearer(token), "Sec-WebSocket-Version": "8"})[0] == 400


def test_strangers_cost_no_threads(room: Room) -> None:
    """The pool that answers every request may grow by one where two of them touch; it settles. A thread
    a stranger never does."""

    def threads_for_sixty() -> int:
        before = threads()
        for _ in range(60):
            assert knock(room.server, {})[0] == 401
        return threads() - before

    def threads() -> int:
        return sum(len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in room.server.worker_pids())

    assert any(threads_for_sixty() <= 0 for _ in range(5))


def test_compression_is_not_agreed_to(room: Room, token: str) -> None:
    offer = ["Sec-WebSocket-Extensions: permessage-deflate", f"Authorization: Bearer {token}"]
    line = websocket.create_connection(room.server.url.replace("http", "ws") + ADDRESS, header=offer)
    assert "sec-websocket-extensions" not in {name.lower() for name in line.getheaders() or ()}
    drop(line)


def test_a_message_that_is_too_long_ends_the_line(raw: websocket.WebSocket) -> None:
    raw.send("42" + "x" * (64 * 1024))
    assert closed(raw)


def test_pieces_of_a_message_count_together(raw: websocket.WebSocket) -> None:
    """Never finished, so that only a limit on the whole can end it."""
    with suppress(ConnectionError, websocket.WebSocketException):
        for number in range(200):
            kind = websocket.ABNF.OPCODE_CONT if number else websocket.ABNF.OPCODE_TEXT
            raw.send_frame(websocket.ABNF.create_frame("x" * 1024, kind, 0))
    assert closed(raw)


@pytest.mark.parametrize("words", ['451-/board,["here",{"_placeholder":true,"num":0}]', "461-/board,7[{}]"])
def test_binary_parts_end_the_line(raw: websocket.WebSocket, words: str) -> None:
    raw.send(words)
    assert closed(raw)


def test_a_binary_message_ends_the_line(raw: websocket.WebSocket) -> None:
    raw.send_binary(b"\x00\x01")
    assert closed(raw)


@pytest.mark.parametrize(
    "words", ['42/board,{"not":"a list"}', "42/board," + "[" * 60_000, "4x", "42/board,9["]
)
def test_nonsense_ends_its_own_line_and_no_other(room: Room, raw: websocket.WebSocket, words: str) -> None:
    with room.screen("floor") as other:
        raw.send(words)
        assert closed(raw)
        room.arrives("1")
        other.wait_for(room.version())
    assert words not in room.server.log


def test_five_thousand_events_end_the_line_that_sent_them_and_no_other(
    room: Room, raw: websocket.WebSocket
) -> None:
    with room.screen("floor") as other:
        with suppress(ConnectionError, websocket.WebSocketException):
            for _ in range(5000):
                raw.send('42/board,["here",{"version":1}]')
        assert closed(raw)
        room.arrives("1")
        other.wait_for(room.version())
        assert other.drops == 0


def test_a_device_that_is_revoked_does_not_come_in(room: Room, token: str) -> None:
    assert knock(room.server, bearer(token))[0] == 101
    devices.revoke(room.house, room.furnished.site_id, room.furnished.devices["floor"])
    assert knock(room.server, bearer(token))[0] == 401


def test_the_house_has_room_for_so_many(tmp_path: Path) -> None:
    with RunningServer(tmp_path, environment={"OPS_MAX_SOCKETS": "2"}) as server:
        url = server.url.replace("http", "ws") + ADDRESS
        lines = [websocket.create_connection(url, header=bearer(server.tokens["floor"])) for _ in range(2)]
        status, problem = knock(server, bearer(server.tokens["floor"]))
        assert (status, problem["code"]) == (503, "full")
        drop(lines[0])
        wait_until(lambda: knock(server, bearer(server.tokens["floor"]))[0] == 101, "room for one more")
        drop(lines[1])
