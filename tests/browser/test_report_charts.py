"""A month's report in a real browser: what is drawn is what its tables say, and its totals."""

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ops.clock import utc_now
from ops.domain.ranges import RangeKind, around
from tests.browser.test_coordinator import DRAWN, WIDE, Coordinator
from tests.support.day_totals import months
from tests.support.server import RunningServer

pytestmark = pytest.mark.browser
MONTH = around(RangeKind.MONTH, utc_now().date()).before()
COUNTS = {
    "visits": 885,
    "responses": 24,
    "hours": {"visits_by_hour": {"9": 200, "13": 300, "18": 200, "23": 100, "4": 85}},
    "by": {"done": {"naloxone": 9, "ambulance": 11}},
}


@pytest.fixture
def coordinator(browser: Browser, tmp_path: Path) -> Generator[Coordinator]:
    server = RunningServer(tmp_path)
    months(server.house, server.furnished.site_id, {MONTH.id: COUNTS})
    with server, Coordinator(browser, server, WIDE) as one:
        yield one


def test_each_chart_of_a_report_equals_its_table_and_the_total(coordinator: Coordinator) -> None:
    page = coordinator.page
    coordinator.opens(f"/reports/{MONTH.id}")
    expect(page.locator(".plot:not(.drawn)")).to_have_count(0)
    for name, total in (("pieces", 885), ("by-hour", 885), ("done", None)):
        [drawn] = page.evaluate(DRAWN, f"figure-{name}")
        rows = page.locator(f"#chart-{name} tbody tr").all()
        told = [int(row.locator("td").first.text_content() or "") for row in rows]
        assert told == drawn, name
        assert total is None or sum(told) == total, name
