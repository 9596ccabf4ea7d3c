"""A wall that cannot paint: it says so, it is still heard, and it paints again when it can."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import rooms
from tests.browser.test_wall_sound import HEARD, WALL
from tests.browser.wall_page import STANDING, WallPage

pytestmark = pytest.mark.browser

BREAK = """() => Object.defineProperty(document.querySelector('#clock'), 'textContent', {
  configurable: true, get: () => '', set: () => { throw new TypeError('the clock cannot be painted'); } })"""
MEND = "() => { delete document.querySelector('#clock').textContent; }"


def test_a_fault_in_the_picture_takes_neither_the_sound_nor_the_next_second(browser: Browser) -> None:
    room = rooms.board([rooms.booth(1, rooms.visit("a", 100))]) | {"devices": [WALL]}
    with WallPage(browser, room, device=7, sounding=True) as wall:
        wall.look(HEARD)
        wall.page.mouse.click(400, 900)
        wall.page.wait_for_function("() => { wall.say({}); return document.querySelector('#sound').hidden; }")
        wall.look(BREAK)
        wall.pass_time(170)
        sign = wall.page.locator(".fault")
        expect(sign).to_contain_text("LOOK AT THE ROOM · This screen has a fault")
        assert len(wall.look("heard")) == 3, "late since ten seconds: three pulses"
        assert len(wall.faults) == 1, "it is in the log, once"
        wall.look(MEND)
        expect(sign).to_have_count(0)
        wall.shows("#clock", "14:34")
        wall.shows("#alarms", "late")
        wall.faults.clear()


@pytest.mark.parametrize("page", ["wall", "waiting"])
def test_the_sign_of_a_fault_is_read_from_afar(browser: Browser, page: str) -> None:
    with WallPage(browser, rooms.busy(3, 4), page=page, size=STANDING) as wall:
        wall.look(BREAK)
        wall.pass_time(60)
        sign = wall.page.locator(".fault")
        expect(sign).to_be_visible()
        assert sign.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 54
        assert sign.evaluate("node => node.scrollWidth <= node.clientWidth")
        wall.look(MEND)
        expect(sign).to_have_count(0)
        wall.faults.clear()
