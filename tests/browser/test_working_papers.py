"""A shift's paper made at a desk and taken as PDF, and how a response went: in a real browser."""

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.browser.axe import violations
from tests.browser.test_coordinator import NARROW, Coordinator, evening_server
from tests.browser.test_releases import squeezed, takes
from tests.support.server import RunningServer

__all__ = ["evening_server"]

pytestmark = pytest.mark.browser


@pytest.fixture
def coordinator(browser: Browser, evening_server: RunningServer) -> Generator[Coordinator]:
    with Coordinator(browser, evening_server, NARROW) as one:
        yield one


def test_a_paper_is_made_and_its_pdf_says_what_it_says(
    coordinator: Coordinator, axe_source: str, tmp_path: Path
) -> None:
    page = coordinator.opens_the_shift()
    page.get_by_role("link", name="Working paper").click()
    assert violations(page, axe_source) == []
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_text("Shred by")).to_be_visible()
    assert violations(page, axe_source) == []
    numbers = page.locator(".paper td.n").all_inner_texts()
    assert len(numbers) > 20
    page.get_by_role("button", name="As PDF").click()
    expect(page.get_by_role("link", name="Download")).to_be_visible(timeout=60_000)
    assert violations(page, axe_source) == []
    pages = PdfReader(takes(page, "Download", tmp_path)).pages
    text = squeezed("".join(one.extract_text() for one in pages))
    assert [number for number in numbers if squeezed(number) not in text] == []


def test_how_a_response_went_is_read_without_a_name(coordinator: Coordinator, axe_source: str) -> None:
    coordinator.opens("/shifts/today")
    page = coordinator.page
    page.get_by_role("link", name="How it went").first.click()
    expect(page.get_by_role("heading", name="How it went")).to_be_visible()
    assert violations(page, axe_source) == []
    assert "Rosa" not in page.locator("main").inner_text()
