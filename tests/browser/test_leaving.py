"""Two of the team kneel by name, one goes back, then the other: what tablet and wall say of it."""

from collections.abc import Generator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from ops.models import Site
from ops.services.ways_in import staff
from tests.browser.served import SOON, served_wall
from tests.browser.tablets import Tablet, board, program, response
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

QUICK = {"inject": {"every": 3, "grace": 1, "urgent_after": 600}}
FEW = "No new people: 0 free on the floor"


@pytest.fixture
def wall(server: RunningServer, browser: Browser) -> Generator[Page]:
    with served_wall(browser, server) as page:
        yield page


def named(server: RunningServer, *names: str) -> None:
    """Of the team, on the floor."""
    for name in names:
        person = staff.add(server.house, server.furnished.site_id, name=name)
        said = {"staff": person, "place": "floor"}
        assert program(server).post(f"/sites/{server.site}/staff-on-shift", said)[0] == 200


def comes(tablet: Tablet, name: str) -> None:
    """Their chip, and one tap that they are there."""
    tablet.tap(tablet.page.locator(".response .top").get_by_role("button", name="Taps are logged by"))
    tablet.presses(name)
    tablet.logs("I\u2019m here")
    expect(tablet.page.locator(".names")).to_contain_text(f"{name} \u00b7 here", timeout=SOON)


def leaves(tablet: Tablet, says: str) -> None:
    """The button for it, with what it says beside that."""
    key = tablet.page.locator(".people .leave")
    expect(key).to_contain_text("Back on the floor", timeout=SOON)
    expect(key).to_contain_text(says, timeout=SOON)
    tablet.tap(key)


def people(server: RunningServer, name: str) -> list[Any]:
    return [(one["who"], one["state"]) for one in response(server, name)["people"]]


def test_who_goes_back_is_free_and_the_last_one_is_missed(
    server: RunningServer, tablet: Tablet, wall: Page
) -> None:
    named(server, "Ana", "Bo")
    tablet.reads("floor team")
    tablet.tap(tablet.seat("1"))
    name = tablet.responds()
    comes(tablet, "Ana")
    comes(tablet, "Bo")
    with server.house.db.write() as session:
        intervals = update(Site).where(Site.id == server.furnished.site_id)
        session.execute(intervals.values(protocol={"intervals": QUICK, "minimum_free_staff": 1}))
    arrives = {"booth": server.furnished.booths["2"], "route": "inject"}
    assert program(server).post(f"/sites/{server.site}/visits", arrives)[0] == 201
    tablet.reads("ROOM NEEDS EYES")
    expect(wall.locator("#alarms")).to_contain_text("ROOM NEEDS EYES", timeout=SOON)
    tile = wall.locator(f'[data-booth="{server.furnished.booths["1"]}"]')
    expect(tile).to_have_attribute("data-tone", "response")

    # Bo, whose chip it is.
    leaves(tablet, "Bo")
    expect(tablet.page.locator(".tablet.floor")).to_be_visible(timeout=SOON)
    for words in (FEW, "ROOM NEEDS EYES"):
        expect(tablet.page.locator("#tablet")).not_to_contain_text(words, timeout=SOON)
    tablet.all_sent()
    expect(wall.locator("#alarms")).not_to_contain_text("ROOM NEEDS EYES", timeout=SOON)
    expect(wall.locator("#alarms")).to_contain_text("look in")
    expect(tile).to_have_attribute("data-tone", "response")
    assert people(server, name) == [("Ana", "here")]

    # Ana, by somebody else's tap.
    tablet.tap(tablet.page.locator(".pane .alarm.running"))
    leaves(tablet, "then nobody is there: it sounds again")
    tablet.presses("Ana")
    tablet.reads("Nobody is there any more.")
    expect(tile).to_have_attribute("data-tone", "high", timeout=SOON)
    expect(tile).to_contain_text("NOBODY")
    tablet.goes_back()
    tablet.reads("nobody there any more")
    found = response(server, name)
    assert (found["there"], [one["who"] for one in found["left"]]) == (0, ["Ana", "Bo"])
    assert {one["place"] for one in board(server)["staff"]} == {"floor"}


def test_undone_they_are_there_as_before(server: RunningServer, tablet: Tablet) -> None:
    named(server, "Ana")
    tablet.reads("floor team")
    name = tablet.responds()
    comes(tablet, "Ana")
    leaves(tablet, "then nobody is there: it sounds again")
    tablet.reads("nobody there any more")
    tablet.tap(tablet.page.locator(".toast", has_text="back on the floor").locator(".undo"))
    tablet.all_sent()
    expect(tablet.page.locator(".pane .alarm.running")).to_contain_text("1 there", timeout=SOON)
    assert people(server, name) == [("Ana", "here")]
