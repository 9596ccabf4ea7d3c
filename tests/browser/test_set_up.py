"""The set-up pages in a real browser: readable by everybody, and changed with the keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from ops.routes.settings_pages import PAGES
from ops.services.set_up import settings
from tests.browser.axe import violations
from tests.browser.test_coordinator import NARROW, Coordinator
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def room_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with RunningServer(tmp_path_factory.mktemp("set-up")) as server:
        yield server


def test_every_page_is_for_everybody_and_one_is_changed_by_keyboard(
    browser: Browser, room_server: RunningServer, axe_source: str
) -> None:
    rosa = Coordinator(browser, room_server, NARROW)
    for name in PAGES:
        rosa.opens(f"/set-up/{name}")
        assert violations(rosa.page, axe_source) == [], name
        wider = rosa.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wider, name
    rosa.opens("/set-up/limits")
    rosa.page.get_by_label("A place is held").focus()
    rosa.page.keyboard.press("Control+a")
    rosa.page.keyboard.type("6 min")
    rosa.page.keyboard.press("Enter")
    expect(rosa.page.get_by_role("status")).to_contain_text("Kept.")
    now = settings.current(room_server.house, room_server.furnished.site_id).plan
    assert now.protocol.hold_for == 360
    assert rosa.faults == []
