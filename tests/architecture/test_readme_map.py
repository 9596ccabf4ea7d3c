"""The map in the README is the tree: what it names exists, and what lies on top of the house is in it.

The map is the block fenced as `tree`. A line is names, then words about them; deeper lines lie in the folder above.
A name ends in `/`, or has a dot, or is one of a few without.
"""

import re
from itertools import takewhile
from pathlib import Path

from tests.support.source import ROOT, tracked

BARE = {"Makefile", "LICENSE"}
# Top-level files that a reader of the map does not look for.
UNMAPPED = {".gitignore", "LICENSE", "CHANGELOG.md", "package.json", "package-lock.json", "tsconfig.json"}


def is_name(word: str) -> bool:
    return word in BARE or re.fullmatch(r"[\w.*-]+/|[\w*-]*\.\w+|[\w.-]+(/[\w.-]+)+", word) is not None


def mapped(text: str) -> set[Path]:
    """Every path the map names."""
    found: set[Path] = set()
    folders: list[tuple[int, Path]] = []
    for line in filter(str.strip, text.splitlines()):
        depth = len(line) - len(line.lstrip())
        folders = [(at, folder) for at, folder in folders if at < depth]
        above = folders[-1][1] if folders else Path()
        names = [above / name for name in takewhile(is_name, line.split())]
        found.update(names)
        if names and line.split()[0].endswith("/"):
            folders.append((depth, names[0]))
    return found


def readme_map() -> set[Path]:
    readme = ROOT / "README.md"
    assert readme.exists(), "README.md is missing"
    block = re.search(r"^```tree\n(.*?)^```", readme.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert block is not None, "README.md has no block fenced as ```tree"
    return mapped(block[1])


def test_what_the_map_names_exists() -> None:
    missing = [str(path) for path in sorted(readme_map()) if not list(ROOT.glob(str(path)))]
    assert missing == []


def test_the_map_leaves_out_nothing_on_top() -> None:
    named = readme_map()
    top = {Path(path.parts[0]) for path in tracked() if path.parts[0] not in UNMAPPED}
    house = {Path(*path.parts[:2]) for path in tracked() if path.parts[0] == "ops" and path.suffix != ".md"}
    assert sorted(map(str, (top | house) - named)) == []


def test_a_map_is_read_as_people_read_it() -> None:
    text = """
wsgi.py   the served app
ops/
  visit.py  room.py   one table each
  domain/   stdlib only
    words.py
tests/  all
"""
    assert {str(path) for path in mapped(text)} == {
        "wsgi.py",
        "ops",
        "ops/visit.py",
        "ops/room.py",
        "ops/domain",
        "ops/domain/words.py",
        "tests",
    }
