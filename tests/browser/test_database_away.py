"""PostgreSQL goes while a response runs: real pages say so, keep every act, and send all of it when it is back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.tablets import Tablet, response
from tests.support.fault_proxy import Fault, FaultProxy
from tests.support.postgres import at_port
from tests.support.server import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.postgres, pytest.mark.eventlet, pytest.mark.soak]


@pytest.mark.parametrize("fault", [Fault.DARK, Fault.HALF_OPEN])
def test_nothing_of_a_response_is_lost(
    tmp_path: Path, postgres_url: str, database_line: FaultProxy, browser: Browser, fault: Fault
) -> None:
    url = at_port(postgres_url, database_line.port)
    with RunningServer(tmp_path, url) as server:
        with Tablet(browser, server) as tablet, Tablet(browser, server, "responder") as other:
            name = tablet.responds_to_someone("1")
            tablet.logs("log oxygen")
            tablet.all_sent()
            database_line.falls(fault)
            tablet.logs("log dose 1", "MARK")
            tablet.reads("2 acts to send")
            tablet.reads("NOT LIVE")
            other.reads("NOT LIVE")
            database_line.falls(None)
            tablet.all_sent()
        kinds = [row["kind"] for row in response(server, name)["actions"]]
    assert kinds == ["oxygen_start", "naloxone", "mark"]
