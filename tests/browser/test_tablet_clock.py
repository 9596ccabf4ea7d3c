"""A tablet whose own clock is a day off logs right times, with the server and without it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from ops.clock import utc_now
from tests.browser.served import SOON
from tests.browser.tablets import Tablet, board, response
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser

A_DAY = 86_400_000

WRONG_BY = """
(always) => {
  const Right = Date;
  const wrong = Number(localStorage.getItem('wrong by') ?? always);
  globalThis.Date = class extends Right {
    constructor(...how) {
      if (how.length) super(...how);
      else super(Right.now() + wrong);
    }
    static now() {
      return Right.now() + wrong;
    }
  };
}
"""


def is_of(said: Any, began: datetime) -> bool:
    """A time between then and now, by the clock on the server's wall."""
    return began - timedelta(seconds=1) <= datetime.fromisoformat(said) <= utc_now()


def logged_right(server: RunningServer, name: str, began: datetime, rows: int) -> None:
    """The response and each of its rows have the time of the taps."""
    found = response(server, name)
    assert is_of(found["began_at"], began)
    assert [is_of(row["happened_at"], began) for row in found["actions"]] == [True] * rows


@pytest.mark.parametrize("wrong", [A_DAY, -A_DAY], ids=["a day ahead", "a day behind"])
def test_a_tablet_wrong_by_a_day_logs_right_times(
    own_server: RunningServer, browser: Browser, wrong: int
) -> None:
    began = utc_now()
    with Tablet(browser, own_server, script=f"({WRONG_BY})({wrong})", keeps_shell=True) as tablet:
        off = tablet.page.evaluate("() => Date.now()") / 1000 - utc_now().timestamp()
        assert abs(off * 1000 - wrong) < 60_000
        tablet.seats_someone("1")
        tablet.all_sent()
        tablet.kept()
        seat = board(own_server)["booths"][0]["seats"][0]["visit"]
        assert is_of(seat["seated_at"], began)

        own_server.kill()
        tablet.loaded_anew()
        tablet.reads("NOT LIVE since")
        # It still counts from when that person sat down, not from a day before.
        tablet.sees("1", "just in")
        name = tablet.responds()
        tablet.logs("log oxygen", "log dose 1")
        tablet.reads("3 acts to send")
        own_server.start()
        tablet.all_sent()
        expect(tablet.page.locator(".tablet.live-live")).to_be_visible(timeout=SOON)
        logged_right(own_server, name, began, 2)


def test_an_act_before_anything_was_heard_has_the_clock_of_the_page_before(
    own_server: RunningServer, browser: Browser
) -> None:
    began = utc_now()
    with Tablet(browser, own_server, script=f"({WRONG_BY})({-A_DAY})", keeps_shell=True) as tablet:
        tablet.kept()
        # The line opens and says nothing: only acts get through.
        tablet.context.route_web_socket("**/socket.io/**", lambda _line: None)
        tablet.loaded_anew()
        name = tablet.responds()
        tablet.logs("log oxygen")
        expect(tablet.page.locator(".row-button", has_text="oxygen")).to_be_visible(timeout=SOON)
        tablet.all_sent()
        logged_right(own_server, name, began, 1)


def test_a_tablet_whose_clock_stood_wrong_at_its_start_logs_right_times_once_it_has_heard(
    own_server: RunningServer, browser: Browser
) -> None:
    """Its battery was empty: what it measured before no longer holds, and nobody is there to tell."""
    began = utc_now()
    with Tablet(browser, own_server, script=f"({WRONG_BY})(0)", keeps_shell=True) as tablet:
        tablet.kept()
        own_server.kill()
        tablet.page.evaluate("(wrong) => localStorage.setItem('wrong by', wrong)", -A_DAY)
        tablet.loaded_anew()
        name = tablet.responds()
        tablet.logs("log oxygen", "log dose 1")
        tablet.reads("3 acts to send")
        own_server.start()
        tablet.all_sent()
        logged_right(own_server, name, began, 2)
