"""An app over an empty room, with a clock that only the test moves."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from ops import create_app
from ops.config import Settings
from ops.services.house import House
from tests.routes.door import Door
from tests.services.room import START, Clock
from tests.support.furnished import Furnished, furnish


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Furnished]:
    """A data directory with a furnished room, made once and copied for who needs one."""
    folder = tmp_path_factory.mktemp("prepared")
    house: House = opened(folder, Clock()).extensions["house"]
    furnished = furnish(house)
    house.db.close()
    return folder, furnished


@pytest.fixture(scope="session")
def shared_app(prepared: tuple[Path, Furnished], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The house that most tests share: to hang its doors takes longer than most of them do."""
    folder, _ = prepared
    app = copied(folder, tmp_path_factory.mktemp("shared"))
    yield app
    app.extensions["house"].db.close()


@pytest.fixture
def door(shared_app: Flask, prepared: tuple[Path, Furnished]) -> Door:
    """The door of a room called ``here``: nothing has happened in it yet, at 14:00 on a Sunday."""
    folder, furnished = prepared
    house: House = shared_app.extensions["house"]
    clock = house.now
    assert isinstance(clock, Clock)
    clock.time, clock.rings = START, []
    shared_app.extensions.pop("tries", None)
    as_in(folder, house)
    return Door(shared_app, clock, furnished)


@pytest.fixture
def own_door(tmp_path: Path, prepared: tuple[Path, Furnished]) -> Iterator[Door]:
    """The same over a house that this test may change."""
    folder, furnished = prepared
    app = copied(folder, tmp_path)
    yield Door(app, app.extensions["house"].now, furnished)
    app.extensions["house"].db.close()


def as_in(folder: Path, house: House) -> None:
    """The house's rows are those of the database in that directory, and no others."""
    with closing(sqlite3.connect(folder / "room.db")) as wanted, house.db.engine.connect() as ours:
        driver = ours.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        wanted.backup(driver)


def copied(folder: Path, into: Path) -> Flask:
    """A house of its own, as the one in that directory is."""
    return opened(Path(shutil.copytree(folder, into / "instance")), Clock())


def opened(folder: Path, clock: Clock) -> Flask:
    """The house over that directory."""
    return create_app(Settings.from_environment({"OPS_DATA_DIR": str(folder)}), now=clock)


@pytest.fixture
def elsewhere(door: Door) -> Door:
    """The same house, another site."""
    return Door(door.app, door.clock, furnish(door.house, "elsewhere"))
