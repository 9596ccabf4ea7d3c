"""A room whose server comes back without its key, in the middle of a response, and is opened by a person."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from ops.backup import folder
from tests.support.backups import BackupKey
from tests.support.client import Program
from tests.support.processes import wait_until
from tests.support.screen import Screen
from tests.support.sealed import comes_back_sealed, encrypted_server, gives, written_key
from tests.support.server import RunningServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """It has its key, for now."""
    with encrypted_server(tmp_path) as server:
        yield server


@pytest.fixture
def key(server: RunningServer) -> str:
    return written_key(server)


def test_it_starts_sealed_in_mid_response_and_loses_nothing(server: RunningServer, key: str) -> None:
    tablet = Program(server.port, server.tokens["floor"])
    response, dose, over = (str(uuid4()) for _ in range(3))
    _, begun = tablet.post(
        f"/sites/{server.site}/responses", {"booth": server.furnished.booths["1"]}, response
    )
    with Screen(server.url, server.tokens["display"], server.site, "wall", comes_back=True) as wall:
        comes_back_sealed(server)
        later = [(f"/responses/{response}/actions", {"kind": "naloxone", "values": {}}, dose)]
        later.append((f"/responses/{response}/over", {}, over))
        for path, body, act in later:
            status, problem = tablet.post(path, body, act)
            assert (status, problem["code"]) == (503, "sealed")
        assert tablet.get("/readyz") == (503, {"status": "sealed"})
        assert tablet.get("/healthz") == (200, {"status": "ok"})
        assert gives(server, "cd" * 32) == 403
        assert not wall.connected
        assert gives(server, key) == 303
        answers = [tablet.post(*act) for act in later]
        assert [status for status, _ in answers] == [200, 200]
        assert [tablet.post(*act) for act in later] == answers
        wall.wait_for(answers[-1][1]["version"])
    assert tablet.get("/readyz")[1]["status"] == "ok"
    _, found = tablet.get(f"/api/v1/sites/{server.site}/responses/{response}")
    assert found["id"] == begun["response"]["id"] == response
    assert found["over_at"] is not None
    assert [row["kind"] for row in found["actions"]] == ["naloxone"]


def test_a_process_that_replaces_another_need_not_ask_again(server: RunningServer, key: str) -> None:
    comes_back_sealed(server)
    assert gives(server, key) == 303
    [first] = server.worker_pids()
    os.kill(first, signal.SIGKILL)
    tablet = Program(server.port, server.tokens["floor"])

    def answers() -> bool:
        try:
            return tablet.get(f"/api/v1/sites/{server.site}/board")[0] == 200
        except OSError:
            return False

    wait_until(lambda: server.worker_pids() not in ([first], []) and answers(), "another one serves the room")


def test_a_key_is_in_no_file_and_backups_go_on(server: RunningServer, key: str, tmp_path: Path) -> None:
    backups = BackupKey.new(tmp_path)
    server.environment["OPS_BACKUP_TO"] = str(backups.recipients)
    comes_back_sealed(server)
    into = server.settings.data_dir / "backups"
    (tmp_path / "db.key").unlink()
    assert gives(server, key) == 303
    wait_until(lambda: folder.newest(into) is not None, "a backup is made")
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert key.encode() not in content
            assert bytes.fromhex(key) not in content
