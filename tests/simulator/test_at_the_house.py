"""An hour of the simulated room on the public wire of a real house, with a clock that the room moves."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ops import create_app
from ops.cli.opening import ready_house
from ops.cli.simulated import furnish, write_site_file
from ops.config import Settings
from ops.domain.words import Audience
from ops.services import board, watch
from ops.services.house import House
from ops.simulator.profiles import DEMO
from ops.simulator.room import Room
from ops.simulator.wire import new_id

START = datetime(2026, 11, 22, 10, tzinfo=UTC)


class Stage:
    """The house under the simulated room: refusals are written down, the sweep looks before each act."""

    def __init__(self, folder: Path) -> None:
        self.now = START
        self.refused: list[tuple[str, dict[str, Any], Any]] = []
        settings = Settings.from_environment({"OPS_DATA_DIR": str(folder)})
        write_site_file(settings.site_file, 1)
        with ready_house(settings) as house:
            [(self.slug, self._token)] = furnish(house)
        self.app: Flask = create_app(settings, now=lambda: self.now)
        self.house: House = self.app.extensions["house"]
        self._client: FlaskClient = self.app.test_client()
        self._origin = settings.origins[0]
        self.room = Room(self.board(), self._tell, new_id, profile=DEMO, seed=11, speed=1, start=START)

    def board(self) -> dict[str, Any]:
        path = f"/api/v1/sites/{self.slug}/board"
        answer = self._client.get(path, headers=self._headers(), base_url=self._origin)
        found: dict[str, Any] = json.loads(answer.data)
        return found

    def _tell(self, path: str, body: dict[str, Any], key: UUID | None) -> bool:
        self.now = START + timedelta(seconds=self.room.now)
        second = timedelta(seconds=1)
        watch.sweep(self.house, self.now, process="test", started_at=START, since_beat=second)
        headers = self._headers() | {"Idempotency-Key": str(key or new_id())}
        answer = self._client.post(f"/api/v1{path}", json=body, headers=headers, base_url=self._origin)
        if answer.status_code >= 400:
            self.refused.append((path, body, answer.json))
        return answer.status_code < 400

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    folder = tmp_path / "instance"
    folder.mkdir(mode=0o700)
    stage = Stage(folder)
    yield stage
    stage.house.db.close()


@pytest.mark.parametrize("minutes", [30, pytest.param(60, marks=pytest.mark.soak)])
def test_a_time_in_which_nothing_is_refused(stage: Stage, minutes: int) -> None:
    stage.room.open()
    for minute in range(1, minutes + 1):
        stage.room.run_until(minute * 60.0)
        if minute % 10 == 0:
            stage.room.sync(stage.board())
    assert stage.refused == []
    picture = stage.board()
    ours = {str(guest.id) for guest in stage.room.guests.values() if guest.place and guest.state != "called"}
    seated = {seat["visit"]["id"] for tile in picture["booths"] for seat in tile["seats"] if "visit" in seat}
    assert seated == ours
    [site] = board.sites(stage.house)
    assert board.snapshot(stage.house, site.id, Audience.WALL).version == picture["version"]
