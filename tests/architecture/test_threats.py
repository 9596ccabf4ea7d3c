"""Each line of the threat table names tests, and they are there."""

import ast
import re
from pathlib import Path

import pytest

from tests.support.source import ROOT, tree_of

LINES = (
    "Stolen tablet",
    "Stolen or photographed display",
    "Server off",
    "Server on",
    "Backup",
    "Coordinator's laptop",
    "Published tables",
    "One colleague",
    "Two colleagues",
    "Database administrator",
    "An authority that looks on",
    "Redis",
    "Lines between machines",
    "The network of the proxies",
    "A data directory on the network",
)
TABLE = (ROOT / "docs/threats.md").read_text(encoding="utf-8")


def test_the_table_has_each_line_once() -> None:
    assert tuple(re.findall(r"^## (.+)$", TABLE, re.MULTILINE)) == LINES


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_held_by_tests_that_exist(line: str) -> None:
    part = TABLE.split(f"## {line}\n")[1].split("\n## ")[0]
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", part)
    assert named
    for path, test in named:
        defined = {node.name for node in ast.walk(tree_of(Path(path))) if isinstance(node, ast.FunctionDef)}
        assert test in defined, f"{path}::{test}"
