"""Nothing tapped is ever lost: a dead server, a lost answer, a reload, a browser that keeps nothing."""

import pytest
from playwright.sync_api import Browser, Route, expect

from ops.domain.errors import Code
from ops.errors import TABLE
from tests.browser.served import SOON
from tests.browser.tablets import Tablet, board, response
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


WIRE = "**/api/v1/**"


def test_a_server_killed_in_the_middle_of_a_response_loses_nothing(
    own_server: RunningServer, browser: Browser
) -> None:
    with Tablet(browser, own_server) as tablet, Tablet(browser, own_server, "responder") as other:
        name = tablet.responds_to_someone("1")
        tablet.logs("log oxygen")
        tablet.all_sent()
        own_server.kill()
        tablet.logs("log dose 1", "MARK")
        tablet.reads("2 acts to send")
        tablet.reads("saved on this tablet")
        tablet.reads("NOT LIVE")
        other.reads("NOT LIVE")
        second = tablet.responds()
        tablet.presses("washroom")
        tablet.logs("start breaths")
        tablet.reads("5 acts to send")
        own_server.start()
        tablet.all_sent()
        other.reads("washroom")
    kinds = [row["kind"] for row in response(own_server, name)["actions"]]
    assert kinds == ["oxygen_start", "naloxone", "mark"]
    found = response(own_server, second)
    assert (found["place"], [row["kind"] for row in found["actions"]]) == ("washroom", ["breaths_start"])


def test_an_answer_that_is_lost_is_asked_for_again_and_counted_once(
    tablet: Tablet, server: RunningServer
) -> None:
    name = tablet.responds()
    tablet.all_sent()

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    tablet.page.route(WIRE, lose, times=2)
    tablet.logs("log dose 1")
    tablet.all_sent()
    assert [row["kind"] for row in response(server, name)["actions"]] == ["naloxone"]


def test_a_reload_keeps_what_was_not_sent(tablet: Tablet, server: RunningServer) -> None:
    name = tablet.responds()
    tablet.all_sent()
    tablet.cut_off()
    tablet.logs("log dose 1", "MARK")
    tablet.reads("2 acts to send")
    tablet.page.close()
    tablet.opens(f"/floor/response/{name}")
    tablet.reads("2 acts to send")
    expect(tablet.log_rows()).to_have_count(2, timeout=SOON)
    assert response(server, name)["actions"] == []
    tablet.reconnected()
    tablet.all_sent()
    assert [row["kind"] for row in response(server, name)["actions"]] == ["naloxone", "mark"]


def test_two_pages_of_one_tablet_send_each_act_once(tablet: Tablet, server: RunningServer) -> None:
    first = tablet.page
    tablet.cut_off()
    tablet.tap(tablet.seat("1"))
    tablet.presses("Seat")
    tablet.opens("/floor")
    tablet.tap(tablet.seat("2"))
    tablet.presses("Seat")
    tablet.reads("2 acts to send")
    tablet.reconnected()
    tablet.all_sent()
    tablet.page = first
    tablet.all_sent()
    assert [tile["status"] for tile in board(server)["booths"][:3]] == ["occupied", "occupied", "free"]


def test_what_is_tapped_without_the_server_is_seen_on_the_tablet(tablet: Tablet) -> None:
    tablet.cut_off()
    tablet.tap(tablet.seat("1"))
    tablet.presses("inject", "Seat")
    tablet.sees("1", "to send")
    tablet.looks_in("1", "asleep, breathing seen")
    tablet.sees("1", "asleep")
    tablet.presses("2 acts to send")
    tablet.reads("Other tablets cannot see it yet.")
    tablet.presses("Close")
    tablet.reconnected()
    tablet.all_sent()
    tablet.sees("1", "asleep")


