"""A screen as a test sees it: a real socket, and the picture kept by the rules.

The rules are those of ops/static/js/core/store.js: keep deltas while a subscribe is under
way; ignore what is not newer; apply what starts at or before the picture; ask anew when
something was missed or another epoch began.
"""

import threading
from contextlib import suppress
from types import TracebackType
from typing import Any

import websocket

from tests.support.line import Line, Lost
from tests.support.processes import PATIENCE, wait_until

COMES_BACK_AFTER = 0.1


class Screen:
    """One socket, one picture."""

    def __init__(
        self, url: str, token: str, site: str, audience: str = "floor", *, comes_back: bool = False
    ) -> None:
        self.url = url
        self.site = site
        self.audience = audience
        self.deltas: list[dict[str, Any]] = []
        self.pulses: list[dict[str, Any]] = []
        self.revoked: list[Any] = []
        self.arrivals: list[tuple[str, int]] = []
        """Everything told, in the order it came: (delta or pulse, version)."""
        self.resyncs = 0
        self.drops = 0
        self.board: dict[str, Any] | None = None
        self._token = token
        self._kept: list[dict[str, Any]] | None = None
        self._lock = threading.RLock()
        self._line: Line | None = None
        self.comes_back = comes_back
        self._over = threading.Event()

    def __enter__(self) -> "Screen":
        self.connect()
        self.subscribe()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def version(self) -> int:
        with self._lock:
            return -1 if self.board is None else int(self.board["version"])

    @property
    def connected(self) -> bool:
        return self._line is not None and self._line.open

    def connect(self) -> None:
        """Raises when it is not let in."""
        self._line = Line(self.url, self._token, self._hear, self._dropped)

    def close(self) -> None:
        self._over.set()
        if self._line is not None:
            self._line.close()

    def say(self, event: str, words: Any) -> Any:
        """Send an event and return its answer."""
        assert self._line is not None
        return self._line.call(event, words)

    def whisper(self, event: str, words: Any) -> None:
        """Send an event and want no answer."""
        assert self._line is not None
        self._line.whisper(event, words)

    def subscribe(self) -> dict[str, Any]:
        """Ask for the whole board; deltas that overtake the answer are kept for it."""
        with self._lock:
            self._kept = []
        answer: dict[str, Any] = self.say("subscribe", {"site": self.site, "audience": self.audience})
        self._take(answer)
        return answer

    def wait_for(self, version: int, patience: float = PATIENCE) -> dict[str, Any]:
        """The picture, once it has come that far."""
        words = f"version {version} on the {self.audience} screen"
        wait_until(lambda: self.version >= version, words, patience)
        assert self.board is not None
        return self.board

    def picture(self) -> dict[str, Any]:
        """The board without the one thing that is not part of it."""
        with self._lock:
            assert self.board is not None
            return {name: value for name, value in self.board.items() if name != "server_now"}

    def _take(self, answer: dict[str, Any]) -> None:
        with self._lock:
            kept, self._kept = self._kept or [], None
            if "epoch" not in answer:
                return
            self.board = answer
            for delta in sorted(kept, key=lambda delta: int(delta["version"])):
                self._apply(delta)

    def _hear(self, event: str, words: Any) -> None:
        with self._lock:
            if event == "delta":
                self._delta(words)
            elif event == "pulse":
                self.pulses.append(words)
                self.arrivals.append(("pulse", words["version"]))
            else:
                self.revoked.append(words)

    def _delta(self, delta: dict[str, Any]) -> None:
        self.deltas.append(delta)
        self.arrivals.append(("delta", delta["version"]))
        if self._kept is not None:
            self._kept.append(delta)
        else:
            self._apply(delta)

    def _apply(self, delta: dict[str, Any]) -> None:
        board = self.board
        if board is None or delta["epoch"] != board["epoch"] or delta["base"] > board["version"]:
            self._resync()
            return
        if delta["version"] <= board["version"]:
            return
        tiles = {str(tile["id"]): tile for tile in board["booths"]}
        for booth, tile in delta["changed"].items():
            if tile is None:
                tiles.pop(booth, None)
            else:
                tiles[booth] = tile
        lists = {name: delta[name] for name in board if name in delta and name not in ("epoch", "version")}
        self.board = {**board, **lists, "booths": list(tiles.values()), "version": delta["version"]}

    def _resync(self) -> None:
        """From a thread of its own: the answer cannot come while this message is handled."""
        self.resyncs += 1
        self._kept = []
        threading.Thread(target=self._subscribe_quietly, daemon=True).start()

    def _subscribe_quietly(self) -> None:
        with suppress(Lost):
            self.subscribe()

    def _dropped(self) -> None:
        self.drops += 1
        if self.comes_back and not self.revoked:
            threading.Thread(target=self._come_back, daemon=True).start()

    def _come_back(self) -> None:
        while not self._over.wait(COMES_BACK_AFTER):
            try:
                self.connect()
            except (OSError, websocket.WebSocketException, Lost):
                continue
            # A line that is lost before the answer brings the screen back by itself.
            self._subscribe_quietly()
            return
