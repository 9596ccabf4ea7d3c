"""The guide of the interface, cut into its examples; and whether an answer is as it shows it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ops.domain.facts import plain
from tests.support.client import Program
from tests.support.furnished import Furnished
from tests.support.server import RunningServer
from tests.support.source import ROOT

SITE = "riverside"
GUIDE = (ROOT / "docs/api.md").read_text(encoding="utf-8")
WRITTEN_AT = datetime.fromisoformat("2026-11-22T14:02:05.123Z")
"""The time it is in the guide."""
REST = "…"
FENCE = re.compile(r"^```([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
VARIES = (
    INSTANT,
    re.compile(r"\d{4}-\d\d-\d\d"),
    re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    re.compile(r"[0-9a-f]{64,}"),
    re.compile(r"\w+ \d+( [A-Z2-7]{4}){0,1}(-[A-Z2-7]{4})+"),
)
"""What is another one in each room: only its form is compared."""


@dataclass(frozen=True)
class Block:
    """One example: what stands behind the fence, and what is in it."""

    marks: tuple[str, ...]
    text: str

    @property
    def language(self) -> str:
        return self.marks[0]

    @property
    def mark(self) -> str:
        """The one behind the language, or nothing."""
        return self.marks[1] if len(self.marks) > 1 else ""

    @property
    def file_name(self) -> str:
        """Of a program, which says it in its first line."""
        found = re.match(r"(?:#|//) ([\w.]+): ", self.text)
        assert found, self.text[:60]
        return found[1]


BLOCKS = [Block(tuple(found[1].split()), found[2]) for found in FENCE.finditer(GUIDE)]


PROGRAMS = {block.file_name: block.text for block in BLOCKS if block.language in ("python", "javascript")}


@dataclass(frozen=True)
class Message:
    """A request or an answer: its first line, headers, and what follows."""

    first: str
    headers: Mapping[str, str]
    body: str

    @classmethod
    def of(cls, text: str) -> "Message":
        head, _, body = text.partition("\n\n")
        first, *lines = head.splitlines()
        return cls(first, dict(line.split(": ", 1) for line in lines), body.strip())


@dataclass(frozen=True)
class Exchange:
    """What is asked, and what the guide says that comes back."""

    asked: Message
    told: Message

    @property
    def name(self) -> str:
        method, path, _ = self.asked.first.split()
        return f"{method} {path} {self.told.first.split()[1]}"


def exchanges() -> list[Exchange]:
    """In the guide's order: each request is followed by its answer."""
    messages = [Message.of(block.text) for block in BLOCKS if block.language == "http"]
    asked, told = messages[::2], messages[1::2]
    assert all(one.first.endswith(" HTTP/1.1") for one in asked)
    assert all(one.first.startswith("HTTP/1.1 ") for one in told)
    return [Exchange(*pair) for pair in zip(asked, told, strict=True)]


def as_now(text: str, now: datetime) -> str:
    """With each time as far from now as it is from then."""

    def moved(found: re.Match[str]) -> str:
        return str(plain(datetime.fromisoformat(found[0]) + (now - WRITTEN_AT)))

    return INSTANT.sub(moved, text)


def table(heading: str, which: int = 0) -> list[list[str]]:
    """The cells of a table behind that heading, the first or a later one, without its own."""
    lines = iter(GUIDE[GUIDE.index(f"# {heading}\n") :].splitlines())
    return [list(_cells(lines)) for _ in range(which + 1)][-1][1:]


def _cells(lines: Iterator[str]) -> Iterator[list[str]]:
    begun = False
    for line in lines:
        if line.startswith("|"):
            begun = True
            if not line.startswith("|---"):
                yield [cell.strip() for cell in line.strip("|").split("|")]
        elif begun:
            return


def differences(shown: Any, real: Any, at: str = "") -> list[str]:
    """Where the real one is not what is shown: other names, kinds of values, words."""
    if isinstance(shown, dict):
        return _in_object(shown, real, at)
    if isinstance(shown, list):
        return _in_list(shown, real, at)
    if isinstance(shown, str) and isinstance(real, str):
        alike = shown == real or any(form.fullmatch(shown) and form.fullmatch(real) for form in VARIES)
    elif _is_number(shown):
        alike = _is_number(real)
    else:
        alike = shown is real
    return [] if alike else [f"{at}: {shown!r} is {real!r}"]


def _in_object(shown: Mapping[str, Any], real: Any, at: str) -> list[str]:
    if not isinstance(real, dict):
        return [f"{at}: an object is {real!r}"]
    named = shown.keys() - {REST}
    wrong = [f"{at}.{name}: is not there" for name in sorted(named - real.keys())]
    if REST not in shown:
        wrong += [f"{at}.{name}: is not shown" for name in sorted(real.keys() - named)]
    for name in named & real.keys():
        wrong += differences(shown[name], real[name], f"{at}.{name}")
    return wrong


def _in_list(shown: list[Any], real: Any, at: str) -> list[str]:
    if not isinstance(real, list):
        return [f"{at}: a list is {real!r}"]
    named = shown[:-1] if shown and shown[-1] == REST else shown
    if len(real) < len(named) or (named is shown and len(real) > len(named)):
        return [f"{at}: {len(named)} shown of {len(real)}"]
    return [
        wrong
        for number, one in enumerate(named)
        for wrong in differences(one, real[number], f"{at}[{number}]")
    ]


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def differs_in_text(shown: str, real: str) -> list[str]:
    """Of lines of words with a number behind them, as metrics are: those that are not told."""
    told = set(map(_without_number, real.splitlines()))
    return [line for line in shown.splitlines() if _without_number(line) not in told]


def _without_number(line: str) -> str:
    return line if line.startswith("#") else line.rpartition(" ")[0]


def json_of(text: str) -> Any:
    return json.loads(text) if text else None


def seat_somebody(server: RunningServer, room: Furnished) -> int:
    """In booth 4; the version after it."""
    act = {"booth": room.booths["4"], "room_says_otherwise": True}
    status, told = Program(server.port, room.tokens["floor"]).post(f"/sites/{room.slug}/visits", act)
    assert status == 201, told
    return int(told["version"])
