"""A room that speaks TLS itself, as tablets, walls and strangers meet it."""

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from ops.services.ways_in import devices
from tests.support.client import Program
from tests.support.processes import wait_until
from tests.support.screen import Screen
from tests.support.tls import TlsServer, Tunnel, trusting_anything, write_pair

HELLO = b"\x16\x03\x01\x02\x00"
"""What a handshake begins with; the rest never comes."""
OLD_HELLO = bytes.fromhex("160301002d010000290301") + bytes(33) + bytes.fromhex("0002002f0100")
"""TLS 1.0: no word of a newer one."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TlsServer]:
    server = TlsServer(tmp_path_factory.mktemp("front"))
    with server:
        yield server


def raw(server: TlsServer, source: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), 10, (source, 0))


def over_tls(server: TlsServer, source: str) -> http.client.HTTPSConnection:
    return http.client.HTTPSConnection(
        "127.0.0.1", server.port, timeout=10, source_address=(source, 0), context=trusting_anything()
    )


def ask(
    line: http.client.HTTPConnection, path: str, headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    line.request("GET", path, headers=headers or {})
    with line.getresponse() as answer:
        return answer.status, answer.read()


def test_what_a_tablet_does_is_on_the_wall(server: TlsServer) -> None:
    with Tunnel(server.port) as way, Screen(way.url, server.tokens["display"], server.site, "wall") as wall:
        status, said = Program(way.port, server.tokens["floor"]).post(
            f"/sites/{server.site}/visits", {"route": "smoke"}
        )
        assert status == 201
        wall.wait_for(said["version"])
        assert wall.drops == 0


def test_a_way_in_that_is_taken_ends_its_line_at_once(server: TlsServer) -> None:
    with Tunnel(server.port) as way, Screen(way.url, server.tokens["responder"], server.site) as screen:
        devices.revoke(server.house, server.furnished.site_id, server.furnished.devices["responder"])
        wait_until(lambda: not screen.connected, "the line is closed")
        assert screen.revoked == [{"reason": "revoked"}]


def test_who_forgets_the_s_is_told(server: TlsServer) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    assert ask(line, "/wall") == (400, b"This address begins with https://\n")
    line.close()


def test_what_is_neither_is_closed_without_a_word(server: TlsServer) -> None:
    with raw(server, "127.0.0.1") as line:
        line.sendall(b"\x00\x01\x02")
        with suppress(ConnectionResetError):
            assert line.recv(100) == b""


def test_old_tls_is_not_spoken(server: TlsServer) -> None:
    context = trusting_anything()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    with raw(server, "127.0.0.1") as line, context.wrap_socket(line) as secured:
        assert secured.version() in ("TLSv1.2", "TLSv1.3")
    with raw(server, "127.0.0.1") as line:
        line.sendall(OLD_HELLO)
        assert line.recv(100)[:1] in (b"", b"\x15")


def test_a_cookie_is_secure_and_links_begin_with_https(server: TlsServer) -> None:
    line = over_tls(server, "127.0.0.1")
    line.request("GET", "/enrol")
    with line.getresponse() as answer:
        answer.read()
        cookies = answer.headers.get_all("Set-Cookie") or []
        assert [
            cookie for cookie in cookies if not (cookie.startswith("__Host-") and "Secure" in cookie)
        ] == []
        assert cookies
        assert answer.headers["Strict-Transport-Security"]
    line.close()


def test_a_stranger_is_not_this_machine_on_any_request_of_a_line(server: TlsServer) -> None:
    here, there = over_tls(server, "127.0.0.1"), over_tls(server, "127.0.0.1")
    assert b"sites" in ask(here, "/healthz")[1]
    # Every address that begins with 127 is this machine; only what is asked for passes it on.
    for _ in range(2):
        assert b"sites" not in ask(there, "/healthz", {"X-Forwarded-For": "127.0.0.1"})[1]
    here.close()
    there.close()


def test_guesses_are_counted_by_the_address_they_come_from(server: TlsServer) -> None:
    guesser, other = over_tls(server, "127.0.0.4"), over_tls(server, "127.0.0.5")
    # On one line that is kept: the second request of a line has an address as the first one has.
    tried = [ask(guesser, "/in/wrong", {"X-Forwarded-For": f"10.0.0.{n}"})[0] for n in range(31)]
    assert tried[-1] == 429
    assert set(tried[:-1]) == {410} or 429 not in tried[:-1]
    assert ask(other, "/in/wrong")[0] != 429
    guesser.close()
    other.close()


def test_a_head_without_an_end_is_refused(server: TlsServer) -> None:
    line = over_tls(server, "127.0.0.1")
    assert ask(line, "/", {"X-Much": "x" * 20_000})[0] == 431
    line.close()


def test_what_is_too_long_is_told_so_while_it_is_still_sent(server: TlsServer) -> None:
    for _ in range(10):
        with raw(server, "127.0.0.1") as line, trusting_anything().wrap_socket(line) as secured:
            secured.sendall(b"POST /enrol HTTP/1.1\r\nHost: room\r\nContent-Length: 300000\r\n\r\n")
            for _ in range(15):
                secured.sendall(b"x" * 20_000)
            assert secured.recv(100).startswith(b"HTTP/1.1 413")


def test_pages_of_eight_tablets_load_at_once_behind_one_router(server: TlsServer) -> None:
    """Six lines each, all of them there before the first has asked for anything."""
    with ExitStack() as held:
        lines = [held.enter_context(raw(server, "127.0.0.8")) for _ in range(48)]
        for line in lines:
            secured = held.enter_context(trusting_anything().wrap_socket(line))
            secured.sendall(b"GET /healthz HTTP/1.1\r\nHost: room\r\n\r\n")
            assert secured.recv(100).startswith(b"HTTP/1.1 200")


def test_a_flood_from_one_address_holds_up_nobody_else(server: TlsServer) -> None:
    """Half handshakes, half requests, and lines on which nothing comes: two hundred each."""
    [worker] = server.worker_pids()
    threads = len(list(Path(f"/proc/{worker}/task").iterdir()))
    with ExitStack() as held, Tunnel(server.port, "127.0.0.2") as way:
        for kind in ("silent", "hello", "request") * 200:
            with suppress(OSError):
                line = held.enter_context(raw(server, "127.0.0.3"))
                if kind == "hello":
                    line.sendall(HELLO)
                if kind == "request":
                    secured = held.enter_context(trusting_anything().wrap_socket(line))
                    secured.sendall(b"GET / HTTP/1.1\r\nHost: room\r\n")
        assert Program(way.port, "").get("/healthz")[0] == 200
        assert len(list(Path(f"/proc/{worker}/task").iterdir())) <= threads + 2
        assert len(list(Path(f"/proc/{server.front_pid()}/fd").iterdir())) < 200


def test_another_certificate_is_shown_without_a_restart(server: TlsServer, tmp_path: Path) -> None:
    def shown() -> bytes:
        with raw(server, "127.0.0.1") as line, trusting_anything().wrap_socket(line) as secured:
            found: Any = secured.getpeercert(binary_form=True)
            return bytes(found)

    first = shown()
    other = write_pair(tmp_path)
    with Tunnel(server.port) as way, Screen(way.url, server.tokens["floor"], server.site) as screen:
        # The certificate comes first; until its key is there, too, the old pair stays.
        other.certificate.replace(server.pair.certificate)
        wait_until(lambda: "do not fit" in server.log, "it says so")
        assert shown() == first
        other.key.replace(server.pair.key)
        wait_until(lambda: shown() != first, "the new one is shown")
        _, said = Program(way.port, server.tokens["floor"]).post(f"/sites/{server.site}/visits", {})
        screen.wait_for(said["version"])
        assert screen.drops == 0
