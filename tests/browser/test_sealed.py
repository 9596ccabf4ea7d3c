"""A server that comes back without its key: screens say SEALED and go on; a person opens it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.served import FULL_HD, SOON, live_display, signed_in
from tests.browser.tablets import Tablet, response
from tests.support.sealed import comes_back_sealed, encrypted_server, written_key

pytestmark = pytest.mark.browser


def test_sealed_in_mid_response(browser: Browser, tmp_path: Path) -> None:
    with encrypted_server(tmp_path) as server, Tablet(browser, server, keeps_shell=True) as tablet:
        displays = signed_in(browser, server, "display", FULL_HD)
        wall = live_display(displays, server)
        name = tablet.responds_to_someone("1")
        tablet.logs("log oxygen")
        tablet.all_sent()
        tablet.kept()

        comes_back_sealed(server)
        tablet.reads("SEALED: LOOK AT THE ROOM. The server waits for its key")
        expect(wall.locator("#band")).to_contain_text("SEALED: LOOK AT THE ROOM", timeout=SOON)
        expect(wall.locator(".tile").filter(has_text="response").first).to_contain_text("~", timeout=SOON)
        tablet.logs("log dose 1")
        expect(tablet.log_rows().first).to_contain_text("saved", timeout=SOON)
        tablet.loaded_anew()
        tablet.reads("SEALED: LOOK AT THE ROOM")
        expect(tablet.log_rows()).to_have_count(2, timeout=SOON)
        another = displays.new_page()
        another.goto(f"{server.url}/wall")
        expect(another.get_by_role("heading")).to_have_text("SEALEDLOOK AT THE ROOM")

        page = browser.new_page()
        page.goto(f"{server.url}/")
        page.get_by_role("link", name="I have it").click()
        page.get_by_label("Key of the database").fill("ab" * 32)
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_role("alert")).to_contain_text("does not open")
        page.get_by_label("Key of the database").fill(written_key(server))
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_role("heading", name="SEALED")).to_have_count(0, timeout=SOON)

        tablet.all_sent()
        expect(tablet.page.locator(".tablet.live-live")).to_be_visible(timeout=SOON)
        for screen in (wall, another):
            expect(screen.locator("#wall")).to_have_attribute("data-liveness", "live", timeout=SOON)
        page.close()
        displays.close()
        kinds = [row["kind"] for row in response(server, name)["actions"]]
        assert kinds == ["oxygen_start", "naloxone"]
