"""The outside watchdog: asked now and then while all is well, told nothing, never waited for."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from ops.realtime.freshness import Freshness
from ops.realtime.ping import OutsidePing
from tests.support.processes import wait_until
from tests.support.screen import Screen
from tests.support.server import RunningServer
from tests.support.written import Written


class Outside:
    """Somebody else's server on this machine, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.status = 200
        self.elsewhere = ""
        outside = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outside.asked.append((self.command, self.path, dict(self.headers), body))
                self.send_response(outside.status)
                if outside.elsewhere:
                    self.send_header("Location", outside.elsewhere)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/ping/SECRET"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Steady:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def outside() -> Iterator[Outside]:
    outside = Outside()
    yield outside
    outside.close()


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def freshness(steady: Steady) -> Freshness:
    """Swept a moment ago."""
    freshness = Freshness(steady)
    freshness.round_ended(steady.now, good=True)
    return freshness


def pings(outside: Outside, freshness: Freshness, steady: Steady, folder: Path) -> OutsidePing:
    return OutsidePing(outside.url, freshness, folder, steady)


def test_it_is_asked_and_told_nothing(
    outside: Outside, freshness: Freshness, steady: Steady, tmp_path: Path
) -> None:
    pings(outside, freshness, steady, tmp_path).ping()
    [(method, path, headers, body)] = outside.asked
    assert (method, path, body) == ("GET", "/ping/SECRET", b"")
    assert set(headers) == {"Accept-Encoding", "Host", "User-Agent", "Connection"}
    assert headers["User-Agent"] == "ops"


def test_at_most_once_a_minute(
    outside: Outside, freshness: Freshness, steady: Steady, tmp_path: Path
) -> None:
    ping = pings(outside, freshness, steady, tmp_path)
    for _ in range(37):
        freshness.round_ended(steady.now, good=True)
        ping.ping()
        steady.now += 5
    assert len(outside.asked) == 4


def test_only_while_the_room_is_looked_after(
    outside: Outside, freshness: Freshness, steady: Steady, tmp_path: Path
) -> None:
    pings(outside, Freshness(steady), steady, tmp_path).ping()
    steady.now += 5.5
    ping = pings(outside, freshness, steady, tmp_path)
    ping.ping()
    assert outside.asked == []
    freshness.round_ended(steady.now, good=True)
    ping.ping()
    assert len(outside.asked) == 1


def test_one_process_of_several_asks(
    outside: Outside, freshness: Freshness, steady: Steady, tmp_path: Path
) -> None:
    for _ in range(3):
        pings(outside, freshness, steady, tmp_path).ping()
    assert len(outside.asked) == 1


def test_a_failure_is_said_once_and_so_is_its_end(
    outside: Outside, freshness: Freshness, steady: Steady, tmp_path: Path, written: Written
) -> None:
    ping = pings(outside, freshness, steady, tmp_path)
    for status in (500, 404, 500, 200, 200):
        outside.status = status
        freshness.round_ended(steady.now, good=True)
        ping.ping()
        steady.now += 60
    assert [(event["event"], event.get("why")) for event in written.of("warning")] == [
        ("The outside watchdog was not reached.", "answered 500"),
        ("The outside watchdog is reached again.", None),
    ]
    assert "SECRET" not in written.text


def test_nobody_there_is_no_trouble(
    freshness: Freshness, steady: Steady, tmp_path: Path, written: Written
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        OutsidePing(url, freshness, tmp_path, steady).ping()
    assert len(written.of("warning")) == 1


def test_it_is_sent_nowhere_else(
    outside: Outside, freshness: Freshness, steady: Steady, tmp_path: Path
) -> None:
    other = Outside()
    outside.status, outside.elsewhere = 302, other.url
    pings(outside, freshness, steady, tmp_path).ping()
    other.close()
    assert len(outside.asked) == 1
    assert other.asked == []


def test_a_served_room_asks_and_its_sweep_waits_for_nobody(tmp_path: Path, outside: Outside) -> None:
    """First somebody who answers, then somebody who takes the call and says nothing."""
    with RunningServer(tmp_path / "well", environment={"OPS_PING_URL": outside.url}):
        wait_until(lambda: len(outside.asked) == 1, "it is asked")
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/SECRET"
        with RunningServer(tmp_path / "silent", environment={"OPS_PING_URL": url}) as server:
            line, _ = silent.accept()
            with line, Screen(server.url, server.tokens["display"], server.site, "wall") as wall:
                wait_until(lambda: len(wall.pulses) >= 3, "pulses go on")
                assert all(pulse["sweep_age"] <= 5 for pulse in wall.pulses)
                server.stop()
            assert "SECRET" not in server.log
