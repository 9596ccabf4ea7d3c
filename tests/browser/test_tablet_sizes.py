"""A tablet lying, standing, and a phone: as large as it can be, and nothing over anything else."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.served import SOON
from tests.browser.tablets import Tablet, board, program
from tests.support.furnished import furnish, starter
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

LYING, STANDING, PHONE = (1280, 800), (800, 1280), (390, 844)
EACH = pytest.mark.parametrize("size", [LYING, STANDING, PHONE], ids=["lying", "standing", "phone"])

OVER_ONE_ANOTHER = """
(selectors) => {
  const boxes = selectors.flatMap((one) => [...document.querySelectorAll(one)])
    .filter((node) => node.checkVisibility())
    .map((node) => [node.className, node.getBoundingClientRect()])
    .filter(([, box]) => box.width && box.height);
  const found = [];
  boxes.forEach(([name, one], at) => boxes.slice(at + 1).forEach(([other, two]) => {
    if (one.left < two.right - 1 && two.left < one.right - 1 && one.top < two.bottom - 1 && two.top < one.bottom - 1)
      found.push([name, other]);
  }));
  return found;
}
"""

SIDEWAYS = """
() => [...document.querySelectorAll('#tablet, .top, .room, .pane, .zones, .zone, .seat-in, .toast, .elsewhere')]
  .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.className)
"""

CUT = """
() => [...document.querySelectorAll('.seat .main, .seat .label')]
  .filter((node) => node.getBoundingClientRect().right > node.closest('.seat').getBoundingClientRect().right)
  .map((node) => node.textContent)
"""

DIGITS = "() => [...document.querySelectorAll('.seat.digits .main')].map((node) => getComputedStyle(node).fontSize)"


def seated(server: RunningServer, *places: str) -> None:
    """Somebody in each of these."""
    for place in places:
        name, _, mark = place.partition(" ")
        body = {
            "booth": server.furnished.booths[name],
            **({"seat": mark} if mark else {}),
            "handle": "tundra",
        }
        status, answer = program(server).post(f"/sites/{server.site}/visits", body)
        assert status == 201, answer


@EACH
def test_nothing_lies_over_anything_else(
    server: RunningServer, browser: Browser, size: tuple[int, int]
) -> None:
    seated(server, "1", "2", "5 A", "5 B", "Aftercare B", "Aftercare C")
    with Tablet(browser, server, size=size) as tablet:
        parts = [".top", ".strips", ".room", ".pane", ".toasts", ".respond"]

        def lies_well() -> None:
            assert tablet.page.evaluate(OVER_ONE_ANOTHER, parts) == []
            assert tablet.page.evaluate(SIDEWAYS) == []
            assert tablet.page.evaluate(CUT) == []

        lies_well()
        tablet.tap(tablet.seat("1"))
        lies_well()
        tablet.presses("keep an eye")
        tablet.reads("on record")
        lies_well()
        tablet.tap(tablet.seat("1"))
        tablet.responds()
        parts = [".top", ".strips", ".elsewhere", ".zones"]
        lies_well()
        parts = [".zone.clocks", ".zone.acts", ".zone.log"]
        lies_well()
        tablet.logs("log dose 1", "assess")
        tablet.presses("drowsy")
        lies_well()
        tablet.logs("log assessment", "OVER")
        lies_well()
        tablet.presses("awake and well")
        tablet.all_sent()


def sizes_under_ten_minutes(tablet: Tablet) -> list[float]:
    """Of all countdowns, once none has a digit more."""
    expect(tablet.page.locator(".seat .main", has_text="10:00")).to_have_count(0, timeout=SOON)
    return [float(one.removesuffix("px")) for one in tablet.page.evaluate(DIGITS)]


@EACH
def test_every_person_has_a_countdown_of_one_size(
    server: RunningServer, browser: Browser, size: tuple[int, int]
) -> None:
    seated(server, "1", "5 A", "5 B", *(f"Aftercare {mark}" for mark in "ABCDEF"))
    with Tablet(browser, server, size=size) as tablet:
        sizes = sizes_under_ten_minutes(tablet)
        assert len(sizes) == 9
        assert min(sizes) >= 36, sizes
        assert max(sizes) - min(sizes) <= 8, sizes


NOT_HELD = """
() => {
  const room = document.querySelector('.room').getBoundingClientRect();
  return [...document.querySelectorAll('.seat')].map((node) => [node, node.getBoundingClientRect()])
    .filter(([, box]) => box.top < room.top || box.bottom > room.bottom || Math.min(box.width, box.height) < 80)
    .map(([node, box]) => [node.querySelector('.spoken').textContent, box.width, box.height, box.bottom]);
}
"""
"""Seats that are not in view, or small for a glove."""


@pytest.mark.parametrize(
    "size", [(1024, 768), (768, 1024), LYING, STANDING], ids=["small", "small standing", "lying", "standing"]
)
def test_every_seat_of_the_starter_room_is_in_view_with_its_countdown(
    house_server: RunningServer, browser: Browser, size: tuple[int, int]
) -> None:
    house_server.furnished = furnish(house_server.house, f"starter-{size[0]}-{size[1]}", starter())
    seats = [f"{n}" for n in range(1, 9)] + ["9 A", "9 B", "Smoking A", "Smoking B", "Smoking C"]
    seated(house_server, *seats, *(f"Aftercare {mark}" for mark in range(1, 7)))
    visits = {
        (booth["name"], seat["mark"]): seat["visit"]["id"]
        for booth in board(house_server)["booths"]
        for seat in booth["seats"]
    }
    for place in (("Smoking", "B"), ("Aftercare", "6"), ("3", "A")):
        told = program(house_server).post(f"/visits/{visits[place]}/check-ins", {"answer": "hard_to_rouse"})
        assert told[0] == 200, told
    for name, mark in (("2", "A"), ("Aftercare", "4")):
        where = {"booth": house_server.furnished.booths[name], "seat": mark}
        assert program(house_server).post(f"/sites/{house_server.site}/responses", where)[0] == 201
    with Tablet(browser, house_server, size=size) as tablet:
        expect(tablet.seat("2")).to_contain_text("NOBODY THERE", timeout=SOON)
        assert tablet.page.evaluate(NOT_HELD) == []
        assert tablet.page.evaluate(SIDEWAYS) == []
        assert tablet.page.evaluate(CUT) == []
        assert tablet.page.evaluate(CUT_WORDS) == []
        sizes = sizes_under_ten_minutes(tablet)
        assert len(sizes) == 19
        assert min(sizes) >= 36, sizes


CUT_WORDS = """
() => [...document.querySelectorAll('.seat .word, .seat:not(.tone-high) .handle')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }))
  .filter((node) => node.scrollWidth > node.clientWidth + 1)
  .map((node) => node.textContent)
