"""A day and a night on one page, on its line and with its sound: nothing is left behind."""

import pytest
from playwright.sync_api import Browser, CDPSession

from tests.browser import rooms
from tests.browser.wall_page import WallPage

pytestmark = [pytest.mark.browser, pytest.mark.soak]

UPDATES = 10_000
WARM = 1_000
AT_ONCE = 50
"""So short that the sound's own clock is seen to run."""
A_BURST_EACH = 250
ROOM_TO_BREATHE = 1_000_000
"""Bytes. What the browser itself keeps beside the page; a node or a closure kept by each
update would be many times as much."""

BUSY = """
([from, count]) => {
  const { booths } = wall.store.board;
  for (let number = from; number < from + count; number += 1) {
    const booth = booths[number % booths.length];
    const seats = booth.seats.map((seat) => {
      const gone = number % 3 === 0;
      const late = new Date(wall.now() + ((number % 7) - 3) * 60_000).toISOString();
      const visit = { id: `v${number}`, state: 'using', seated_at: late, answer: 'ok', track: 'regular',
        due_soon_at: late, due_at: late, overdue_at: late, urgent_at: late, going_until: null, response: null,
        look_outside: false };
      return gone ? { mark: seat.mark, extra: false } : { mark: seat.mark, extra: false, visit };
    });
    wall.tells({ [booth.id]: { ...booth, status: seats[0].visit ? 'occupied' : 'free', seats } });
    if (number % 500 === 0) wall.breaks();
    wall.passes(number % 3 === 0 ? 8 : 9);
  }
}
"""
COUNTS_PULSES = """() => {
  window.pulses = 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) {
    pulses += 1;
    return start.call(this, at);
  };
}"""


def heap(devtools: CDPSession) -> int:
    """Bytes in use after everything unreachable is gone."""
    for _ in range(3):
        devtools.send("HeapProfiler.collectGarbage")
    return int(devtools.send("Runtime.getHeapUsage")["usedSize"])


def kept(devtools: CDPSession, kind: str) -> int:
    """How many objects of that kind the page still holds."""
    prototype = devtools.send("Runtime.evaluate", {"expression": f"{kind}.prototype"})["result"]
    found = devtools.send("Runtime.queryObjects", {"prototypeObjectId": prototype["objectId"]})["objects"]
    listed = devtools.send(
        "Runtime.callFunctionOn",
        {
            "objectId": found["objectId"],
            "functionDeclaration": "function () { return this.length; }",
            "returnByValue": True,
        },
    )
    for one in (prototype, found):
        devtools.send("Runtime.releaseObject", {"objectId": one["objectId"]})
    return int(listed["result"]["value"])


def nodes(wall: WallPage) -> int:
    count: int = wall.look("() => document.querySelectorAll('*').length")
    return count


def updates(wall: WallPage, begin: int, end: int) -> None:
    for number in range(begin, end, AT_ONCE):
        wall.look(BUSY, [number, AT_ONCE])
        if number % A_BURST_EACH == 0:
            wall.page.wait_for_function("before => pulses > before", arg=wall.look("pulses"))


def test_ten_thousand_updates_leave_nothing_behind(browser: Browser) -> None:
    with WallPage(browser, rooms.busy(3, 4), device=7, sounding=True, line=True) as wall:
        wall.look(COUNTS_PULSES)
        wall.page.mouse.click(400, 400)
        wall.page.wait_for_function(
            "() => { wall.passes(1); return document.getElementById('sound').hidden; }"
        )
        devtools = wall.context.new_cdp_session(wall.page)
        updates(wall, 0, WARM)
        before, elements = heap(devtools), nodes(wall)
        begun, pulses = wall.look("() => wall.now()"), wall.look("pulses")
        updates(wall, WARM, WARM + UPDATES)
        assert wall.look("() => wall.store.board.version") == 10 + WARM + UPDATES
        assert wall.look("() => wall.now()") - begun >= 86_000_000
        assert wall.look("wall.asked.here") > 8_000
        assert wall.look("wall.asked.subscribe") > UPDATES / 500
        assert wall.page.locator("#sound").is_hidden()
        made = wall.look("pulses") - pulses
        assert made > 500
        # The last burst may still sound.
        assert kept(devtools, "OscillatorNode") < made / 10
        assert kept(devtools, "AudioContext") == 1
        assert heap(devtools) - before < ROOM_TO_BREATHE
        assert abs(nodes(wall) - elements) < 100
