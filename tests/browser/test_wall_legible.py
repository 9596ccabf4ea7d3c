"""The wall can be read at four metres: sizes as screens promise them, nothing cut off."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import rooms
from tests.browser.wall_page import HD, STANDING, UHD, WallPage

pytestmark = pytest.mark.browser

ROOMS = {
    "4 places": lambda: rooms.busy(2, 2),
    "12 places": lambda: rooms.busy(3, 4),
    "24 places": lambda: rooms.busy(4, 6),
    "starter": rooms.starter,
}
SIZES = {"1080p": HD, "4K": UHD, "standing": STANDING}

MEASURE = """() => {
  const unit = parseFloat(getComputedStyle(document.getElementById('wall')).getPropertyValue('--u'));
  const sizes = (selector, wanted) => [...document.querySelectorAll(`.tile ${selector}`)]
    .filter((node) => node.checkVisibility() && wanted.test(node.textContent))
    .map((node) => parseFloat(getComputedStyle(node).fontSize) / unit);
  const outside = [...document.querySelectorAll('.tile :is(.main, .name, .word, .late, .age), .chip')]
    .filter((node) => node.checkVisibility() && node.textContent)
    .filter((node) => {
      const box = (node.closest('.tile') ?? document.getElementById('wall')).getBoundingClientRect();
      const own = node.getBoundingClientRect();
      return own.left < box.left - 1 || own.right > box.right + 1;
    })
    .map((node) => node.textContent);
  const grid = document.getElementById('grid').getBoundingClientRect();
  const tiles = [...document.querySelectorAll('.tile')].map((tile) => tile.getBoundingClientRect());
  return {
    unit,
    digits: sizes('.main', /^~?\\d+:\\d\\d$/),
    names: sizes('.name', /./),
    words: [...sizes('.word', /./), ...sizes('.late', /./)],
    cut: [...document.querySelectorAll('.tile .name')]
      .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.textContent),
    outside,
    below: tiles.some((tile) => tile.bottom > innerHeight + 1 || tile.right > innerWidth + 1),
    filled: Math.max(...tiles.map((tile) => tile.bottom)) > grid.bottom - 2,
  };
}"""


@pytest.mark.parametrize(
    ("room", "size"),
    [(room, size) for room in ROOMS for size in SIZES if size != "4K" or room == "24 places"],
)
def test_digits_names_and_words_are_large_enough(browser: Browser, room: str, size: str) -> None:
    with WallPage(browser, ROOMS[room](), size=SIZES[size]) as wall:
        found: dict[str, Any] = wall.look(MEASURE)
    assert min(found["digits"]) >= 100
    assert min(found["names"]) >= 74
    if not (room == "24 places" and size == "standing"):
        assert found["words"]
    assert min(found["words"], default=54) >= 53.9
    assert found["outside"] == []
    assert found["cut"] == []
    assert not found["below"]
    assert found["filled"]


@pytest.mark.parametrize("room", ROOMS)
def test_not_live_the_marked_digits_are_as_large(browser: Browser, room: str) -> None:
    with WallPage(browser, ROOMS[room](), liveness="not_live") as wall:
        found: dict[str, Any] = wall.look(MEASURE)
    assert min(found["digits"]) >= 100
    assert found["outside"] == []


def test_two_people_in_a_single_booth_each_have_a_countdown(browser: Browser) -> None:
    board = rooms.busy(2, 4)
    board["booths"][0]["seats"].append({"mark": "B", "extra": True, "visit": rooms.visit("second", 60)})
    with WallPage(browser, board) as wall:
        cells = wall.tile(1).locator(".cell .main")
        assert cells.all_text_contents() == ["3:42", "1:00"]
        found: dict[str, Any] = wall.look(MEASURE)
    assert min(found["digits"]) >= 100


def test_all_single_places_have_one_size(browser: Browser) -> None:
    with WallPage(browser, rooms.starter()) as wall:
        found = wall.look(
            """() => [...document.querySelectorAll('.tile:not(.shared) .main')]
              .filter((node) => /^\\d:\\d\\d$/.test(node.textContent))
              .map((node) => getComputedStyle(node).fontSize)"""
        )
    assert len(set(found)) == 1


def test_the_screen_can_be_turned(browser: Browser) -> None:
    with WallPage(browser, rooms.starter()) as wall:
        wall.page.set_viewport_size({"width": 1080, "height": 1920})
        wall.page.locator(".wall[data-portrait]").wait_for()
        found: dict[str, Any] = wall.look(MEASURE)
    assert min(found["digits"]) >= 100
    assert not found["below"]
