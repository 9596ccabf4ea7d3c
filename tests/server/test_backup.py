"""Backups of a room that is served, and what screens and tablets do after one was put back."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from ops.backup import folder
from ops.db import Database
from tests.support.backups import BackupKey
from tests.support.client import Program
from tests.support.processes import wait_until
from tests.support.screen import Screen
from tests.support.server import RunningServer

CANARY = "Zilpzalp"


@pytest.fixture
def key(tmp_path: Path) -> BackupKey:
    return BackupKey.new(tmp_path)


@pytest.fixture
def server(tmp_path: Path, key: BackupKey) -> Iterator[RunningServer]:
    with key.serves(tmp_path) as server:
        yield server


@pytest.fixture
def tablet(server: RunningServer) -> Program:
    return Program(server.port, server.tokens["floor"])


def types(server: RunningServer, *words: str) -> str:
    """A command of the caretaker; its last line."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("OPS_")}
    said = {
        "OPS_DATA_DIR": str(server.settings.data_dir),
        "OPS_PORT": str(server.port),
        "OPS_BACKUP_TO": str(server.settings.backup_to),
    }
    done = subprocess.run(
        [sys.executable, "-m", "ops.cli", *words], env=inherited | said, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def first_by_itself(server: RunningServer) -> folder.Kept:
    wait_until(lambda: folder.newest(server.settings.backup_dir) is not None, "a backup is made")
    found = folder.newest(server.settings.backup_dir)
    assert found is not None
    return found


def journal(database: Database) -> list[tuple[int, str]]:
    with database.read() as session:
        rows = session.execute(text("SELECT version, kind FROM journal ORDER BY id"))
        return [(row[0], row[1]) for row in rows]


def test_the_server_makes_one_by_itself(server: RunningServer, key: BackupKey) -> None:
    made = first_by_itself(server)
    key.opens(made.path)


def test_each_is_the_room_at_one_moment(
    server: RunningServer, tablet: Program, key: BackupKey, tmp_path: Path
) -> None:
    """While tablets go on: every version up to one, whole, and none later."""
    first_by_itself(server)
    over = threading.Event()
    refused: list[int] = []

    def taps() -> None:
        while not over.is_set():
            status, _ = tablet.post(f"/sites/{server.site}/visits", {"handle": CANARY})
            refused.extend([status] * (status != 201))

    hand = threading.Thread(target=taps)
    hand.start()
    try:
        files = [Path(types(server, "backup", "--to", str(tmp_path / f"to-{number}"))) for number in range(3)]
    finally:
        over.set()
        hand.join()
    assert refused == []
    whole = journal(server.house.db)
    seen = set()
    for number, file in enumerate(files):
        assert CANARY.encode() not in file.read_bytes()
        manifest = key.unpacks(file, tmp_path / f"out-{number}")
        until = manifest.versions[server.site]
        with closing(Database(f"sqlite:///{tmp_path / f'out-{number}' / 'room.db'}")) as copy:
            assert journal(copy) == [row for row in whole if row[0] <= until]
        seen.add(until)
    assert len(seen) == len(files)


def test_screens_ask_anew_and_tablets_send_again(
    server: RunningServer, tablet: Program, key: BackupKey
) -> None:
    path = f"/sites/{server.site}/visits"
    before, since = str(uuid4()), str(uuid4())
    first_by_itself(server)
    _, first = tablet.post(path, {}, before)
    made = types(server, "backup", "--to", str(server.folder / "kept"))
    tablet.post(path, {}, since)
    for _ in range(6):
        tablet.post(path, {})
    with Screen(server.url, server.tokens["display"], server.site, "wall", comes_back=True) as wall:
        assert wall.board is not None
        old, ahead = wall.board["epoch"], wall.version
        server.stop()
        server.house.db.close()
        types(server, "restore", made, "--identity", str(key.identity))
        server.start()
        wait_until(lambda: wall.board is not None and wall.board["epoch"] != old, "the wall asks anew")
        assert wall.version < ahead
        assert tablet.post(path, {}, before) == (201, first)
        status, again = tablet.post(path, {}, since)
        assert status == 201
        assert tablet.post(path, {}, since) == (201, again)
        wall.wait_for(again["version"])
        _, board = tablet.get(f"/api/v1/sites/{server.site}/board")
        waiting = {person["id"] for person in board["waiting"]}
        assert waiting == {first["visit"]["id"], again["visit"]["id"]}
    _, said = tablet.get(f"/api/v1/sites/{server.site}/journal?after=0&limit=1000")
    assert "backup_put_back" in json.dumps(said)