"""


@pytest.mark.parametrize("size", [(1280, 800), (800, 1280), (1024, 768), (768, 1024)])
def test_that_nobody_is_there_is_said_whole(
    server: RunningServer, browser: Browser, size: tuple[int, int]
) -> None:
    seated(server, "1", "2", "5 A")
    for name, seat in (("1", "A"), ("5", "A")):
        where = {"booth": server.furnished.booths[name], "seat": seat}
        assert program(server).post(f"/sites/{server.site}/responses", where)[0] == 201
    with Tablet(browser, server, size=size) as tablet:
        for place in ("1", "5 A"):
            expect(tablet.seat(place).get_by_text("NOBODY THERE")).to_be_visible(timeout=SOON)
        assert tablet.page.evaluate(CUT_WORDS) == []
        assert tablet.page.evaluate(SIDEWAYS) == []


def test_somebody_in_an_extra_seat_is_named_so_and_as_large(server: RunningServer, browser: Browser) -> None:
    """The room says that a single booth holds two: both countdowns are read from the same place."""
    seated(server, "1", "2")
    visit = board(server)["booths"][1]["seats"][0]["visit"]["id"]
    body = {"booth": server.furnished.booths["1"], "room_says_otherwise": True}
    status, answer = program(server).post(f"/visits/{visit}/move", body)
    assert status == 200, answer
    for size in (LYING, STANDING):
        with Tablet(browser, server, size=size) as tablet:
            expect(tablet.seat("1 extra")).to_be_visible(timeout=SOON)
            expect(tablet.seat("1")).to_be_visible()
            assert tablet.page.evaluate(CUT) == []
            assert tablet.page.evaluate(DIGITS) == ["36px"] * 2


def test_a_sheet_leaves_the_plan_the_height_it_does_not_need(server: RunningServer, browser: Browser) -> None:
    with Tablet(browser, server, size=STANDING) as tablet:
        tablet.seats_someone("1")
        tablet.tap(tablet.seat("1"))
        pane = tablet.page.locator(".pane")
        empty = pane.evaluate(
            "(node) => node.getBoundingClientRect().bottom"
            " - node.querySelector('.pane-in').getBoundingClientRect().bottom"
        )
        assert empty < 60
        assert pane.evaluate("(node) => node.scrollHeight <= node.clientHeight")
        header = tablet.page.locator(".top").bounding_box()
        tablet.responds()
        tablet.presses("kind?", "slow breathing, sedation")
        assert tablet.page.locator(".top").bounding_box() == header, "one row, with everything in it"


@pytest.mark.parametrize("size", [LYING, STANDING, (768, 1024)], ids=["lying", "standing", "narrow"])
def test_the_longest_state_leaves_every_button_of_the_top_in_reach(
    server: RunningServer, browser: Browser, size: tuple[int, int]
) -> None:
    with Tablet(browser, server, size=size, script="delete globalThis.AudioContext") as tablet:
        tablet.presses("Room", "after an event")
        said = ["SOUND IS OFF · no loudspeaker", "closed to new people"]
        expect(tablet.page.locator(".top .badge.amber")).to_have_text(said, timeout=SOON)
        assert tablet.page.evaluate(SIDEWAYS) == []
        for key in tablet.page.locator(".top button").all():
            box = key.bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= size[0]
