"""A machine whose clock is ahead as the house begins there, and goes evenly: the database's clock shows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.domain.words import NoticeKind
from ops.services import notices
from tests.realtime.conftest import MODES, database_for
from tests.support.processes import wait_until
from tests.support.server import RunningServer

pytestmark = [pytest.mark.postgres, pytest.mark.eventlet]
SERVED = MODES[1].values[0]


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[RunningServer]:
    ahead = tmp_path / "ahead"
    ahead.write_text("600")
    program = ("tests.support.set_clock", str(ahead))
    with RunningServer(tmp_path, database_for(str(SERVED), request), program=program) as running:
        yield running


def test_every_site_is_told(server: RunningServer) -> None:
    def told() -> bool:
        return server.furnished.site_id in notices.standing(server.house, NoticeKind.CLOCK_SUSPECT)

    wait_until(told, "the clock is suspect")
