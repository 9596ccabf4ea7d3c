"""Releases in a real browser: looked at, issued and taken away; the page for the public, which needs nobody."""

import json
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.axe import violations
from tests.browser.test_coordinator import Coordinator
from tests.browser.test_sign_in import LOOKS
from tests.support.counters import closed_steps
from tests.support.server import RunningServer
from tests.support.sheets import figures_in_csv, words_in_xlsx

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def told_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A year of it can be told."""
    server = RunningServer(tmp_path_factory.mktemp("told"))
    closed_steps(server.house, server.furnished.site_id)
    with server:
        yield server


@pytest.fixture
def coordinator(browser: Browser, told_server: RunningServer) -> Generator[Coordinator]:
    with Coordinator(browser, told_server, (1024, 768)) as one:
        yield one


def numbers(page: Page) -> list[str]:
    cells = page.locator("td.n")
    expect(cells.first).to_be_visible()
    return cells.all_inner_texts()


def squeezed(said: str) -> str:
    """However it is set."""
    return "".join(said.split())


def takes(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as taking:
        page.get_by_role("link", name=name, exact=True).click()
    to = folder / taking.value.suggested_filename
    taking.value.save_as(to)
    return to


def alone(browser: Browser, url: str, look: Literal["light", "dark"], axe_source: str) -> list[str]:
    """The numbers of a page that asks nobody for anything, on a telephone."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=look)
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    assert asked == [url]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page, axe_source) == []
    found = numbers(page)
    context.close()
    return found


def test_looked_at_issued_and_taken_away_it_says_the_same(
    coordinator: Coordinator, browser: Browser, axe_source: str, tmp_path: Path
) -> None:
    page = coordinator.page
    coordinator.opens("/releases")
    page.get_by_role("link", name="Make a release").click()
    page.get_by_label("Year, quarter or month").select_option("2026-Q1")
    coordinator.presses("Look at it")
    expect(page.get_by_text("Not issued yet: this is how it will look.")).to_be_visible()
    looked_at = numbers(page)
    assert violations(page, axe_source) == []
    coordinator.presses("Issue it")
    expect(page.get_by_role("heading", name="Taken away")).to_be_visible()
    assert numbers(page) == looked_at
    assert violations(page, axe_source) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    in_csv = figures_in_csv(takes(page, "CSV", tmp_path).read_bytes())
    assert [line["words"] for line in in_csv] == looked_at
    assert words_in_xlsx(takes(page, "XLSX", tmp_path).read_bytes()) == looked_at
    told = json.loads(takes(page, "JSON", tmp_path).read_bytes())
    cells = [cell for table in told["tables"] for row in table["rows"] for cell in row["cells"]]
    assert [f"about {cell['value']:,} ({cell['low']:,}–{cell['high']:,})" for cell in cells] == looked_at
    public = takes(page, "HTML", tmp_path)
    for look in LOOKS:
        assert alone(browser, public.as_uri(), look, axe_source) == looked_at
    issued = page.url
    coordinator.presses("PDF")
    expect(page.locator("#work")).to_be_visible()
    assert violations(page, axe_source) == [], "while it is being made"
    expect(page.get_by_role("link", name="Download")).to_be_visible(timeout=60_000)
    pdf = PdfReader(takes(page, "Download", tmp_path))
    printed = "".join(one.extract_text() for one in pdf.pages)
    assert [said for said in looked_at if squeezed(said) not in squeezed(printed)] == []
    coordinator.opens("/releases")
    assert violations(page, axe_source) == []
    page.set_viewport_size({"width": 390, "height": 800})
    for path in ("/releases", "/releases/new?range=2026-Q1", issued, "/statutory"):
        coordinator.opens(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
