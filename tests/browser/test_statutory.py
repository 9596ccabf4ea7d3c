"""A report for others in a real browser: chosen, looked at, issued; page and file say the same."""

import json
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ops.clock import utc_now
from ops.domain.asked import Asked
from ops.domain.ranges import RangeKind, around
from ops.models import MonthCount, MonthTally, Site
from tests.browser.axe import violations
from tests.browser.test_coordinator import Coordinator
from tests.browser.test_releases import numbers, takes
from tests.support.day_totals import months
from tests.support.server import RunningServer
from tests.support.sheets import figures_in_csv, words_in_xlsx

pytestmark = pytest.mark.browser
MONTH = around(RangeKind.MONTH, utc_now().date()).before().before()
COUNTS = {
    "visits": 885,
    "episodes": 900,
    "responses": 24,
    "overdoses": 16,
    "hours": {"visits_by_hour": {"9": 200, "13": 300, "18": 200, "23": 100, "4": 85}},
    "by": {"done": {"naloxone": 9, "ambulance": 11}, "treated": {"staff": 12, "transported": 4}},
}
SAID = {
    "gender": {"female": 22, "male": 41, "other": 3, "not_said": 13},
    "age": {"30_39": 40, "50_59": 26, "not_said": 13},
}


@pytest.fixture
def coordinator(browser: Browser, tmp_path: Path) -> Generator[Coordinator]:
    server = RunningServer(tmp_path)
    months(server.house, server.furnished.site_id, {MONTH.before().id: COUNTS, MONTH.id: COUNTS})
    with server.house.db.write() as session:
        site = session.get_one(Site, server.furnished.site_id)
        site.asked, site.cards = Asked(on=True).as_json(), True
        month = {"site_id": site.id, "month": MONTH.id}
        counted = MonthCount(**month, people=79, visits_with_card=90, not_known=0, made_at=utc_now())
        session.add_all([counted, MonthTally(**month, visits=SAID, people=SAID)])
    with server, Coordinator(browser, server, (1024, 768)) as one:
        yield one


def test_chosen_looked_at_and_issued_it_says_the_same(
    coordinator: Coordinator, axe_source: str, tmp_path: Path
) -> None:
    page = coordinator.page
    coordinator.opens("/releases")
    page.get_by_role("link", name="Reports for others").click()
    assert violations(page, axe_source) == []
    page.get_by_role("link", name="Ontario: monthly report").click()
    page.get_by_label("Period").select_option(MONTH.id)
    coordinator.presses("Look at it")
    looked_at = numbers(page)
    assert looked_at[:7] == ["885", "200", "300", "200", "100", "85", "79"]
    assert violations(page, axe_source) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    coordinator.presses("Issue it")
    expect(page.get_by_role("heading", name="Taken away")).to_be_visible()
    assert numbers(page) == looked_at
    in_csv = figures_in_csv(takes(page, "CSV", tmp_path).read_bytes())
    assert [line["words"] for line in in_csv] == looked_at
    assert words_in_xlsx(takes(page, "XLSX", tmp_path).read_bytes()) == looked_at
    taken = json.loads(takes(page, "JSON", tmp_path).read_text())
    rows = [row for table in taken["tables"] for row in table["rows"]]
    in_file = [row["cells"][0] for row in rows]
    assert len(in_file) == len(looked_at)
    exact = [str(int(cell["value"])) for cell in in_file if cell["value"] is not None]
    assert exact == [said for said in looked_at if said.isdigit()]


def test_months_beside_each_other_have_room(coordinator: Coordinator, axe_source: str) -> None:
    page = coordinator.page
    coordinator.opens(f"/statutory/glasgow-monthly?since={MONTH.before().id}&range={MONTH.id}")
    assert numbers(page)[:3] == ["885", "885", "1,770"]
    assert violations(page, axe_source) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
