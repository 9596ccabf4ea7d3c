"""Browsers at a room that speaks TLS itself: live, with cookies that are kept, and there without the server."""

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import ARGUMENTS
from tests.browser.served import FULL_HD, SOON, live_display, signed_in
from tests.browser.tablets import Tablet
from tests.support.tls import TlsServer

pytestmark = pytest.mark.browser


@pytest.fixture
def trusting(browser: Browser, chromium_path: str) -> Generator[Browser]:
    """A browser that takes the test's own certificate, also for a page that it keeps."""
    flags = [*ARGUMENTS, "--ignore-certificate-errors"]
    running = browser.browser_type.launch(executable_path=chromium_path, args=flags)
    yield running
    running.close()


def test_a_tablets_tap_is_on_the_wall_and_its_page_is_there_without_the_server(
    tmp_path: Path, trusting: Browser
) -> None:
    server = TlsServer(tmp_path)
    with server, Tablet(trusting, server, keeps_shell=True) as tablet:
        [cookie] = tablet.context.cookies(f"{server.url}/floor")
        assert (cookie["name"], cookie["secure"], cookie["httpOnly"]) == ("__Host-ops_session", True, True)
        display = signed_in(trusting, server, "display", FULL_HD)
        wall = live_display(display, server)
        tile = wall.locator(f'[data-booth="{server.furnished.booths["1"]}"]')
        expect(tile).to_have_attribute("data-tone", "free", timeout=SOON)
        tablet.seats_someone("1")
        expect(tile).to_have_attribute("data-tone", "ok", timeout=SOON)
        display.close()
        tablet.has_written("board", "version", 1)
        server.kill()
        tablet.loaded_anew()
        tablet.reads("NOT LIVE since")
        server.start()
        expect(tablet.page.locator(".tablet.live-live")).to_be_visible(timeout=SOON)
