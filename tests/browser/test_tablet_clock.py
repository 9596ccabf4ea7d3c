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
(wrong) => {
  const Right = Date;
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
        found = response(own_server, name)
        assert is_of(found["began_at"], began)
        assert [is_of(row["happened_at"], began) for row in found["actions"]] == [True, True]
