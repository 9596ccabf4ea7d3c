"""A frame that many are told, written straight to each socket where nothing waits; under eventlet, and in
`straight_threads.py` with threads.

The library's way to a socket is a queue and a task that takes from it, so that a slow screen holds up
nobody. Most screens are not slow: then the queue is empty, its task sleeps before it, and nobody is writing.
Nothing else of this process runs between that look and the write, since greenlets change only where one
waits. So what was said before has gone out, and what is said after comes after:

1. Only with the queue empty, its task asleep, nobody writing or about to, and no end begun. A line that
   owes the answer to a ping takes the queue too: whoever puts there looks how long it has owed it.
2. One write that waits for nothing. What the socket does not take at all goes to the queue.
3. If it takes a part, the rest has the right to write until it is out. The task, and the answer to a
   client's own ping, wait for that right; so does the next frame, in the queue.
4. A rest that cannot be sent ends the line: nothing may follow half a frame.
"""

from collections.abc import Callable
from typing import Any, Protocol

TEXT = 0x81
"""A whole message of text, in one frame."""


def framed(words: str) -> bytes:
    """As a server says them, not packed."""
    body = words.encode()
    length = len(body)
    if length < 126:
        return bytes((TEXT, length)) + body
    if length < 1 << 16:
        return bytes((TEXT, 126)) + length.to_bytes(2) + body
    return bytes((TEXT, 127)) + length.to_bytes(8) + body


class Way(Protocol):
    """Past the queue of one line."""

    def takes(self, line: Any, frame: bytes) -> bool:
        """Whether it is on its way; else it waits in the queue. ``line`` is what the library knows of it."""


class Straight:
    """The short way to one socket, for as long as it lives; ``hang_up`` ends it."""

    def __init__(self, websocket: Any, hang_up: Callable[[], None]) -> None:
        self._socket = websocket.socket
        self._write = websocket.socket.fd.send
        self._right = websocket._sendlock
        self._hang_up = hang_up

    def takes(self, line: Any, frame: bytes) -> bool:
        """As ``Way``."""
        queue = line.queue
        if (
            queue.qsize()
            or not queue.getting()
            or self._right.balance < 1
            or line.last_ping is not None
            or line.closing
        ):
            return False
        try:
            gone = self._write(frame)
        except OSError:
            # It is full, or broken: then the task finds that out too, and knows how to end it.
            return False
        if gone < len(frame):
            self._right.acquire()  # which waits for nobody, as was just seen
            line.server.start_background_task(self._send_rest, frame[gone:])
        return True

    def _send_rest(self, rest: bytes) -> None:
        try:
            self._socket.sendall(rest)
        except Exception:
            self._hang_up()
        finally:
            self._right.release()
