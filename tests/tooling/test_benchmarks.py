"""The page of measurements says what was measured, good news and bad; what was typed says that it was."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from math import nan
from pathlib import Path
from time import time
from typing import Literal

import pytest

import tests.bench.test_disclosure as section
from tests.bench.conftest import was_measured
from tests.bench.figures import GAINED, Limit, NotMet, Report, at_most
from tests.bench.lateness import held_up, lateness
from tests.bench.machine_time import between, moment
from tests.bench.page import DOCS, keep, page
from tests.bench.province_counted import old_at
from tests.bench.province_walls import DELTA, Wall

Deadlines = dict[str, str | None]


def test_the_page_is_made_from_the_results() -> None:
    assert (DOCS / "benchmarks.md").read_text() == page(), "make it anew with tests.bench.page"


def test_a_section_holds_its_newest_run_alone(tmp_path: Path) -> None:
    first, second = Report(), Report()
    first.says("a look", "7 ms")
    second.table("Looks", ("server", "ratio", "looks/s"), [("ours", 0.5, 1234.5), ("theirs", 1.0, 2469.0)])
    second.remarks("Half as many.")

    keep(section, first, 0.0, tmp_path)
    keep(section, second, 0.0, tmp_path)

    told = (tmp_path / "benchmarks.md").read_text()
    assert "7 ms" not in told
    assert "| server | ratio | looks/s |\n| --- | --: | --: |\n| ours | 0.50 | 1,234 |" in told
    assert "Half as many." in told
    (kept,) = (tmp_path / "benchmarks").glob("*.json")
    assert json.loads(kept.read_text())["parts"][0]["rows"][0] == ["ours", 0.5, 1234.5]


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(AssertionError):
        Report().table("Looks", ("server", "ratio"), [("ours",)])


def test_a_limit_that_was_not_met_is_among_the_first_lines(tmp_path: Path) -> None:
    told = Report()
    told.says("a look", "7 ms")
    with pytest.raises(NotMet, match=r"on a tablet 7\.00 ms"):
        told.asks(at_most("a look within 5 ms", 5, "ms", {"on a tablet": 7.0, "on a wall": 3.0}))
    told.asks(at_most("a look within 5 ms", 5, "ms", {"on paper": 1.0}))

    keep(section, told, 0.0, tmp_path)

    words = (tmp_path / "benchmarks.md").read_text()
    assert (
        "\n\nAsked for: a look within 5 ms.\n\n**Not met:** a look within 5 ms (on a tablet 7.00 ms).\n\n"
        in words
    )
    assert words.index("**Not met:**") < words.index("-m bench tests/bench/test_disclosure.py")


def test_limits_that_were_met_are_told_too() -> None:
    told = Report()
    told.asks(at_most("a look within 5 ms", 5, "ms", {"on a wall": 5.0}), Limit("nothing is lost"))
    assert told.printed() == "Asked for: a look within 5 ms; nothing is lost. All of it was met."


def test_what_is_no_number_does_not_meet_a_limit() -> None:
    with pytest.raises(NotMet):
        Report().asks(at_most("a look within 5 ms", 5, "ms", {"on a wall": nan}))


def test_remarks_of_other_days_stand_under_a_line_that_says_so(tmp_path: Path) -> None:
    told = Report()
    told.gained("*Glasses,* 2026-11-28: half as long.", "*Lamps,* 2026-11-29: a third.")

    keep(section, told, 0.0, tmp_path)

    words = (tmp_path / "benchmarks.md").read_text()
    assert f"**{GAINED}**\n\n* *Glasses,* 2026-11-28: half as long.\n* *Lamps,*" in words


@pytest.mark.parametrize(
    ("error", "measured"), [(None, True), (NotMet("too long"), True), (AssertionError("no answer"), False)]
)
def test_a_run_whose_limits_were_not_met_was_measured(error: Exception | None, *, measured: bool) -> None:
    def look() -> None:
        if error is not None:
            raise error

    call = pytest.CallInfo.from_call(look, "call")
    outcome: Literal["passed", "failed"] = "passed" if error is None else "failed"
    told = pytest.TestReport("a look", ("", 0, ""), {}, outcome, None, "call")
    assert was_measured(told, call) is measured


GRID = [100.0 + 2 * step for step in range(10)]
"""When pulses are due; it is quiet for the first five."""


def _late(*screens: list[float]) -> tuple[list[float], list[float]]:
    quiet, later = lateness(screens, quiet_until=109.0, until=119.0, asked_at=121.0)
    return [round(late, 6) for late in chain(*quiet)], [round(late, 6) for late in chain(*later)]


def test_pulses_that_are_late_each_time_are_late_each_time() -> None:
    late = [*GRID[:5], *(at + 0.2 for at in GRID[5:])]
    assert _late(late) == ([0.0] * 5, [0.2] * 5)


def test_pulses_after_a_grid_that_was_moved_are_late() -> None:
    assert _late([*GRID[:6], 113.5, 114.5, 116.5, 118.5]) == ([0.0] * 5, [0.0, 1.5, 0.5, 0.5, 0.5])


def test_a_pulse_that_never_came_is_as_late_as_was_waited_for_it() -> None:
    assert _late(GRID[:9]) == ([0.0] * 5, [0.0] * 4 + [3.0])


def test_screens_share_the_grid_whichever_pulse_was_their_first() -> None:
    quiet, later = _late(GRID, [at + 0.03 for at in GRID[1:]])
    assert quiet == [0.0] * 5 + [0.03] * 4
    assert later == [0.0] * 5 + [0.03] * 5


def test_without_a_pulse_in_the_quiet_time_there_is_no_grid() -> None:
    with pytest.raises(ValueError, match="no grid"):
        _late(GRID, GRID[5:])


def test_a_pulse_is_held_up_beside_those_of_the_same_screen() -> None:
    first, last = [0.01, 0.02, 0.01], [0.2, 0.3, 0.25]
    assert held_up([first, last], [[0.04, 0.01], [0.26, 0.24]]) == pytest.approx(0.03)
    assert held_up([first, last], [[0.01, 0.01], [0.2, 0.35]]) == pytest.approx(0.1)


def test_what_the_machine_was_busy_with() -> None:
    # Two seconds of two processors, at a hundred ticks a second: half of it is work, then a quarter is taken.
    said = ("cpu 0 0 0 0 0 0 0 0 0 0", "cpu 150 0 30 200 0 10 10 0 0 0", "cpu 250 0 30 400 0 10 10 100 0 0")
    moments = [replace(moment(words), at=2.0 * number) for number, words in enumerate(said)]
    machine = between(moments)
    assert (machine.busy, machine.taken) == (37.5, 12.5)
    assert (machine.busy_at_worst, machine.taken_at_worst) == (50.0, 25.0)


def test_when_sweeps_were_old_is_told_from_the_beginning() -> None:
    pulses = [(1000.2, 0.4), (1003.1, 1.5), (1003.9, 1.9), (1004.0, 1.6), (1010.5, 2.5)]
    assert old_at(pulses, 1000.0) == [3, 4, 10]


def at_places(**tiles: Deadlines | None) -> bytes:
    """A delta, in which each of these places has somebody with a look's limits, or nobody."""
    changed = {
        place: {"seats": [{"visit": {"id": "somebody", "check_number": 3, **limits}}]} if limits else None
        for place, limits in tiles.items()
    }
    return DELTA + json.dumps({"version": 1, "changed": changed}).encode() + b"]"


@pytest.mark.parametrize(("later", "known"), [(0.0, 1), (60.0, 2)], ids=["the same limit", "another limit"])
def test_who_moves_takes_along_the_limits_that_their_wall_knows(later: float, known: int) -> None:
    wall, now = Wall(b"", b""), time()

    def limits(at: float) -> Deadlines:
        return {"overdue_at": datetime.fromtimestamp(at, UTC).isoformat(), "urgent_at": None}

    for changed in (
        at_places(one=limits(now - 5)),
        at_places(one=None, other=limits(now - 5 - later)),
    ):
        wall.said(changed, 0, len(changed))
    passed = wall.all_passed()
    assert len(passed) == known
    assert len({one.known for one in passed}) == known
    assert [one.over is None for one in passed].count(True) == 1
