"""Files stay small, name no machine and no registry, and ask nothing of the world outside."""

import re
from pathlib import Path

import pytest

from tests.support.source import ROOT, tracked

LONGEST = 350
VENDOR = Path("ops/static/vendor")
APART = (VENDOR, Path("ops/migrations"))
SOURCE = {".py", ".js", ".mjs", ".css", ".html", ".sh"}
# A name space, not an address; nobody is asked.
NAME_SPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}

SOURCES = [
    path
    for path in tracked()
    if path.suffix in SOURCE and not any(path.is_relative_to(apart) for apart in APART)
]
LOCKS = [path for path in tracked() if path.suffix == ".lock" or path.name == "package-lock.json"]
SCRIPTS = [
    path
    for path in tracked()
    if path.parts[0] == ".ci" or path.name in {"Makefile", "pyproject.toml", "package.json", ".npmrc"}
]
PAGES = [
    path
    for path in tracked()
    if (path.is_relative_to("ops/static") or path.is_relative_to("ops/templates"))
    and not path.is_relative_to(VENDOR)
    and path.suffix in {".js", ".css", ".html", ".svg", ".webmanifest"}
]


def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def addresses(text: str) -> list[str]:
    return [found for found in re.findall(r"https?://[^\s\"'<>)`]+", text) if found not in NAME_SPACES]


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_a_file_is_one_idea(path: Path) -> None:
    assert len(text_of(path).splitlines()) <= LONGEST


@pytest.mark.parametrize("path", LOCKS, ids=str)
def test_a_lock_names_no_registry(path: Path) -> None:
    text = text_of(path)
    assert '"resolved"' not in text
    assert not re.search(
        r"^\s*(-i|--index-url|--extra-index-url|--find-links|--trusted-host)\b", text, re.MULTILINE
    )
    # The one kind of address npm writes into a lock by itself says whom to thank.
    thanks = re.findall(r'"funding": \{[^}]*"url": "([^"]+)"', text)
    assert set(addresses(text)) <= set(thanks)


@pytest.mark.parametrize("path", SCRIPTS, ids=str)
def test_a_script_names_no_host(path: Path) -> None:
    assert addresses(text_of(path)) == []
    assert not re.search(r"(?<!no-emit-)index-url|registry\s*=", text_of(path))


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_a_page_asks_nothing_outside_the_site(path: Path) -> None:
    assert addresses(text_of(path)) == []


def test_no_file_names_the_folder_it_lies_in() -> None:
    here = f"{ROOT}/".encode()
    assert [str(path) for path in tracked() if here in (ROOT / path).read_bytes()] == []
