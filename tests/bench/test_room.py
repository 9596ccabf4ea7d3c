"""`make bench`: how fast the room is, measured and printed. Nothing here is a limit."""

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.bench.figures import Report
from tests.bench.load import LISTENERS, TABLETS, check_ins_while_listening
from tests.bench.taps import tap_to_wall
from tests.browser.conftest import browser
from tests.support.server import RunningServer

__all__ = ["browser"]

pytestmark = pytest.mark.bench

SLOW_DISK = Path(__file__).with_name("slow_disk.c")
ASKED = f"{TABLETS} tablets posting, {LISTENERS} sockets listening"


def test_from_a_tap_to_the_wall(browser: Browser, tmp_path: Path, report: Report) -> None:
    with RunningServer(tmp_path) as server:
        report.says("tap to wall, Chromium", tap_to_wall(browser, server))


def test_check_ins_on_sqlite(tmp_path: Path, report: Report) -> None:
    with RunningServer(tmp_path) as server:
        report.says(f"SQLite, threads: {ASKED}", check_ins_while_listening(server))


def test_check_ins_on_postgresql(tmp_path: Path, postgres_url: str, report: Report) -> None:
    with RunningServer(tmp_path, postgres_url) as server:
        report.says("PostgreSQL, eventlet: the same", check_ins_while_listening(server))


def test_check_ins_on_a_slow_disk(tmp_path: Path, report: Report) -> None:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("a C compiler is not installed, so the disk cannot be made slow")
    shim = tmp_path / "slow_disk.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", shim, SLOW_DISK, "-ldl"], check=True)
    with RunningServer(tmp_path, environment={"LD_PRELOAD": str(shim)}) as server:
        report.says("SQLite, a disk of 100 ms per fsync: the same", check_ins_while_listening(server))
