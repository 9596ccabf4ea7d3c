"""Somebody sets the clock of the machine: the wall goes on as if nothing had been, or asks to walk."""

import re
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.served import SOON, served_wall
from tests.browser.tablets import Tablet, response
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

HOUR = 3600
NEVER_SEEN = """() => {
  window.seen = [];
  const look = () => {
    for (const words of ['late', 'LOOK NOW', 'NOT LIVE']) {
      if (document.body.innerText.includes(words)) window.seen.push(words);
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


@pytest.fixture
def ahead(tmp_path: Path) -> Path:
    """By how many seconds the clock of the house is ahead."""
    file = tmp_path / "ahead"
    file.write_text("0")
    return file


@pytest.fixture
def server(tmp_path: Path, ahead: Path) -> Generator[RunningServer]:
    with RunningServer(tmp_path, program=("tests.support.set_clock", str(ahead))) as running:
        yield running


@pytest.fixture
def wall(server: RunningServer, browser: Browser) -> Generator[Page]:
    with served_wall(browser, server) as page:
        yield page


@pytest.fixture
def tablet(server: RunningServer, browser: Browser) -> Generator[Tablet]:
    with Tablet(browser, server) as one:
        yield one


def test_an_hour_back_and_forty_minutes_forward(
    server: RunningServer, ahead: Path, tablet: Tablet, wall: Page
) -> None:
    tablet.seats_someone("1")
    expect(wall.locator("body")).to_contain_text("seated", timeout=SOON)
    wall.evaluate(NEVER_SEEN)
    ahead.write_text(str(-HOUR))
    expect(wall.locator("body")).to_contain_text("CLOCK SUSPECT", timeout=SOON)
    # A look is taken by the clock of now, and its countdown is the one of that look.
    tablet.looks_in("1", "OK, awake")
    tablet.all_sent()
    looked_at = re.compile(r"OK, awake\s*[45]:[0-5]\d")
    expect(wall.locator("body")).to_contain_text(looked_at, timeout=SOON)
    assert wall.evaluate("window.seen") == []
    ahead.write_text(str(-HOUR + 40 * 60))
    expect(wall.locator("body")).to_contain_text("WALK THE ROOM", timeout=SOON)


def test_what_is_tapped_again_counts_when_the_clock_went_back_in_between(ahead: Path, tablet: Tablet) -> None:
    name = tablet.responds()
    tablet.presses("I\u2019m here")
    tablet.logs("MARK")
    tablet.all_sent()
    ahead.write_text(str(-10 * 60))
    tablet.reads("CLOCK SUSPECT")
    before = response(tablet.server, name)["attended_until"]
    rows = tablet.log_rows().count()
    tablet.presses("I\u2019m here")
    tablet.logs("MARK")
    expect(tablet.log_rows()).to_have_count(rows + 1, timeout=SOON)
    tablet.all_sent()
    assert response(tablet.server, name)["attended_until"] > before
    # Its undo stands for ten seconds by anybody's clock.
    expect(tablet.page.locator(".toast")).to_have_count(0, timeout=SOON)


def test_a_start_with_the_clock_behind(
    server: RunningServer, ahead: Path, tablet: Tablet, wall: Page
) -> None:
    tablet.seats_someone("1")
    expect(wall.locator("body")).to_contain_text("seated", timeout=SOON)
    server.stop()
    ahead.write_text(str(-HOUR))
    server.start()
    expect(wall.locator("body")).to_contain_text("WALK THE ROOM", timeout=SOON)
    expect(wall.locator("body")).to_contain_text("to see", timeout=SOON)
