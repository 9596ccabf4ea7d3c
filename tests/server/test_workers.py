"""What the workers promise, looked at from inside."""

import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.workers.base import Worker

from ops.workers import RoomWorker

GREEN = """
from ops.workers import make_green
import sys
assert "psycopg" not in sys.modules and "sqlalchemy" not in sys.modules and "flask" not in sys.modules
make_green()
import psycopg, socket, threading
from psycopg import waiting
from eventlet.patcher import is_monkey_patched
assert waiting.wait is waiting.wait_select, waiting.wait
assert is_monkey_patched("socket") and is_monkey_patched("thread") and is_monkey_patched("select")
"""


def test_eventlet_is_patched_before_anything_else_is_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", GREEN], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


RECYCLED = """
from ops.workers import EventletWorker, make_green
make_green()
import os
from types import SimpleNamespace
import eventlet
from eventlet.hubs import IOClosed, trampoline
from eventlet.patcher import original
socket = original("socket")

listener = socket.create_server(("127.0.0.1", 0))
listener.setblocking(False)
worker = EventletWorker.__new__(EventletWorker)
worker.cfg = SimpleNamespace(workers=2)
door = worker._door(listener, eventlet.GreenPool())

def waits(number):
    try:
        trampoline(number, read=True)
    except IOClosed:
        return "closed"

gone, other = socket.socketpair()
number = gone.detach()
left = eventlet.spawn(waits, number)
eventlet.sleep(0)
here = socket.create_connection(listener.getsockname())
os.close(number)
client, _ = door.accept()
assert client.fileno() == number, (client.fileno(), number)
reading = eventlet.spawn(client.recv, 4)
eventlet.sleep(0)
here.sendall(b"here")
with eventlet.Timeout(30):
    assert reading.wait() == b"here"
    assert left.wait() == "closed"
"""


def test_a_client_is_not_mistaken_for_the_one_that_had_its_number_before() -> None:
    """It was closed where the hub did not see it, and somebody still waits for it."""
    done = subprocess.run([sys.executable, "-c", RECYCLED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


class Life:
    """Freshness, as a test wants it."""

    def __init__(self, alive: bool) -> None:
        self.freshness = self
        self._alive = alive

    def alive(self) -> bool:
        return self._alive


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize(("realtime", "signs"), [(None, 1), (Life(True), 1), (Life(False), 0)])
def test_a_sign_of_life_is_given_only_while_the_house_looks_after_its_deadlines(
    monkeypatch: pytest.MonkeyPatch, realtime: Any, signs: int, sealed: bool
) -> None:
    given: list[Worker] = []
    told: list[str] = []

    def notify(worker: Worker) -> None:
        given.append(worker)

    monkeypatch.setattr(Worker, "notify", notify)
    worker = RoomWorker.__new__(RoomWorker)
    monkeypatch.setattr(worker, "realtime", lambda: realtime)
    app: Any = SimpleNamespace(manager=SimpleNamespace(alive=lambda: told.append("alive")), sealed=sealed)
    worker.app = app
    worker.notify()
    assert len(given) == signs
    # While the room is still being loaded the service manager has not been told that it is ready.
    assert len(told) == (signs if realtime or sealed else 0)
