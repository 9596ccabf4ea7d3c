"""Ending, reloading, being killed: quick, and nothing that was acknowledged is lost."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPException
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select

from ops.domain.words import Audience
from ops.models import CheckIn, Receipt, Visit
from ops.services import board
from tests.support.client import Program
from tests.support.processes import answers, wait_until
from tests.support.screen import Screen
from tests.support.server import STOPS_WITHIN, RunningServer

MANY = 50


@contextmanager
def screens(server: RunningServer, number: int, url: str | None = None) -> Iterator[list[Screen]]:
    """Connected, subscribed, and coming back by themselves."""
    audiences = [("floor", "floor"), ("wall", "display"), ("waiting", "display")]
    with ExitStack() as stack:
        made = []
        for place in range(number):
            audience, role = audiences[place % 3]
            screen = Screen(url or server.url, server.tokens[role], server.site, audience, comes_back=True)
            made.append(stack.enter_context(screen))
        yield made


def test_fifty_screens_do_not_keep_it_from_ending(own_server: RunningServer) -> None:
    own_server.start()
    with screens(own_server, MANY) as watching:
        workers = own_server.worker_pids()
        assert own_server.stop() <= STOPS_WITHIN
        assert not answers(own_server.port)
        wait_until(lambda: not any(map(alive, workers)), "no worker is left")
        wait_until(lambda: all(screen.drops == 1 for screen in watching), "every screen knows")
        assert all(screen.revoked == [] for screen in watching)


def test_screens_are_back_and_right_after_a_restart(own_server: RunningServer) -> None:
    own_server.start()
    with screens(own_server, 12) as watching:
        program = Program(own_server.port, own_server.tokens["floor"])
        own_server.stop()
        own_server.start()
        status, said = program.post(f"/sites/{own_server.site}/visits", {"route": "smoke"})
        assert status == 201
        for screen in watching:
            screen.wait_for(said["version"])
        right(own_server, watching)


def test_a_reload_changes_workers_and_keeps_the_port(own_server: RunningServer) -> None:
    own_server.start()
    with screens(own_server, 12) as watching:
        before = own_server.worker_pids()
        own_server.reload()
        wait_until(lambda: not set(before) & set(own_server.worker_pids()), "the old worker is gone")
        assert answers(own_server.port)
        wait_until(lambda: all(screen.drops == 1 and screen.connected for screen in watching), "all back")
        program = Program(own_server.port, own_server.tokens["floor"])
        _, said = program.post(f"/sites/{own_server.site}/visits", {})
        for screen in watching:
            screen.wait_for(said["version"])
        right(own_server, watching)


def test_ctrl_c_is_as_quick(own_server: RunningServer) -> None:
    own_server.start()
    with screens(own_server, 5):
        os.killpg(own_server.pid, signal.SIGINT)
        wait_until(lambda: not answers(own_server.port), "the port is free")
        wait_until(lambda: not alive(own_server.pid), "the last process is gone", STOPS_WITHIN)


def test_killed_outright_amid_traffic_nothing_acknowledged_is_lost(own_server: RunningServer) -> None:
    """Several tablets write without a pause; kill -9; every answer that arrived is a row."""
    own_server.start()
    acknowledged: dict[UUID, int] = {}
    tried: set[UUID] = set()
    over = threading.Event()

    def tablet() -> None:
        program = Program(own_server.port, own_server.tokens["floor"])
        while not over.is_set():
            key = uuid4()
            tried.add(key)
            try:
                status, said = program.post(f"/sites/{own_server.site}/visits", {"route": "inject"}, str(key))
            except (OSError, ValueError, HTTPException):  # no answer, or one cut short
                continue
            assert status == 201
            acknowledged[key] = said["version"]

    tablets = [threading.Thread(target=tablet) for _ in range(4)]
    for thread in tablets:
        thread.start()
    wait_until(lambda: len(acknowledged) >= 40, "some traffic")
    own_server.kill()
    over.set()
    for thread in tablets:
        thread.join()
    found, site_id = rows(own_server), own_server.furnished.site_id
    assert acknowledged.keys() <= found <= tried
    assert board.heads(own_server.house, [site_id])[site_id].version == len(found)
    picture = board.snapshot(own_server.house, site_id, Audience.FLOOR)
    own_server.start()
    status, after = Program(own_server.port, own_server.tokens["floor"]).get(
        f"/api/v1/sites/{own_server.site}/board"
    )
    assert status == 200
    assert rows(own_server) == found
    assert after["waiting"] == picture.body["waiting"]


def test_what_was_sent_and_not_answered_can_be_sent_again(own_server: RunningServer) -> None:
    """The client cannot know whether it got through; the same id makes it harmless."""
    own_server.start()
    program = Program(own_server.port, own_server.tokens["floor"])
    keys = [str(uuid4()) for _ in range(10)]
    path = f"/sites/{own_server.site}/visits"
    first = [program.post(path, {"route": "inject"}, key) for key in keys[:6]]
    own_server.kill()
    own_server.start()
    again = [program.post(path, {"route": "inject"}, key) for key in keys]
    assert again[:6] == first
    assert rows(own_server) == {UUID(key) for key in keys}


def test_a_hung_process_is_replaced(tmp_path: Path) -> None:
    with RunningServer(tmp_path) as server:
        [hung] = server.worker_pids()
        os.kill(hung, signal.SIGSTOP)
        wait_until(lambda: hung not in server.worker_pids(), "the hung worker is gone", 60)
        wait_until(lambda: Program(server.port, "").get("/healthz")[0] == 200, "a new worker answers")


def right(server: RunningServer, watching: list[Screen]) -> None:
    """Each has the picture a newcomer would get."""

    def is_right(screen: Screen) -> bool:
        audience = Audience(screen.audience)
        return screen.picture() == board.snapshot(server.house, server.furnished.site_id, audience).body

    wait_until(lambda: all(map(is_right, watching)), "the right picture on every screen")


def rows(server: RunningServer) -> set[UUID]:
    """Visits, each with its receipt: neither without the other."""
    with server.house.db.read() as session:
        visits = set(session.scalars(select(Visit.id)))
        receipts = set(session.scalars(select(Receipt.command_id)))
        assert visits == receipts
        assert session.scalars(select(CheckIn)).all() == []
        return visits


def alive(pid: int) -> bool:
    """Whether the process still runs; one that only waits to be asked how it ended does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
