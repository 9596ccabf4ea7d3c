"""PostgreSQL out of reach, and back: nobody is told something untrue, and nothing waits for ever."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest

from tests.support.client import Program
from tests.support.fault_proxy import Fault, FaultProxy
from tests.support.postgres import at_port
from tests.support.processes import wait_until
from tests.support.screen import Screen
from tests.support.server import RunningServer

pytestmark = [pytest.mark.postgres, pytest.mark.eventlet]


@pytest.fixture
def server(tmp_path: Path, postgres_url: str, database_line: FaultProxy) -> Iterator[RunningServer]:
    url = at_port(postgres_url, database_line.port)
    with RunningServer(tmp_path, url) as server:
        yield server


def goes_silent(screen: Screen, patience: float) -> None:
    """No pulse comes any more: by its own clock a screen then says NOT LIVE."""
    last = [len(screen.pulses), monotonic()]

    def quiet() -> bool:
        if len(screen.pulses) != last[0]:
            last[:] = [len(screen.pulses), monotonic()]
        return monotonic() - last[1] > 5.0

    wait_until(quiet, "no pulse for five seconds", patience)


@pytest.mark.soak
@pytest.mark.parametrize("fault", [Fault.DARK, Fault.HALF_OPEN])
def test_away_and_back(server: RunningServer, database_line: FaultProxy, fault: Fault) -> None:
    floor = server.tokens["floor"]
    program = Program(server.port, floor, patience=40)
    workers = server.worker_pids()
    with Screen(server.url, floor, server.site, comes_back=True) as screen:
        wait_until(lambda: bool(screen.pulses), "a pulse")
        database_line.falls(fault)
        key = str(uuid4())
        status, said = program.post(f"/sites/{server.site}/visits", {}, key)
        assert (status, said["code"]) == (503, "database_away")
        assert program.get("/healthz")[0] == 200
        assert program.get("/readyz") == (503, {"status": "down", "database": "away"})
        goes_silent(screen, 40)
        database_line.falls(None)
        wait_until(lambda: program.post(f"/sites/{server.site}/visits", {}, key)[0] == 201, "it is taken")
        told = len(screen.pulses)
        wait_until(lambda: len(screen.pulses) > told, "a pulse again")
        wait_until(lambda: len(screen.picture()["waiting"]) == 1, "one person waits")
    assert server.worker_pids() == workers


def test_a_process_lives_while_the_database_is_silent(
    server: RunningServer, database_line: FaultProxy
) -> None:
    """A proxy that asks each second, and waits for three, takes none of them off; and what is there to be said
    is said again when it is back."""
    proxy = Program(server.port, "", patience=3)
    assert proxy.get("/healthz") == (200, {"status": "ok", "sites": [server.site]})
    database_line.falls(Fault.HALF_OPEN)
    for _ in range(4):
        assert proxy.get("/healthz") == (200, {"status": "ok"})
    database_line.falls(None)
    wait_until(lambda: proxy.get("/healthz")[1].get("sites") == [server.site], "the sites are known again")
