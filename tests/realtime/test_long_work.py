"""Long work as a served room has it done: the server finds it by itself, a process of its own does it, and one
that is killed is followed by another; whatever the server runs on, and with an encrypted database."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest

from ops.models import Job
from ops.services import releases
from ops.services.jobs import Asker, asking
from ops.services.releases import By
from ops.services.transaction import Actor
from tests.support.processes import wait_until
from tests.support.sealed import encrypted_server
from tests.support.server import RunningServer
from tests.support.sheets import release

PATIENCE = 60.0
HERE = Asker(None)


def asked(server: RunningServer) -> UUID:
    """A report as PDF."""
    site = server.furnished.site_id
    made = releases.issue(server.house, site, [site], release(), By(Actor(None, "Rosa"), None))
    asks = {"number": made.number, "sites": [site]}
    return asking.queue(server.house, site, "pdf", asks, HERE, language="en")


def tries(server: RunningServer, job: UUID) -> int:
    """How many it took until its file was there."""
    site = server.furnished.site_id
    wait_until(lambda: asking.look(server.house, site, job, HERE).is_over, "it is over", PATIENCE)
    assert asking.file_of(server.house, site, job, HERE).content[:5] == b"%PDF-"
    with server.house.db.read() as session:
        return session.get_one(Job, job).tries


def kills_its_process(job: UUID) -> None:
    """Whichever does it, as soon as there is one."""

    def killed() -> bool:
        for one in Path("/proc").iterdir():
            with suppress(OSError):
                if one.name.isdigit() and str(job).encode() in (one / "cmdline").read_bytes():
                    os.kill(int(one.name), signal.SIGKILL)
                    return True
        return False

    wait_until(killed, "somebody does it", PATIENCE)


@pytest.mark.soak
def test_a_process_that_is_killed_is_followed_by_another(own_server: RunningServer) -> None:
    with own_server:
        job = asked(own_server)
        kills_its_process(job)
        assert tries(own_server, job) == 2


@pytest.mark.soak
def test_the_process_opens_an_encrypted_database(tmp_path: Path) -> None:
    with encrypted_server(tmp_path) as server:
        assert tries(server, asked(server)) == 1
