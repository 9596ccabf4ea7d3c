"""Where Chromium is. `OPS_TEST_CHROMIUM` names another one.

Its headless shell is the same engine without the windows around it, for half the work.
"""

import os
import shutil
from pathlib import Path

import pytest

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The program, for `chromium.launch(executable_path=…)`."""
    found = os.environ.get("OPS_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("Chromium is not installed")
    return found


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core's script, to put into a page with `page.evaluate`."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed (npm is missing)")
    return AXE.read_text(encoding="utf-8")
