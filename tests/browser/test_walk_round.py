"""Walks and pauses of sound, tapped on tablets before a real server; also after an outage."""

from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ops.clock import utc_now
from ops.domain.words import StaffPlace
from ops.models import Heartbeat
from ops.services import responses
from ops.services.ways_in import staff
from tests.browser.served import FULL_HD, SOON, live_display, signed_in
from tests.browser.tablets import LYING, STANDING, Tablet, board
from tests.services.room import Clock, Room
from tests.support.processes import wait_until
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

BIG = 64


def row(tablet: Tablet, where: str) -> Locator:
    """One seat's line of the walk."""
    return tablet.page.locator(".person", has=tablet.page.get_by_text(where, exact=True))


def finds(tablet: Tablet, where: str, what: str) -> None:
    tablet.tap(row(tablet, where).get_by_role("button", name=what, exact=True))


def expect_found(tablet: Tablet, where: str, what: str) -> None:
    tick = row(tablet, where).get_by_role("button", name=what, exact=True)
    expect(tick).to_have_attribute("aria-pressed", "true", timeout=SOON)


def state(server: RunningServer, booth: str) -> list[str]:
    """Who the server has in a booth, by state."""
    tile = next(one for one in board(server)["booths"] if one["name"] == booth)
    return [seat["visit"]["state"] for seat in tile["seats"] if "visit" in seat]


def people(server: RunningServer) -> Room:
    """The same room, for what happened in it before the test looks."""
    return Room(server.house, Clock(), server.furnished)


def ago(minutes: float) -> datetime:
    return utc_now() - timedelta(minutes=minutes)


def wall(browser: Browser, server: RunningServer) -> Page:
    """The wall of that server, live."""
    return live_display(signed_in(browser, server, "display", FULL_HD), server)


def test_two_tablets_walk_and_what_they_find_is_on_the_board(
    server: RunningServer, tablet: Tablet, browser: Browser
) -> None:
    for place in ("1", "2", "5 A"):
        tablet.seats_someone(place, "inject")
    tablet.presses("Room", "Walk-round")
    tablet.reads("0 of 12 seen")
    small = [
        one for one in tablet.small_targets(BIG) if one[0] in ("here", "asleep", "not here", "someone else")
    ]
    assert small == []
    with Tablet(browser, server, "responder") as other:
        other.presses("Room", "Join the walk-round")
        finds(tablet, "Booth 1", "here")
        finds(tablet, "Booth 2", "not here")
        finds(other, "Booth 3", "someone is here")
        finds(other, "Booth 4", "empty")
        finds(other, "Booth 5 A", "someone else")
        for one in (tablet, other):
            one.reads("5 of 12 seen · the board was wrong in 3")
            expect_found(one, "Booth 1", "here")
        other.all_sent()
        tablet.all_sent()
        assert [state(server, booth) for booth in "1234"] == [["using"], ["looked_for"], ["using"], []]
        assert sorted(state(server, "5")) == ["looked_for", "using"]
        # A slip is taken back, everywhere.
        finds(other, "Booth 4", "someone is here")
        tablet.reads("the board was wrong in 4")
        other.tap(other.page.locator(".toast", has_text="someone is here").first.get_by_role("button"))
        tablet.reads("the board was wrong in 3")
        tablet.presses("Done")
        other.reads("The walk is done.")
        other.presses("Close")
        expect(other.seat("3")).to_contain_text("just in", timeout=SOON)
    tablet.all_sent()
    assert board(server)["room"]["walk"] is None


def test_a_tablet_that_is_cut_off_walks_and_tells_it_later(tablet: Tablet, server: RunningServer) -> None:
    tablet.seats_someone("1", "inject")
    tablet.all_sent()
    tablet.cut_off()
    tablet.presses("Room", "Walk-round")
    finds(tablet, "Booth 1", "asleep")
    finds(tablet, "Booth 2", "someone is here")
    tablet.reads("2 of 12 seen · the board was wrong in 1")
    tablet.presses("Done")
    tablet.sees("1", "asleep")
    tablet.sees("2", "to send")
    assert board(server)["room"]["walk"] is None
    tablet.reconnected()
    tablet.all_sent()
    assert [state(server, booth) for booth in "12"] == [["using"], ["using"]]
    assert [fact["what"] for fact in people(server).facts("walk_ended")] == ["walk_round"]


def test_the_keyboard_stays_at_the_tick_it_pressed(tablet: Tablet) -> None:
    tablet.presses("Room", "Walk-round")
    expect(tablet.page.locator("#tablet.settling")).to_have_count(0, timeout=SOON)
    row(tablet, "Booth 3").get_by_role("button", name="someone is here", exact=True).focus()
    tablet.page.keyboard.press("Enter")
    # It is a taken seat now, with other words and one tick more.
    expect(row(tablet, "Booth 3").get_by_role("button", name="someone else")).to_be_visible(timeout=SOON)
    expect(row(tablet, "Booth 3").get_by_role("button", name="here", exact=True)).to_be_focused()
    tablet.page.keyboard.press("Tab")
    expect(row(tablet, "Booth 3").get_by_role("button", name="asleep", exact=True)).to_be_focused()


