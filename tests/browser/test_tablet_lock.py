"""The lock that hides handles: one tap, also without the server; looks and responses go on."""

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ops.models import Staff
from ops.services.ways_in import pins, staff
from tests.browser.axe import violations
from tests.browser.served import SOON
from tests.browser.tablets import Tablet, board
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

PIN = "825731"
LOCK, UNLOCK = "Lock: hide handles", "Locked. Unlock: show handles"


@pytest.fixture
def own_server(tmp_path: Path) -> Generator[RunningServer]:
    """A server this test may kill."""
    with RunningServer(tmp_path) as running:
        yield running


def has_a_pin(server: RunningServer, name: str) -> None:
    person = staff.add(server.house, server.furnished.site_id, name=name)
    with server.house.db.write() as session:
        session.get_one(Staff, person).pin_hash = pins.hashed(server.house, PIN)


def gives_pin(tablet: Tablet) -> None:
    tablet.page.get_by_label("PIN").fill(PIN)
    tablet.page.get_by_role("button", name="Unlock").click()


def test_the_lock_hides_handles_and_nothing_else(
    own_server: RunningServer, browser: Browser, axe_source: str
) -> None:
    with Tablet(browser, own_server, keeps_shell=True) as tablet:
        tablet.seats_someone("1")
        tablet.all_sent()
        handle = board(own_server)["booths"][0]["seats"][0]["visit"]["handle"]
        tablet.sees("1", handle)
        tablet.kept()
        own_server.kill()
        tablet.key(LOCK).evaluate("(key) => { key.click(); location.reload(); }")
        expect(tablet.key(UNLOCK)).to_be_visible(timeout=SOON)
        tablet.looks_in("1", "keep an eye")
        expect(tablet.page.locator("#tablet")).not_to_contain_text(handle)
        tablet.tap(tablet.seat("1"))
        tablet.responds()
        tablet.logs("log oxygen")
        tablet.goes_back()
        own_server.start()
        tablet.all_sent()
        tablet.reads("live")
        expect(tablet.page.locator("#tablet")).not_to_contain_text(handle)
        assert violations(tablet.page, axe_source) == []
        tablet.presses(UNLOCK)
        tablet.sees("1", handle)


def test_where_a_pin_was_used_it_takes_one_to_unlock(
    own_server: RunningServer, browser: Browser, axe_source: str
) -> None:
    has_a_pin(own_server, "Rosa")
    with Tablet(browser, own_server, keeps_shell=True) as tablet:
        tablet.page.goto(f"{own_server.url}/unlock?next=/floor")
        gives_pin(tablet)
        tablet.reads("live")
        tablet.presses(LOCK)
        tablet.presses("Room")
        tablet.reads("past shifts and set-up are closed")
        tablet.page.wait_for_load_state("networkidle")
        tablet.presses(UNLOCK)
        assert violations(tablet.page, axe_source) == []
        tablet.page.get_by_role("link", name="Unlock with a PIN").click()
        gives_pin(tablet)
        expect(tablet.key(LOCK)).to_be_visible(timeout=SOON)
