"""The floor plan in a real browser: moved by hand, by keys, by buttons; refused in words; kept."""

import re
from collections.abc import Generator, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ops.services.set_up import settings
from ops.services.set_up.site_file import BoothPlan
from tests.browser.axe import violations
from tests.browser.test_coordinator import SMALL
from tests.browser.test_sign_in import Newcomer
from tests.services.room import Clock, Room
from tests.support.furnished import furnish, starter
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

LAPTOP, TABLET = (1366, 768), (820, 1180)


@pytest.fixture(scope="module")
def riverside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """The starter's room; somebody is in booth 6."""
    server = RunningServer(tmp_path_factory.mktemp("riverside"))
    server.furnished = furnish(server.house, "riverside", starter())
    clock = Clock()
    clock.time = server.house.now()
    Room(server.house, clock, server.furnished).seats("6")
    with server:
        yield server


class Planner(Newcomer):
    """A coordinator at the floor plan."""

    def __init__(self, browser: Browser, server: RunningServer) -> None:
        super().__init__(browser, server, LAPTOP)
        self.comes_in()
        self.opens_the_plan()

    def opens_the_plan(self) -> Page:
        self.opens("/set-up/plan")
        expect(self.page.get_by_role("application", name="Floor plan")).to_be_visible()
        return self.page

    def place(self, name: str) -> Locator:
        plan = self.page.get_by_role("application", name="Floor plan")
        return plan.get_by_role("button", name=re.compile(rf"^{re.escape(name)} "))

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def hears(self, words: str) -> None:
        expect(self.page.locator("#said")).to_have_text(words)

    def drags(self, start: Locator, columns: int, rows: int, corner: bool = False) -> None:
        """By so many squares, from its middle or its corner."""
        box, square = start.bounding_box(), self.place("1").bounding_box()
        assert box
        assert square
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if corner:
            x, y = box["x"] + box["width"] - 8, box["y"] + box["height"] - 8
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        # The first square is a square away: in steps, as a hand goes.
        mouse.move(x + columns * (square["width"] + 6), y + rows * (square["height"] + 6), steps=6)
        mouse.up()

    def kept(self) -> dict[str, BoothPlan]:
        self.presses("Keep")
        expect(self.page.get_by_text("Kept. All screens show it now.")).to_be_visible()
        plan = settings.current(self.server.house, self.server.furnished.site_id).plan
        return {booth.name: booth for booth in plan.booths}


@pytest.fixture(scope="module")
def planner(browser: Browser, riverside: RunningServer) -> Generator[Planner]:
    one = Planner(browser, riverside)
    yield one
    one.context.close()
    assert one.faults == []


def test_a_plan_is_made_by_keyboard(planner: Planner) -> None:
    page = planner.opens_the_plan()
    planner.place("3").focus()
    planner.keys("ArrowRight")
    planner.hears("3: row 1, column 4, stands where 4 stands.")
    planner.presses("Keep")
    planner.hears("2 places are to be put right first.")
    expect(page.get_by_role("group", name="To be put right")).to_contain_text("4: It stands where 3 stands.")
    expect(planner.place("3")).to_be_focused()
    planner.keys("Control+z")
    planner.hears("Taken back.")
    expect(page.get_by_role("group", name="To be put right")).to_have_count(0)
    planner.keys("ArrowUp")
    planner.hears("The plan ends here.")
    planner.keys("n")
    planner.hears("A new place. 10: row 1, column 5.")
    planner.keys("Shift+ArrowRight", "ArrowDown")
    planner.hears("10: row 2, column 5.")
    planner.keys("Enter")
    expect(page.get_by_role("textbox", name="Name")).to_be_focused()
    page.keyboard.type("th bay")
    planner.keys("Enter")
    expect(planner.place("10th bay")).to_be_focused()
    planner.place("2").focus()
    planner.keys("Delete")
    planner.hears("2 is off the plan. Ctrl+Z brings it back.")
    planner.keys("Control+z")
    planner.place("8").focus()
    planner.keys("Delete")
    kept = planner.kept()
    assert (kept["10th bay"].row, kept["10th bay"].column, kept["10th bay"].width) == (2, 5, 2)
    assert "2" in kept
    assert "8" not in kept


def test_a_place_is_dragged_and_resized_and_let_go_again(planner: Planner) -> None:
    planner.opens_the_plan()
    planner.drags(planner.place("1"), 5, 3)
    planner.hears("1: row 4, column 6.")
    planner.drags(planner.place("1"), 1, 1, corner=True)
    planner.hears("1: 2 columns wide, 2 rows high.")
    kept = planner.kept()["1"]
    assert (kept.row, kept.column, kept.width, kept.height) == (4, 6, 2, 2)


def test_a_finger_drags_too(planner: Planner) -> None:
    page = planner.opens_the_plan()
    box = planner.place("4").bounding_box()
    assert box
    x, y = box["x"] + 30, box["y"] + 30
    wire = planner.context.new_cdp_session(page)
    wire.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in (20, 60, box["height"] + 6):
        point = {"x": x, "y": y + step * 4}
        wire.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    planner.hears("4: row 5, column 4.")


def test_whoever_cannot_drag_has_buttons_and_numbers(planner: Planner) -> None:
    page = planner.opens_the_plan()
    planner.place("7").click()
    planner.presses("Move right")
    planner.presses("Move down")
    planner.hears("7: row 3, column 4, stands where Smoking stands.")
    page.get_by_role("spinbutton", name="Row", exact=True).fill("6")
    page.get_by_role("spinbutton", name="Column", exact=True).fill("1")
    planner.presses("Wider")
    planner.hears("7: 2 columns wide, 1 row high.")
    planner.presses("Undo")
    planner.presses("Redo")
    kept = planner.kept()["7"]
    assert (kept.row, kept.column, kept.width) == (6, 1, 2)


def test_a_place_with_somebody_in_it_stays(planner: Planner) -> None:
    planner.opens_the_plan()
    planner.place("6").focus()
    expect(planner.place("6")).to_contain_text("in use")
    planner.keys("Delete")
    planner.hears("Somebody is in 6. It stays until it is free.")


def test_the_wall_is_shown_as_it_will_be(planner: Planner) -> None:
    page = planner.opens_the_plan()
    expect(page.locator("#preview .tile")).to_have_count(len(planner.server.furnished.booths))
    planner.presses("Add a place")
    expect(page.locator("#preview")).to_contain_text("10")
    expect(page.get_by_text("read from four metres")).to_be_visible()


@pytest.mark.parametrize("size", [LAPTOP, TABLET], ids=["laptop", "tablet"])
def test_axe_finds_nothing_and_a_hand_hits_everything(
    planner: Planner, axe_source: str, size: tuple[int, int]
) -> None:
    page = planner.opens_the_plan()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    planner.place("5").focus()
    planner.keys("ArrowDown")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, axe_source) == []
    page.emulate_media(color_scheme="light")
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    planner.keys("Control+z")


def test_without_a_script_it_is_a_form(browser: Browser, planner: Planner, axe_source: str) -> None:
    known = planner.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=known)
    page = context.new_page()
    page.goto(f"{planner.server.url}/set-up/plan")
    page.get_by_role("group", name="A new place").get_by_label("Name").fill("Extra")
    page.get_by_role("group", name="A new place").get_by_label("Row", exact=True).fill("9")
    page.get_by_role("group", name="A new place").get_by_label("Column", exact=True).fill("9")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Kept. All screens show it now.")).to_be_visible()
    expect(page.get_by_role("group", name="Extra").get_by_label("Column", exact=True)).to_have_value("9")
    context.close()
