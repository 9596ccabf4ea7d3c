"""What a response is worked with is in view whole, whatever else is on the screen."""

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.served import SOON
from tests.browser.tablets import LYING, STANDING, Tablet, program
from tests.support.furnished import furnish, starter
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

SIZES = [LYING, STANDING, (1024, 768), (800, 1280)]

CUT_SHORT = """
() => [...document.querySelectorAll('.top .key, .top h1, .act, .drill-sign, .real-now')]
  .filter((node) => node.checkVisibility())
  .filter((node) => {
    const box = node.getBoundingClientRect();
    const high = node.tagName !== 'H1' && node.scrollHeight > node.clientHeight + 1;
    // DRILL stands on the edge of a key, as its words take all of it.
    const words = [...node.querySelectorAll('.act strong, .act span:not(.drill-word)')];
    const boxes = words.map((word) => word.getBoundingClientRect());
    const out = boxes.some((its) => its.top < box.top || its.bottom > box.bottom);
    return high || out || node.scrollWidth > node.clientWidth + 1 || box.right > innerWidth || box.width < 48;
  })
  .map((node) => node.textContent)
"""
"""Whatever spills out of its key or is smaller than a glove."""

LOG_AND_TOAST = """
() => {
  const log = document.querySelector('.zone.log').getBoundingClientRect();
  const toast = document.querySelector('.toast').getBoundingClientRect();
  const rows = [...document.querySelectorAll('.row')].map((row) => row.getBoundingClientRect());
  return [
    rows.filter((row) => row.top >= log.top - 1 && row.bottom <= log.bottom + 1).length,
    log.right > toast.left && log.bottom > toast.top + 1 && toast.right > log.left,
  ];
}
"""
"""How many rows of the log are in view whole, and whether what was tapped lies over them."""


ELSEWHERE_SPILLS = """
() => {
  const line = document.querySelector('.elsewhere');
  const parts = [...line.querySelectorAll('.alarm, .pause, .key')].filter((node) => node.checkVisibility());
  const boxes = parts.map((node) => node.getBoundingClientRect());
  const beside = (a, b) => a.right <= b.left + 1 || a.bottom <= b.top + 1;
  const apart = (a, b) => beside(a, b) || beside(b, a);
  const within = (box, its) =>
    its.left >= box.left - 1 && its.right <= box.right + 1 && its.top >= box.top - 1 && its.bottom <= box.bottom + 1;
  const bad = [];
  for (const [place, node] of parts.entries()) {
    const words = [...node.querySelectorAll('strong, span, em')].filter((word) => word.checkVisibility());
    const its = words.map((word) => word.getBoundingClientRect());
    const over = its.some((one, first) => its.slice(first + 1).some((other) => !apart(one, other)));
    const spills = its.some((one) => !within(boxes[place], one));
    const lies = boxes.slice(place + 1).some((other) => !apart(boxes[place], other));
    const narrow = node.matches('.alarm') && node.querySelector('strong').getBoundingClientRect().width < 40;
    const out = boxes[place].right > innerWidth || !within(line.getBoundingClientRect(), boxes[place]);
    const small = Math.min(boxes[place].width, boxes[place].height) < 48;
    if (over || spills || lies || narrow || out || small) bad.push(node.textContent);
  }
  return bad;
}
"""
"""What of the line above lies over something else, spills out of its key or is smaller than a glove."""

KEYS = """
() => [...document.querySelectorAll('.act, .respond, .people .key')].filter((node) => node.checkVisibility())
  .map((node) => { const { x, y, width, height } = node.getBoundingClientRect(); return [x, y, width, height]; })
"""
"""Where the keys of a response are."""


def starts(server: RunningServer, booth: str) -> None:
    where = {"booth": server.furnished.booths[booth], "seat": "A"}
    assert program(server).post(f"/sites/{server.site}/responses", where)[0] == 201


def key(tablet: Tablet, name: str) -> Locator:
    return tablet.page.locator(".act:visible", has=tablet.page.get_by_text(name, exact=True))


def everything_is_in_reach(tablet: Tablet) -> None:
    front = tablet.page.locator(".grid:not(.lower):visible > .act")
    for size in SIZES:
        tablet.turned(size)
        expect(front).to_have_count(6)
        always = [key(tablet, name) for name in ("MARK", "MORE HANDS", "OVER", "I’m here")]
        for one in [*front.all(), *always, tablet.page.locator(".respond:visible")]:
            expect(one).to_be_in_viewport(ratio=1)
            box = one.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 76, (size, one.inner_text())
        assert tablet.page.evaluate(CUT_SHORT) == [], size
    tablet.turned(LYING)


