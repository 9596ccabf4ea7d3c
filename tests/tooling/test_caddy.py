"""The Caddyfile for a room: Caddy takes it, and a room behind it is live and knows who asks."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from tests.support.client import Program
from tests.support.processes import ending_with_parent, free_port, wait_until
from tests.support.screen import Screen
from tests.support.server import RunningServer
from tests.support.source import ROOT
from tests.support.tls import HERE, Tunnel, trusting_anything, write_pair

CADDYFILE = ROOT / "deploy/Caddyfile"
INTERNAL, FILES = "\ttls internal", "/etc/ops/tls/fullchain.pem /etc/ops/tls/privkey.pem"


@pytest.fixture
def caddy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    tool = shutil.which("caddy")
    if tool is None:
        pytest.skip("caddy is not installed")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return tool


def test_caddy_takes_the_file_as_it_is_and_with_files_of_a_certificate(caddy: str, tmp_path: Path) -> None:
    as_it_is = CADDYFILE.read_text()
    assert as_it_is.count(INTERNAL) == 1
    pair = write_pair(tmp_path, ["room.example.org"])
    with_files = as_it_is.replace(INTERNAL, "").replace(f"#tls {FILES}", f"tls {pair.certificate} {pair.key}")
    for text in (as_it_is, with_files):
        (tmp_path / "Caddyfile").write_text(text)
        done = subprocess.run(
            [caddy, "validate", "--adapter", "caddyfile", "--config", tmp_path / "Caddyfile"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert '"level":"warn"' not in done.stderr


def shakes_hands(port: int, name: str) -> bool:
    """Caddy listens before it has made its certificates."""
    try:
        with socket.create_connection(("127.0.0.1", port), 5) as line:
            trusting_anything().wrap_socket(line, server_hostname=name).close()
    except OSError:
        return False
    return True


@contextmanager
def served_by(caddy: str, folder: Path, text: str, port: int) -> Iterator[None]:
    (folder / "Caddyfile").write_text(text)
    with (folder / "caddy.log").open("wb") as log:
        process = subprocess.Popen(
            ending_with_parent(
                [caddy, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
            ),
            stdout=log,
            stderr=log,
            env=os.environ,
        )
    try:
        wait_until(
            lambda: process.poll() is not None or all(shakes_hands(port, name) for name in HERE),
            "Caddy has made its certificates",
        )
        yield
    finally:
        process.terminate()
        process.wait()


def test_a_room_behind_it_is_live_and_knows_who_asks(caddy: str, tmp_path: Path) -> None:
    port = free_port()
    told = {"OPS_ORIGINS": f"https://localhost:{port}", "OPS_PROXY": "header"}
    server = RunningServer(tmp_path, environment=told)
    text = CADDYFILE.read_text()
    for here, there in (
        ("room.example.org {", f"https://localhost:{port}, https://127.0.0.1:{port} {{"),
        ("127.0.0.1:8000", f"127.0.0.1:{server.port}"),
        ("admin off", f"admin off\n\thttp_port {free_port()}"),
    ):
        assert text.count(here) == 1
        text = text.replace(here, there)
    with server, served_by(caddy, tmp_path, text, port):
        with Tunnel(port) as way, Screen(way.url, server.tokens["display"], server.site, "wall") as wall:
            _, said = Program(way.port, server.tokens["floor"]).post(f"/sites/{server.site}/visits", {})
            wall.wait_for(said["version"])
            assert Program(way.port, "").get("/healthz")[1] == {"status": "ok"}
        guesses = [guess(port, "127.0.0.4") for _ in range(31)]
        assert guesses[-1] == 429
        assert guess(port, "127.0.0.5") != 429


def guess(port: int, source: str) -> int:
    """An address of one's own choice before the proxy's word does not help."""
    line = HTTPSConnection(
        "localhost", port, timeout=10, source_address=(source, 0), context=trusting_anything()
    )
    line.request("GET", "/in/wrong", headers={"X-Forwarded-For": os.urandom(4).hex()})
    with line.getresponse() as answer:
        answer.read()
    line.close()
    return answer.status
