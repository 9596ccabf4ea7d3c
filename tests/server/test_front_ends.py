"""The front door and the server end together, and nobody is left without one."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from gunicorn.config import Config

from ops.front.process import FrontProcess
from tests.server.test_stopping import alive, right, screens
from tests.support.client import Program
from tests.support.processes import answers, wait_until
from tests.support.server import STOPS_WITHIN
from tests.support.tls import TlsServer, Tunnel, fronts_of


@pytest.fixture
def server(tmp_path: Path) -> Iterator[TlsServer]:
    server = TlsServer(tmp_path)
    try:
        yield server
    finally:
        server.end()


def test_reloaded_killed_and_told_to_end(server: TlsServer) -> None:
    server.start()
    with Tunnel(server.port) as way, screens(server, 12, way.url) as watching:
        front, workers = server.front_pid(), server.worker_pids()
        server.reload()
        wait_until(lambda: not set(workers) & set(server.worker_pids()), "the old worker is gone")
        wait_until(lambda: all(screen.drops == 1 and screen.connected for screen in watching), "all are back")
        assert server.front_pid() == front

        os.kill(front, signal.SIGKILL)
        wait_until(lambda: all(screen.drops == 2 and screen.connected for screen in watching), "all are back")
        assert server.front_pid() != front
        _, said = Program(way.port, server.tokens["floor"]).post(f"/sites/{server.site}/visits", {})
        for screen in watching:
            screen.wait_for(said["version"])
        right(server, watching)

        processes = [server.front_pid(), *server.worker_pids()]
        assert server.stop() <= STOPS_WITHIN
        assert not answers(server.port)
        assert not any(map(alive, processes))
        assert "Error" not in server.log
        wait_until(lambda: all(screen.drops == 3 for screen in watching), "every screen knows")
        assert all(screen.revoked == [] for screen in watching)


def test_a_server_killed_outright_takes_the_front_door_along(server: TlsServer) -> None:
    server.start()
    processes = [server.front_pid(), *server.worker_pids()]
    os.kill(server.pid, signal.SIGKILL)
    wait_until(lambda: not any(map(alive, processes)), "nobody is left")
    server.kill()
    server.start()
    with Tunnel(server.port) as way:
        assert Program(way.port, "").get("/healthz")[0] == 200


def test_a_front_door_that_ends_again_and_again_ends_the_whole(server: TlsServer) -> None:
    """With a code that a service manager takes for a failure."""
    server.start()
    server.pair.key.unlink()
    os.kill(server.front_pid(), signal.SIGKILL)
    assert server.ends() != 0
    assert not answers(server.port)


def test_a_hung_front_door_is_replaced(server: TlsServer) -> None:
    front = FrontProcess(server.settings)
    try:
        front.start(Config())
        wait_until(lambda: bool(fronts_of(os.getpid())), "it is there")
        [hung] = fronts_of(os.getpid())
        os.kill(hung, signal.SIGSTOP)

        def replaced() -> bool:
            front.look_after(1.0)
            return hung not in fronts_of(os.getpid())

        wait_until(replaced, "another one is there")
    finally:
        front.close()
        front.end()
