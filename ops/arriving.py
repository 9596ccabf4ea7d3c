"""Requests on their way in: a thread is given to a request, never to whoever might send one.

Gunicorn gives each new connection a thread, which then waits for the client. A few hundred clients
that send half a line would hold all of them, and no act could come in. Here connections wait where
waiting costs nothing:

1. what has arrived is read without waiting, until the head and the body it announces are whole;
2. then it is a request, and is handed on;
3. what is not whole in time is closed, and when very many wait, who has waited longest goes first:
   a request of ours is whole within a moment, so a flood only ever closes its own.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from selectors import EVENT_READ, BaseSelector
from typing import Any, Final

from ops.clock import monotonic

WHOLE_WITHIN: Final = 10.0
"""Seconds from the first byte, or from the connection, to a whole request: as long as a tablet waits."""
MOST_ARRIVING: Final = 150
"""Connections without a whole request."""
LONGEST_HEAD: Final = 16 * 1024
READ_AT_ONCE: Final = 64 * 1024

END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
ENDLESS = re.compile(rb"^transfer-encoding:", re.IGNORECASE | re.MULTILINE)


class TooLong(Exception):
    """More than will be waited for. What is here may be judged; no more of it is read."""


def length_of(sent: bytes, longest_body: int) -> int | None:
    """How many bytes the first request in ``sent`` has; None while that cannot be said yet.

    Raises ``TooLong`` for a head without an end, a body longer than ``longest_body`` bytes, or one that does
    not say how long it is.
    """
    end = sent.find(END_OF_HEAD)
    if end < 0:
        if len(sent) > LONGEST_HEAD:
            raise TooLong
        return None
    head = sent[: end + 2]
    announced = LENGTH.search(head)
    body = int(announced[1]) if announced else 0
    if ENDLESS.search(head) or body > longest_body:
        raise TooLong
    return end + len(END_OF_HEAD) + body


class Arriving:
    """The connections of one process that have not sent a whole request yet."""

    def __init__(
        self,
        poller: BaseSelector,
        longest_body: int,
        ready: Callable[[Any, bytes, bool], None],
        gone: Callable[[Any], None],
    ) -> None:
        """``ready(conn, sent, whole)``: a whole request, and whatever came behind it; or the beginning of one of
        which no more is to be read. ``gone(conn)``: it is to be closed."""
        self._poller = poller
        self._longest_body = longest_body
        self._ready = ready
        self._gone = gone
        self._sent: OrderedDict[Any, bytearray] = OrderedDict()
        self._until: dict[Any, float] = {}

    def __len__(self) -> int:
        return len(self._sent)

    def add(self, conn: Any, sent: bytes = b"") -> None:
        """A connection that may send a request from now on. ``sent``: what came behind its last one."""
        conn.sock.setblocking(False)
        self._sent[conn] = bytearray(sent)
        self._until[conn] = monotonic() + WHOLE_WITHIN
        self._poller.register(conn.sock, EVENT_READ, lambda _: self._read(conn))
        if sent:
            self._look(conn)
        if len(self._sent) > MOST_ARRIVING:
            self._close(next(iter(self._sent)))

    def close_late(self) -> None:
        """Whoever had their time."""
        now = monotonic()
        for conn in [conn for conn, until in self._until.items() if until <= now]:
            self._close(conn)

    def close_all(self) -> None:
        """The house is closing: what is half here is sent again elsewhere."""
        for conn in list(self._sent):
            self._close(conn)

    def _read(self, conn: Any) -> None:
        try:
            more = conn.sock.recv(READ_AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            more = b""
        if not more:
            self._close(conn)
            return
        self._sent[conn] += more
        self._look(conn)

    def _look(self, conn: Any) -> None:
        sent = bytes(self._sent[conn])
        try:
            length = length_of(sent, self._longest_body)
        except TooLong:
            self._forget(conn)
            self._ready(conn, sent, False)
            return
        if length is not None and len(sent) >= length:
            self._forget(conn)
            self._ready(conn, sent, True)

    def _close(self, conn: Any) -> None:
        self._forget(conn)
        self._gone(conn)

    def _forget(self, conn: Any) -> None:
        self._poller.unregister(conn.sock)
        del self._sent[conn]
        del self._until[conn]
