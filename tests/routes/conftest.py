"""An app over an empty room, with a clock that only the test moves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ops import create_app
from ops.config import Settings
from tests.routes.door import Door
from tests.services.room import Clock
from tests.support.furnished import furnish


@pytest.fixture
def clock() -> Clock:
    """14:00 on a Sunday."""
    return Clock()


@pytest.fixture
def door(tmp_path: Path, clock: Clock) -> Iterator[Door]:
    """The door of a room called ``here``."""
    app = create_app(Settings.from_environment({"OPS_DATA_DIR": str(tmp_path)}), now=clock)
    yield Door(app, clock, furnish(app.extensions["house"]))
    app.extensions["house"].db.close()


@pytest.fixture
def elsewhere(door: Door) -> Door:
    """The same house, another site."""
    return Door(door.app, door.clock, furnish(door.house, "elsewhere"))
