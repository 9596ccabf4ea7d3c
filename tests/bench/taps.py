"""From a tap on a tablet until the wall has painted it, both in one Chromium on this machine."""

from itertools import cycle, islice
from typing import Any

from playwright.sync_api import Browser, Page

from tests.bench.figures import Spread, spread
from tests.browser.served import FULL_HD, live_display, signed_in
from tests.browser.tablets import Tablet
from tests.support.server import RunningServer

TAPS = 100
ANSWERS = (("OK, awake", "ok"), ("asleep, breathing seen", "asleep"))

NOTE_TAPS = """
addEventListener('click', () => { globalThis.tappedAt = performance.timeOrigin + performance.now(); }, true);
"""
NOTE_PAINT = """
([booth, tone]) => {
  const tile = document.querySelector(`[data-booth="${booth}"]`);
  globalThis.painted = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (tile.dataset.tone !== tone) return;
      watch.disconnect();
      requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    });
    watch.observe(tile, { attributes: true });
  });
}
"""


def tap_to_wall(browser: Browser, server: RunningServer) -> Spread:
    """The same seat answered in turn as awake and as asleep, so that each tap changes its tile."""
    wall = _wall(browser, server)
    took: list[float] = []
    with Tablet(browser, server, script=NOTE_TAPS) as tablet:
        tablet.seats_someone("1", "inject")
        booth = server.furnished.booths["1"]
        for words, tone in islice(cycle(reversed(ANSWERS)), TAPS):
            wall.evaluate(NOTE_PAINT, [booth, tone])
            tablet.looks_in("1", words)
            painted: Any = wall.evaluate("() => globalThis.painted")
            took.append((painted - tablet.page.evaluate("() => globalThis.tappedAt")) / 1000)
    wall.context.close()
    return spread(took)


def _wall(browser: Browser, server: RunningServer) -> Page:
    return live_display(signed_in(browser, server, "display", FULL_HD), server)
