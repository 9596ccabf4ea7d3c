"""A colleague's act changes what lies under a finger that is on its way: it logs what its owner saw."""

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.served import SOON
from tests.browser.tablets import Tablet, response
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

CHANGED = "#tablet.changed"


def kinds(server: RunningServer, name: str) -> list[str]:
    return sorted(row["kind"] for row in response(server, name)["actions"] if not row["voided_at"])


def place_of(tablet: Tablet, target: Locator) -> tuple[float, float]:
    expect(tablet.page.locator(".settling, .changed")).to_have_count(0, timeout=SOON)
    box = target.bounding_box(timeout=SOON)
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize(
    ("key", "after", "log"),
    [
        ("start breaths", "stop breaths", ["breaths_start"]),
        ("ambulance called", "ambulance is here", ["ambulance_called"]),
    ],
)
def test_the_same_key_tapped_on_two_tablets_does_one_thing(
    server: RunningServer, tablet: Tablet, browser: Browser, key: str, after: str, log: list[str]
) -> None:
    name = tablet.responds()
    with Tablet(browser, server, "responder") as other:
        other.opens(f"/floor/response/{name}")
        place = place_of(other, other.act(key))
        tablet.logs(key)
        expect(other.act(after)).to_be_visible(timeout=SOON)
        other.page.mouse.click(*place)
        other.all_sent()
    tablet.all_sent()
    assert set(kinds(server, name)) == set(log)


def test_what_a_new_response_pushes_down_is_still_tapped(
    server: RunningServer, tablet: Tablet, browser: Browser
) -> None:
    name = tablet.responds()
    with Tablet(browser, server, "responder") as other:
        place = place_of(tablet, tablet.act("log stimulation"))
        other.tap(other.seat("1"))
        other.responds()
        expect(tablet.page.locator(CHANGED)).to_have_count(1, timeout=SOON)
        tablet.page.mouse.click(*place)
        tablet.all_sent()
    assert kinds(server, name) == ["stimulation"]
    assert tablet.page.url.endswith(name)