def test_a_look_that_comes_in_after_a_newer_one_is_a_note_and_says_so(
    server: RunningServer, tablet: Tablet, browser: Browser
) -> None:
    tablet.seats_someone("1")
    tablet.all_sent()
    tablet.cut_off()
    tablet.looks_in("1", "OK, awake")
    with Tablet(browser, server, "responder") as other:
        other.looks_in("1", "keep an eye")
        other.reads("on record")
    tablet.reconnected()
    tablet.reads("kept as a note; the board knows something newer")
    tablet.all_sent()
    assert board(server)["booths"][0]["seats"][0]["visit"]["answer"] == "keep_an_eye"


def test_undo_before_the_server_heard_of_it(tablet: Tablet, server: RunningServer) -> None:
    tablet.cut_off()
    tablet.tap(tablet.seat("1"))
    tablet.presses("Seat")
    tablet.reads("1 act to send")
    tablet.tap(tablet.page.locator(".toast .undo").first)
    tablet.sees("1", "free")
    tablet.reconnected()
    tablet.all_sent()
    tablet.sees("1", "free")
    assert board(server)["booths"][0]["status"] == "free"


def test_undo_on_a_tablet_whose_store_just_broke(tablet: Tablet, server: RunningServer) -> None:
    tablet.cut_off()
    for place in ("1", "2"):
        tablet.tap(tablet.seat(place))
        tablet.presses("Seat")
    tablet.reads("2 acts to send")
    tablet.page.evaluate(
        "() => { IDBDatabase.prototype.transaction = () => { throw new DOMException('it is gone'); }; }"
    )
    tablet.tap(tablet.page.locator(".toast .undo").first)
    tablet.sees("2", "free")
    tablet.reads("This browser keeps nothing")
    tablet.reconnected()
    tablet.all_sent()
    seats = {tile["name"]: tile["status"] for tile in board(server)["booths"]}
    assert (seats["1"], seats["2"]) == ("occupied", "free")


def test_a_response_with_acts_in_it_stays_in_the_same_words_as_the_house(
    tablet: Tablet, server: RunningServer
) -> None:
    tablet.cut_off()
    name = tablet.responds()
    tablet.logs("log oxygen")
    tablet.goes_back()
    tablet.tap(tablet.page.locator(".toast", has_text="RESPONSE").locator(".undo"))
    tablet.reads(str(TABLE[Code.UNDO_TOO_LATE].detail))
    expect(tablet.page.locator(".tablet.floor")).to_be_visible()
    tablet.reconnected()
    tablet.all_sent()
    found = response(server, name)
    assert (found["state"], [row["kind"] for row in found["actions"]]) == ("running", ["oxygen_start"])


def test_a_browser_that_keeps_nothing_says_so_and_still_works(
    server: RunningServer, browser: Browser
) -> None:
    refused = "Object.defineProperty(globalThis, 'indexedDB', {get() { throw new DOMException('refused') }})"
    with Tablet(browser, server, script=refused) as tablet:
        tablet.reads("This browser keeps nothing")
        tablet.seats_someone("1")
        tablet.looks_in("1", "OK, awake")
        tablet.all_sent()
    assert board(server)["booths"][0]["seats"][0]["visit"]["answer"] == "ok"


def test_a_tablet_asks_its_browser_to_keep_what_is_unsent(server: RunningServer, browser: Browser) -> None:
    counted = """
    StorageManager.prototype.persist = async () => {
      globalThis.asked = (globalThis.asked ?? 0) + 1;
      return true;
    };
    """
    with Tablet(browser, server, script=counted) as tablet:
        assert tablet.page.evaluate("() => globalThis.asked") == 1


def test_the_picture_says_when_it_is_not_live_and_recovers(
    own_server: RunningServer, browser: Browser
) -> None:
    with Tablet(browser, own_server) as tablet:
        own_server.kill()
        tablet.reads("DELAYED")
        tablet.reads("NOT LIVE")
        tablet.reads("LOOK AT THE ROOM")
        own_server.start()
        expect(tablet.page.locator(".tablet.live-live")).to_be_visible(timeout=SOON)
        expect(tablet.page.locator(".strip")).to_have_count(0)
