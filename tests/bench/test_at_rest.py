"""A room nobody is in: its start, its memory, its code.

A machine of the Raspberry class is taken to be four times as slow as this one; none is here to be
measured. What takes the processor takes four times as long there; what a start waits for takes as long as here.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.bench.at_rest import BARE, LOADS, Start, floor, house, loading
from tests.bench.figures import Cell, Report, at_most

pytestmark = pytest.mark.bench

SECTION = "At rest"

SLOWER = 4
MOST_MEMORY, LONGEST_START, MOST_LOADING = 150, 3, 3
"""MB at rest; seconds from a cold start until it serves, and of loading, on a machine so much slower."""


COLUMNS = (
    "server",
    "memory ratio",
    "shared once, MB",
    "RSS, MB",
    "serves after, s",
    "CPU until then, s",
    f"serves after, {SLOWER} times as slow, s",
    "% of a core",
)


def test_at_rest(tmp_path: Path, report: Report) -> None:
    (tmp_path / "house").mkdir()
    ours, least = house(tmp_path / "house"), floor(tmp_path)
    rows = [
        _row("the embedded default", ours, least),
        _row("the floor: Flask, SQLAlchemy, one view", least, least),
    ]
    report.table("A room nobody is in, all its processes", COLUMNS, rows)
    slowly = f"it serves within {LONGEST_START} s of its start, {SLOWER} times as slow"
    report.asks(
        at_most(f"at most {MOST_MEMORY} MB at rest", MOST_MEMORY, "MB", {"RSS": ours.resident}),
        at_most(slowly, LONGEST_START, "s", {"it takes": _slowly(ours)}),
    )


def test_what_loading_takes(tmp_path: Path, report: Report) -> None:
    ours, least = loading(tmp_path, LOADS), loading(tmp_path, BARE)
    rows = [
        ("the house", ours / least, ours, SLOWER * ours),
        ("the floor: gunicorn, Flask, SQLAlchemy", 1.0, least, SLOWER * least),
    ]
    report.table("Loading the code", ("what", "ratio", "CPU, s", f"{SLOWER} times as slow, s"), rows)
    report.gained(
        "On 2026-11-28 code that was not compiled before, as where a service may not write beside it, took 0.86 s "
        "instead of 0.64: `make setup` compiles it.",
        "Addresses are put together once they are asked for, 2026-11-30: 0.15 s of a start less, by the processor. "
        "That day the machine was slower (the floor served after 0.39 to 0.43 s, not 0.30), and the house 3.8 to 4.1 s "
        "after its start, four times as slow.",
    )
    asked = f"the code is loaded within {MOST_LOADING} s, {SLOWER} times as slow"
    report.asks(at_most(asked, MOST_LOADING, "s", {"it takes": SLOWER * ours}))


def _slowly(start: Start) -> float:
    """Seconds until it serves where the processor takes so many times as long."""
    return start.serves + (SLOWER - 1) * start.cpu


def _row(server: str, start: Start, least: Start) -> Sequence[Cell]:
    ratio = start.proportional / least.proportional
    memory = (start.proportional, start.resident)
    return (server, ratio, *memory, start.serves, start.cpu, _slowly(start), start.busy)
