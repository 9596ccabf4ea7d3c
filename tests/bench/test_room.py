"""From a tap to the wall, and the wall itself. Nothing here is a limit."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.bench import wall
from tests.bench.figures import Report
from tests.bench.taps import tap_to_wall
from tests.browser.conftest import browser
from tests.support.server import RunningServer

__all__ = ["browser"]

pytestmark = pytest.mark.bench

SECTION = "Screens"


def test_from_a_tap_to_the_wall(browser: Browser, tmp_path: Path, report: Report) -> None:
    with RunningServer(tmp_path) as server:
        report.says("tap to wall, Chromium", tap_to_wall(browser, server))


def test_a_wall_that_is_opened(browser: Browser, tmp_path: Path, report: Report) -> None:
    with RunningServer(tmp_path) as server:
        found = wall.opening(browser, server)
    report.says(
        "wall, page weight",
        f"{found.sent / 1000:.0f} kB in {found.requests} requests, {found.unpacked / 1000:.0f} kB unpacked",
    )
    report.says("wall, until tiles are painted, a new browser", found.tiles)
    report.says("wall, until tiles are painted, the same browser again", found.tiles_again)


@pytest.mark.parametrize("throttle", [1, wall.THROTTLE], ids=("whole core", "throttled core"))
def test_every_place_in_alarm(browser: Browser, report: Report, throttle: int) -> None:
    found = wall.frames(browser, throttle=throttle)
    core = "a whole core" if throttle == 1 else f"a core {throttle} times slower"
    report.says(
        f"frame to frame, {wall.PLACES} places in alarm, {core}",
        f"{found} · {found.count / wall.SECONDS:.0f} a second",
    )


def test_what_a_wall_holds_after_a_long_time(browser: Browser, report: Report) -> None:
    for deltas, megabytes in wall.heap(browser):
        report.says(f"heap of a wall of {wall.PLACES} places after {deltas:,} deltas", f"{megabytes:.2f} MB")
