"""The wall as a browser has it: what it weighs, how soon it stands, how it keeps up, what it holds."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.bench.figures import Spread, spread
from tests.browser import rooms
from tests.browser.served import FULL_HD, SOON, signed_in
from tests.browser.wall_page import WallPage
from tests.support.server import RunningServer

PLACES = 24
THROTTLE = 4
"""A core so many times slower: about a small computer behind a screen."""
SECONDS = 10
DELTAS = 100_000
AT_ONCE = 5_000
OPENINGS = 10

NOTE_TILES = """
new MutationObserver((_, watch) => {
  if (!document.querySelector('[data-booth]')) return;
  watch.disconnect();
  requestAnimationFrame(() => { globalThis.tilesAfter = performance.now(); });
}).observe(document, { childList: true, subtree: true });
"""
WEIGHT = """
() => [performance.getEntriesByType('navigation')[0], ...performance.getEntriesByType('resource')]
  .filter((one) => !one.name.includes('/socket.io/?'))
  .map((one) => [one.transferSize, one.decodedBodySize])
"""
FRAMES = """
async (seconds) => {
  const second = setInterval(() => wall.say({ time: wall.time + 1000 }), 1000);
  const frames = [];
  const until = performance.now() + seconds * 1000;
  for (let now = performance.now(); now < until; ) {
    now = await new Promise(requestAnimationFrame);
    frames.push(now);
  }
  clearInterval(second);
  return frames.slice(1).map((at, n) => (at - frames[n]) / 1000);
}
"""
STREAM = """
async ([many, seats]) => {
  let version = wall.store.board.version;
  for (let n = 0; n < many; n += 1) {
    const tile = structuredClone(seats[n % seats.length]);
    tile.seats[0].visit.due_at = new Date(wall.time + (n % 600) * 1000).toISOString();
    const base = version++;
    if (wall.store.delta({ epoch: 'first', base, version, changed: { [tile.id]: tile } }) !== 'applied')
      throw new Error(`delta ${version} was not applied`);
    if (n % 100 === 0) {
      wall.say({ time: wall.time + 1000 });
      await new Promise(requestAnimationFrame);
    }
  }
}
"""


@dataclass(frozen=True)
class Opening:
    """A wall that is opened: bytes on the line and unpacked, and how long until tiles were painted."""

    requests: int
    sent: int
    unpacked: int
    tiles: Spread
    tiles_again: Spread


def opening(browser: Browser, server: RunningServer) -> Opening:
    """Ten browsers that were never here, and the same page again in each."""
    first, again = [], []
    weight: list[list[int]] = []
    for _ in range(OPENINGS):
        context = signed_in(browser, server, "display", FULL_HD)
        context.add_init_script(NOTE_TILES)
        page = context.new_page()
        first.append(_tiles(page, server))
        weight = page.evaluate(WEIGHT)
        again.append(_tiles(page, server))
        context.close()
    sent, unpacked = (sum(column) for column in zip(*weight, strict=True))
    return Opening(len(weight), sent, unpacked, spread(first), spread(again))


def _tiles(page: Page, server: RunningServer) -> float:
    page.goto(f"{server.url}/wall")
    expect(page.locator("#wall")).to_have_attribute("data-liveness", "live", timeout=SOON)
    page.wait_for_function("() => globalThis.tilesAfter")
    return float(page.evaluate("() => globalThis.tilesAfter")) / 1000


def in_alarm() -> dict[str, Any]:
    """Nobody has looked in anywhere."""
    places = [
        rooms.booth(
            number + 1, rooms.visit(f"v{number}", -190 - number), row=number // 6 + 1, column=number % 6 + 1
        )
        for number in range(PLACES)
    ]
    return rooms.board(places)


def frames(browser: Browser, *, throttle: int) -> Spread:
    """From one painted frame to the next, with every place in alarm."""
    with WallPage(browser, in_alarm()) as wall:
        _devtools(wall).send("Emulation.setCPUThrottlingRate", {"rate": throttle})
        found: list[float] = wall.look(FRAMES, SECONDS)
    return spread(found)


def heap(browser: Browser) -> list[tuple[int, float]]:
    """Megabytes in use, all rubbish taken away, after so many deltas."""
    board = in_alarm()
    with WallPage(browser, board) as wall:
        tools = _devtools(wall)
        found = []
        for done in range(0, DELTAS + 1, AT_ONCE):
            if done:
                wall.look(STREAM, [AT_ONCE, board["booths"]])
            if done % (DELTAS // 4) == 0 or done == AT_ONCE:
                tools.send("HeapProfiler.collectGarbage")
                found.append((done, tools.send("Runtime.getHeapUsage")["usedSize"] / 1e6))
    return found


def _devtools(wall: WallPage) -> CDPSession:
    return wall.context.new_cdp_session(wall.page)
