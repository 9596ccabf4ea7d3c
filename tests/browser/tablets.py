"""Tablets before a real server, driven by what a responder does. Taps are counted."""

from collections.abc import Generator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from tests.browser.served import SOON, signed_in
from tests.support.client import Program
from tests.support.furnished import furnish
from tests.support.server import RunningServer

LYING = (1180, 820)
STANDING = (768, 1024)

TARGETS = """
() => [...document.querySelectorAll('button, a[href], input')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }))
  .map((node) => {
    const { width, height } = node.getBoundingClientRect();
    return [node.getAttribute('aria-label') ?? node.textContent, width, height];
  })
"""


LAST_CLICK = """
addEventListener('click', (event) => (globalThis.lastClick = event), { capture: true });
"""
PACED = """
async (key) => {
  key.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const { x, y, width, height } = key.getBoundingClientRect();
  const last = globalThis.lastClick;
  if (!last || Math.hypot(x + width / 2 - last.clientX, y + height / 2 - last.clientY) > 48) return;
  while (performance.now() - last.timeStamp <= 450) await new Promise((soon) => requestAnimationFrame(soon));
}
"""
"""A hand that means it does not come down twice at one place within the bounce of a glove."""

CUT_OFF = """
const through = globalThis.fetch;
globalThis.fetch = (...asked) =>
  localStorage.getItem('cut off') ? Promise.reject(new TypeError('cut off')) : through(...asked);
"""
"""No act gets through while the tablet is cut off; the picture still does."""


SHELL_READY = "async () => { await navigator.serviceWorker.ready; }"
KEPT = """
async ([key, field, least]) => {
  const done = (asked) => new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)));
  const db = await done(indexedDB.open('ops-tablet'));
  for (let kept = null; !(kept?.[field] >= least); ) {
    await new Promise((soon) => setTimeout(soon, 50));
    kept = await done(db.transaction('kept').objectStore('kept').get(key));
  }
  db.close();
}
"""