def test_no_key_of_a_response_is_ever_covered(house_server: RunningServer, browser: Browser) -> None:
    house_server.furnished = furnish(house_server.house, "in-reach", starter())
    with Tablet(browser, house_server) as tablet:
        tablet.responds()
        expect(tablet.key("washroom")).to_be_in_viewport(ratio=1)
        everything_is_in_reach(tablet)
        tablet.logs("MORE HANDS")
        expect(tablet.key("enough hands")).to_be_visible(timeout=SOON)
        everything_is_in_reach(tablet)
        starts(house_server, "3")
        expect(tablet.page.locator(".elsewhere")).to_contain_text("Booth 3", timeout=SOON)
        everything_is_in_reach(tablet)
        tablet.presses("1", "kind?", "slow breathing, sedation")
        expect(tablet.key("1")).to_have_count(0)
        everything_is_in_reach(tablet)
        tablet.goes_back()
        tablet.presses("Room", "Begin a drill")
        tablet.tap(tablet.page.locator("#drill .respond"))
        expect(tablet.page.locator("#drill .tablet.response")).to_be_visible(timeout=SOON)
        expect(tablet.page.locator("#drill .real-now")).to_contain_text("and 1 more", timeout=SOON)
        everything_is_in_reach(tablet)


def test_the_card_is_one_screen_and_the_log_is_covered_by_nothing(
    house_server: RunningServer, browser: Browser
) -> None:
    house_server.furnished = furnish(house_server.house, "card-in-view", starter())
    with Tablet(browser, house_server) as tablet:
        tablet.responds()
        tablet.logs("log dose 1", "log oxygen", "start breaths", "log stimulation", "ambulance called")
        tablet.logs("log dose 2")
        starts(house_server, "3")
        expect(tablet.page.locator(".elsewhere")).to_contain_text("Booth 3", timeout=SOON)
        for size in SIZES:
            tablet.turned(size)
            whole, covered = tablet.page.evaluate(LOG_AND_TOAST)
            assert (whole >= 3, covered) == (True, False), (size, whole)
        tablet.tap(tablet.page.locator("button.clock-box", has_text="card ▸"))
        for size in SIZES:
            tablet.turned(size)
            for part in tablet.page.locator(".card .part").all():
                expect(part).to_be_in_viewport(ratio=1)
            assert tablet.page.evaluate(CUT_SHORT) == [], size


OPENED = {
    "a row": ".row-button >> nth=0",
    "assess": ".act:has-text('assess')",
    "More": ".act:has-text('More…')",
    "kind": ".top .kind",
    "the card": ".clock-box:has-text('card ▸')",
}
"""What can be open above the keys that stay, and what opens it."""


def test_the_keys_that_stay_are_whole_whatever_is_open_above_them(
    house_server: RunningServer, browser: Browser
) -> None:
    house_server.furnished = furnish(house_server.house, "whole-keys", starter())
    with Tablet(browser, house_server) as tablet:
        tablet.responds()
        tablet.logs("I’m here", "log stimulation", "ambulance called", "ambulance is here")
        for size in SIZES:
            tablet.turned(size)
            for name, opens in OPENED.items():
                key = tablet.page.locator(opens)
                if not key.is_visible():
                    continue
                tablet.tap(key)
                tablet.painted()
                assert tablet.page.evaluate(CUT_SHORT) == [], (name, size)
                tablet.opens_anew()
                tablet.page.go_back()
                expect(tablet.act("MARK")).to_be_visible(timeout=SOON)


def test_what_is_wanted_elsewhere_has_a_line_that_never_spills_nor_moves_a_key(
    house_server: RunningServer, browser: Browser
) -> None:
    house_server.furnished = furnish(house_server.house, "much-elsewhere", starter())
    site, one = house_server.site, program(house_server)
    with Tablet(browser, house_server, "responder") as tablet:
        tablet.responds()
        tablet.presses("washroom", "I’m here", "kind?", "slow breathing, sedation")
        tablet.all_sent()
        before = {}
        for size in SIZES:
            tablet.turned(size)
            before[size] = tablet.page.evaluate(KEYS)
        line = tablet.page.locator(".elsewhere")
        begun = [
            one.post(f"/sites/{site}/responses", where)
            for where in (
                {"place": "door"},
                {"booth": house_server.furnished.booths["3"]},
                {"place": "outside"},
            )
        ]
        steps: list[tuple[str, dict[str, object], str]] = [
            (f"/responses/{begun[1][1]['id']}/more-hands", {"on": True}, "MORE HANDS"),
            (f"/sites/{site}/help", {}, "NEEDS HELP"),
        ]
        expect(line).to_contain_text("and 2 more", timeout=SOON)
        for path, body, words in steps:
            assert one.post(path, body)[0] in (200, 201)
            expect(line).to_contain_text(words, timeout=SOON)
            for size in SIZES:
                tablet.turned(size)
                assert tablet.page.evaluate(ELSEWHERE_SPILLS) == [], size
                assert tablet.page.evaluate(KEYS) == before[size], size
            everything_is_in_reach(tablet)
        for path in ("/floor/paper", "/floor/sheet"):
            tablet.opens(path)
            for size in SIZES:
                tablet.turned(size)
                assert tablet.page.evaluate(ELSEWHERE_SPILLS) == [], (path, size)
                expect(line_of(tablet)).to_be_in_viewport(ratio=1)


def line_of(tablet: Tablet) -> Locator:
    """The row of whoever needs help."""
    return tablet.page.locator(".elsewhere .alarm", has_text="NEEDS HELP")
