"""A walk-round and the pause of one alarm, tapped on a tablet before a real server."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.tablets import SOON, Tablet, board
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


def state(server: RunningServer, booth: str) -> list[str]:
    """Who the server has in a booth, by state."""
    tile = next(one for one in board(server)["booths"] if one["name"] == booth)
    return [seat["visit"]["state"] for seat in tile["seats"] if "visit" in seat]


def test_what_a_walk_finds_is_on_the_board_and_counted(tablet: Tablet, server: RunningServer) -> None:
    tablet.seats_someone("1", "inject")
    tablet.seats_someone("2", "inject")
    tablet.presses("Room", "Walk-round")
    tablet.reads("0 of 12 seen")
    rows = tablet.page.locator(".check")
    tablet.tap(rows.nth(0).get_by_role("button", name="here", exact=True))
    tablet.tap(rows.nth(1).get_by_role("button", name="not here", exact=True))
    tablet.tap(rows.nth(2).get_by_role("button", name="someone is here"))
    tablet.tap(rows.nth(3).get_by_role("button", name="empty"))
    tablet.reads("4 of 12 seen")
    tablet.all_sent()
    assert [state(server, booth) for booth in "1234"] == [["using"], ["looked_for"], ["using"], []]
    assert tablet.small_targets() == []
    tablet.presses("Done")
    tablet.all_sent()
    assert board(server)["room"]["walk"] is None


def test_a_pause_is_for_one_alarm_and_on_every_tablet(
    tablet: Tablet, server: RunningServer, browser: Browser
) -> None:
    tablet.tap(tablet.seat("1"))
    tablet.responds()
    tablet.goes_back()
    pause = tablet.page.get_by_role("button", name="Booth 1: sound off")
    tablet.tap(pause)
    expect(tablet.page.get_by_role("button", name="Booth 1: sound off for")).to_be_visible(timeout=SOON)
    with Tablet(browser, server, "responder") as other:
        expect(other.page.get_by_role("button", name="Booth 1: sound off for")).to_be_visible(timeout=SOON)
        other.reads("nobody there yet")
