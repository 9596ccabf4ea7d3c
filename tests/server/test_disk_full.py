"""A real disk of eight megabytes runs full under a served room, and is given room again."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from ops.keys import make_key
from tests.support.client import Program
from tests.support.disk import SmallDisk
from tests.support.processes import wait_until
from tests.support.screen import Screen
from tests.support.server import RunningServer

MANY = 3000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    disk = SmallDisk(tmp_path / "instance")
    yield disk
    disk.close()


@pytest.fixture
def environment() -> dict[str, str]:
    return {"OPS_DISK_LOW_MB": "1"}


@pytest.fixture
def encrypted(environment: dict[str, str], tmp_path: Path) -> None:
    """The database is, from its first byte."""
    environment["OPS_DB_KEY_FILE"] = str(tmp_path / "db.key")
    make_key(tmp_path / "db.key")


@pytest.fixture
def server(tmp_path: Path, disk: SmallDisk, environment: dict[str, str]) -> Iterator[RunningServer]:
    with RunningServer(tmp_path, environment=environment) as server:
        yield server


@pytest.fixture
def tablet(server: RunningServer) -> Program:
    return Program(server.port, server.tokens["floor"])


def fill(server: RunningServer, disk: SmallDisk, tablet: Program) -> None:
    """Full, and what the database still had to write in is used up."""
    disk.fill(*server.worker_pids())
    for _ in range(MANY):
        if tablet.post(f"/sites/{server.site}/visits", {})[0] == 503:
            return
    raise AssertionError("the disk never became full")


def full_since(screen: Screen) -> object:
    return screen.pulses[-1]["disk_full_since"] if screen.pulses else None


def test_acts_are_refused_in_words_and_the_board_goes_on(
    server: RunningServer, disk: SmallDisk, tablet: Program
) -> None:
    path = f"/sites/{server.site}/visits"
    with (
        Screen(server.url, server.tokens["display"], server.site, "wall") as wall,
        Screen(server.url, server.tokens["display"], server.site, "waiting") as waiting,
    ):
        fill(server, disk, tablet)
        kept = str(uuid4())
        status, problem = tablet.post(path, {"route": "smoke"}, kept)
        assert (status, problem["code"], problem["title"]) == (503, "disk_full", "Not recorded")
        assert "nothing was recorded" in problem["detail"]
        wait_until(lambda: full_since(wall) is not None, "the wall hears of it")
        # Fresh for as long as a wall would need to take it for dead, and readable.
        seen = len(wall.pulses)
        wait_until(lambda: len(wall.pulses) >= seen + 4, "pulses go on")
        assert all(pulse["sweep_age"] <= 5 for pulse in wall.pulses[seen:])
        assert full_since(waiting) is None
        status, ready = tablet.get("/readyz")
        assert (status, ready["status"], ready["code"]) == (200, "degraded", "disk_full")
        status, before = tablet.get(f"/api/v1/sites/{server.site}/board")
        assert status == 200
        status, said = tablet.post(
            f"/sites/{server.site}/commands",
            {"commands": [{"id": kept, "path": path, "body": {"route": "smoke"}}] * 2},
        )
        assert [one["body"]["code"] for one in said["results"]] == ["disk_full", "not_tried"]

        disk.make_room(*server.worker_pids())
        status, made = tablet.post(path, {"route": "smoke"}, kept)
        assert status == 201
        assert tablet.post(path, {"route": "smoke"}, kept) == (201, made)
        wait_until(lambda: full_since(wall) is None, "the wall hears that there is room")
        assert tablet.get("/readyz")[1]["status"] == "ok"
        wall.wait_for(made["version"])
        _, after = tablet.get(f"/api/v1/sites/{server.site}/board")
        assert len(after["waiting"]) == len(before["waiting"]) + 1
    _, journal = tablet.get(f"/api/v1/sites/{server.site}/journal?after={made['version']}")
    assert [fact["kind"] for fact in journal["facts"]] == ["disk_was_full"]
    said_of_it = [line for line in server.log.splitlines() if "The disk takes" in line]
    assert said_of_it[-1].endswith("takes what is written again.")
    assert len(said_of_it) <= 2
    assert "Traceback" not in server.log


@pytest.mark.usefixtures("encrypted")
def test_an_encrypted_database_says_the_same(server: RunningServer, disk: SmallDisk, tablet: Program) -> None:
    assert server.house.db.is_encrypted
    fill(server, disk, tablet)
    assert tablet.post(f"/sites/{server.site}/visits", {})[1]["code"] == "disk_full"
    assert tablet.get(f"/api/v1/sites/{server.site}/board")[0] == 200
    disk.make_room(*server.worker_pids())
    assert tablet.post(f"/sites/{server.site}/visits", {})[0] == 201


def test_a_start_on_a_full_disk_is_a_start(server: RunningServer, disk: SmallDisk, tablet: Program) -> None:
    """Killed and started again meanwhile: the board is there, and acts say why not."""
    fill(server, disk, tablet)
    server.kill()
    server.start()
    disk.fill(*server.worker_pids())
    with Screen(server.url, server.tokens["display"], server.site, "wall") as wall:
        wait_until(lambda: full_since(wall) is not None, "the wall hears of it")
        assert wall.pulses[-1]["sweep_age"] <= 5
    assert tablet.post(f"/sites/{server.site}/visits", {})[1]["code"] == "disk_full"
