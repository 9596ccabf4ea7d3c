"""Screens before a real server, signed in as a device of its room."""

from collections.abc import Generator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, expect

from ops.services.ways_in import sessions
from tests.support.server import RunningServer

SOON = 30_000
"""Milliseconds; how long a test waits for what comes by itself."""

FULL_HD = (1920, 1080)

UNTOUCHED = """
{
  const touched = new Promise((done) => addEventListener('pointerdown', done, { once: true }));
  const resume = AudioContext.prototype.resume;
  AudioContext.prototype.resume = async function () {
    await touched;
    return resume.call(this);
  };
  globalThis.AudioContext = class extends AudioContext {
    constructor(...how) {
      super(...how);
      void this.suspend();
    }
  };
}
"""
"""A browser lets sound through once a hand was there. A question of Playwright's counts as one, and may
come before the page has asked for sound or after."""


def signed_in(
    browser: Browser, server: RunningServer, role: str, size: tuple[int, int], *, keeps_shell: bool = False
) -> BrowserContext:
    """A browser of its own, on the enrolled device of that role. One that keeps no shell is as over
    plain http: each page is the server's, as it is now."""
    cookie = sessions.open_session(server.house, server.furnished.devices[role])
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, service_workers="allow" if keeps_shell else "block"
    )
    context.add_cookies([{"name": server.settings.cookie_name, "value": cookie, "url": server.url}])
    return context


def live_display(context: BrowserContext, server: RunningServer, path: str = "/wall") -> Page:
    """A page of the display, live."""
    page = context.new_page()
    page.goto(f"{server.url}{path}")
    expect(page.locator("#wall")).to_have_attribute("data-liveness", "live", timeout=SOON)
    return page


@contextmanager
def served_wall(browser: Browser, server: RunningServer) -> Generator[Page]:
    """The room's wall, live, which nobody has touched yet."""
    context = signed_in(browser, server, "display", FULL_HD)
    context.add_init_script(UNTOUCHED)
    yield live_display(context, server)
    context.close()
