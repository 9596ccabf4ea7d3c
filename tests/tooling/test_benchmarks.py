"""The page of measurements says what was measured, and nothing by hand."""

import json
from pathlib import Path

import pytest

import tests.bench.test_disclosure as section
from tests.bench.figures import Report
from tests.bench.page import DOCS, keep, page


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
