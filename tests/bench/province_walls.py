"""A wall at each site that keeps what it heard of deadlines, and when.

    python -m tests.bench.province_walls PORT

A screen turns by itself: what it needs in time is the deadline. Which versions it had, and when, says how soon
it heard that the house had it written down. Each pulse says how old the house's last sweep is.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from time import time
from typing import Any

from tests.bench.crowd import Crowd, Screen, lines_of_input

PULSE = b'42/board,["pulse",'
DELTA = b'42/board,["delta",'
BOARD = b"43/board,0"
LEVELS = ("overdue_at", "urgent_at")


@dataclass
class Deadline:
    """One limit of one look at somebody. ``at``: when it passes; ``known``: when this wall had it; ``over``:
    when the wall heard that it is none any more. All by the machine's clock."""

    visit: str
    check: int
    level: str
    at: float
    known: float
    over: float | None = None


class Wall(Screen):
    """One socket, and its deadlines."""

    def __init__(self, hello: bytes, subscribe: bytes) -> None:
        super().__init__(hello, subscribe)
        self.times_lost = 0
        self.versions: list[tuple[int, float]] = []
        self.ages: list[tuple[float, float]] = []
        self._places: dict[str, dict[tuple[str, int, str], Deadline]] = {}
        self.passed: list[Deadline] = []

    def lost(self) -> None:
        super().lost()
        self.times_lost += 1

    def said(self, text: bytes, begins: int, ends: int) -> None:
        super().said(text, begins, ends)
        if text.startswith(DELTA, begins):
            delta = json.loads(text[begins + len(DELTA) : ends - 1])
            now = time()
            self.versions.append((delta["version"], now))
            self._are(delta["changed"], now)
        elif text.startswith(PULSE, begins):
            age = json.loads(text[begins + len(PULSE) : ends - 1])["sweep_age"]
            if age is not None:
                self.ages.append((time(), age))
        elif text.startswith(BOARD, begins):
            [board] = json.loads(text[begins + len(BOARD) : ends])
            self._are({str(tile["id"]): tile for tile in board["booths"]}, time())

    def forget(self) -> None:
        """Only what comes from now on counts; deadlines that run are still known."""
        self.versions.clear()
        self.ages.clear()
        self.passed.clear()
        self.times_lost = 0

    def all_passed(self) -> list[Deadline]:
        """Those that are over and those that still stand."""
        now = time()
        standing = (one for place in self._places.values() for one in place.values() if one.at < now)
        return [*self.passed, *standing]

    def _are(self, tiles: Mapping[str, dict[str, Any] | None], now: float) -> None:
        """Places that changed together: who moves from one to another takes their limits along."""
        before = {key: one for booth in tiles for key, one in self._places.get(booth, {}).items()}
        for booth, tile in tiles.items():
            self._places[booth] = {}
            for key, one in _deadlines(tile, now):
                known = key in before and before[key].at == one.at
                self._places[booth][key] = before.pop(key) if known else one
        for one in before.values():
            if one.at <= now:
                one.over = now
                self.passed.append(one)


def _deadlines(tile: dict[str, Any] | None, now: float) -> list[tuple[tuple[str, int, str], Deadline]]:
    found = []
    for seat in tile["seats"] if tile else ():
        visit = seat.get("visit")
        for level in LEVELS if visit else ():
            if visit[level] is not None:
                at = datetime.fromisoformat(visit[level]).timestamp()
                check: int = visit["check_number"]
                found.append(((visit["id"], check, level), Deadline(visit["id"], check, level, at, now)))
    return found


class Walls(Crowd[Wall]):
    """All sites'."""

    def answer(self, asked: str) -> bool:
        if asked == "forget":
            for wall in self.screens:
                wall.forget()
            print("{}", flush=True)
            return True
        if asked == "kept":
            kept = [
                {
                    "lost": wall.times_lost,
                    "versions": wall.versions,
                    "ages": wall.ages,
                    "passed": [asdict(one) for one in wall.all_passed()],
                }
                for wall in self.screens
            ]
            print(json.dumps(kept), flush=True)
            return True
        return super().answer(asked)


if __name__ == "__main__":
    with lines_of_input() as lines:
        Walls(int(sys.argv[1]), json.loads(lines.readline()), Wall).run(lambda: lines.readline().decode())