@pytest.mark.parametrize("size", [LYING, STANDING], ids=["lying", "standing"])
def test_the_six_answers_lead_back_to_the_walk_where_it_was_left(
    server: RunningServer, browser: Browser, size: tuple[int, int]
) -> None:
    last = "Aftercare F"
    with Tablet(browser, server, size=size) as tablet:
        for place in ("1", last):
            tablet.seats_someone(place, "inject")
        tablet.presses("Room", "Walk-round")
        for leaves in (
            ("Back to the walk",),
            ("OK, awake",),
            ("hard to rouse, breathing", "without counting"),
        ):
            tablet.tap(row(tablet, last).locator(".name"))
            tablet.presses(*leaves)
            expect(row(tablet, last).locator(".name")).to_be_focused(timeout=SOON)
            expect(row(tablet, last)).to_be_in_viewport()
        expect(row(tablet, last)).to_contain_text("hard to rouse")
        tablet.presses("Close")
        tablet.tap(tablet.seat("1"))
        tablet.presses("OK, awake")
        expect(tablet.page.locator(".plan")).to_be_visible(timeout=SOON)


@pytest.mark.parametrize("size", [LYING, STANDING], ids=["lying", "standing"])
def test_the_room_needs_eyes_on_the_wall_and_in_a_list(
    server: RunningServer, browser: Browser, size: tuple[int, int]
) -> None:
    room = people(server)
    for booth, minutes in (("1", 7.5), ("2", 6.5)):
        room.seats(booth, happened_at=ago(minutes))
    ana = room.staff("Ana")
    room.does(staff.staff_on_shift, said={"staff": ana, "place": StaffPlace.FLOOR})
    response = UUID(room.does(responses.start, said={"booth": room.booth("4")})["id"])
    room.does(responses.here, response, by="Ana")
    page = wall(browser, server)
    expect(page.locator("#alarms")).to_contain_text("ROOM NEEDS EYES · 2 to see", timeout=SOON)
    with Tablet(browser, server, size=size) as tablet:
        alarm = tablet.page.get_by_role("button", name="ROOM NEEDS EYES 2 to see")
        expect(alarm).to_be_visible(timeout=SOON)
        listed = tablet.page.locator(".held button")
        expect(listed).to_have_count(2)
        expect(listed.first).to_contain_text("Booth 1")
        # One tap to the six answers of the first; the alarm stands above them, and leads back.
        tablet.tap(listed.first)
        tablet.presses("OK, awake")
        expect(page.locator("#alarms")).to_contain_text("ROOM NEEDS EYES · 1 to see", timeout=SOON)
        # One tap may be quicker than the server's next look, which writes down what screens show already.
        wait_until(lambda: room.facts("room_needs_eyes") != [], "it is on record")
    page.context.close()
    assert len(room.facts("room_needs_eyes")) == 1


def test_a_pause_is_for_one_alarm_and_on_every_tablet(
    tablet: Tablet, server: RunningServer, browser: Browser
) -> None:
    tablet.tap(tablet.seat("1"))
    tablet.responds()
    tablet.goes_back()
    tablet.tap(tablet.page.get_by_role("button", name="Booth 1: sound off"))
    expect(tablet.page.get_by_role("button", name="Booth 1: sound off for 1:")).to_be_visible(timeout=SOON)
    with Tablet(browser, server, "responder", size=STANDING) as other:
        off = other.page.get_by_role("button", name="Booth 1: sound off for 1:")
        expect(off).to_be_visible(timeout=SOON)
        other.reads("nobody there yet")
        # Whatever is open, the worst alarm and its sound stay in view above it.
        other.presses("Room")
        expect(off).to_have_count(1)
    tablet.tap(tablet.page.locator(".toast", has_text="sound off").get_by_role("button"))
    expect(tablet.page.get_by_role("button", name="Booth 1: sound off", exact=True)).to_be_visible(
        timeout=SOON
    )


@pytest.fixture
def came_back(tmp_path: Path) -> Generator[RunningServer]:
    """A server that was away for 38 minutes; three people were in the room before."""
    server = RunningServer(tmp_path)
    room = people(server)
    for booth, minutes in (("1", 50), ("2", 48), ("5", 47)):
        room.seats(booth, happened_at=ago(minutes))
    with server.house.db.write() as session:
        session.add(Heartbeat(process="before", started_at=ago(300), at=ago(38)))
    with server:
        yield server


def test_after_an_outage_the_room_is_walked(came_back: RunningServer, browser: Browser) -> None:
    page = wall(browser, came_back)
    expect(page.locator("#alarms")).to_contain_text("WALK THE ROOM · 3 to see", timeout=SOON)
    with Tablet(browser, came_back) as tablet:
        tablet.reads("Not recorded ")
        expect(tablet.page.locator(".held button")).to_have_count(3)
        tablet.tap(tablet.page.get_by_role("button", name="WALK THE ROOM 3 to see"))
        tablet.reads("0 of 12 seen · 3 to confirm · Not recorded ")
        finds(tablet, "Booth 1", "here")
        finds(tablet, "Booth 3", "empty")
        finds(tablet, "Booth 5 A", "not here")
        expect(page.locator("#alarms")).to_contain_text("WALK THE ROOM · 1 to see", timeout=SOON)
        # The last one by the six answers of the seat: the walk is over with it.
        tablet.tap(row(tablet, "Booth 2").get_by_role("button", name="Booth 2"))
        tablet.presses("asleep, breathing seen")
        expect(page.locator("#alarms")).not_to_contain_text("WALK THE ROOM", timeout=SOON)
        tablet.all_sent()
        expect(tablet.page.locator("#tablet")).not_to_contain_text("Not recorded")
    page.context.close()
    room = people(came_back)
    (gap,) = room.facts("not_recorded")
    (walk,) = room.facts("walk_ended")
    assert (walk["what"], walk["seen"], walk["differing"]) == ("reconfirm", 3, 1)
    assert gap["since"] < gap["until"]
    assert room.facts("check_in_overdue", "check_in_urgent") == []
