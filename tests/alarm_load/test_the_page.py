"""docs/alarm-load.md is the model: its numbers are the ones that are played."""

import ast
import re
from typing import Any

from ops.alarm_load import figures
from ops.cli import parser
from tests.support.source import ROOT

PAGE = (ROOT / "docs" / "alarm-load.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| [^|]+ \| `([A-Z_]+)` \| `([^|]+)` \| ([^|]+) \|$", re.MULTILINE)


def written() -> dict[str, Any]:
    return {name: ast.literal_eval(value) for name, value, _ in ROW.findall(PAGE)}


def test_every_number_of_the_page_is_played_and_the_other_way_round() -> None:
    played = {name: getattr(figures, name) for name in vars(figures) if name.isupper()}
    assert written() == played


def test_every_number_says_where_it_comes_from() -> None:
    sources = [source for _, _, source in ROW.findall(PAGE)]
    assert sources
    assert all(re.search(r"\[m\]|domain|task|above", source) for source in sources)


def test_the_loads_of_the_command_are_those_of_the_page() -> None:
    for load in figures.ARRIVALS_PER_HOUR:
        assert parser().parse_args(["alarm-load", "--load", load]).load == load
