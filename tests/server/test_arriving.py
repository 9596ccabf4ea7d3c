"""Whoever sends half a request, nothing at all, or something endless, takes nobody's place."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.arriving import LONGEST_HEAD, MOST_ARRIVING, TooLong, length_of
from tests.support.client import Program
from tests.support.processes import wait_until
from tests.support.screen import Screen
from tests.support.server import RunningServer

HEAD = b"POST /x HTTP/1.1\r\nHost: here\r\ncontent-LENGTH: 5\r\n\r\n"
STUCK = {
    "silent": b"",
    "half a line": b"GET /heal",
    "half a head": b"GET /healthz HTTP/1.1\r\nHost: here\r\n",
    "half a body": b"POST /enrol HTTP/1.1\r\nHost: here\r\nContent-Length: 200\r\n\r\ncode=",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with RunningServer(tmp_path_factory.mktemp("arriving")) as running:
        yield running


def line(server: RunningServer, sent: bytes = b"") -> socket.socket:
    """A connection on which that much was sent."""
    made = socket.create_connection(("127.0.0.1", server.port), timeout=5)
    if sent:
        made.sendall(sent)
    return made


def all_of(made: socket.socket) -> bytes:
    """What is answered until the end."""
    said = b""
    while more := made.recv(65536):
        said += more
    return said


def threads(server: RunningServer) -> int:
    return sum(len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in server.worker_pids())


def megabytes(server: RunningServer) -> float:
    found = 0
    for pid in server.worker_pids():
        status = Path(f"/proc/{pid}/status").read_text()
        found += int(next(row for row in status.splitlines() if row.startswith("VmRSS")).split()[1])
    return found / 1024


@pytest.mark.parametrize("sent", STUCK.values(), ids=STUCK)
def test_the_room_goes_on_while_hundreds_send_half(server: RunningServer, sent: bytes) -> None:
    """An act goes in, a screen comes on, and no thread waits for any of them."""
    program = Program(server.port, server.tokens["floor"])
    assert program.get("/healthz")[0] == 200
    before = threads(server)
    with ExitStack() as stack:
        for _ in range(400):
            stack.enter_context(line(server, sent))
        assert program.post(f"/sites/{server.site}/visits", {})[0] == 201
        screen = stack.enter_context(Screen(server.url, server.tokens["display"], server.site, "wall"))
        wait_until(lambda: screen.board is not None, "the wall has its picture")
        assert threads(server) <= before + 8


def test_who_waited_longest_makes_room(server: RunningServer) -> None:
    with ExitStack() as stack:
        lines = [stack.enter_context(line(server, b"GET /")) for _ in range(MOST_ARRIVING + 20)]
        assert all_of(lines[0]) == b""
        lines[-1].sendall(b"healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        assert all_of(lines[-1]).startswith(b"HTTP/1.1 200")


def test_a_request_in_pieces_and_two_at_once_are_answered(server: RunningServer) -> None:
    request = b"GET /healthz HTTP/1.1\r\nHost: here\r\n"
    with line(server) as made:
        for piece in (request[:7], request[7:20], request[20:] + b"\r\n" + request):
            made.sendall(piece)
        made.sendall(b"Connection: close\r\n\r\n")
        assert all_of(made).count(b"HTTP/1.1 200") == 2


@pytest.mark.parametrize(
    "head",
    [
        b"POST /enrol HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n",
        b"POST /enrol HTTP/1.1\r\nHost: here\r\nContent-Length: 10000000\r\n\r\nx",
    ],
    ids=["endless", "ten megabytes"],
)
def test_what_is_too_long_is_refused_at_once(server: RunningServer, head: bytes) -> None:
    with line(server, head) as made:
        assert all_of(made)[:13] in {b"HTTP/1.1 400 ", b"HTTP/1.1 413 "}


def test_what_came_behind_a_cut_request_is_no_request(server: RunningServer) -> None:
    head = b"POST /enrol HTTP/1.1\r\nHost: here\r\nContent-Length: 10000000\r\n\r\n"
    with line(server, head) as made:
        assert made.recv(65536).startswith(b"HTTP/1.1 413 ")
        made.sendall(b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n")
        assert b'"status":"ok"' not in all_of(made)


@pytest.mark.parametrize(
    "asked", [b"GARBLE-WHISPER\r\n\r\n", b"GET / HTTP/1.1\r\nHost: here\r\nGARBLE WHISPER: x\r\n\r\n"]
)
def test_what_is_no_request_is_refused_without_an_echo(server: RunningServer, asked: bytes) -> None:
    with line(server, asked) as made:
        said = all_of(made)
    assert said.startswith(b"HTTP/1.1 400 ")
    assert b"WHISPER" not in said.upper()


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "PATH_INFO"])
def test_no_header_says_where_the_house_stands(server: RunningServer, name: str) -> None:
    """As a proxy on this machine would pass it on."""
    asked = f"GET /healthz HTTP/1.1\r\nHost: here\r\n{name}: /elsewhere\r\nConnection: close\r\n\r\n"
    with line(server, asked.encode()) as made:
        assert all_of(made).startswith(b"HTTP/1.1 200")


def test_a_head_without_an_end_is_closed_at_once(server: RunningServer) -> None:
    with line(server, b"GET /healthz HTTP/1.1\r\nX: " + b"x" * (LONGEST_HEAD + 1)) as made:
        assert all_of(made) == b""


def test_a_thousand_strangers_at_the_gate_leave_nothing_behind(server: RunningServer) -> None:
    request = (
        b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\n"
        b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )

    def knock(times: int) -> None:
        for _ in range(times):
            with line(server, request) as made:
                assert made.recv(64).startswith(b"HTTP/1.1 401")

    knock(100)
    before, heavy = threads(server), megabytes(server)
    knock(1000)
    assert threads(server) <= before + 2
    assert megabytes(server) < heavy + 16


@given(cut=st.integers(0, len(HEAD) + 4), behind=st.binary(max_size=9))
def test_a_request_is_whole_when_its_last_byte_is_there(cut: int, behind: bytes) -> None:
    whole = HEAD + b"12345"
    length = length_of(whole[:cut], 100)
    assert length in (None, len(whole))
    assert length_of(whole + behind, 100) == len(whole)


def test_what_says_no_length_or_too_much_is_not_waited_for() -> None:
    with pytest.raises(TooLong):
        length_of(HEAD, 4)
    with pytest.raises(TooLong):
        length_of(b"x" * (LONGEST_HEAD + 1), 100)
