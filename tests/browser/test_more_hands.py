"""Who is wanted at a place that no plan has, and for more hands: seen on every page of another tablet."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.served import FULL_HD, SOON, live_display, signed_in
from tests.browser.tablets import LYING, STANDING, Tablet, program
from tests.support.furnished import furnish, starter
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

SMALL = (1024, 768)
PHONE = (390, 780)
WIDE_PHONE = (590, 580)
"""Lying, and yet with no room for the plan beside what is open."""

CUT_SHORT = """
() => [...document.querySelectorAll('.alarm, .elsewhere .key, .elsewhere .pause')]
  .filter((node) => node.checkVisibility())
  .filter((node) => {
    const box = node.getBoundingClientRect();
    const words = [...node.querySelectorAll('strong, span, em')].filter((word) => word.checkVisibility());
    const inside = words.every((word) => {
      const its = word.getBoundingClientRect();
      return its.left >= box.left && its.right <= box.right + 1 && its.bottom <= box.bottom + 1;
    });
    return !inside || box.left < 0 || box.right > innerWidth;
  })
  .map((node) => node.textContent)
"""
"""Whatever spills out of its key, or out of the screen."""


def call(tablet: Tablet) -> Locator:
    """The row that leads to whoever calls."""
    return tablet.page.locator(".alarm:visible", has_text="MORE HANDS").filter(has_text="washroom")


def is_called(tablet: Tablet, axe_source: str) -> None:
    """Once, in view whole, in a glove's size, lying and standing, and on a phone."""
    for size in (LYING, STANDING, PHONE):
        tablet.turned(size)
        expect(call(tablet)).to_have_count(1, timeout=SOON)
        expect(call(tablet)).to_be_in_viewport(ratio=1)
        assert tablet.page.evaluate(CUT_SHORT) == [], size
        assert tablet.small_targets() == [], size
        assert violations(tablet.page, axe_source) == [], size
    tablet.turned(LYING)


def leads_there(tablet: Tablet, response: str) -> None:
    """In one tap; and nothing of the call is said twice there."""
    tablet.tap(call(tablet))
    expect(tablet.page).to_have_url(f"{tablet.url}/floor/response/{response}")
    expect(tablet.key("enough hands")).to_be_visible(timeout=SOON)
    expect(call(tablet)).to_have_count(0)
    tablet.goes_back()


def test_a_call_from_the_washroom_is_one_tap_away_on_every_page(
    house_server: RunningServer, browser: Browser, axe_source: str
) -> None:
    house_server.furnished = furnish(house_server.house, "more-hands", starter())
    with Tablet(browser, house_server) as caller, Tablet(browser, house_server, "responder") as other:
        response = caller.responds()
        caller.presses("washroom", "I’m here")
        caller.logs("MORE HANDS")
        caller.all_sent()
        expect(call(caller)).to_have_count(0)
        is_called(other, axe_source)
        leads_there(other, response)

        other.tap(other.seat("2"))
        expect(other.key("Seat")).to_be_visible(timeout=SOON)
        is_called(other, axe_source)
        leads_there(other, response)

        other.presses("Room", "Walk-round")
        other.reads("Walk-round")
        is_called(other, axe_source)
        leads_there(other, response)

        other.presses("Close")
        other.tap(other.seat("3"))
        second = other.responds()
        other.presses("I’m here")
        is_called(other, axe_source)
        where = {"booth": house_server.furnished.booths["1"], "seat": "A"}
        assert program(house_server).post(f"/sites/{house_server.site}/responses", where)[0] == 201
        expect(other.page.locator(".elsewhere")).to_contain_text("Booth 1", timeout=SOON)
        is_called(other, axe_source)
        leads_there(other, response)

        other.page.goto(f"{other.url}/floor/response/{second}")
        expect(call(other)).to_be_visible(timeout=SOON)
        caller.presses("enough hands")
        expect(call(other)).to_have_count(0, timeout=SOON)


