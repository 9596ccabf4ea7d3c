"""Everyone out on tablets: two taps, a list by place and seat on each of them, also cut off."""

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.served import SOON
from tests.browser.tablets import Tablet, board
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


def row(tablet: Tablet, where: str) -> Locator:
    """One person's line of the head count."""
    return tablet.page.locator(".person", has=tablet.page.get_by_text(where, exact=True))


def ticks(tablet: Tablet, where: str, said: str) -> None:
    tablet.tap(row(tablet, where).get_by_role("button", name=said, exact=True))


def expect_ticked(tablet: Tablet, where: str, said: str) -> None:
    tick = row(tablet, where).get_by_role("button", name=said, exact=True)
    expect(tick).to_have_attribute("aria-pressed", "true", timeout=SOON)


def counted(server: RunningServer) -> dict[str, str | None]:
    """What the server knows of each, by place."""
    found = board(server)
    inside = {
        f"{tile['name']} {seat['mark']}": seat["visit"]["head_count"]
        for tile in found["booths"]
        for seat in tile["seats"]
        if "visit" in seat
    }
    return inside | {person["handle"]: person["head_count"] for person in found["waiting"]}


def test_one_tablet_calls_everyone_out_and_all_count(
    server: RunningServer, tablet: Tablet, browser: Browser
) -> None:
    tablet.seats_someone("1")
    tablet.seats_someone("5 B")
    with Tablet(browser, server, "responder") as other:
        tablet.taps = 0
        tablet.presses("Room", "EVERYONE OUT")
        assert tablet.taps == 2
        expect(other.page.get_by_role("heading", name="EVERYONE OUT")).to_be_visible(timeout=SOON)
        other.reads("2 not said")
        ticks(tablet, "Booth 1", "needs carrying")
        expect_ticked(other, "Booth 1", "needs carrying")
        ticks(other, "Booth 5 B", "out")
        expect_ticked(tablet, "Booth 5 B", "out")
        # A slip, taken back; then the same person by both tablets.
        ticks(tablet, "Booth 1", "refused")
        expect_ticked(other, "Booth 1", "refused")
        tablet.tap(tablet.page.locator(".toast", has_text="refused").get_by_role("button"))
        expect_ticked(tablet, "Booth 1", "needs carrying")
        ticks(tablet, "Booth 1", "out")
        ticks(other, "Booth 1", "out")
        for one in (tablet, other):
            one.reads("0 not said")
            one.all_sent()
        assert counted(server) == {"1 A": "out", "5 B": "out"}
        other.presses("Back in")
        tablet.reads("WALK THE ROOM")
        assert board(server)["room"]["state"] == "open"
        assert counted(server) == {"1 A": None, "5 B": None}


def test_somebody_more_is_added_and_out(tablet: Tablet, server: RunningServer) -> None:
    tablet.presses("Room", "EVERYONE OUT")
    tablet.reads("The board has nobody in the room or waiting.")
    tablet.presses("Somebody more")
    expect_ticked(tablet, "waiting", "out")
    tablet.all_sent()
    assert list(counted(server).values()) == ["out"]


def test_a_tablet_that_is_cut_off_counts_and_tells_it_later(tablet: Tablet, server: RunningServer) -> None:
    tablet.presses("Room", "last entry")
    tablet.presses("Room", "open to new people")
    tablet.seats_someone("1")
    tablet.seats_someone("2")
    tablet.all_sent()
    tablet.cut_off()
    tablet.presses("Room", "EVERYONE OUT")
    ticks(tablet, "Booth 1", "out")
    ticks(tablet, "Booth 2", "not found")
    tablet.presses("Somebody more")
    tablet.reads("5 acts to send")
    expect(row(tablet, "Booth 2")).to_contain_text("not sent yet")
    tablet.page.close()
    tablet.opens("/floor")
    expect_ticked(tablet, "Booth 2", "not found")
    assert board(server)["room"]["state"] == "open"
    tablet.reconnected()
    tablet.all_sent()
    assert board(server)["room"]["state"] == "everyone_out"
    assert sorted(map(str, counted(server).values())) == ["not_found", "out", "out"]


def test_a_name_leads_to_the_plan_and_closing_it_back_to_the_count(tablet: Tablet) -> None:
    tablet.seats_someone("1")
    tablet.presses("Room", "EVERYONE OUT")
    tablet.tap(row(tablet, "Booth 1").locator(".name"))
    expect(tablet.seat("1")).to_be_visible()
    tablet.presses("Close")
    expect(row(tablet, "Booth 1")).to_be_visible()
    tablet.responds()
    tablet.reads("EVERYONE OUT")
    tablet.goes_back()
    expect(row(tablet, "Booth 1")).to_be_visible()


def test_the_room_s_states_are_one_tap_each_and_on_every_tablet(
    server: RunningServer, tablet: Tablet, browser: Browser
) -> None:
    tablet.seats_someone("1")
    with Tablet(browser, server, "responder") as other:
        for key, word in (("last entry", "last entry"), ("closing", "closing"), ("Lock-down", "lock-down")):
            tablet.presses("Room")
            tablet.taps = 0
            tablet.presses(key)
            assert tablet.taps == 1
            expect(other.page.locator(".top").get_by_text(word, exact=True)).to_be_visible(timeout=SOON)
        tablet.presses("Room", "End the lock-down")
        expect(other.page.locator(".top").get_by_text("closing", exact=True)).to_be_visible(timeout=SOON)
        # That nobody new comes in is said before the tap; somebody does when the room says so.
        tablet.tap(tablet.seat("2"))
        tablet.reads("No new people: closing")
        tablet.presses("Seat anyway: the room says otherwise")
        other.sees("2", "just in")
