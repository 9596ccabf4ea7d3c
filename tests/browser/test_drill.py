"""A drill on a tablet: DRILL wherever a finger goes, and the real room breaks through."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.served import SOON
from tests.browser.tablets import Tablet, board
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

UNMARKED = """
() => [...document.querySelectorAll('#drill .tablet button')]
  .filter((node) => node.checkVisibility())
  .filter((node) => {
    const word = node.querySelector('.drill-word');
    const name = node.getAttribute('aria-label') ?? node.textContent;
    return !name.endsWith(' DRILL') || !word || !word.checkVisibility() || word.getBoundingClientRect().height < 12;
  })
  .map((node) => node.textContent)
"""


def test_begun_broken_through_ended_looked_back_at_and_deleted(
    tablet: Tablet, server: RunningServer, browser: Browser, axe_source: str
) -> None:
    tablet.seats_someone("3")
    tablet.presses("Room", "Begin a drill")
    page, drill = tablet.page, tablet.page.locator("#drill")
    expect(drill.locator(".tablet.live-live")).to_be_visible(timeout=SOON)
    expect(drill).to_contain_text("Real room: 1 here, nobody has to go.")
    for name in (None, "Room DRILL"):
        if name:
            tablet.presses(name)
        assert page.evaluate(UNMARKED) == []
    tablet.tap(drill.locator(".respond"))
    expect(drill.locator(".tablet.response")).to_be_visible(timeout=SOON)
    tablet.presses("I’m here DRILL")
    tablet.logs("log oxygen")
    assert page.evaluate(UNMARKED) == []
    assert violations(page, axe_source) == []
    assert board(server)["responses"] == []

    with Tablet(browser, server) as other:
        real = other.responds()
        other.all_sent()
    band = drill.locator(".real-now")
    expect(band).to_contain_text("REAL: ", timeout=SOON)
    tablet.tap(band)
    expect(page).to_have_url(f"{server.url}/floor/response/{real}")
    expect(drill).to_have_count(0)
    assert [one["id"] for one in board(server)["responses"]] == [real]

    tablet.goes_back()
    tablet.presses("Room", "Join the drill", "Room DRILL", "End the drill DRILL")
    tablet.reads("Your times in the drill")
    steps = page.locator(".drill-steps li")
    expect(steps.filter(has_text="first oxygen or breath")).to_contain_text("0:", timeout=SOON)
    expect(steps.filter(has_text="first dose")).to_contain_text("not done")
    tablet.presses("Delete")
    tablet.all_sent()
    assert board(server)["room"]["drills"] == []
