"""``ops demo``: a room in motion at once, apart from the real one, gone without a trace of a process."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ops.cli import demo
from ops.cli.simulated import write_site_file
from ops.cli.words import Problem
from ops.services.set_up import site_file
from tests.cli.served import Served
from tests.support.processes import wait_until


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path / "instance")
    yield served
    served.is_cut_off()


def test_a_newcomer_sees_people_at_once_and_something_happens(room: Served) -> None:
    room.starts("demo", "--seed", "3", "--speed", "10")
    assert re.search(r"/in/[0-9A-Z-]{30}\n", room.said)
    assert "ops demo --seed 3" in room.said
    own = Served(room.folder / "demo")
    token = own.types("device", "add", "--role", "floor", "--name", "a look").splitlines()[-1]

    def board() -> dict[str, Any]:
        return room.get("/api/v1/sites/riverside/board", token)[1]

    first = board()
    assert people(room, token) >= 4
    wait_until(lambda: bool(board()["version"] > first["version"] + 3), "the room moves")
    assert room.ends() == 0
    wait_until(lambda: room.members() == [], "everything of the demo has ended")
    assert not (room.folder / "room.db").exists()


def test_a_served_room_can_be_moved_from_outside(room: Served, tmp_path: Path) -> None:
    room.starts("serve")
    token = room.types("device", "add", "--role", "floor", "--name", "the play").splitlines()[-1]
    player = Served(tmp_path / "unused")
    player.begins("demo", "--against", f"http://127.0.0.1:{room.port}", "--token", token, "--speed", "20")
    try:
        wait_until(lambda: people(room, token) >= 4, "people come")
    finally:
        player.is_cut_off()
    assert not (tmp_path / "unused").exists()


def test_a_wrong_token_is_said_in_words(room: Served, tmp_path: Path) -> None:
    room.starts("serve")
    player = Served(tmp_path / "unused")
    player.begins("demo", "--against", f"http://127.0.0.1:{room.port}", "--token", "x")
    assert player.code() == 2
    assert "The token is not good for this." in player.said


def people(room: Served, token: str) -> int:
    tiles = room.get("/api/v1/sites/riverside/board", token)[1]["booths"]
    return sum("visit" in seat for tile in tiles for seat in tile["seats"])


def test_it_empties_only_its_own_folder(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "room.db").write_text("somebody's")
    with pytest.raises(Problem, match="not the demo's"):
        demo.fresh_folder(folder)
    assert (folder / "room.db").read_text() == "somebody's"


def test_each_start_is_fresh(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    with demo.fresh_folder(folder):
        (folder / "room.db").write_text("yesterday's")
        (folder / "more").mkdir()
    with demo.fresh_folder(folder):
        assert [path.name for path in folder.iterdir()] == ["DEMO"]


def test_two_demos_do_not_share_a_folder(tmp_path: Path) -> None:
    with demo.fresh_folder(tmp_path / "demo"), pytest.raises(Problem, match="running already"):
        demo.fresh_folder(tmp_path / "demo")


@pytest.mark.parametrize("speed", [1, 2.5, 20])
def test_in_a_hurry_the_protocol_is_shorter_by_as_much(tmp_path: Path, speed: float) -> None:
    path = tmp_path / "site.toml"
    write_site_file(path, speed)
    protocol = site_file.read(path.read_text()).protocol
    assert protocol.interval("inject").every == round(300 / speed)
    assert protocol.interval("inject").grace == round(60 / speed)
