"""Every screen's picture, made again from what it received: versions never go back within an epoch, no
delta is missed unnoticed, and whoever is at one version sees one room.

1. A delta that is not newer is ignored; one that starts at or before the picture is applied; one that
   starts after it means that something was missed: the picture stands until a whole one comes.
2. Deltas that come while a whole picture is asked for are applied after it.
3. What a screen shows is never older, within an epoch, than what it has shown.
4. Two pictures of one audience at one version are equal, whoever made them and by whichever way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.soak.checker.history import Finding, History, Record

SECTIONS = ("waiting", "responses", "staff", "devices", "notices", "supplies", "room")
COMPARED = ("booths", "waiting", "responses")


@dataclass(frozen=True)
class Picture:
    """What one screen had before it from ``t`` on."""

    who: str
    audience: str
    t: float
    board: Record

    @property
    def version(self) -> int:
        return int(self.board["version"])

    @property
    def at(self) -> tuple[str, str, int]:
        return self.audience, self.board["epoch"], self.version

    def visits(self) -> dict[str, Record]:
        seats = (seat for tile in self.board["booths"] for seat in tile["seats"])
        return {seat["visit"]["id"]: seat["visit"] for seat in seats if seat.get("visit")}


def pictures(history: History) -> Iterator[Picture]:
    """Each picture that each screen ever had, and those of the auditor, who asks for whole ones only."""
    for who, audience in history.screens().items():
        yield from _of_screen(who, audience, history.said_by(who))
    for record in history.of("fresh"):
        yield Picture(record["who"], record["audience"], record["t"], record["board"])


def _of_screen(who: str, audience: str, records: list[Record]) -> Iterator[Picture]:
    board: Record | None = None
    kept: list[Record] = []
    for record in records:
        if record["what"] == "line":
            kept = []
        elif record["what"] == "delta":
            delta = record["delta"]
            kept.append(delta)
            board = _after(board, delta)
        elif record["what"] == "board":
            board = record["board"]
            for delta in sorted(kept, key=lambda delta: int(delta["version"])):
                board = _after(board, delta)
            kept = []
        else:
            continue
        if board is not None:
            yield Picture(who, audience, record["t"], board)


def _after(board: Record | None, delta: Record) -> Record | None:
    if board is None or board["epoch"] != delta["epoch"]:
        return None
    if delta["version"] <= board["version"] or delta["base"] > board["version"]:
        return board
    after = board | {name: delta[name] for name in SECTIONS if name in delta} | {"version": delta["version"]}
    tiles: dict[int, Any] = {tile["id"]: tile for tile in board["booths"]}
    for booth, tile in delta.get("changed", {}).items():
        if tile is None:
            tiles.pop(int(booth), None)
        else:
            tiles[int(booth)] = tile
    return after | {"booths": list(tiles.values())}


def check_pictures(history: History, seen: list[Picture]) -> Iterator[Finding]:
    yield from _one_room(seen)
    yield from _never_back(history)
    yield from _shown_as_told(history, seen)


def _one_room(seen: list[Picture]) -> Iterator[Finding]:
    first: dict[tuple[str, str, int], Picture] = {}
    for picture in seen:
        other = first.setdefault(picture.at, picture)
        for name in COMPARED:
            ours, theirs = _plain(name, picture.board), _plain(name, other.board)
            if ours != theirs:
                words = f"{name} at version {picture.version}: {ours} is not {other.who}'s {theirs}"
                yield Finding("two rooms at one version", picture.who, picture.t, words[:2000])


def _plain(name: str, board: Record) -> list[Any]:
    """Order among tiles is the screen's own matter."""
    return sorted(board.get(name, []), key=lambda one: str(one["id"]))


def _never_back(history: History) -> Iterator[Finding]:
    newest: dict[tuple[str, str], int] = {}
    for record in history.of("shows"):
        if record["version"] is None:
            continue
        which = record["who"], record["epoch"]
        if record["version"] < newest.get(which, -1):
            words = f"{record['version']} after {newest[which]}"
            yield Finding("an older picture is shown again", record["who"], record["t"], words)
        newest[which] = max(newest.get(which, -1), record["version"])
    for who in history.screens():
        yield from _told_forwards(who, history.said_by(who))


def _told_forwards(who: str, records: list[Record]) -> Iterator[Finding]:
    """On one line nothing is told that is older than what was told on it."""
    told: tuple[str, int] | None = None
    for record in records:
        if record["what"] == "line":
            told = None
        elif record["what"] in ("delta", "pulse"):
            news = record[record["what"]]
            if told and told[0] == news["epoch"] and news["version"] < told[1]:
                words = f"a {record['what']} at {news['version']} after {told[1]}"
                yield Finding("told out of order", who, record["t"], words)
            told = (news["epoch"], news["version"])


def _shown_as_told(history: History, seen: list[Picture]) -> Iterator[Finding]:
    """No screen shows a version that nothing it received could have brought it to."""
    could = {(one.who, one.board["epoch"], one.version) for one in seen}
    for record in history.of("shows"):
        shown = record["who"], record["epoch"], record["version"]
        if record["version"] is not None and shown not in could:
            words = f"version {record['version']}"
            yield Finding("shown and never told", record["who"], record["t"], words)
