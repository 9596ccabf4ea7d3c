"""PostgreSQL's primary is lost and its replica promoted: another history, and nothing acknowledged is lost.

The replica may lack the last acts. Tablets keep what they sent for a day and send it again to the new history.
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from tests.support.client import Program
from tests.support.fault_proxy import Fault
from tests.support.postgres import at_port, port_of
from tests.support.processes import wait_until
from tests.support.replica import Address, Pair, replicated
from tests.support.screen import Screen
from tests.support.server import RunningServer

pytestmark = [pytest.mark.postgres, pytest.mark.eventlet, pytest.mark.soak]


@pytest.fixture
def pair() -> Iterator[Pair]:
    with replicated() as both:
        yield both


def test_a_replica_takes_over(pair: Pair, tmp_path: Path) -> None:
    address = Address(port_of(pair.primary))
    with address:
        server = RunningServer(tmp_path, at_port(pair.primary, address.port))
        with server, Screen(server.url, server.tokens["floor"], server.site, comes_back=True) as screen:
            program = Program(server.port, server.tokens["floor"])
            kept = [str(uuid4()) for _ in range(3)]
            assert _comes(program, server, kept[0]) == 201
            wait_until(lambda: _people(pair.replica) == 1, "the replica has the first")
            pair.between.falls(Fault.DARK)
            assert [_comes(program, server, key) for key in kept[1:]] == [201, 201]
            wait_until(lambda: len(screen.picture()["waiting"]) == 3, "three wait")
            before = screen.picture()["epoch"]
            address.falls(Fault.DARK)
            assert _comes(program, server, str(uuid4())) == 503
            pair.promote()
            address.leads_to(port_of(pair.replica))
            assert _people(pair.replica) == 1
            wait_until(lambda: screen.picture()["epoch"] != before, "another history on the screen")
            assert len(screen.picture()["waiting"]) == 1
            assert [_comes(program, server, key) for key in kept] == [201] * 3
            wait_until(lambda: len(screen.picture()["waiting"]) == 3, "each of them, once")
            assert _people(pair.replica) == 3


def test_the_primary_of_before_takes_nothing_more(pair: Pair, tmp_path: Path) -> None:
    """It goes on running, and one of two processes still reaches it and nothing else."""
    with Address(port_of(pair.primary)) as near, Address(port_of(pair.primary)) as far:
        first = RunningServer(tmp_path, at_port(pair.primary, near.port))
        second = RunningServer(tmp_path, at_port(pair.primary, far.port), furnished=first.furnished)
        floor = first.tokens["floor"]
        with first, second, Screen(first.url, floor, first.site, comes_back=True) as screen:
            left, taken_over = Program(first.port, floor), Program(second.port, floor)
            assert _comes(left, first, str(uuid4())) == 201
            wait_until(lambda: _people(pair.replica) == 1, "the replica has it")
            pair.promote()
            far.leads_to(port_of(pair.replica))
            wait_until(lambda: _comes(taken_over, second, str(uuid4())) == 201, "the other one has moved")
            status, said = left.post(f"/sites/{first.site}/visits", {}, str(uuid4()))
            assert (status, said["code"]) == (503, "database_away")
            assert left.get("/readyz") == (503, {"status": "down", "database": "away"})
            told = len(screen.pulses)
            assert _people(pair.primary) == 1
            wait_until(lambda: "NotThePrimary" in first.log, "it says why")
            first.restart()
            assert _comes(left, first, str(uuid4())) == 503
            near.leads_to(port_of(pair.replica))
            wait_until(lambda: left.get("/readyz")[0] == 200, "it has moved, too")
            wait_until(lambda: len(screen.pulses) > told, "its screens are live again")
            wait_until(
                lambda: len(screen.picture()["waiting"]) == _people(pair.replica), "all that are there"
            )


def _comes(program: Program, server: RunningServer, key: str) -> int:
    status, _ = program.post(f"/sites/{server.site}/visits", {}, key)
    return status


def _people(url: str) -> int:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return int(connection.scalar(text("SELECT count(*) FROM visit")) or 0)
    finally:
        engine.dispose()
