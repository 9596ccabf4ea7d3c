"""How the server is, on a port of its own for this machine."""

import socket
import urllib.error
import urllib.request
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from ops import logs
from ops.realtime import metrics_port
from ops.realtime.complaints import Complaints
from tests.realtime.conftest import MODES, database_for
from tests.realtime.room import Room
from tests.support.processes import free_port, free_ports, wait_until
from tests.support.server import RunningServer
from tests.support.written import Written


def asked(port: int, path: str = "/metrics") -> tuple[int, str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        line.request("GET", path)
        answer = line.getresponse()
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.status, answer.read().decode()


def told(port: int, name: str) -> float:
    lines = dict(line.rsplit(" ", 1) for line in asked(port)[1].splitlines() if not line.startswith("#"))
    return float(lines[name])


@pytest.mark.parametrize("mode", MODES)
def test_it_answers_without_a_token_and_nothing_else_there(
    mode: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    several = "eventlet" in mode
    port = free_ports(2 if several else 1)
    environment = {"OPS_METRICS": f"127.0.0.1:{port}", "OPS_WORKERS": "2" if several else "1"}
    with RunningServer(tmp_path, database_for(mode, request), environment=environment) as server:
        ports = [port, port + 1] if several else [port]
        wait_until(lambda: all(_age(one) < 5 for one in ports), "each process says when it swept")
        assert asked(port, "/")[0] == asked(port, "/api/v1/tablet")[0] == 404
        with Room(server, server.furnished).screen("wall"):
            open_walls = 'ops_screens_open{audience="wall"}'
            wait_until(lambda: sum(told(one, open_walls) for one in ports) == 1, "the wall is counted")
            worst = 'ops_pulse_late_seconds{quantile="1"}'
            wait_until(lambda: any(told(one, worst) >= 0 for one in ports), "its pulses are timed")
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(f"{server.url}/metrics")


def test_a_port_that_is_taken_is_taken_over_when_it_is_free(tmp_path: Path) -> None:
    port = free_port()
    with RunningServer(tmp_path, environment={"OPS_METRICS": f"127.0.0.1:{port}"}) as server:
        wait_until(lambda: _age(port) < 5, "it says when it swept")
        [first] = server.worker_pids()
        server.reload()
        wait_until(lambda: server.worker_pids() not in ([first], []), "another process serves", 30)
        wait_until(lambda: first not in server.worker_pids() and _age(port) < 5, "it answers")


def test_ports_that_another_service_has_are_complained_of_each_minute_not_each_second(
    written: Written,
) -> None:
    seconds = 0.0
    taken = socket.create_server(("127.0.0.1", 0))
    port: int = taken.getsockname()[1]

    def pause(for_seconds: float) -> None:
        nonlocal seconds
        seconds += for_seconds
        if seconds == 150:
            taken.close()

    complaints = Complaints(logs.get("metrics"), lambda: seconds)
    with taken, metrics_port._listen("127.0.0.1", range(port, port + 1), complaints, pause) as listening:
        assert listening.getsockname()[1] == port
    assert [event.get("unsaid") for event in written.events] == [None, 59, 59]
    assert {event["event"] for event in written.events} == {"no port is free for OPS_METRICS; trying again"}


def _age(port: int) -> float:
    """Endless while nobody answers, or nothing was swept yet."""
    try:
        found = told(port, "ops_sweep_age_seconds")
    except OSError:
        return float("inf")
    return found
