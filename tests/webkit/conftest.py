"""WebKit, the engine of iPads: GTK's own little browser behind its driver, on a screen of memory."""

import os
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.support.processes import ending_with_parent

BROWSERS = "usr/lib/*/webkit2gtk-4*/MiniBrowser"
SCREEN = "1180x900x24"


@contextmanager
def screen_of_memory() -> Generator[str]:
    """A display nobody sees; yields its name."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ending_with_parent(["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"]),
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as said:
        number = said.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def webkit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Generator[WebKitGTK]:
    """A browser that keeps its own things below a folder of this test."""
    program = next(iter(Path("/").glob(BROWSERS)), None)
    driver = shutil.which("WebKitWebDriver")
    if program is None or driver is None or shutil.which("Xvfb") is None:
        pytest.skip("WebKit's driver or Xvfb is not installed")
    options = Options()
    options.binary_location = str(program)
    options.add_argument("--automation")
    with screen_of_memory() as display:
        monkeypatch.setenv("DISPLAY", display)
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            monkeypatch.setenv(name, str(tmp_path / name))
        browser = WebKitGTK(options=options, service=Service(driver))
        try:
            yield browser
        finally:
            with suppress(Exception):
                browser.quit()
