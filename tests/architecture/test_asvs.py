"""The list of OWASP ASVS 5.0: each section once, and every file and test that it names is there."""

import ast
import re
from pathlib import Path

import pytest

from tests.support.source import ROOT, tree_of

SECTIONS = {1: 5, 2: 4, 3: 7, 4: 4, 5: 4, 6: 8, 7: 6, 8: 4, 9: 2, 11: 7, 12: 3, 13: 4, 14: 3, 15: 4, 16: 5}
"""How many each chapter has."""
FOREIGN = (10, 17)
"""Chapters about things that are not here."""
LIST = (ROOT / "docs/asvs.md").read_text(encoding="utf-8")
LINES = re.findall(r"^\| (V\d+\.\d+) [^|]*\| (.+)$", LIST, re.MULTILINE)
NAMED = sorted(
    set(re.findall(r"`((?:ops|tests|docs|deploy|requirements|\.ci)/[^`]*|package-lock\.json)`", LIST))
)


def test_every_chapter_and_section_is_there_once() -> None:
    assert re.findall(r"^## V(\d+) ", LIST, re.MULTILINE) == [str(number) for number in range(1, 18)]
    wanted = [f"V{chapter}.{one}" for chapter, many in SECTIONS.items() for one in range(1, many + 1)]
    assert [section for section, _ in LINES] == wanted


@pytest.mark.parametrize(("section", "said"), LINES, ids=[section for section, _ in LINES])
def test_a_section_is_held_by_a_test_or_does_not_apply(section: str, said: str) -> None:
    assert "`tests/" in said or "*does not apply*" in said


@pytest.mark.parametrize("chapter", FOREIGN)
def test_a_chapter_about_nothing_here_says_so(chapter: int) -> None:
    assert LIST.split(f"## V{chapter} ")[1].partition("\n## ")[0].count("*Does not apply*") == 1


@pytest.mark.parametrize("named", NAMED)
def test_what_is_named_is_there(named: str) -> None:
    file, _, test = named.partition("::")
    assert (ROOT / file).exists()
    if test:
        defined = {node.name for node in ast.walk(tree_of(Path(file))) if isinstance(node, ast.FunctionDef)}
        assert test in defined
