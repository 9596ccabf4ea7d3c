"""Gloves, keyboards and screen readers: sizes, focus, names; axe finds nothing."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, expect

from tests.browser.axe import violations
from tests.browser.served import SOON
from tests.browser.tablets import LYING, STANDING, Tablet
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [LYING, STANDING], ids=["lying", "standing"])


def on_the_plan(tablet: Tablet) -> None:
    """Nothing is open."""


def in_a_sheet(tablet: Tablet) -> None:
    tablet.tap(tablet.seat("1"))


def not_here(tablet: Tablet) -> None:
    tablet.looks_in("1", "not here")


def counting_breaths(tablet: Tablet) -> None:
    tablet.looks_in("1", "hard to rouse, breathing")


def seating(tablet: Tablet) -> None:
    tablet.tap(tablet.seat("2"))


def the_room(tablet: Tablet) -> None:
    tablet.presses("Room")


def who(tablet: Tablet) -> None:
    tablet.tap(tablet.page.locator(".top").get_by_text("floor team"))


def unsent(tablet: Tablet) -> None:
    tablet.cut_off()
    tablet.looks_in("1", "OK, awake")
    tablet.presses("1 act to send")


def responding(tablet: Tablet) -> None:
    tablet.tap(tablet.seat("1"))
    tablet.responds()
    tablet.logs("log dose 1", "MARK")
    tablet.tap(tablet.log_rows().first)


def responding_elsewhere(tablet: Tablet) -> None:
    tablet.responds()


def assessing(tablet: Tablet) -> None:
    tablet.responds()
    tablet.logs("assess")


def more(tablet: Tablet) -> None:
    tablet.responds()
    tablet.logs("More…")


def reading_to_the_crew(tablet: Tablet) -> None:
    tablet.responds()
    tablet.logs("ambulance called")
    tablet.tap(tablet.page.locator("button.clock-box", has_text="card ▸"))


def over(tablet: Tablet) -> None:
    tablet.tap(tablet.seat("1"))
    tablet.responds()
    tablet.logs("OVER")


def closing(tablet: Tablet) -> None:
    tablet.presses("Room", "closing", "Room")


def counting_heads(tablet: Tablet) -> None:
    tablet.presses("Room", "EVERYONE OUT", "Somebody more")
    tablet.tap(tablet.page.locator(".person").first.get_by_role("button", name="needs carrying"))
    tablet.tap(tablet.page.locator(".person").last.get_by_role("button", name="not found"))


def walking(tablet: Tablet) -> None:
    tablet.presses("Room", "Walk-round")
    for what in ("asleep", "someone is here", "empty"):
        tablet.tap(tablet.page.get_by_role("button", name=what, exact=True).first)


def checking_in_the_morning(tablet: Tablet) -> None:
    tablet.presses("Room", "Opening check")
    tablet.tap(tablet.page.get_by_role("button", name="not done", exact=True).first)


def writing_to_the_waiting_room(tablet: Tablet) -> None:
    tablet.presses("Room", "Drug alerts, waiting room", "drug alert", "tested")


def printing_the_room(tablet: Tablet) -> None:
    tablet.presses("Room", "Room sheet")


SCENES = [
    on_the_plan,
    in_a_sheet,
    not_here,
    counting_breaths,
    seating,
    the_room,
    who,
    unsent,
    responding,
    responding_elsewhere,
    assessing,
    more,
    reading_to_the_crew,
    over,
    closing,
    walking,
    checking_in_the_morning,
    writing_to_the_waiting_room,
    printing_the_room,
    counting_heads,
]


@pytest.mark.parametrize(
    ("asked_standing", "look"),
    [
        pytest.param(False, "light", id="lying"),
        pytest.param(True, "light", marks=pytest.mark.soak, id="standing too"),
        pytest.param(False, "dark", marks=pytest.mark.soak, id="by night"),
    ],
)
def test_nothing_is_too_small_for_a_glove_and_axe_finds_nothing(
    tablet: Tablet, axe_source: str, asked_standing: bool, look: Literal["light", "dark"]
) -> None:
    """Each scene lying, then turned. What axe asks of a page turned is the same page in other places."""
    faults = []
    tablet.page.emulate_media(color_scheme=look)
    tablet.seats_someone("1")
    for scene in SCENES:
        tablet.turned(LYING)
        scene(tablet)
        for size in (LYING, STANDING):
            tablet.turned(size)
            found = [*tablet.small_targets(), *_sideways(tablet)]
            if size is LYING or asked_standing:
                found += violations(tablet.page, axe_source)
            faults += [(scene.__name__, size, fault) for fault in found]
            assert tablet.page.locator("dialog, [role=dialog], [aria-modal]").count() == 0
        tablet.reconnected()
        tablet.all_sent()
        tablet.opens_anew()
    assert faults == []


def _sideways(tablet: Tablet) -> list[str]:
    """Whatever sticks out to the side."""
    wide: list[str] = tablet.page.evaluate(
        "() => [...document.querySelectorAll('#tablet, .top, .room, .pane, .zone, .upper, .toasts, .people')]"
        ".filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.className)"
    )
    return wide


@SIZES
def test_answers_and_respond_are_made_for_a_hurry(
    server: RunningServer, browser: Browser, size: tuple[int, int]
) -> None:
    with Tablet(browser, server, size=size) as tablet:
        tablet.seats_someone("1")
        tablet.tap(tablet.seat("1"))
        answers = tablet.page.locator(".answers .answer")
        expect(answers).to_have_count(6)
        boxes = [_box(answers.nth(at)) for at in range(6)]
        assert all(min(box["width"], box["height"]) >= 96 for box in boxes)
        assert len({box["y"] for box in boxes}) == 2, "two rows"
        for place in ("floor", "response"):
            box = _box(tablet.page.locator(".respond"))
            assert min(box["width"], box["height"]) >= 128, place
            assert box["y"] + box["height"] <= size[1], "in view without scrolling"
            if place == "floor":
                tablet.responds()
        for name in ("MARK", "MORE HANDS", "OVER", "I’m here"):
            box = _box(tablet.page.locator(".act", has=tablet.page.get_by_text(name, exact=True)))
            assert box["height"] >= 76, name
            assert box["y"] + box["height"] <= size[1], name


def _box(target: Locator) -> FloatRect:
    box = target.bounding_box()
    assert box is not None
    return box


def test_the_six_answers_are_in_view_without_scrolling(server: RunningServer, browser: Browser) -> None:
    for size in (LYING, STANDING):
        with Tablet(browser, server, size=size) as tablet:
            if size == LYING:
                tablet.seats_someone("1")
            tablet.tap(tablet.seat("1"))
            respond = _box(tablet.page.locator(".respond"))
            last = _box(tablet.page.locator(".answers .answer").last)
            assert last["y"] + last["height"] <= (respond["y"] if size == STANDING else size[1])


def test_the_floor_is_worked_by_keyboard(tablet: Tablet) -> None:
    tablet.seats_someone("1")
    page = tablet.page
    tablet.seat("1").focus()
    page.keyboard.press("Enter")
    expect(tablet.key("OK, awake")).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate("() => document.activeElement.textContent")
        style = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", f"no visible focus on {name}"
        if name == "OK, awake":
            break
    page.keyboard.press("Space")
    tablet.sees("1", "OK")
    assert page.evaluate("() => document.activeElement.tagName") == "BUTTON", (
        "focus is not lost with the sheet"
    )


def test_what_was_done_is_said_to_a_screen_reader(tablet: Tablet) -> None:
    tablet.seats_someone("1")
    tablet.looks_in("1", "OK, awake")
    expect(tablet.page.locator("[role=status]").first).to_contain_text("Booth 1 · OK, awake", timeout=SOON)
    expect(tablet.seat("1")).to_have_accessible_name(re.compile(r"^Booth 1 OK, awake [45]:\d\d .*just in$"))
