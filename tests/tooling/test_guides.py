"""The guides name settings that exist and point to what is there."""

import re
from pathlib import Path

import pytest

from ops.config import NOT_OURS, VARIABLES
from tests.support.source import ROOT, tracked

GUIDES = [path for path in tracked() if path.suffix == ".md" and path.parts[0] in ("docs", "README.md")]


def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def anchor(heading: str) -> str:
    """As the page of a repository makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("path", GUIDES, ids=str)
def test_what_is_to_be_set_is_a_setting(path: Path) -> None:
    named = set(re.findall(r"\bOPS_[A-Z][A-Z_]*[A-Z]\b", text_of(path)))
    assert {name for name in named if name not in VARIABLES and not name.startswith(NOT_OURS)} == set()


@pytest.mark.parametrize("path", GUIDES, ids=str)
def test_a_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text_of(path)):
        file, _, part = target.partition("#")
        other = path.parent / file if file else path
        assert (ROOT / other).exists(), target
        if part:
            headings = re.findall(r"^#+ (.+)$", text_of(other), re.MULTILINE)
            assert part in map(anchor, headings), target
