"""Several processes behind Caddy: one ends, and nobody waits for it."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.support.client import Program
from tests.support.processes import free_port, wait_until
from tests.support.screen import Screen
from tests.support.server import RunningServer
from tests.support.source import ROOT
from tests.support.tls import Tunnel
from tests.tooling.test_caddy import caddy, served_by

__all__ = ["caddy"]

CADDYFILE = ROOT / "deploy/Caddyfile.several"


def test_caddy_takes_the_file(caddy: str) -> None:
    for more in ({}, {"HOUSE_NAME": "rooms.example.org", "HOUSE_PROCESSES": "app-1:8000 app-2:8000"}):
        done = subprocess.run(
            [caddy, "validate", "--adapter", "caddyfile", "--config", CADDYFILE],
            env={**os.environ, **more},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        assert '"level":"warn"' not in done.stderr


@pytest.mark.postgres
@pytest.mark.eventlet
def test_one_of_two_ends_and_its_screens_and_acts_are_at_the_other(
    caddy: str, tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    told = {"OPS_ORIGINS": f"https://localhost:{port}", "OPS_PROXY": "header"}
    one = RunningServer(tmp_path, postgres_url, environment=told)
    other = RunningServer(tmp_path, postgres_url, environment=told, furnished=one.furnished)
    monkeypatch.setenv("HOUSE_NAME", f"https://localhost:{port}, https://127.0.0.1:{port}")
    monkeypatch.setenv("HOUSE_PROCESSES", f"127.0.0.1:{one.port} 127.0.0.1:{other.port}")
    text = re.sub("admin off", f"admin off\n\thttp_port {free_port()}", CADDYFILE.read_text())
    floor = one.tokens["floor"]
    with one, other, served_by(caddy, tmp_path, text, port), Tunnel(port) as way:
        program = Program(way.port, floor)
        screens = [Screen(way.url, floor, one.site, comes_back=True) for _ in range(6)]
        for screen in screens:
            screen.__enter__()
        said = [program.post(f"/sites/{one.site}/visits", {}) for _ in range(5)]
        one.stop()
        said += [program.post(f"/sites/{one.site}/visits", {}) for _ in range(10)]
        assert {status for status, _ in said} == {201}
        for screen in screens:
            screen.wait_for(said[-1][1]["version"])
        assert any(screen.drops for screen in screens)
        wait_until(lambda: all(screen.picture() == screens[0].picture() for screen in screens), "one picture")
        for screen in screens:
            screen.close()
