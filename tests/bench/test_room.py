"""From a tap to the wall, and the wall itself, in one Chromium. There is no peer that shows such a room."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.bench import wall
from tests.bench.figures import Report, at_most
from tests.bench.taps import tap_to_wall
from tests.browser.conftest import browser
from tests.support.server import RunningServer

__all__ = ["browser"]

pytestmark = pytest.mark.bench

SECTION = "Screens"
LONGEST_FRAME = 20.0
"""Milliseconds: the screen's own 16.7, and what the clock of a page is off."""
MOST_GROWN = 1.0
"""Megabytes that a wall may hold more after all deltas than after the first quarter of them."""


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
    asked = f"99 of 100 frames within {LONGEST_FRAME:.0f} ms"
    report.asks(at_most(asked, LONGEST_FRAME, "ms", {core: found.p99}))


def test_what_a_wall_holds_after_a_long_time(browser: Browser, report: Report) -> None:
    held = dict(wall.heap(browser))
    for deltas, megabytes in held.items():
        report.says(f"heap of a wall of {wall.PLACES} places after {deltas:,} deltas", f"{megabytes:.2f} MB")
    first = wall.DELTAS // 4
    asked = f"a wall holds at most {MOST_GROWN:g} MB more after {wall.DELTAS:,} deltas than after {first:,}"
    report.asks(at_most(asked, MOST_GROWN, "MB", {"it holds more by": held[wall.DELTAS] - held[first]}))
