"""What a service manager is told, over its own kind of socket."""

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from ops.systemd import ServiceManager
from tests.realtime.conftest import MODES, database_for
from tests.support.client import Program
from tests.support.processes import wait_until
from tests.support.sealed import comes_back_sealed, encrypted_server
from tests.support.server import RunningServer

NUMBERS = count(1)


class Manager:
    """Listens at an address as systemd does, and keeps every word with the time it came."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.words: list[tuple[float, str]] = []
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(f"\0{address[1:]}" if address.startswith("@") else address)
        self._line.setblocking(False)

    def listen(self) -> list[str]:
        """All that was said so far."""
        while True:
            try:
                said = self._line.recv(4096).decode()
            except BlockingIOError:
                return [word for _, word in self.words]
            self.words += [(time.monotonic(), word) for word in said.splitlines()]

    def heard(self, word: str) -> int:
        return self.listen().count(word)

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def manager() -> Iterator[Manager]:
    manager = Manager(f"@ops-test-{os.getpid()}-{next(NUMBERS)}")
    yield manager
    manager.close()


@pytest.fixture(params=MODES)
def server(request: pytest.FixtureRequest, tmp_path: Path, manager: Manager) -> Iterator[RunningServer]:
    """A room in each mode under a manager that loses patience after two seconds."""
    asked = {"NOTIFY_SOCKET": manager.address, "WATCHDOG_USEC": "2000000"}
    server = RunningServer(tmp_path, database_for(request.param, request), environment=asked)
    try:
        yield server
    finally:
        server.end()


def test_ready_alive_and_ending(server: RunningServer, manager: Manager) -> None:
    server.start()
    assert manager.heard("READY=1") == 1
    assert Program(server.port, "").get("/healthz")[0] == 200
    wait_until(lambda: manager.heard("WATCHDOG=1") >= 8, "signs of life")
    times = [at for at, word in manager.words if word == "WATCHDOG=1"]
    assert times[-1] - times[0] < 8 * 2.0
    server.stop()
    said = manager.listen()
    assert set(said) == {"READY=1", "WATCHDOG=1", "STOPPING=1"}
    assert said.index("STOPPING=1") > len(said) - 4


def test_a_hung_room_is_silent_until_it_is_replaced(server: RunningServer, manager: Manager) -> None:
    server.start()
    [hung] = server.worker_pids()
    os.kill(hung, signal.SIGSTOP)
    before = len(manager.listen())

    def replaced() -> bool:
        heard = len(manager.listen())
        if hung not in server.worker_pids():
            return True
        assert heard <= before + 1, "all of it was said while the hung one was still there"
        return False

    wait_until(replaced, "the hung worker is gone", 60)
    wait_until(lambda: manager.heard("WATCHDOG=1") > before + 1, "a new one lives", 60)
    assert manager.heard("READY=1") == 1


def test_a_start_that_took_a_second_process_is_said_too(server: RunningServer, manager: Manager) -> None:
    first: list[int] = []

    def dies() -> None:
        wait_until(lambda: bool(server.worker_pids()), "the first process starts")
        first.extend(server.worker_pids())
        os.kill(first[0], signal.SIGKILL)

    death = threading.Thread(target=dies)
    death.start()
    server.start()
    death.join()
    assert manager.heard("READY=1") == 1
    assert server.worker_pids() != first


def test_signs_of_life_come_often_enough_and_no_more(manager: Manager) -> None:
    now = 100.0
    told = ServiceManager(manager.address, 8.0, lambda: now)
    for _ in range(64 + 1):
        told.alive()
        manager.listen()
        now += 0.25
    assert manager.heard("WATCHDOG=1") == 8 + 1


def test_a_manager_that_does_not_listen_holds_nobody_up(manager: Manager) -> None:
    """A socket of this kind takes few words before somebody reads them."""
    told = ServiceManager(manager.address)
    began = time.monotonic()
    for _ in range(1000):
        told.ready()
    assert time.monotonic() - began < 10
    assert 0 < manager.heard("READY=1") < 1000


def test_a_socket_may_be_a_file(tmp_path: Path) -> None:
    manager = Manager(str(tmp_path / "notify"))
    ServiceManager(manager.address).ready()
    assert manager.listen() == ["READY=1"]
    manager.close()


@pytest.mark.parametrize("asked", [{}, {"NOTIFY_SOCKET": "/nowhere/at/all", "WATCHDOG_USEC": "soon"}])
def test_nobody_who_listens_disturbs_nothing(asked: dict[str, str]) -> None:
    told = ServiceManager.from_environment(asked)
    told.ready()
    told.alive()
    told.ending()
    assert asked == {}


def test_a_sealed_room_lives_too(tmp_path: Path, manager: Manager) -> None:
    """It waits for a person, who may take all night."""
    with encrypted_server(tmp_path) as server:
        server.environment |= {"NOTIFY_SOCKET": manager.address, "WATCHDOG_USEC": "2000000"}
        comes_back_sealed(server)
        wait_until(lambda: manager.heard("WATCHDOG=1") >= 4, "signs of life")
        assert manager.heard("READY=1") == 1
        assert Program(server.port, "").get("/readyz")[1] == {"status": "sealed"}
