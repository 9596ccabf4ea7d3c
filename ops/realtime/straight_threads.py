"""A frame that many are told, written straight to each socket where nothing waits; with a thread for each socket.

The library's way to a socket is a queue and a thread that takes from it: to tell 500 screens wakes 500 threads,
each of which waits for its turn in the interpreter. Where nothing waits and nobody writes, who tells writes:

1. With the queue's own lock held, and only with the queue empty, its thread asleep before it, having sent what
   it took, and no end begun. A line that owes the answer to a ping takes the queue too: whoever puts there looks
   how long it has owed it.
2. One write that waits for nothing, and does not let go of the interpreter: to get it back 500 times, behind
   whoever does acts meanwhile, takes longer than all writes together.
3. If the socket takes a part, the rest is put first in the queue, where nothing is; if it takes nothing, the
   frame is put there.
4. The short write goes by a number of its own for the socket, which nobody closes meanwhile: the library's may
   be closed at any time, and be another's in the next moment.

As in the library, whoever pings by WebSocket while its own socket is full may find the answer within half a
frame, and comes back; no browser pings.
"""

import ctypes
import socket
import threading
from queue import Queue
from typing import Any

WITHOUT_WAITING = socket.MSG_DONTWAIT | getattr(socket, "MSG_NOSIGNAL", 0)

_write = ctypes.PyDLL(None).send
_write.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int)
_write.restype = ctypes.c_ssize_t


class Rest:
    """What is left of a frame, where a packet is expected."""

    def __init__(self, left: bytes) -> None:
        self.left = left

    def encode(self) -> "Rest":
        """As it is."""
        return self


class LineQueue(Queue[Any]):
    """Knows whether its thread has something in hand."""

    def __init__(self) -> None:
        super().__init__()
        self._in_hand = False

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """The thread takes all there is without waiting, sends it, and waits for more."""
        if block:
            with self.mutex:
                self._in_hand = False
        return super().get(block, timeout)

    def _get(self) -> Any:
        self._in_hand = True
        return super()._get()

    def is_at_rest(self) -> bool:
        """Whether all that was ever put has been sent. With ``mutex`` held."""
        return not self.queue and not self._in_hand

    def put_first(self, rest: Rest) -> None:
        """With ``mutex`` held."""
        self.queue.appendleft(rest)
        self.unfinished_tasks += 1
        self.not_empty.notify()


class ThreadedStraight:
    """The short way to one socket, until it is closed."""

    def __init__(self, websocket: Any, raw: socket.socket) -> None:
        self._websocket = websocket
        self._own = raw.dup()
        self._writing = threading.Lock()

    def takes(self, line: Any, frame: bytes) -> bool:
        """As ``Way``."""
        queue: LineQueue = line.queue
        with queue.mutex, self._writing:
            if (
                not queue.is_at_rest()
                or line.last_ping is not None
                or line.closing
                or not self._websocket.ws.connected
                or self._own.fileno() < 0
            ):
                return False
            gone = _write(self._own.fileno(), frame, len(frame), WITHOUT_WAITING)
            if gone < 0:
                # It is full, or broken: then the queue's thread finds that out too, and knows how to end it.
                return False
            if gone < len(frame):
                queue.put_first(Rest(frame[gone:]))
        return True

    def close(self) -> None:
        """Nothing more goes this way."""
        with self._writing:
            self._own.close()
