"""An app over an empty room, with a clock that only the test moves."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from ops import create_app
from ops.config import Settings
from ops.services.house import House
from tests.routes.door import Door
from tests.services.room import Clock
from tests.support.furnished import Furnished, furnish


@pytest.fixture
def clock() -> Clock:
    """14:00 on a Sunday."""
    return Clock()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Furnished]:
    """A data directory with a furnished room, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("prepared")
    house: House = opened(folder, Clock()).extensions["house"]
    furnished = furnish(house)
    house.db.close()
    return folder, furnished


@pytest.fixture
def door(tmp_path: Path, clock: Clock, prepared: tuple[Path, Furnished]) -> Iterator[Door]:
    """The door of a room called ``here``."""
    folder, furnished = prepared
    app = opened(Path(shutil.copytree(folder, tmp_path / "instance")), clock)
    yield Door(app, clock, furnished)
    app.extensions["house"].db.close()


def opened(folder: Path, clock: Clock) -> Flask:
    """The house over that directory."""
    return create_app(Settings.from_environment({"OPS_DATA_DIR": str(folder)}), now=clock)


@pytest.fixture
def elsewhere(door: Door) -> Door:
    """The same house, another site."""
    return Door(door.app, door.clock, furnish(door.house, "elsewhere"))
