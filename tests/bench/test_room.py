"""From a tap to the wall. Nothing here is a limit."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

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
