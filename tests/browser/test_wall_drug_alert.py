"""A drug alert on the room's wall: one quiet line, legible, which gives way whole to whatever asks for somebody."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import rooms
from tests.browser.axe import violations
from tests.browser.evening import evening, notice
from tests.browser.legible import HEAD
from tests.browser.wall_page import HD, STANDING, WallPage

pytestmark = pytest.mark.browser

SHORT = notice("drug_alert", text="Medetomidine in blue powder", basis="tested")
LONG = notice(
    "drug_alert",
    text="“down” with medetomidine: long sedation, slow pulse, call early",
    basis="heard",
    since=rooms.at(-20),
)
SIZE = """() => parseFloat(getComputedStyle(place).fontSize)
  / parseFloat(getComputedStyle(document.getElementById('wall')).getPropertyValue('--u'))"""
TILES = """() => [...document.querySelectorAll('.tile')].map((tile) => tile.getBoundingClientRect())
  .map(({ left, top, width, height }) => [left, top, width, height].map(Math.round))"""


def empty(*notices: rooms.Shape, **room: Any) -> rooms.Shape:
    """A room with places and nobody: the bar has nothing to say."""
    return rooms.board([rooms.booth(1), rooms.booth(2, column=2)], **room) | {"notices": list(notices)}


@pytest.mark.parametrize("size", [HD, STANDING], ids=["lying", "standing"])
def test_it_stands_where_the_name_does_and_moves_no_tile(
    browser: Browser, axe_source: str, size: dict[str, int]
) -> None:
    with WallPage(browser, evening(), size=size) as wall:
        before = wall.look(TILES)
        wall.snapshot(evening(SHORT))
        if size == HD:
            wall.shows("#place", "Drug alert (tested): Medetomidine in blue powder")
            assert wall.look(SIZE) >= 54
        assert wall.look(HEAD) == {"cut": [], "over": []}
        assert wall.look(TILES) == before
        wall.snapshot(empty(LONG, SHORT))
        expect(wall.page.locator("#place")).to_have_text(re.compile(r"slow\s+pulse,\s+call\s+early"))
        assert (wall.look(SIZE) >= 54, wall.look(HEAD)) == (True, {"cut": [], "over": []})
        assert wall.page.locator("#alarms .chip").count() == 0
        expect(wall.page.locator("#spoken")).to_be_empty()
        assert violations(wall.page, axe_source) == []


def test_it_gives_way_whole(browser: Browser) -> None:
    name = "Riverside room"
    with WallPage(browser, evening(LONG)) as wall:
        place = wall.page.locator("#place")
        expect(place).to_have_text(name)
        for board in (empty(SHORT, curtain=True), empty(SHORT | {"until": rooms.at(-1)})):
            wall.snapshot(board)
            expect(place).to_have_text(name)
        wall.snapshot(empty(SHORT, state="closed", reason="full"))
        expect(place).to_have_text("closed to new people · full")
        wall.snapshot(empty(SHORT))
        expect(place).to_contain_text("Medetomidine")
        for liveness in ("delayed", "not_live"):
            wall.say(liveness=liveness)
            expect(place).to_be_hidden()
        wall.say(liveness="live")
        expect(place).to_contain_text("Medetomidine")
    with WallPage(browser, empty(SHORT), sounding=True) as wall:
        expect(wall.page.locator("#sound")).to_be_visible()
        expect(wall.page.locator("#place")).to_be_hidden()
