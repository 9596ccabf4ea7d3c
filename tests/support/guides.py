"""The guides as whoever follows them reads them: each block of commands, what it is marked as, and what one should see.

A block is fenced as ``sh``. What follows it fenced as ``text`` is what it prints, with … for what differs; a line
that is only … stands for any number of lines. A block fenced with ``file=NAME`` is that file. Marks of a block:

``needs=THING held-by=FILES``  not run, as a test machine has no such thing; these tests look at the files it uses
``covered-by=FILES``           not run here, as these run it
``exits=CODE``                 the code that it ends with, other than 0
"""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.source import ROOT

FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n]*)\n(?P<body>.*?)^ *```\n", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
THINGS = ("docker", "systemd", "caddy", "kiosk", "postgresql-replica")


def anchor(heading: str) -> str:
    """As the page of a repository makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@dataclass(frozen=True)
class Block:
    """One fence of a guide. ``shows`` is what it prints, where the guide says so."""

    guide: str
    line: int
    part: str
    """The anchor of the heading above it."""
    language: str
    marks: dict[str, str]
    body: str
    shows: str | None

    @property
    def name(self) -> str:
        return f"{self.guide}:{self.line}"

    @property
    def runs(self) -> bool:
        return self.language == "sh" and not {"needs", "covered-by"} & self.marks.keys()

    def held_by(self) -> list[Path]:
        """The files that a mark names."""
        said = self.marks.get("held-by") or self.marks.get("covered-by") or ""
        return [ROOT / name for name in said.split(",") if name]

    def commands(self) -> list[str]:
        """Each line without what is only for the reader, put together where it goes on."""
        whole = re.sub(r"\\\n\s*", "", self.body)
        lines = (re.sub(r"\s+# .*$|^# .*$", "", line).strip() for line in whole.splitlines())
        return [line for line in lines if line]


def blocks_of(guide: str, text: str) -> list[Block]:
    """All fences of a page, in their order."""
    headings = [(found.start(), anchor(found[1])) for found in HEADING.finditer(text)]
    return [_block(guide, text, found, headings) for found in FENCE.finditer(text)]


def _block(guide: str, text: str, found: re.Match[str], headings: list[tuple[int, str]]) -> Block:
    language, *marks = found["info"].split() or [""]
    return Block(
        guide,
        text.count("\n", 0, found.start()) + 1,
        next((name for at, name in reversed(headings) if at < found.start()), ""),
        language,
        dict(mark.partition("=")[::2] for mark in marks),
        textwrap.dedent(found["body"]),
        _shown(text[found.end() :]),
    )


def _shown(rest: str) -> str | None:
    """What the block that ends before ``rest`` prints: a fence of ``text`` with nothing between."""
    following = FENCE.match(rest.lstrip("\n"))
    if following is None or following["info"].strip() != "text":
        return None
    return textwrap.dedent(following["body"])


def all_blocks() -> Iterator[Block]:
    """Of the README and every page of docs."""
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        yield from blocks_of(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))


def looks_like(shows: str, printed: str) -> bool:
    """Whether that was printed, with … for what differs each time."""
    lines = (
        r"(?:.*\n)*" if line.strip() == "…" else ".+".join(map(re.escape, line.rstrip().split("…"))) + r" *\n"
        for line in shows.splitlines()
    )
    return re.fullmatch("".join(lines), printed if printed.endswith("\n") else f"{printed}\n") is not None
