"""A glove bounces: one finger, two clicks within a blink, at one place."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.served import SOON
from tests.browser.tablets import Tablet, response
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


def bounces(tablet: Tablet, target: Locator) -> None:
    expect(tablet.page.locator(".settling")).to_have_count(0, timeout=SOON)
    box = target.bounding_box(timeout=SOON)
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tablet.page.mouse.click(x, y)
    tablet.painted()
    tablet.page.mouse.click(x + 3, y + 2)
    tablet.painted()


def kinds(server: RunningServer, name: str) -> list[str]:
    return [row["kind"] for row in response(server, name)["actions"] if not row["voided_at"]]


def test_what_begins_with_a_tap_is_not_stopped_by_its_bounce(tablet: Tablet, server: RunningServer) -> None:
    name = tablet.responds()
    for key in ("start breaths", "ambulance called"):
        bounces(tablet, tablet.act(key))
    tablet.all_sent()
    assert kinds(server, name) == ["breaths_start", "ambulance_called"]


def test_a_bounce_on_undo_takes_back_one_act(tablet: Tablet, server: RunningServer) -> None:
    name = tablet.responds()
    tablet.logs("start breaths", "log oxygen")
    bounces(tablet, tablet.page.locator(".toast .undo").first)
    tablet.all_sent()
    assert kinds(server, name) == ["breaths_start"]


def test_a_bounce_on_the_strip_is_one_dose(tablet: Tablet, server: RunningServer) -> None:
    name = tablet.responds()
    tablet.logs("start breaths", "OVER")
    tablet.presses("Add what was done to the log")
    tablet.tap(tablet.page.locator(".places .gap .place").first)
    bounces(tablet, tablet.act("log dose 1"))
    tablet.all_sent()
    assert kinds(server, name).count("naloxone") == 1


def test_respond_is_heard_at_once_after_a_tap_elsewhere(tablet: Tablet) -> None:
    tablet.tap(tablet.seat("1"))
    tablet.page.locator(".respond").click()
    expect(tablet.page.locator(".tablet.response")).to_be_visible(timeout=SOON)


def test_a_breath_counter_hears_every_tap(tablet: Tablet) -> None:
    tablet.seats_someone("1")
    tablet.looks_in("1", "hard to rouse, breathing")
    key = tablet.page.get_by_role("button", name=re.compile("tap for each breath"))
    tablet.tap(key)
    tablet.painted()
    bounces(tablet, key)
    expect(key).to_contain_text("3 breaths", timeout=SOON)


TWICE = "(key) => { key.click(); key.click(); }"
"""Both are heard before anything is painted again."""


def test_two_quick_taps_are_two_before_the_page_is_painted(tablet: Tablet) -> None:
    tablet.seats_someone("2")
    tablet.looks_in("2", "hard to rouse, breathing")
    breath = tablet.page.get_by_role("button", name=re.compile("tap for each breath"))
    breath.evaluate(TWICE, timeout=SOON)
    expect(breath).to_contain_text("2 breaths", timeout=SOON)

    tablet.responds()
    tablet.logs("assess")
    breath.evaluate(TWICE, timeout=SOON)
    expect(breath).to_contain_text("2 breaths", timeout=SOON)
    group = tablet.page.get_by_role("group", name="SpO2", exact=False)
    tablet.tap(group.get_by_role("button", name="90", exact=True))
    group.get_by_role("button", name="SpO2: less").evaluate(TWICE, timeout=SOON)
    expect(group.get_by_role("button", name="88", exact=True)).to_have_attribute(
        "aria-pressed", "true", timeout=SOON
    )
