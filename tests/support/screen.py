"""A screen as a test sees it: a real Socket.IO client that keeps the picture by the rules.

The rules are those of ops/static/js/core/store.js: keep deltas while a subscribe is under
way; ignore what is not newer; apply what starts at or before the picture; ask anew when
something was missed or another epoch began.
"""

import threading
from types import TracebackType
from typing import Any

import socketio

from tests.support.processes import wait_until

NAMESPACE = "/board"
PATIENCE = 20.0


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
        self._client = socketio.Client(
            reconnection=comes_back, reconnection_delay=0.1, reconnection_delay_max=0.5
        )
        self._client.on("delta", self._delta, namespace=NAMESPACE)
        self._client.on("pulse", self._pulse, namespace=NAMESPACE)
        self._client.on("revoked", self.revoked.append, namespace=NAMESPACE)
        self._client.on("connect", self._subscribe_again, namespace=NAMESPACE)
        self._client.on("disconnect", self._dropped, namespace=NAMESPACE)
        self._comes_back = comes_back

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
        return bool(self._client.connected)

    def connect(self) -> None:
        self._client.connect(
            self.url,
            headers={"Authorization": f"Bearer {self._token}"},
            transports=["websocket"],
            namespaces=[NAMESPACE],
            wait_timeout=10,
        )

    def close(self) -> None:
        self._client.disconnect()

    def say(self, event: str, words: Any) -> Any:
        """Send an event and return its answer."""
        return self._client.call(event, words, namespace=NAMESPACE, timeout=PATIENCE)

    def subscribe(self) -> dict[str, Any]:
        """Ask for the whole board; deltas that overtake the answer are kept for it."""
        with self._lock:
            self._kept = []
        answer: dict[str, Any] = self.say("subscribe", {"site": self.site, "audience": self.audience})
        self._take(answer)
        return answer

    def wait_for(self, version: int) -> dict[str, Any]:
        """The picture, once it has come that far."""
        wait_until(lambda: self.version >= version, f"version {version} on the {self.audience} screen")
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

    def _delta(self, delta: dict[str, Any]) -> None:
        with self._lock:
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
        threading.Thread(target=self.subscribe, daemon=True).start()

    def _pulse(self, pulse: dict[str, Any]) -> None:
        with self._lock:
            self.pulses.append(pulse)
            self.arrivals.append(("pulse", pulse["version"]))

    def _subscribe_again(self) -> None:
        if self._comes_back and self.board is not None:
            threading.Thread(target=self.subscribe, daemon=True).start()

    def _dropped(self, *_why: object) -> None:
        self.drops += 1
