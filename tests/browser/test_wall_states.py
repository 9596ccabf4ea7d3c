"""What the wall says when all is well, when somebody is alone, and when it cannot be trusted."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import rooms
from tests.browser.axe import violations
from tests.browser.wall_page import HD, STANDING, WallPage

pytestmark = pytest.mark.browser


def test_nothing_is_green_before_the_first_picture(browser: Browser) -> None:
    with WallPage(browser, None, liveness="connecting") as wall:
        wall.shows("#notice", "Look at the room")
        expect(wall.page.locator(".tile")).to_have_count(0)
        wall.say(liveness="not_live")
        wall.shows("#band", "NOT LIVE: LOOK AT THE ROOM")
        wall.shows("#band", "no news yet")


def test_delayed_takes_the_colour_and_says_since_when(browser: Browser) -> None:
    with WallPage(browser, rooms.starter()) as wall:
        expect(wall.page.locator("#badge")).to_be_hidden()
        wall.say(liveness="delayed")
        wall.shows("#badge", "DELAYED · last news 14:32:05")
        assert wall.look("() => getComputedStyle(document.getElementById('grid')).filter") == "grayscale(1)"
        expect(wall.page.locator("#band")).to_be_hidden()


def test_not_live_hatches_and_goes_on_counting_by_itself(browser: Browser) -> None:
    with WallPage(browser, rooms.board([rooms.booth(1, rooms.visit("v", 30))]), liveness="not_live") as wall:
        band = wall.page.locator("#band").bounding_box()
        assert band is not None
        assert band["width"] > 1850
        wall.shows("#band", "last news 14:32:05")
        assert "repeating-linear-gradient" in wall.look(
            "() => getComputedStyle(document.querySelector('.tile')).backgroundImage"
        )
        expect(wall.tile(1).locator(".main")).to_have_text("~0:30")
        wall.pass_time(30 + 180)
        expect(wall.tile(1)).to_have_attribute("data-tone", "high")
        wall.shows("#alarms", "Booth 1 · LOOK NOW")
        wall.shows("#alarms", "~3:00 late")
        chip = wall.page.locator("#alarms .chip").bounding_box()
        band = wall.page.locator("#band").bounding_box()
        assert chip is not None
        assert band is not None
        assert chip["y"] + chip["height"] <= band["y"] + band["height"]


def test_back_again_it_is_a_whole_new_picture(browser: Browser) -> None:
    with WallPage(browser, rooms.busy(2, 4), liveness="not_live") as wall:
        wall.snapshot(
            rooms.board([rooms.booth(1), rooms.booth(2, rooms.visit("v", 100), column=2)]) | {"version": 44}
        )
        wall.say(liveness="live")
        expect(wall.page.locator("#band")).to_be_hidden()
        expect(wall.page.locator(".tile")).to_have_count(2)
        expect(wall.tile(2).locator(".main")).to_have_text("1:40")


def test_an_alarm_comes_by_itself_and_goes_when_somebody_looks(browser: Browser) -> None:
    with WallPage(
        browser, rooms.board([rooms.booth(1, rooms.visit("v", 10)), rooms.booth(2, column=2)])
    ) as wall:
        expect(wall.page.locator(".chip.late, .chip.high")).to_have_count(0)
        wall.pass_time(10 + 60)
        wall.shows(".chip.late", "Booth 1 · look in")
        expect(wall.tile(1)).to_have_attribute("data-tone", "late")
        wall.pass_time(120)
        wall.shows(".chip.high", "Booth 1 · LOOK NOW")
        wall.shows("#spoken", "Booth 1 · LOOK NOW")
        seen = rooms.booth(1, rooms.visit("v", 190 + 300))
        assert wall.tell({"base": 10, "version": 11, "changed": {"1": seen}}) == "applied"
        expect(wall.page.locator(".chip.late, .chip.high")).to_have_count(0)
        expect(wall.tile(1)).to_have_attribute("data-tone", "ok")
        expect(wall.page.locator("#spoken")).to_be_empty()


def test_a_response_nobody_has_reached_is_the_loudest(browser: Browser) -> None:
    booths = [rooms.booth(1, rooms.visit("v", -400)), rooms.booth(2, column=2)]
    alone = rooms.response("r", 2, there=0, attended_until=None)
    with WallPage(browser, rooms.board(booths, [alone])) as wall:
        expect(wall.page.locator("#alarms .chip").first).to_contain_text("2 · NOBODY THERE")
        expect(wall.tile(2)).to_have_attribute("data-tone", "high")
        expect(wall.tile(2)).to_contain_text("NOBODY THERE")
        reached = rooms.response("r", 2, there=1)
        wall.tell({"base": 10, "version": 11, "responses": [reached]})
        expect(wall.tile(2)).to_have_attribute("data-tone", "response")
        expect(wall.tile(2)).to_contain_text("1 there")
        expect(wall.page.locator("#alarms .chip.high")).to_have_count(1)


def test_a_response_counts_in_digits_as_large_as_any(browser: Browser) -> None:
    with WallPage(browser, rooms.starter()) as wall:
        sizes = wall.look(
            """() => [1, 7].map((id) => getComputedStyle(
              document.querySelector(`[data-booth="${id}"] .main`)).fontSize)"""
        )
        expect(wall.tile(7).locator(".main")).to_have_text("4:31")
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize("size", [HD, STANDING], ids=["lying", "standing"])
def test_a_call_for_more_hands_reaches_everyone(browser: Browser, size: dict[str, int]) -> None:
    late = [rooms.booth(n, rooms.visit(f"v{n}", -190 - n), column=n) for n in range(1, 6)]
    calls = rooms.response("r", 6, more_hands_at=rooms.at(-5))
    helped = rooms.booth(6, rooms.visit("h", 0, response="r", **rooms.PAUSED), column=6)
    with WallPage(browser, rooms.board([*late, helped], [calls]), size=size) as wall:
        wall.shows(".chip.hands", "6 · MORE HANDS")
        expect(wall.tile(6)).to_have_attribute("data-tone", "hands")
        expect(wall.tile(6)).to_contain_text("more hands")
        unreached = calls | {"attended_until": None, "there": 0}
        wall.tell({"base": 10, "version": 11, "responses": [unreached]})
        expect(wall.page.locator("#alarms .chip").first).to_contain_text("6 · MORE HANDS")
        expect(wall.tile(6)).to_have_attribute("data-tone", "high")


def test_whoever_is_helped_elsewhere_is_not_ok(browser: Browser) -> None:
    person = rooms.visit("v", 0, response="r", **rooms.PAUSED)
    moved = rooms.response("r", None)
    with WallPage(browser, rooms.board([rooms.booth(1, person)], [moved])) as wall:
        expect(wall.tile(1)).to_have_attribute("data-tone", "response")
        expect(wall.tile(1)).to_contain_text("response")
        expect(wall.tile(1).locator(".main")).to_have_text("4:31")


def test_the_worst_keeps_its_words_and_the_rest_is_counted(browser: Browser) -> None:
    booths = [rooms.booth(n, rooms.visit(f"v{n}", -200 - n), column=n) for n in range(1, 9)]
    for size in (HD, STANDING):
        with WallPage(browser, rooms.board(booths), size=size) as wall:
            chips = wall.page.locator(".strip .chip").all_text_contents()
            assert "8 · LOOK NOW3:28 late" in chips[0]
            assert all("LOOK NOW" in chip for chip in chips[:-1])
            assert chips[-1] == f"+{8 - len(chips) + 1}"
            expect(wall.page.locator(".chip.more")).to_have_class("chip more high")


@pytest.mark.parametrize("room", [rooms.quiet, rooms.starter, lambda: rooms.board([rooms.booth(1)])])
def test_nothing_gapes_over_the_tiles_and_no_tile_moves(browser: Browser, room: Any) -> None:
    """Whatever the bar says, what stands over the tiles leaves no empty row."""
    with WallPage(browser, room(), size=STANDING) as wall:
        boxes = wall.look(
            """() => [...document.querySelectorAll('.head, .strip, .grid')]
              .filter((node) => node.checkVisibility())
              .map((node) => node.getBoundingClientRect()).map((box) => [box.top, box.bottom])"""
        )
        wall.tell({"base": 10, "version": 11, "responses": []})
        after = wall.look("() => document.getElementById('grid').getBoundingClientRect().top")
    gaps = [below[0] - above[1] for above, below in pairwise(boxes)]
    assert max(gaps) <= 11
    assert after == boxes[-1][0]


def test_all_that_flashes_flashes_as_one(browser: Browser) -> None:
    board = rooms.board([rooms.booth(n, rooms.visit(f"v{n}", -200 - n), column=n) for n in (1, 2, 3)])
    with WallPage(browser, board) as wall:
        looks = wall.look(
            """async () => {
              const seen = [];
              const root = document.getElementById('wall');
              let beat = 0;
              await new Promise((done) => {
                new MutationObserver(() => {
                  const fills = new Set([...document.querySelectorAll('.tile')]
                    .map((tile) => getComputedStyle(tile).backgroundColor));
                  seen.push([root.classList.contains('beat'), [...fills]]);
                  if (seen.length === 4) done();
                }).observe(root, {attributeFilter: ['class']});
                beat = setInterval(() => wall.say({time: wall.time + 250}), 20);
              });
              clearInterval(beat);
              return seen;
            }"""
        )
    assert [on for on, _ in looks] in ([True, False, True, False], [False, True, False, True])
    assert all(len(fills) == 1 for _, fills in looks)
    assert {fills[0] for _, fills in looks} == {"rgb(255, 115, 80)", "rgb(247, 250, 252)"}


def test_without_motion_a_thick_border_stands_still(browser: Browser) -> None:
    with WallPage(browser, rooms.board([rooms.booth(1, rooms.visit("v", -200))]), still=True) as wall:
        for _ in range(8):
            wall.pass_time(0.25)
            assert not wall.look("() => document.getElementById('wall').classList.contains('beat')")
        shadow = wall.look("() => getComputedStyle(document.querySelector('.tile')).boxShadow")
    assert "inset" in shadow
    assert "10px" in shadow


def test_behind_the_curtain_only_places_in_alarm_are_named(browser: Browser) -> None:
    with WallPage(browser, rooms.starter()) as wall:
        room = rooms.starter()["room"] | {"curtain": True}
        wall.tell({"base": 10, "version": 11, "room": room})
        expect(wall.page.locator(".tile").first).to_be_hidden()
        expect(wall.page.locator("#counts")).to_be_empty()
        shown = wall.page.locator("#alarms .chip").all_text_contents()
        assert shown == ["3", "2", "Aftercare E"]
        expect(wall.page.locator("#spoken")).to_be_empty()
        wall.tell({"base": 11, "version": 12, "room": room | {"curtain": False}})
        expect(wall.tile(1).locator(".main")).to_have_text("3:42")


def test_revoked_shows_nothing_of_the_room(browser: Browser) -> None:
    with WallPage(browser, rooms.starter()) as wall:
        wall.say(revoked="revoked")
        wall.shows("#notice", "signed out")
        expect(wall.page.locator(".tile").first).to_be_hidden()
        expect(wall.page.locator(".chip")).to_have_count(0)


@pytest.mark.parametrize("liveness", ["live", "delayed", "not_live"])
def test_axe_finds_nothing(browser: Browser, axe_source: str, liveness: str) -> None:
    with WallPage(browser, rooms.starter(), liveness=liveness, still=True) as wall:
        assert violations(wall.page, axe_source) == []
