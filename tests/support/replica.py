"""A primary of PostgreSQL, a replica that follows it, and an address behind which either may be."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.clock import utc_now
from ops.db import Database
from ops.migrations import schema
from tests.support.fault_proxy import Fault, FaultProxy
from tests.support.postgres import at_port, cluster, installed, port_of, serves, takes_in
from tests.support.processes import free_port, private_folder, serving, unprivileged, wait_until


class Address(FaultProxy):
    """The one address of the database that the house knows; who is behind it can be another."""

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


@contextmanager
def replicated() -> Iterator[Pair]:
    """Both are there; skips the test where PostgreSQL is not installed."""
    found, owner = installed(), unprivileged("postgres")
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
