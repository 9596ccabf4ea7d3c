"""The shelf on a tablet: put on the list, counted down by a response, counted without the server."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.served import SOON
from tests.browser.tablets import LYING, STANDING, Tablet, board, program
from tests.browser.test_tablet_sizes import SIDEWAYS
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser
PHONE = (390, 844)


def test_what_a_tablet_keeps_of_the_shelf(server: RunningServer, browser: Browser, axe_source: str) -> None:
    status, cylinder = program(server).post(
        f"/sites/{server.site}/supplies", {"form": "cylinder", "count": 60, "label": "A"}
    )
    assert status == 201
    program(server).post(f"/supplies/{cylinder['id']}/in-use", {})
    with Tablet(browser, server) as tablet:
        page = tablet.page
        tablet.presses("Room", "Supplies", "New batch: ampoule 0.4 mg")
        page.get_by_label("Expires, as printed").press_sequentially("202801")
        expect(page.get_by_label("Expires, as printed")).to_have_value("2028-01")
        tablet.presses("Put it on the list")
        tablet.reads("10 of 10")
        tablet.all_sent()
        tablet.presses("one less: ampoule 0.4 mg 2028-01")
        for size in (LYING, STANDING, PHONE):
            tablet.turned(size)
            assert tablet.small_targets() == []
            assert page.evaluate(SIDEWAYS) == []
            assert violations(page, axe_source) == []
        tablet.turned(LYING)
        tablet.presses("1 given out")
        tablet.reads("9 of 10 · below par")
        tablet.responds()
        tablet.logs("log dose 1", "log oxygen")
        tablet.reads("min left, estimated")
        expect(page.locator(".clock-box.soon")).to_have_count(0)
        tablet.all_sent()
        tablet.goes_back()
        tablet.reads("ampoule 0.4 mg: 8 of 10")
        # Without the server: what is counted is shown at once, and on record when it is back.
        tablet.cut_off()
        tablet.presses("Room", "Opening check")
        tablet.tap(page.get_by_role("group", name="naloxone, by expiry").get_by_text("count"))
        tablet.presses("one less: ampoule 0.4 mg 2028-01", "counted: 7", "Back to the check")
        tablet.reads("ampoule 0.4 mg: 7 (2028-01)")
        tablet.tap(page.get_by_role("group", name="naloxone, by expiry").get_by_text("as on the list"))
        tablet.reads("done · ")
        tablet.reconnected()
        tablet.all_sent()
    batch, _ = sorted(board(server)["supplies"]["items"], key=lambda one: str(one["form"]))
    assert batch["count"] == 7
    said = {one["point"]: one["state"] for one in board(server)["room"]["opening"]}
    assert said == {"naloxone": "done"}


def test_a_cylinder_that_ends_soon_says_so_where_it_is_needed(
    server: RunningServer, browser: Browser
) -> None:
    _, cylinder = program(server).post(f"/sites/{server.site}/supplies", {"form": "cylinder", "count": 40})
    program(server).post(f"/supplies/{cylinder['id']}/in-use", {})
    with Tablet(browser, server) as tablet:
        tablet.responds()
        tablet.logs("log oxygen")
        expect(tablet.page.locator(".clock-box.soon")).to_contain_text("estimated", timeout=SOON)
        tablet.turned(STANDING)
        expect(tablet.page.locator(".clock-box.soon")).to_be_in_viewport()
        tablet.goes_back()
        tablet.reads("Oxygencylinder ends, estimated12 min")
