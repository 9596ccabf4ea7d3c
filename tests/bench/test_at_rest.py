"""A room nobody is in: its start, its memory, its code. Nothing here is a limit.

A machine of the Raspberry class is taken to be four times as slow as this one; none is here to be
measured, so the budget of 3 s is 0.75 s of this machine's processor.
"""

from pathlib import Path

import pytest

from tests.bench.at_rest import BARE, LOADS, floor, house, loading
from tests.bench.figures import Report

pytestmark = pytest.mark.bench

SECTION = "At rest"

SLOWER = 4


def test_at_rest(tmp_path: Path, report: Report) -> None:
    (tmp_path / "house").mkdir()
    ours, least = house(tmp_path / "house"), floor(tmp_path)
    report.says("the embedded default", f"memory × {ours.proportional / least.proportional:.1f}")
    report.says("", ours)
    report.says("the floor: Flask, SQLAlchemy, one view", least)


def test_what_loading_takes(tmp_path: Path, report: Report) -> None:
    ours, least = loading(tmp_path, LOADS), loading(tmp_path, BARE)
    report.says("loading the code", f"CPU {ours:.2f} s · {SLOWER} times as slow: {SLOWER * ours:.1f} s")
    report.says("the floor: gunicorn, Flask, SQLAlchemy", f"CPU {least:.2f} s")