def test_a_response_elsewhere_that_nobody_attends_stays_shown_beside_the_plan(
    house_server: RunningServer, browser: Browser, axe_source: str
) -> None:
    house_server.furnished = furnish(house_server.house, "elsewhere", starter())
    booths = house_server.furnished.booths
    one = program(house_server)
    with Tablet(browser, house_server) as tablet:
        tablet.tap(tablet.seat("2"))
        expect(tablet.key("Seat")).to_be_visible(timeout=SOON)
        begun = [
            one.post(f"/sites/{house_server.site}/responses", where)
            for where in ({"booth": booths["1"], "seat": "A"}, {"place": "washroom"}, {"booth": booths["3"]})
        ]
        assert [status for status, _ in begun] == [201, 201, 201]
        calls = begun[2][1]["id"]
        assert one.post(f"/responses/{calls}/actions", {"kind": "stimulation"})[0] == 200
        assert one.post(f"/responses/{calls}/more-hands", {"on": True})[0] == 200
        rows = tablet.page.locator(".elsewhere .alarm:visible")
        washroom = rows.filter(has_text="washroom")
        expect(rows.filter(has_text="MORE HANDS")).to_have_count(1, timeout=SOON)
        for size in (LYING, SMALL, STANDING, PHONE, WIDE_PHONE):
            tablet.turned(size)
            expect(washroom).to_be_in_viewport(ratio=1, timeout=SOON)
            lying = size in (LYING, SMALL)
            expect(rows.filter(has_text="Booth 1")).to_have_count(0 if lying else 1)
            expect(rows).to_have_count(2 if lying else 3)
            assert tablet.page.evaluate(CUT_SHORT) == [], size
            assert tablet.small_targets() == [], size
            assert violations(tablet.page, axe_source) == [], size
        tablet.turned(LYING)
        expect(tablet.key("Seat")).to_be_in_viewport(ratio=1)
        tablet.tap(washroom)
        expect(tablet.page).to_have_url(f"{tablet.url}/floor/response/{begun[1][1]['id']}")


PULSES = """
globalThis.pitches = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  pitches.push(Math.round(this.frequency.value));
  return start.apply(this, when);
};
"""
"""Keeps what leaves for the loudspeaker: the fundamental of each pulse, and its harmonics. Hz."""

SOFT = 659
"""The fundamental of the one pulse a call is heard by, and of nothing else that may sound here: on a busy
machine a screen may be missed for a moment, and the others say so at A and F."""


def test_a_call_is_heard_on_walls_and_tablets_but_not_where_it_was_made(
    server: RunningServer, browser: Browser
) -> None:
    wall_context = signed_in(browser, server, "display", FULL_HD)
    wall_context.add_init_script(PULSES)
    wall = live_display(wall_context, server)
    wall.mouse.click(5, 5)
    expect(wall.locator("#sound")).to_have_text("", timeout=SOON)
    with (
        Tablet(browser, server, script=PULSES) as caller,
        Tablet(browser, server, "responder", script=PULSES) as other,
    ):
        other.tap(other.seat("2"))
        caller.responds()
        caller.presses("washroom", "I’m here")
        caller.all_sent()
        expect(other.page.locator("#tablet")).not_to_contain_text("SOUND IS OFF", timeout=SOON)
        expect(wall.locator("#wall")).to_contain_text("1 there", timeout=SOON)
        screens = {"wall": wall, "caller": caller.page, "other": other.page}
        before = {name: pitches(page) for name, page in screens.items()}
        caller.logs("MORE HANDS")
        for name in ("wall", "other"):
            screens[name].wait_for_function(
                "([before, soft]) => pitches.slice(before).includes(soft)",
                arg=[len(before[name]), SOFT],
                timeout=SOON,
            )
        # The clock on its page has gone on twice since the others heard it.
        asked = caller.page.locator(".act.hands")
        for _ in range(2):
            words = asked.inner_text()
            expect(asked).not_to_have_text(words, use_inner_text=True, timeout=SOON)
        heard = {name: pitches(page)[len(before[name]) :] for name, page in screens.items()}
        soft = {name: its.count(SOFT) for name, its in heard.items()}
        assert soft == {"wall": 1, "caller": 0, "other": 1}, heard
    wall_context.close()


def pitches(page: Page) -> list[int]:
    found: list[int] = page.evaluate("() => pitches")
    return found
