"""The machine under the room has trouble: its clock, its disk. Every screen says so and goes on."""

from collections.abc import Generator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ops.services import clock_trust, disk_room
from tests.browser.axe import violations
from tests.browser.served import SOON, served_wall
from tests.browser.tablets import Tablet, board
from tests.support.disk import SmallDisk
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    disk = SmallDisk(tmp_path / "instance")
    yield disk
    disk.close()


@pytest.fixture
def own_server(tmp_path: Path, disk: SmallDisk) -> Generator[RunningServer]:
    """A room on a disk of eight megabytes."""
    with RunningServer(tmp_path, environment={"OPS_DISK_LOW_MB": "1"}) as running:
        yield running


@pytest.fixture
def wall(own_server: RunningServer, browser: Browser) -> Generator[Page]:
    with served_wall(browser, own_server) as page:
        yield page


@pytest.fixture
def tablet(own_server: RunningServer, browser: Browser) -> Generator[Tablet]:
    with Tablet(browser, own_server) as one:
        yield one


def says(wall: Page, words: str) -> None:
    expect(wall.locator(".chip", has_text=words)).to_be_visible(timeout=SOON)


def no_longer_says(wall: Page, words: str) -> None:
    expect(wall.locator(".chip", has_text=words)).to_have_count(0, timeout=SOON)


def test_a_full_disk_keeps_acts_on_the_tablet_and_the_room_in_view(
    own_server: RunningServer, disk: SmallDisk, tablet: Tablet, wall: Page, axe_source: str
) -> None:
    tablet.seats_someone("1")
    tablet.all_sent()
    disk.fill(*own_server.worker_pids())
    tablet.looks_in("1", "asleep, breathing seen")
    tablet.reads("DISK FULL: the server records nothing")
    tablet.reads("1 act to send")
    tablet.reads("saved on this tablet")
    tablet.sees("1", "asleep")
    says(wall, "DISK FULL")
    name = tablet.responds()
    tablet.logs("log oxygen")
    tablet.reads("3 acts to send")
    tablet.reads("DISK FULL")
    tablet.goes_back()
    # Long enough for a wall to give up a server that tells nothing.
    wall.wait_for_function(
        "began => performance.now() > began + 13000", arg=wall.evaluate("performance.now()")
    )
    expect(wall.locator("#wall")).to_have_attribute("data-liveness", "live")
    expect(tablet.page.locator(".tablet.live-live")).to_be_visible()
    assert violations(tablet.page, axe_source) == []
    assert tablet.small_targets() == []
    seat = board(own_server)["booths"][0]["seats"][0]["visit"]
    assert seat["answer"] is None

    disk.make_room(*own_server.worker_pids())
    tablet.all_sent()
    no_longer_says(wall, "DISK FULL")
    expect(tablet.page.locator(".strip")).to_have_count(0, timeout=SOON)
    found = board(own_server)
    assert found["booths"][0]["seats"][0]["visit"]["answer"] == "asleep"
    assert [one["id"] for one in found["responses"]] == [name]


def test_a_suspect_clock_is_on_every_screen_until_somebody_says_it_is_right(
    own_server: RunningServer, tablet: Tablet, wall: Page, axe_source: str
) -> None:
    clock_trust.was_moved(own_server.house, 60.0, within=timedelta(seconds=1))
    tablet.reads("CLOCK SUSPECT")
    says(wall, "CLOCK SUSPECT")
    assert violations(tablet.page, axe_source) == []
    assert violations(wall, axe_source) == []
    assert tablet.small_targets() == []
    tablet.tap(tablet.page.get_by_role("button", name="is right"))
    tablet.all_sent()
    expect(tablet.page.locator(".strip")).to_have_count(0, timeout=SOON)
    no_longer_says(wall, "CLOCK SUSPECT")


def test_a_disk_that_is_nearly_full_asks_for_somebody_in_time(
    own_server: RunningServer, tablet: Tablet, wall: Page
) -> None:
    disk_room.nearly_full(own_server.house, 900_000)
    tablet.reads("The disk of the server is nearly full")
    says(wall, "disk nearly full")
    disk_room.has_room(own_server.house, 4_000_000)
    expect(tablet.page.locator(".strip")).to_have_count(0, timeout=SOON)
    no_longer_says(wall, "disk nearly full")
