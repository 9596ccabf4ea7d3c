"""One line under eventlet, whole: the library's own server on it, and a screen at the other end.

The socket between them is a real one that takes what it likes: all of it, a part, or nothing for now.
"""

import errno
import json
import socket
import zlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import eventlet
from eventlet.greenio import GreenSocket
from flask import Flask

from ops.config import Settings
from ops.realtime.connections import Connection
from ops.realtime.gate import CONNECTION
from ops.realtime.transport import Transport

HANDSHAKE = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/socket.io/",
    "QUERY_STRING": "EIO=4&transport=websocket",
    "HTTP_CONNECTION": "Upgrade",
    "HTTP_UPGRADE": "websocket",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
    "HTTP_SEC_WEBSOCKET_KEY": b64encode(bytes(16)).decode(),
}
PATIENCE = 20.0
Takes = Callable[[int], int]
"""Of so many bytes, how many the socket takes now; none: it is full. May raise."""


def everything(length: int) -> int:
    """A socket that is well."""
    return length


class Faulty(socket.socket):
    """Takes as much as it is told to."""

    takes: Takes = staticmethod(everything)
    parts = 0

    def send(self, data: Any, flags: int = 0, /) -> int:
        most = self.takes(len(data))
        if most == 0:
            raise BlockingIOError(errno.EAGAIN, "full")
        gone = super().send(data[:most], flags)
        self.parts += gone < len(data)
        return gone


class Line:
    """From the handshake to the end. ``answers`` is asked when the screen says ``here``."""

    def __init__(self, folder: Path, answers: Callable[[], Any], **headers: str) -> None:
        environment = {
            "OPS_DATA_DIR": str(folder),
            "OPS_DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1/x",
        }
        self.transport = Transport(Flask(__name__), Settings.from_environment(environment))
        self.transport.server.on("here", handler=lambda sid, said: answers(), namespace="/board")
        ours, theirs = socket.socketpair()
        self.raw = Faulty(fileno=ours.detach())
        self.raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        self._read_from = self.raw.makefile("rb")
        """Of the server around it: who closes the socket frees it no sooner than that is closed too."""
        self.screen = Screen(GreenSocket(theirs))
        green = GreenSocket(self.raw)
        self.connection = Connection(cast(Any, None), green)
        self._environ: dict[str, Any] = {**HANDSHAKE, **headers}
        self._environ |= {
            CONNECTION: self.connection,
            "eventlet.input": SimpleNamespace(get_socket=lambda: green),
        }

    def __enter__(self) -> "Line":
        server = self.transport.server
        self._serving = eventlet.spawn(server.handle_request, self._environ, lambda *said: None)
        self.screen.reads_head()
        [self.connection.line] = server.eio.sockets
        self.known = server.eio.sockets[self.connection.line]
        self.screen.says("40/board,")
        while not self.screen.hears().startswith("40/board,"):
            pass
        # The queue's own task sleeps again.
        while not self.known.queue.getting():
            eventlet.sleep(0)
        return self

    def __exit__(self, *why: object) -> None:
        self.screen.leaves()
        with eventlet.Timeout(PATIENCE):
            self._serving.wait()
        self.raw.close()
        self._read_from.close()

    def tells(self, **body: Any) -> None:
        self.transport.emit([self.connection], "delta", body)


class Screen:
    """The other end: reads as much at a time as it likes."""

    def __init__(self, raw: GreenSocket) -> None:
        self._raw = raw
        self._behind = b""
        self._unpacks = zlib.decompressobj(-zlib.MAX_WBITS)
        self.pongs: list[bytes] = []
        self.reads_at_once: Callable[[], int] = lambda: 1 << 16

    def reads_head(self) -> None:
        while b"\r\n\r\n" not in self._behind:
            self._more()
        self._behind = self._behind.partition(b"\r\n\r\n")[2]

    def hears(self) -> str:
        """The next message; raises ``EOFError`` at the end. A ping of the house is answered by itself."""
        while True:
            kind, words = self._frame()
            if kind == 0x8A:
                self.pongs.append(words)
            elif kind == 0x88:
                raise EOFError
            elif kind == 0xC1:
                return self._unpacks.decompress(words + b"\x00\x00\xff\xff").decode()
            elif kind != 0x81:
                raise AssertionError(f"not a frame of the house: {kind:#x}")
            elif words == b"2":
                self.says("3")
            else:
                return words.decode()

    def says(self, words: str) -> None:
        self._sends(0x81, words.encode())

    def pings(self, words: bytes) -> None:
        self._sends(0x89, words)

    def all_there_is(self) -> bytes:
        """Until the end of the line."""
        try:
            while True:
                self._more()
        except (EOFError, ConnectionError):
            return self._behind

    def leaves(self) -> None:
        self._raw.close()

    def _sends(self, kind: int, words: bytes) -> None:
        self._raw.sendall(bytes((kind, 0x80 | len(words), 0, 0, 0, 0)) + words)

    def _frame(self) -> tuple[int, bytes]:
        kind, length = self._take(2)
        if length >= 126:
            length = int.from_bytes(self._take(2 if length == 126 else 8))
        return kind, self._take(length)

    def _take(self, many: int) -> bytes:
        while len(self._behind) < many:
            self._more()
        taken, self._behind = self._behind[:many], self._behind[many:]
        return taken

    def _more(self) -> None:
        more = self._raw.recv(self.reads_at_once())
        if not more:
            raise EOFError
        self._behind += more


def number_in(words: str) -> int:
    """Of what is told, and of what is answered."""
    said = json.loads(words[words.index("[") :])[-1]
    number: int = said["number"]
    return number


def moody(random: Random) -> Takes:
    """A socket that mostly takes everything, and else as it comes."""

    def takes(length: int) -> int:
        return random.choice((length, length, length, 0, 1, random.randint(1, length), length // 2))

    return takes
