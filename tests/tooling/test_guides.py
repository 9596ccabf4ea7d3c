"""The guides name settings that exist and point to what is there."""

import re
from pathlib import Path

import pytest

from ops.config import NOT_OURS, VARIABLES
from tests.support.guides import anchor
from tests.support.source import ROOT, tracked

TOP = {path.parts[0] for path in tracked() if len(path.parts) > 1}
NAMED = re.compile(r"`((?:[\w.@-]+/)+[\w.@-]*)`")
"""A file or folder of the project, as a guide writes it."""
WITHIN = re.compile(r"`([\w./-]+\.(?:py|js))`,?\s+\(?((?:`\w+`(?:,\s+)?)+)\)?")
"""Such a file, and what it is looked at for."""
GUIDES = [path for path in tracked() if path.suffix == ".md" and path.parts[0] in ("docs", "README.md")]

CHANGING = Path("docs/changing.md")
MADE = {Path("ops/translations/messages.pot")}
"""By commands, and kept nowhere."""


def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


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


@pytest.mark.parametrize("path", GUIDES, ids=str)
def test_a_file_that_is_named_is_there(path: Path) -> None:
    named = {Path(found) for found in NAMED.findall(text_of(path))} - MADE
    assert {one for one in named if one.parts[0] in TOP and not (ROOT / one).exists()} == set()


def test_whoever_changes_the_code_finds_what_is_named_in_a_file() -> None:
    found = WITHIN.findall(text_of(CHANGING))
    assert found
    for file, names in found:
        for name in re.findall(r"\w+", names):
            assert re.search(rf"\b{name}\b", text_of(Path(file))), f"{name} in {file}"


def test_each_make_target_that_is_named_is_one() -> None:
    targets = set(re.findall(r"^(\w+):", text_of(Path("Makefile")), re.MULTILINE))
    named = {name for path in GUIDES for name in re.findall(r"`make (\w+)`", text_of(path))}
    assert named - targets == set()


def test_both_languages_read_each_file_of_cases() -> None:
    rows = re.findall(
        r"^\| `tests/vectors/(\w+)\.json` \| `(.+?)` \| `(.+?)` \|$", text_of(CHANGING), re.MULTILINE
    )
    assert sorted(name for name, *_ in rows) == sorted(
        path.stem for path in (ROOT / "tests/vectors").iterdir()
    )
    for name, python, javascript in rows:
        assert re.search(rf'"{name}(\.json)?"', text_of(Path(python))), python
        assert re.search(rf"ector(s|File)\('{name}'\)", text_of(Path(javascript))), javascript
