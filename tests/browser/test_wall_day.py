"""A day and a night on one page: ten thousand updates leave nothing behind."""

import pytest
from playwright.sync_api import Browser, CDPSession

from tests.browser import rooms
from tests.browser.wall_page import WallPage

pytestmark = [pytest.mark.browser, pytest.mark.soak]

UPDATES = 10_000
WARM = 1_000
ROOM_TO_BREATHE = 1_000_000
"""Bytes. What the browser itself keeps beside the page; a node or a closure kept by each
update would be many times as much."""

BUSY = """
([from, count]) => {
  const booths = wall.store.board.booths;
  for (let number = from; number < from + count; number += 1) {
    const booth = booths[number % booths.length];
    const seats = booth.seats.map((seat) => {
      const gone = number % 3 === 0;
      const late = new Date(wall.time + ((number % 7) - 3) * 60_000).toISOString();
      const visit = { id: `v${number}`, state: 'using', seated_at: late, answer: 'ok', track: 'regular',
        due_soon_at: late, due_at: late, overdue_at: late, urgent_at: late, going_until: null, response: null,
        look_outside: false };
      return gone ? { mark: seat.mark, extra: false } : { mark: seat.mark, extra: false, visit };
    });
    const tile = { ...booth, status: seats[0].visit ? 'occupied' : 'free', seats };
    const version = wall.store.board.version;
    wall.store.delta({ epoch: 'first', base: version, version: version + 1, changed: { [booth.id]: tile } });
    wall.say({ time: wall.time + 8_640 });
  }
}
"""


def heap(devtools: CDPSession) -> int:
    """Bytes in use after everything unreachable is gone."""
    for _ in range(3):
        devtools.send("HeapProfiler.collectGarbage")
    return int(devtools.send("Runtime.getHeapUsage")["usedSize"])


def nodes(wall: WallPage) -> int:
    count: int = wall.look("() => document.querySelectorAll('*').length")
    return count


def test_ten_thousand_updates_leave_nothing_behind(browser: Browser) -> None:
    with WallPage(browser, rooms.busy(3, 4)) as wall:
        devtools = wall.context.new_cdp_session(wall.page)
        wall.look(BUSY, [0, WARM])
        before, elements = heap(devtools), nodes(wall)
        for begin in range(WARM, WARM + UPDATES, WARM):
            wall.look(BUSY, [begin, WARM])
        assert wall.look("() => wall.store.board.version") == 10 + WARM + UPDATES
        assert heap(devtools) - before < ROOM_TO_BREATHE
        assert abs(nodes(wall) - elements) < 100
