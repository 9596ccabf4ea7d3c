"""Paper: the sheet goes to the printer with its number, and what a hand wrote comes back in by keyboard."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from ops.clock import utc_now
from ops.services.ways_in import devices, sessions
from tests.browser.axe import violations
from tests.browser.served import SOON
from tests.browser.tablets import Tablet, board, program
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser


def ago(minutes: int) -> str:
    """As a hand writes it."""
    return (utc_now() - timedelta(minutes=minutes)).strftime("%H%M")


def facts(server: RunningServer) -> list[dict[str, Any]]:
    status, found = program(server).get(f"/api/v1/sites/{server.site}/journal")
    assert status == 200
    told: list[dict[str, Any]] = found["facts"]
    return told


def test_rows_from_paper_go_on_record_and_a_bad_one_stays(
    tablet: Tablet, server: RunningServer, axe_source: str
) -> None:
    tablet.seats_someone("1")
    page = tablet.opens("/floor/paper")
    fields = page.locator(".typed-rows input")
    fields.first.focus()
    rows = [
        (ago(50), "1", "s", ""),
        (ago(40), "1", "o", ""),
        (ago(30), "booth 1", "l", ""),
        (ago(25), "wash", "r", ""),
        (ago(24), "wash", "d", "0,4"),
        (ago(10), "wash", "e", ""),
        (ago(5), "77", "o", ""),
    ]
    for *fields_before, value in rows:
        for text in fields_before:
            page.keyboard.type(text)
            page.keyboard.press("Tab")
        page.keyboard.type(value)
        page.keyboard.press("Enter")
    expect(page.get_by_text("No such place here.")).to_be_visible(timeout=SOON)
    assert [*tablet.small_targets(), *violations(page, axe_source)] == []

    tablet.loaded_anew()
    before = board(server)["booths"]
    tablet.presses("Put 6 rows on record")
    expect(page.locator(".typed-sent li", has_text="on record \u2713")).to_have_count(6, timeout=SOON)
    expect(fields.nth(1)).to_have_value("77")
    expect(page.locator(".typed-rows li")).to_have_count(2)
    assert board(server)["booths"] == before
    typed = [fact["kind"] for fact in facts(server) if fact["from_paper"]]
    assert {"person_seated", "checked_in", "visit_ended", "response_over", "action_logged"} <= set(typed)
    assert [one["state"] for one in board(server)["responses"]] == ["over"]


def test_rows_not_on_record_yet_outlive_the_way_in(server: RunningServer, browser: Browser) -> None:
    """A tablet that was revoked, and a browser that was signed out, keep them as they keep acts."""
    known = server.furnished.devices
    with Tablet(browser, server, "responder") as tablet:
        page = tablet.opens("/floor/paper")
        first = page.locator(".typed-rows input").first

        def comes_in_again(role: str) -> None:
            cookie = sessions.open_session(server.house, known[role])
            tablet.context.add_cookies(
                [{"name": server.settings.cookie_name, "value": cookie, "url": server.url}]
            )
            page.goto(f"{server.url}/floor/paper")
            expect(first).to_have_value("1305", timeout=SOON)

        first.fill("1305")
        tablet.has_written(f"typed {server.site}", "length", 1)
        devices.revoke(server.house, server.furnished.site_id, known["responder"])
        tablet.reads("This tablet may no longer see the room")
        page.reload()
        tablet.reads("1 row typed from paper is kept on this tablet")
        comes_in_again("floor")
        page.goto(f"{server.url}/sign-out")
        tablet.key("Sign out").click()
        expect(page.get_by_role("heading", name="Sign in on this browser")).to_be_visible()
        page.wait_for_load_state("networkidle")
        comes_in_again("floor")
        tablet.key("Leave row 1 out").click()
        expect(first).to_have_value("")
        tablet.loaded_anew()
        expect(first).to_have_value("", timeout=SOON)


def test_a_printed_sheet_has_the_number_that_is_in_the_journal(tablet: Tablet, server: RunningServer) -> None:
    page = tablet.opens("/floor/sheet")
    page.pdf()
    number = re.search(r"number ([0-9A-F]{6})", page.locator(".sheet").inner_text())
    assert number is not None
    expect(tablet.page.locator(".toast", has_text="on record \u2713")).to_be_visible(timeout=SOON)
    (fact,) = [fact for fact in facts(server) if fact["kind"] == "paper_printed"]
    assert fact["command"].upper().endswith(number[1])
