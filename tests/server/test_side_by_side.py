"""A newer version is put in place behind one proxy, process by process, as docs/upgrading.md says: the code of
before, taken from the project's history, serves beside today's on one database."""

import io
import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from ops.clock import utc_now
from ops.db import Database
from ops.migrations import schema
from tests.support.client import Program
from tests.support.furnished import Furnished
from tests.support.processes import free_port, wait_until
from tests.support.screen import Screen
from tests.support.server import RunningServer
from tests.support.source import ROOT
from tests.support.tls import Tunnel
from tests.tooling.test_caddy import caddy, served_by
from tests.tooling.test_caddy_several import CADDYFILE

__all__ = ["caddy"]

pytestmark = [pytest.mark.postgres, pytest.mark.eventlet, pytest.mark.soak]

LOOKS = "0040"
"""Code that knows this revision looks whether it may work on newer tables."""
FURNISHES = """
import json
from dataclasses import asdict
from ops import create_app
from ops.clock import utc_now
from ops.config import Settings
from ops.db import Database
from ops.keys import ensure_secrets
from ops.migrations import schema
from ops.services.house import House
from tests.support.furnished import furnish

settings = Settings.from_environment()
database = Database(settings.database_url)
schema.bring_up_to_date(database, utc_now())
made = furnish(House(database, utc_now, lambda site_id: None, ensure_secrets(settings)))
print(json.dumps([schema.revisions()[-1], asdict(made)]))
"""


def git(*words: str) -> bytes:
    return subprocess.run(["git", "-C", str(ROOT), *words], check=True, capture_output=True).stdout


def the_code_before(folder: Path) -> Path:
    """As it was before the newest revisions, as many of them as only add one after the other."""
    commit = "HEAD"
    for revision in reversed(schema.revisions()):
        if not schema.is_additive(revision):
            break
        added = git(
            "log", "-1", "--diff-filter=A", "--format=%P", "--", f"ops/migrations/versions/*_{revision}_*"
        )
        commit = added.decode().partition(" ")[0].strip() or commit
    with tarfile.open(fileobj=io.BytesIO(git("archive", commit, "ops", "tests"))) as tar:
        tar.extractall(folder)
    return folder


def runs(code: Path, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("OPS_")}
    return subprocess.run(
        [sys.executable, *words], cwd=code, env=inherited | environment, capture_output=True, text=True
    )


def test_processes_are_taken_one_after_the_other_and_nobody_notices(
    caddy: str, tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, port = the_code_before(tmp_path / "before"), free_port()
    told = {"OPS_ORIGINS": f"https://localhost:{port}", "OPS_PROXY": "header"}
    alone = {"OPS_DATABASE_URL": postgres_url, "OPS_DATA_DIR": str(tmp_path / "instance")}
    made = runs(code, alone, "-c", FURNISHES)
    assert made.returncode == 0, made.stderr
    revision, found = json.loads(made.stdout)
    furnished = Furnished(**found)
    # Not the folder it is started in: its modules are those of before.
    of_before = {"PYTHONSAFEPATH": "1", "PYTHONPATH": str(code)}

    served = runs(ROOT, of_before, "-c", "import ops; print(ops.__file__)").stdout
    assert Path(served.strip()).is_relative_to(code)

    def process(more: dict[str, str], port: int | None = None) -> RunningServer:
        return RunningServer(tmp_path, postgres_url, port=port, environment=told | more, furnished=furnished)

    old = [process(of_before), process(of_before)]
    monkeypatch.setenv("HOUSE_NAME", f"https://localhost:{port}, https://127.0.0.1:{port}")
    monkeypatch.setenv("HOUSE_PROCESSES", " ".join(f"127.0.0.1:{one.port}" for one in old))
    text = re.sub("admin off", f"admin off\n\thttp_port {free_port()}", CADDYFILE.read_text())
    floor, site = furnished.tokens["floor"], furnished.slug
    new: list[RunningServer] = []
    with old[0], old[1], served_by(caddy, tmp_path, text, port), Tunnel(port) as way:
        program = Program(way.port, floor)
        screens = [Screen(way.url, floor, site, comes_back=True) for _ in range(6)]

        def all_is_well() -> str:
            """An act is taken, and is on every screen; of which epoch."""
            status, said = program.post(f"/sites/{site}/visits", {})
            assert status == 201, said
            for screen in screens:
                screen.wait_for(said["version"])
            wait_until(lambda: all(s.picture() == screens[0].picture() for s in screens), "one picture")
            return str(screens[0].picture()["epoch"])

        try:
            for screen in screens:
                screen.__enter__()
            epoch = all_is_well()
            there = Database(postgres_url)
            schema.bring_up_to_date(there, utc_now())
            there.close()
            assert all_is_well() == epoch
            assert sum(screen.drops + screen.resyncs for screen in screens) == 0
            workers = set(old[0].worker_pids())
            old[0].reload()
            wait_until(lambda: workers.isdisjoint(old[0].worker_pids()), "fresh workers of the old code")
            assert all_is_well() == epoch
            for one in old:
                one.stop()
                new.append(process({}, one.port))
                new[-1].start()
                assert all_is_well() == epoch
            assert runs(ROOT, alone, "-m", "ops.cli", "journal", "verify").returncode == 0
            again = runs(code, alone, "-m", "ops.cli", "journal", "verify")
            assert (again.returncode == 0) is (revision >= LOOKS), again.stderr
        finally:
            for screen in screens:
                screen.close()
            for one in new:
                one.end()
