"""A wall on its own: whether it can be heard, its theme, its part of the room."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import rooms
from tests.browser.evening import screen
from tests.browser.wall_page import STANDING, WallPage

pytestmark = pytest.mark.browser

WALL = screen(7, "Wall")
HEARD = """() => {
  window.heard = [];
  const ramp = AudioParam.prototype.linearRampToValueAtTime;
  AudioParam.prototype.linearRampToValueAtTime = function (value, at) {
    if (value > 0) heard.push(value);
    return ramp.call(this, value, at);
  };
}"""
"""Writes down how strong each pulse is from now on."""
SET_AND_FITS = "(node, text) => { node.textContent = text; return node.scrollWidth <= node.clientWidth; }"
LATE = [rooms.booth(1, rooms.visit("a", -200)), rooms.booth(2, rooms.visit("b", 100), column=2)]


def room(
    *, notices: tuple[rooms.Shape, ...] = (), pauses: tuple[rooms.Shape, ...] = (), **of_wall: object
) -> rooms.Shape:
    made = rooms.board(LATE, pauses=list(pauses))
    return made | {"devices": [WALL | of_wall], "notices": list(notices)}


def test_sound_is_off_until_the_screen_is_touched_once(browser: Browser) -> None:
    with WallPage(browser, room(), device=7, sounding=True) as wall:
        wall.shows("#sound", "SOUND IS OFF")
        wall.page.locator("#sound").click()
        wall.page.wait_for_function("() => { wall.say({}); return document.querySelector('#sound').hidden; }")


def test_a_sound_test_is_named_on_the_wall_it_is_for(browser: Browser) -> None:
    test = {
        "id": "t",
        "kind": "sound_test",
        "since": rooms.at(0),
        "until": rooms.at(8),
        "text": None,
        "basis": None,
    }
    with WallPage(browser, room(notices=(test | {"about": 7},)), device=7, sounding=True) as wall:
        wall.page.mouse.click(400, 400)
        wall.page.wait_for_function(
            "() => { wall.say({}); return document.querySelector('#sound').textContent === 'sound test'; }"
        )


def test_what_is_paused_counts_down_and_stays_in_view(browser: Browser) -> None:
    pause = {"cause": "visit:a", "at": rooms.at(-10), "until": rooms.at(110)}
    with WallPage(browser, room(pauses=(pause,)), device=7, sounding=True) as wall:
        wall.page.mouse.click(400, 400)
        wall.page.wait_for_function(
            "() => { wall.say({}); return document.querySelector('#sound').textContent.includes('1:50'); }"
        )
        expect(wall.page.locator("#alarms")).to_contain_text("LOOK NOW")
        wall.pass_time(111)
        expect(wall.page.locator("#sound")).to_be_hidden()


def test_armed_it_is_heard_paused_it_is_not_and_at_night_it_is_softer(browser: Browser) -> None:
    pause = {"cause": "visit:a", "at": rooms.at(-10), "until": rooms.at(110)}
    peaks = []
    for night in (None, {"from": 0, "until": 1439}):
        quiet = room(pauses=(pause,))
        quiet["room"]["night"] = night
        with WallPage(browser, quiet, device=7, sounding=True) as wall:
            wall.look(HEARD)
            wall.page.mouse.click(400, 400)
            wall.page.wait_for_function(
                "() => { wall.say({}); return document.querySelector('#sound').textContent.includes('1:50'); }"
            )
            assert wall.look("heard") == []
            # Another place is late, too: it breaks through.
            second = rooms.booth(2, rooms.visit("b", -200), column=2)
            wall.tell({"base": 10, "version": 11, "changed": {"2": second}})
            peaks.append(max(wall.look("heard")))
    by_day, by_night = peaks
    assert by_night == pytest.approx(by_day / 4), "half the volume is a quarter of the strength"


@pytest.mark.parametrize("size", [None, STANDING], ids=["landscape", "portrait"])
def test_the_sign_fits_into_the_top_line(browser: Browser, size: dict[str, int] | None) -> None:
    with WallPage(browser, room(), device=7, sounding=True, size=size) as wall:
        sign = wall.page.locator("#sound")
        expect(sign).to_be_visible()
        assert sign.evaluate("node => node.scrollWidth <= node.clientWidth")
        head, own = wall.page.locator(".head").bounding_box(), sign.bounding_box()
        assert head is not None
        assert own is not None
        assert own["y"] >= head["y"] - 1
        assert own["y"] + own["height"] <= head["y"] + head["height"] + 1
        for text in ("SOUND IS OFF · no loudspeaker", "test · off · Booth 12 B +1 · 1:50"):
            assert sign.evaluate(SET_AND_FITS, text), text


def test_a_quiet_wall_does_not_flash_and_has_a_thick_border(browser: Browser) -> None:
    with WallPage(browser, room(theme="quiet"), device=7) as wall:
        expect(wall.page.locator("#wall")).to_have_attribute("data-still", "")
        for _ in range(4):
            wall.pass_time(0.25)
            assert "beat" not in (wall.page.locator("#wall").get_attribute("class") or "")
        assert "inset" in wall.tile(1).evaluate("node => getComputedStyle(node).boxShadow")
    with WallPage(browser, room(theme="quiet"), device=8) as other:
        assert other.page.locator("#wall").get_attribute("data-still") is None


def test_two_walls_each_show_their_part_and_both_say_every_alarm(browser: Browser) -> None:
    for part, other in ((1, 2), (2, 1)):
        with WallPage(browser, room(shows=[part]), device=7) as wall:
            expect(wall.tile(part)).to_be_visible()
            expect(wall.tile(other)).to_have_count(0)
            wall.shows("#alarms", "LOOK NOW")
