"""One Chromium for all tests of this folder; each test has a context of its own."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.tablets import house_server, own_server, server, tablet

__all__ = ["browser", "house_server", "own_server", "server", "tablet"]

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Generator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield running
        running.close()
