"""The wall can be read at four metres: sizes as screens promise them, nothing cut off."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import rooms
from tests.browser.legible import MEASURE
from tests.browser.wall_page import HD, STANDING, UHD, WallPage

pytestmark = pytest.mark.browser

ROOMS = {
    "4 places": lambda: rooms.busy(2, 2),
    "12 places": lambda: rooms.busy(3, 4),
    "24 places": lambda: rooms.busy(4, 6),
    "starter": rooms.starter,
    "starter, crowded": rooms.crowded,
}
SIZES = {"1080p": HD, "4K": UHD, "standing": STANDING}


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
    assert found["over"] == []
    assert found["cut"] == []
    assert not found["below"]
    assert found["filled"]


@pytest.mark.parametrize("size", ["1080p", "standing"])
@pytest.mark.parametrize("room", ROOMS)
def test_not_live_the_marked_digits_are_legible_and_the_sign_is_larger(
    browser: Browser, room: str, size: str
) -> None:
    with WallPage(browser, ROOMS[room](), liveness="not_live", size=SIZES[size]) as wall:
        found: dict[str, Any] = wall.look(MEASURE)
        sign = wall.look(
            "() => parseFloat(getComputedStyle(document.querySelector('#band strong')).fontSize)"
        )
    assert min(found["digits"]) >= 100
    assert max(found["digits"]) < sign
    assert found["outside"] == []
    assert found["over"] == []


@pytest.mark.parametrize("size", ["1080p", "standing"])
def test_two_people_in_a_single_booth_each_have_a_countdown(browser: Browser, size: str) -> None:
    with WallPage(browser, rooms.crowded(), size=SIZES[size]) as wall:
        tile = wall.tile(1)
        assert tile.locator(".cell .name").all_text_contents() == ["1", "+1"]
        assert tile.locator(".cell .main").all_text_contents() == ["3:42", "1:15"]
        assert wall.look(
            """() => [...document.querySelectorAll('[data-booth="1"] .main')]
              .every((node) => node.getBoundingClientRect().bottom
                <= node.closest('.tile').getBoundingClientRect().bottom)"""
        )


def test_where_a_third_could_not_be_read_the_row_grows(browser: Browser) -> None:
    board = rooms.crowded()
    board["booths"][0]["seats"].append({"mark": "+2", "extra": True, "visit": rooms.visit("third", 60)})
    with WallPage(browser, board) as wall:
        found: dict[str, Any] = wall.look(MEASURE)
        assert wall.tile(1).locator(".cell .main").all_text_contents() == ["3:42", "1:15", "1:00"]
    assert found["outside"] == []
    assert min(found["digits"]) >= 85


def test_neighbours_in_a_shared_place_stand_apart(browser: Browser) -> None:
    with WallPage(browser, rooms.starter()) as wall:
        gaps = wall.look(
            """() => [9, 10, 11].flatMap((id) => {
              const cells = [...document.querySelectorAll(`[data-booth="${id}"] .cell .top`)]
                .map((node) => node.getBoundingClientRect());
              return cells.slice(1).map((box, at) => box.left - cells[at].right);
            })"""
        )
    assert min(gaps) >= 40


def test_the_age_stands_on_every_single_place_or_on_none(browser: Browser) -> None:
    for room, shown in (("12 places", True), ("starter", False), ("24 places", False)):
        with WallPage(browser, ROOMS[room]()) as wall:
            ages = wall.look(
                """() => [...document.querySelectorAll('.tile .cell')]
                  .filter((cell) => /^(ok|late|high|soon|rouse|eye|out|asleep)$/.test(cell.dataset.tone))
                  .map((cell) => cell.querySelector('.age').checkVisibility())"""
            )
        assert set(ages) == {shown}, room


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
