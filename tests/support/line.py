"""One Socket.IO connection to /board, as plain as the protocol: text frames, one reader."""

import json
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

import websocket

NAMESPACE = "/board"
ADDRESS = "/socket.io/?EIO=4&transport=websocket"
PATIENCE = 20.0


class Lost(Exception):
    """The line was closed before the answer came."""


class Line:
    """Open from the constructor until somebody closes it; ``told`` hears each event in order."""

    def __init__(
        self, url: str, token: str, told: Callable[[str, Any], None], closed: Callable[[], None]
    ) -> None:
        self._told = told
        self._closed = closed
        self._numbers = count()
        self._answers: dict[int, Any] = {}
        self._news = threading.Condition()
        self.open = False
        self._socket = websocket.create_connection(
            url.replace("http", "ws") + ADDRESS,
            header={"Authorization": f"Bearer {token}"},
            suppress_origin=True,  # a program; only browsers send one
            timeout=PATIENCE,
        )
        try:
            self._expect("0{")
            self._socket.send(f"40{NAMESPACE},")
            self._expect(f"40{NAMESPACE},")
        except BaseException:
            self._drop()
            raise
        self._socket.settimeout(None)
        self.open = True
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def call(self, event: str, words: Any) -> Any:
        """Send an event and return its answer. Raises ``Lost``."""
        number = next(self._numbers)
        self._send(f"42{NAMESPACE},{number}{json.dumps([event, words])}")
        with self._news:
            answered = self._news.wait_for(lambda: number in self._answers or not self.open, PATIENCE)
            if not answered:
                raise TimeoutError(f"no answer to {event}")
            if number not in self._answers:
                raise Lost(event)
            return self._answers.pop(number)

    def whisper(self, event: str, words: Any) -> None:
        """Send an event and want no answer."""
        self._send(f"42{NAMESPACE},{json.dumps([event, words])}")

    def close(self) -> None:
        """As a browser that is closed: a word, and gone."""
        with suppress(OSError, AttributeError, websocket.WebSocketException):
            self._socket.send_close()
            raw: Any = self._socket.sock
            raw.shutdown(socket.SHUT_RDWR)
        if threading.current_thread() is not self._reader:
            self._reader.join(PATIENCE)

    def _read(self) -> None:
        # It ends by an error when it is closed by the other side, or by close().
        with suppress(Lost, websocket.WebSocketException, OSError):
            while self._hear(self._socket.recv()):
                pass
        with self._news:
            self.open = False
            self._news.notify_all()
        self._drop()
        self._closed()

    def _hear(self, frame: str | bytes) -> bool:
        """False when that was the last."""
        text = str(frame)
        if text == "2":
            self._send("3")
        elif text.startswith(f"42{NAMESPACE},"):
            event, words = json.loads(text.partition(",")[2])
            self._told(event, words)
        elif text.startswith(f"43{NAMESPACE},"):
            number, _, answer = text.partition(",")[2].partition("[")
            with self._news:
                self._answers[int(number)] = json.loads(f"[{answer}")[0]
                self._news.notify_all()
        return text != ""

    def _send(self, text: str) -> None:
        try:
            self._socket.send(text)
        except (websocket.WebSocketException, OSError, AttributeError) as error:
            raise Lost(text[:20]) from error

    def _expect(self, beginning: str) -> None:
        text = str(self._socket.recv())
        if not text.startswith(beginning):
            raise Lost(text)

    def _drop(self) -> None:
        self._socket.shutdown()  # type: ignore[no-untyped-call]
