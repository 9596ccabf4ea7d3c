"""PostgreSQL's primary is lost and its replica promoted: another history, and nothing acknowledged is lost.

The replica may lack the last acts. Tablets keep what they sent for a day and send it again to the new history.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from ops.clock import utc_now
from ops.db import Database
from ops.migrations import schema
from tests.support.client import Program
from tests.support.fault_proxy import Fault, FaultProxy
from tests.support.postgres import at_port, cluster, port_of, programs, serves, takes_in
from tests.support.processes import free_port, private_folder, serving, unprivileged, wait_until
from tests.support.screen import Screen
from tests.support.server import ROOT, RunningServer

pytestmark = [pytest.mark.postgres, pytest.mark.eventlet, pytest.mark.soak]


class Address(FaultProxy):
    """The one address of the database that the house knows; who is behind it can be another."""

    def __enter__(self) -> "Address":
        super().__enter__()
        return self

    def leads_to(self, port: int) -> None:
        self._server_port = port
        self.falls(Fault.CUT)
        self.falls(None)


class Pair:
    """A primary, a replica of it, and the line from one to the other."""

    def __init__(self, primary: str, replica: str, between: FaultProxy, folder: Path, bin_: Path) -> None:
        self.primary = primary
        self.replica = replica
        self.between = between
        self._folder = folder
        self._programs = bin_

    def promote(self) -> None:
        command = [str(self._programs / "pg_ctl"), "-D", str(self._folder / "data"), "promote"]
        owner = unprivileged("postgres")
        subprocess.run(command, check=True, capture_output=True, user=owner, cwd=self._folder)


@pytest.fixture
def pair() -> Iterator[Pair]:
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed")
    owner = unprivileged("postgres")
    with cluster(found) as primary, private_folder(owner) as folder, FaultProxy(port_of(primary)) as between:
        database = Database(primary)
        schema.bring_up_to_date(database, utc_now(), copy_first=False)
        database.close()
        where = ["-h", "127.0.0.1", "-p", str(between.port), "-U", "postgres"]
        copy = [str(found / "pg_basebackup"), *where, "--checkpoint=fast", "-R", "-D", str(folder / "data")]
        subprocess.run(copy, check=True, capture_output=True, user=owner, cwd=folder)
        port = free_port()
        with serving(serves(found, folder / "data", port), port, folder, owner):
            replica = at_port(primary, port)
            wait_until(lambda: takes_in(replica), "the replica answers")
            yield Pair(primary, replica, between, folder, found)


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
            says(server.environment, "db", "promoted")
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


def says(environment: Mapping[str, str], *words: str) -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("OPS_")}
    command = [sys.executable, "-m", "ops.cli", *words]
    subprocess.run(command, cwd=ROOT, env={**inherited, **environment}, check=True, capture_output=True)


def _people(url: str) -> int:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return int(connection.scalar(text("SELECT count(*) FROM visit")) or 0)
    finally:
        engine.dispose()