class Tablet:
    """One tablet: a browser of its own, on an enrolled device."""

    def __init__(
        self,
        browser: Browser,
        server: RunningServer,
        role: str = "floor",
        *,
        size: tuple[int, int] = LYING,
        script: str | None = None,
        url: str | None = None,
        keeps_shell: bool = False,
    ) -> None:
        self.server = server
        self.url = url or server.url
        self.taps = 0
        self.context = signed_in(browser, server, role, size, keeps_shell=keeps_shell)
        self.context.add_init_script(CUT_OFF)
        self.context.add_init_script(LAST_CLICK)
        if script:
            self.context.add_init_script(script)
        self.faults: list[str] = []
        self.page: Page = self.opens("/floor")

    def __enter__(self) -> "Tablet":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()
        assert self.faults == [], self.faults

    def opens(self, path: str) -> Page:
        """A page of this tablet's browser, live."""
        page = self.context.new_page()
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("console", self._hear)
        page.goto(f"{self.url}{path}")
        expect(page.locator(".tablet.live-live")).to_be_visible(timeout=SOON)
        self.page = page
        return page

    def kept(self) -> None:
        """Returns once the shell, and what is told now, lie on the tablet."""
        self.page.evaluate(SHELL_READY)
        self.has_written("board", "version", board(self.server)["version"])

    def has_written(self, key: str, field: str, least: int | bool) -> None:
        """Returns once what the tablet keeps under that key has that much in this field."""
        self.page.evaluate(KEPT, [key, field, least])

    def loaded_anew(self) -> None:
        """As the browser does it after a crash, or somebody with a thumb; live or not."""
        self.page.reload()
        expect(self.page.locator(".tablet")).to_be_visible(timeout=SOON)

    def opens_anew(self) -> None:
        """The floor, in the same page, live."""
        self.page.goto(f"{self.url}/floor")
        expect(self.page.locator(".tablet.live-live")).to_be_visible(timeout=SOON)

    def _hear(self, said: ConsoleMessage) -> None:
        """A server that is away or says no is part of the day; anything else is a fault."""
        if said.type == "error" and not said.text.startswith(("Failed to load resource", "WebSocket")):
            self.faults.append(said.text)

    # What happens to it.

    def turned(self, size: tuple[int, int]) -> None:
        """Lying or standing, and drawn so."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.painted()

    def painted(self) -> None:
        """Returns once the page shows what it knows by now: it paints with the next frame."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def cut_off(self) -> None:
        """Acts go nowhere from now on, on every page of this tablet."""
        self.page.evaluate("() => localStorage.setItem('cut off', 'yes')")

    def reconnected(self) -> None:
        self.page.evaluate("() => localStorage.removeItem('cut off')")

    # What hands do.

    def tap(self, target: Locator) -> None:
        self.taps += 1
        # For a moment after the view changed a tap belongs to the view before.
        expect(self.page.locator(".settling")).to_have_count(0, timeout=SOON)
        target.evaluate(PACED, timeout=SOON)
        target.click(timeout=SOON)

    def key(self, name: str) -> Locator:
        """The button of exactly that name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def act(self, name: str) -> Locator:
        """The key of a response that logs exactly that."""
        return self.page.locator(".act", has=self.page.get_by_text(name, exact=True))

    def seat(self, place: str) -> Locator:
        """A seat on the plan: "1", "5 B", "Aftercare C"."""
        name = f"Booth {place}" if place[0].isdigit() else place
        return self.page.locator(".seat", has=self.page.locator(".spoken").get_by_text(name, exact=True))

    def presses(self, *names: str) -> None:
        for name in names:
            self.tap(self.key(name))

    def looks_in(self, place: str, answer: str) -> None:
        self.tap(self.seat(place))
        self.presses(answer)

    def seats_someone(self, place: str, *said: str) -> None:
        self.tap(self.seat(place))
        self.presses(*said, "Seat")
        expect(self.seat(place)).to_contain_text("just in", timeout=SOON)

    def responds(self) -> str:
        """The one button; answers the id of the response it opened."""
        self.tap(self.page.locator(".respond"))
        expect(self.page.locator(".tablet.response")).to_be_visible(timeout=SOON)
        return self.page.url.rsplit("/", 1)[1]

    def responds_to_someone(self, place: str) -> str:
        """Somebody is seated there, and needs help."""
        self.seats_someone(place)
        self.tap(self.seat(place))
        return self.responds()

    def goes_back(self) -> None:
        """From a response to the floor."""
        self.presses("\u2039 Floor")

    def logs(self, *names: str) -> None:
        for name in names:
            self.tap(self.act(name))

    # What eyes see.

    def sees(self, place: str, words: str) -> None:
        expect(self.seat(place)).to_contain_text(words, timeout=SOON)

    def reads(self, words: str) -> None:
        expect(self.page.locator("#tablet")).to_contain_text(words, timeout=SOON)

    def all_sent(self) -> None:
        # Until the last tap is painted it says "all sent" of what was before it.
        self.painted()
        expect(self.key("all sent")).to_be_visible(timeout=SOON)

    def log_rows(self) -> Locator:
        return self.page.locator(".row-button")

    def small_targets(self, least: int = 48) -> list[Any]:
        """Whatever a glove could miss."""
        found: list[list[Any]] = self.page.evaluate(TARGETS)
        return [target for target in found if min(target[1], target[2]) < least - 0.5]


def program(server: RunningServer) -> Program:
    """The same server, asked without a browser."""
    return Program(server.port, server.tokens["floor"])


def board(server: RunningServer) -> dict[str, Any]:
    """The room as the server has it."""
    status, found = program(server).get(f"/api/v1/sites/{server.site}/board?audience=floor")
    assert status == 200
    answer: dict[str, Any] = found
    return answer


def response(server: RunningServer, name: str) -> dict[str, Any]:
    """One response as the server has it."""
    status, found = program(server).get(f"/api/v1/sites/{server.site}/responses/{name}")
    assert status == 200, found
    answer: dict[str, Any] = found.get("response", found)
    return answer


_numbers = count(1)


@pytest.fixture(scope="session")
def house_server(tmp_path_factory: pytest.TempPathFactory) -> Generator[RunningServer]:
    """One server for many rooms."""
    with RunningServer(tmp_path_factory.mktemp("tablets")) as running:
        yield running


@pytest.fixture
def server(house_server: RunningServer) -> RunningServer:
    """The same server with an empty room of its own, for this test alone."""
    house_server.furnished = furnish(house_server.house, f"room-{next(_numbers)}")
    return house_server


@pytest.fixture
def own_server(tmp_path: Path) -> Generator[RunningServer]:
    """A server this test may kill."""
    with RunningServer(tmp_path) as running:
        yield running


@pytest.fixture
def tablet(server: RunningServer, browser: Browser) -> Generator[Tablet]:
    with Tablet(browser, server) as one:
        yield one
