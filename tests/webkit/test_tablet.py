"""The tablet in WebKit, the engine of iPads: open, lose the server, tap, load anew, replay."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import WebKitGTK

from ops.services.ways_in import sessions
from tests.browser.tablets import board
from tests.support.processes import wait_until
from tests.support.server import RunningServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.soak,
    # Selenium's own class for this browser says it to itself.
    pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning"),
]

READY = "return Boolean((await navigator.serviceWorker.getRegistration())?.active)"


@pytest.fixture
def server(tmp_path: Path) -> Generator[RunningServer]:
    with RunningServer(tmp_path) as running:
        yield running


class Tablet:
    """Fingers and eyes."""

    def __init__(self, browser: WebKitGTK) -> None:
        self.browser = browser

    def says(self, words: str) -> None:
        wait_until(lambda: words in self._text(), f"the page says {words!r}")

    def taps(self, selector: str, words: str = "") -> None:
        wait_until(lambda: self._tapped(selector, words), f"{selector} {words!r} can be tapped")

    def is_kept(self) -> None:
        """The page lies on the tablet, so that it can be loaded without the server."""
        wait_until(self._quietly(lambda: bool(self.browser.execute_script(READY))), "the page is kept")

    def _text(self) -> str:
        try:
            return str(self.browser.execute_script("return document.body.innerText"))
        except WebDriverException:
            return ""

    def _tapped(self, selector: str, words: str) -> bool:
        find = """
            if (document.querySelector('#tablet.settling')) return false;
            const found = [...document.querySelectorAll(arguments[0])].find((one) =>
              one.textContent.trim().startsWith(arguments[1]));
            found?.click();
            return Boolean(found);
        """
        return bool(self.browser.execute_script(find, selector, words))

    def _quietly(self, ask: Callable[[], bool]) -> Callable[[], bool]:
        def asked() -> bool:
            try:
                return ask()
            except WebDriverException:
                return False

        return asked


def test_three_taps_without_the_server_outlive_a_reload_and_arrive_once(
    server: RunningServer, webkit: WebKitGTK
) -> None:
    webkit.get(f"{server.url}/enrol")
    secret = sessions.open_session(server.house, server.furnished.devices["floor"])
    webkit.add_cookie({"name": server.settings.cookie_name, "value": secret, "path": "/"})
    webkit.get(f"{server.url}/floor")
    tablet = Tablet(webkit)
    tablet.says("live")
    tablet.is_kept()
    server.kill()
    tablet.says("NOT LIVE")
    tablet.taps(".seat", "Booth 1")
    tablet.taps("button", "Seat")
    tablet.taps(".respond")
    tablet.says("2 acts to send")
    webkit.refresh()
    tablet.says("LOOK AT THE ROOM")
    tablet.says("2 acts to send")
    server.start()
    tablet.says("all sent")
    found = board(server)
    assert [tile["status"] for tile in found["booths"][:2]] == ["occupied", "free"]
    assert len(found["responses"]) == 1
