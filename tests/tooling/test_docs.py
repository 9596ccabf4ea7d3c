"""The guides as pages: built without a warning, asking nobody for anything; the hazard log names tests there are."""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops import create_app
from ops.cli import parser
from ops.config import Settings
from tests.support.source import ROOT

HAZARDS = (ROOT / "docs/hazards.md").read_text(encoding="utf-8")
LINES = [line for line in HAZARDS.splitlines() if re.match(r"\| H\d+ ", line)]
RISK = re.compile(r"(\d)×(\d) = (\d+)")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "docs", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


def test_every_guide_is_a_page(pages: Path) -> None:
    guides = {path.stem for path in (ROOT / "docs").glob("*.md")}
    assert {path.stem for path in pages.glob("*.html")} >= guides


def test_who_reads_them_asks_nobody_else(pages: Path) -> None:
    for path in (*pages.rglob("*.html"), *pages.rglob("*.css")):
        text = path.read_text(encoding="utf-8", errors="replace")
        asked = re.findall(r"""(?:src=["']|url\(["']?|<link [^>]*href=["']|@import ["'])(https?:)?//""", text)
        assert asked == [], path.name


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split()[1])
def test_a_hazard_has_a_control_that_a_test_holds(line: str) -> None:
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert len(cells) == 9
    assert all(cells)
    held = re.findall(r"`(tests/[\w/]+\.py)`", cells[6])
    assert held
    assert [path for path in held if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.split()[1])
def test_its_risk_is_reckoned_and_no_higher_than_before(line: str) -> None:
    before, after = (tuple(map(int, found)) for found in RISK.findall(line))
    for severity, likelihood, risk in (before, after):
        assert risk == severity * likelihood
    assert after[2] < before[2]
    assert after[2] < 15
    assert ("accepted" in line) == (after[2] >= 8)


def test_no_hazard_has_the_number_of_another() -> None:
    numbers = [line.split()[1] for line in LINES]
    assert numbers == [f"H{number}" for number in range(1, len(LINES) + 1)]


def test_every_metric_is_explained_and_none_that_is_not_there(tmp_path: Path) -> None:
    page = (ROOT / "docs/at-night.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(ops_\w+)`(?: · `(ops_\w+)`)? \|", page, re.MULTILINE))
    explained = {name for pair in told for name in pair if name}
    app = create_app(Settings.from_environment({"OPS_DATA_DIR": str(tmp_path)}))
    text = app.extensions["realtime"].metrics.text().decode()
    assert explained == set(re.findall(r"^# TYPE (ops_\w+) ", text, re.MULTILINE))


def commands(of: argparse.ArgumentParser) -> Iterator[tuple[str, set[str]]]:
    """As they are typed, each with its options."""
    kinds = [action.choices for action in of._actions if isinstance(action, argparse._SubParsersAction)]
    yield of.prog, {option for action in of._actions for option in action.option_strings}
    for choices in kinds:
        for kind in choices.values():
            yield from commands(kind)


COMMANDS = dict(commands(parser()))
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_every_command_is_in_the_list_of_commands() -> None:
    page = (ROOT / "docs/looking-after.md").read_text(encoding="utf-8")
    rows = [
        line.split(" | ")[0] for line in page.partition("\n## Commands\n")[2].splitlines() if line[:1] == "|"
    ]
    listed = {command_of(words) for row in rows for words in re.findall(r"`(ops [^`]+)`", row)}
    whole = {name for name in COMMANDS if not any(other.startswith(f"{name} ") for other in COMMANDS)}
    assert whole | {"ops backup"} == listed


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_a_command_that_a_sentence_names_is_one_with_these_options(path: Path) -> None:
    for words in re.findall(r"`(?:\.venv/bin/)?(ops [a-z][^`]*)`", path.read_text(encoding="utf-8")):
        options = set(re.findall(r"(?<!\S)\[?(--[a-z-]+)", words))
        assert options <= COMMANDS[command_of(words)], words


def command_of(words: str) -> str:
    """The longest command that these words begin with."""
    said = words.split()
    found = [name for name in COMMANDS if said[: len(name.split())] == name.split()]
    longest = max(found, key=len)
    assert longest != "ops", f"{words} is no command"
    return longest
