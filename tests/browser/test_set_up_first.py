"""A whole room set up by keyboard, in a browser, without touching the machine it runs on."""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, expect

from ops.routes.first_steps import STEPS
from ops.services.set_up import first_set_up, settings
from ops.services.set_up.first_set_up import Missing
from ops.services.ways_in.devices import CARETAKER
from tests.browser.axe import violations
from tests.browser.test_coordinator import SMALL
from tests.browser.test_sign_in import Newcomer
from tests.support.furnished import furnish, starter
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


@pytest.fixture
def new_room(tmp_path: Path) -> Iterator[RunningServer]:
    """The starter's room, which nobody has set up yet."""
    server = RunningServer(tmp_path)
    server.furnished = furnish(server.house, "fresh", starter())
    first_set_up.take_up(server.house, server.furnished.site_id, CARETAKER)
    with server:
        yield server


class Keys(Newcomer):
    """A person with a keyboard and no mouse."""

    def goes_to(self, wanted: Locator) -> None:
        """By Tab alone."""
        for _ in range(200):
            if wanted.evaluate("node => node === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {wanted}")

    def uses(self, name: str, role: Literal["button", "link"] = "button") -> None:
        self.goes_to(self.page.get_by_role(role, name=name, exact=True))
        self.page.keyboard.press("Enter")

    def writes(self, name: str, text: str) -> None:
        # One that suggests words is a combobox.
        fields = [self.page.get_by_role(role, name=name, exact=True) for role in ("textbox", "combobox")]
        self.goes_to(fields[0].or_(fields[1]))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def is_at(self, number: int) -> None:
        expect(
            self.page.get_by_text(f"Step {number} of {len(STEPS)}: {STEPS[number - 1].title}")
        ).to_be_visible()


@pytest.fixture
def rosa(browser: Browser, new_room: RunningServer) -> Generator[Keys]:
    with Keys(browser, new_room, (1366, 768)) as one:
        one.comes_in()
        yield one


def test_a_room_is_set_up_by_keyboard(rosa: Keys, new_room: RunningServer, axe_source: str) -> None:
    page = rosa.page
    rosa.uses("First set-up, step by step", "link")
    rosa.uses(f"Go on: {STEPS[0].title}", "link")
    for number, step in enumerate(STEPS, 1):
        rosa.is_at(number)
        assert violations(page, axe_source) == [], step.key
        assert page.evaluate(SMALL) == [], step.key
        match step.key:
            case "site":
                rosa.writes("Name", "Harbour room")
                rosa.writes("Time zone", "Europe/Zurich")
            case "plan":
                rosa.uses("Add a place")
                page.keyboard.press("ArrowRight")
            case "people":
                rosa.writes("New name chip", "Sam")
                page.keyboard.press("Enter")
                expect(page.get_by_role("cell", name="Sam")).to_be_visible()
            case "agreed":
                rosa.goes_to(page.get_by_label("Agreed on"))
                page.keyboard.type("11022026")
        rosa.uses("Keep and go on" if step.form else "Go on")
    expect(page.get_by_role("heading", name="First set-up")).to_be_visible()
    assert violations(page, axe_source) == []
    rosa.uses("The room is set up")
    expect(page.get_by_role("heading", name="Harbour room")).to_be_visible()
    expect(page.get_by_text("First set-up, step by step")).to_have_count(0)
    site_id = new_room.furnished.site_id
    kept = settings.current(new_room.house, site_id).plan
    assert (kept.name, kept.time_zone) == ("Harbour room", "Europe/Zurich")
    assert {booth.name: booth.column for booth in kept.booths}["10"] == 6
    assert first_set_up.missing(new_room.house, site_id) == [Missing.TOLD_NEXT]
