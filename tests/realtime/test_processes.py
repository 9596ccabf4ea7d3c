"""Several processes, one database: a screen is right whoever it is connected to."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import websocket

from ops.realtime.protocol import LOOK_EVERY
from ops.services.ways_in import devices
from tests.support.client import Program
from tests.support.fault_proxy import Fault, FaultProxy
from tests.support.postgres import DatabaseMaker
from tests.support.processes import wait_until
from tests.support.screen import Screen
from tests.support.server import RunningServer

Two = tuple[RunningServer, RunningServer]
LOOKS = 3
"""Of the other process, at most: one is missed at the very end, and a busy machine may be late with the next."""

pytestmark = [pytest.mark.postgres, pytest.mark.eventlet]


@pytest.fixture(scope="module", params=["without Redis", "with Redis"])
def two(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    make_postgres_database: DatabaseMaker,
) -> Iterator[tuple[RunningServer, RunningServer]]:
    """Two servers with the same database and the same keys."""
    more = {"OPS_REDIS_URL": request.getfixturevalue("redis_server")} if request.param == "with Redis" else {}
    folder, url = tmp_path_factory.mktemp("two"), make_postgres_database()
    first = RunningServer(folder, url, environment=more)
    second = RunningServer(folder, url, environment=more, furnished=first.furnished)
    with first, second:
        yield first, second


def test_an_act_at_one_is_on_the_screens_of_the_other(two: Two) -> None:
    here, there = two
    floor = here.tokens["floor"]
    program = Program(here.port, floor)
    with Screen(here.url, floor, here.site) as near, Screen(there.url, floor, here.site) as far:
        version = 0
        for _ in range(3):
            _, said = program.post(f"/sites/{here.site}/visits", {"route": "inject"})
            version = said["version"]
        near.wait_for(version)
        far.wait_for(version)
        # Each sweeps and hears its own screens, so both go on; in the end they agree.
        wait_until(lambda: near.picture() == far.picture(), "the same picture on both")
        assert (near.resyncs, far.resyncs) == (0, 0)


def test_when_redis_is_gone_screens_follow_by_a_look_of_the_other_process(
    tmp_path: Path, postgres_url: str, redis_url: str
) -> None:
    """An act at one is on the screens of the other within some looks, though nobody rings there."""
    port = urlsplit(redis_url).port
    assert port is not None
    with FaultProxy(port) as line:
        more = {"OPS_REDIS_URL": redis_url.replace(str(port), str(line.port))}
        here = RunningServer(tmp_path, postgres_url, environment=more)
        there = RunningServer(tmp_path, postgres_url, environment=more, furnished=here.furnished)
        with here, there, Screen(there.url, here.tokens["floor"], here.site) as far:
            line.falls(Fault.DARK)
            wait_until(lambda: all("Redis is away" in one.log for one in (here, there)), "both know")
            program = Program(here.port, here.tokens["floor"])
            for _ in range(3):
                status, said = program.post(f"/sites/{here.site}/visits", {"route": "inject"})
                assert status == 201
                far.wait_for(said["version"], LOOKS * LOOK_EVERY)
            assert far.resyncs == 0
            assert "Redis is back" not in here.log + there.log


def test_who_is_revoked_at_one_is_put_out_by_the_other(two: Two) -> None:
    """Nobody is let in again by either, and who is not meant stays."""
    here, there = two
    meant, other = here.tokens["responder"], here.tokens["floor"]
    with (
        Screen(here.url, meant, here.site) as near,
        Screen(there.url, meant, here.site) as far,
        Screen(there.url, other, here.site) as stays,
    ):
        devices.revoke(here.house, here.furnished.site_id, here.furnished.devices["responder"])
        for server in two:
            assert Program(server.port, meant).get(f"/api/v1/sites/{here.site}/board")[0] == 401
        wait_until(lambda: not (near.connected or far.connected), "both sockets are closed")
        assert near.revoked == far.revoked == [{"reason": "revoked"}]
        for server in two:
            with pytest.raises(websocket.WebSocketBadStatusException, match="401"):
                Screen(server.url, meant, here.site).connect()
        told = len(stays.pulses)
        wait_until(lambda: len(stays.pulses) > told, "a pulse for who is not meant")


def test_one_house_of_several_workers(tmp_path: Path, postgres_url: str) -> None:
    with RunningServer(tmp_path, postgres_url, environment={"OPS_WORKERS": "3"}) as server:
        wait_until(lambda: len(server.worker_pids()) == 3, "three workers")
        screens = [Screen(server.url, server.tokens["floor"], server.site) for _ in range(9)]
        for screen in screens:
            screen.__enter__()
        program = Program(server.port, server.tokens["floor"])
        said = [program.post(f"/sites/{server.site}/visits", {})[1] for _ in range(5)]
        for screen in screens:
            screen.wait_for(said[-1]["version"])
        for screen in screens:
            screen.close()
