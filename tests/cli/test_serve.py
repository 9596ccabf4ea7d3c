"""``ops serve`` as its caretaker sees it: starts, says where, works beside other commands, ends."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.served import Served
from tests.support.databases import fresh_url


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    """Nothing started yet, on the embedded database."""
    served = Served(tmp_path / "instance")
    yield served
    served.is_cut_off()


@pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.soak])],
)
def either_room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    """Threads on the embedded database, eventlet on PostgreSQL."""
    url = fresh_url(request.param, request, tmp_path) if request.param == "postgres" else None
    served = Served(tmp_path / "instance", url)
    yield served
    served.is_cut_off()


def test_a_first_start_makes_a_room_and_says_where_it_is(room: Served) -> None:
    room.starts("serve")
    origin = f"http://127.0.0.1:{room.port}"
    for address in ("/wall?site=riverside", "/floor?site=riverside", "/shifts?site=riverside"):
        assert origin + address in room.said
    assert re.search(rf"{re.escape(origin)}/in/[0-9A-Z-]{{30}}\n", room.said)
    assert room.get("/healthz") == (200, {"status": "ok", "sites": ["riverside"]})
    assert room.ends() == 0


def test_a_way_in_is_not_written_into_a_log(room: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    log = room.folder.with_suffix(".log")
    log.touch()
    monkeypatch.setenv("JOURNAL_STREAM", f"{log.stat().st_dev}:{log.stat().st_ino}")
    room.starts("serve")
    assert "/in/" not in room.said
    assert "ops staff invite" in room.said
    assert "/in/" in room.types("staff", "invite")


def test_commands_work_beside_it(room: Served) -> None:
    room.starts("serve")
    token = room.types("device", "add", "--site", "riverside", "--role", "floor", "--name", "t").splitlines()[
        -1
    ]
    status, picture = room.get("/api/v1/sites/riverside/board", token)
    assert status == 200
    assert [device["name"] for device in picture["devices"]] == ["t"]
    room.types("staff", "add", "--name", "Kim")
    room.types("device", "revoke", "t")
    assert room.get("/api/v1/sites/riverside/board", token)[0] == 401


def test_after_a_power_cut_everything_is_as_it_was(either_room: Served) -> None:
    room = either_room
    room.starts("serve")
    token = room.types("device", "add", "--role", "floor", "--name", "t").splitlines()[-1]
    before = room.get("/api/v1/sites/riverside/board", token)[1]
    room.is_cut_off()
    room.starts("serve")
    after = room.get("/api/v1/sites/riverside/board", token)[1]
    # Each start offers a way in until somebody came, and that is a fact too.
    changing = ("server_now", "version")
    assert {k: v for k, v in after.items() if k not in changing} == {
        k: v for k, v in before.items() if k not in changing
    }
    assert after["version"] > before["version"]
    assert room.ends() == 0


def test_nothing_of_it_stays_behind(room: Served) -> None:
    room.starts("serve")
    assert len(room.members()) >= 2
    assert room.ends() == 0
    assert room.members() == []


def test_a_port_in_use_is_said_in_words(room: Served) -> None:
    with socket.create_server(("127.0.0.1", room.port)):
        room.begins("serve")
        assert room.code() == 2
    assert f"127.0.0.1:{room.port} cannot be listened on" in room.said
    assert f"OPS_PORT={room.port + 1}" in room.said
