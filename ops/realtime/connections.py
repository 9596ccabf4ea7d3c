"""Who is on the line: each open socket, its device, what it listens to, how to end it.

The gate enters a socket before any state of the socket library exists and takes it out
when its last byte has gone, so a connection that never says hello is here too and can be
ended like any other.
"""

import socket
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from ops.domain.words import Audience
from ops.realtime.straight import Way
from ops.services.ways_in.devices import DeviceRef

Channel = tuple[int, Audience]
"""A site's picture as one audience sees it."""
OFTEN = ("unauthenticated", "bad_origin", "bad_value", "full")
"""Why somebody is not let in; told from the first, with 0, so that the first one is seen to be one more."""


@dataclass(eq=False)
class Connection:
    """One open socket. ``line`` and ``sid`` are the socket library's names for it; ``straight`` is the way past
    its queue, where there is one."""

    device: DeviceRef
    raw: socket.socket
    line: str | None = None
    sid: str | None = None
    channel: Channel | None = None
    straight: Way | None = None
    ending: bool = False

    def hang_up(self) -> None:
        """End it now, whatever the other side does. Safe from any thread, safe twice."""
        with suppress(OSError):
            self.raw.shutdown(socket.SHUT_RDWR)


class Connections:
    """All open sockets of this process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._open: set[Connection] = set()
        self._listening: dict[Channel, set[Connection]] = {}
        self._closed = False
        self._turned_away = Counter(dict.fromkeys(OFTEN, 0))

    def enter(self, device: DeviceRef, raw: socket.socket) -> Connection | None:
        """Let one in; none when the house is full or closing."""
        connection = Connection(device, raw)
        with self._lock:
            if self._closed or len(self._open) >= self._most:
                return None
            self._open.add(connection)
        return connection

    def full(self) -> bool:
        """Nobody else can come in now. A look before the work of checking who it is."""
        with self._lock:
            return self._closed or len(self._open) >= self._most

    def leave(self, connection: Connection) -> None:
        with self._lock:
            self._open.discard(connection)
            self._stop_listening(connection)

    def join(self, connection: Connection, channel: Channel) -> bool:
        """From now on it is told everything on this channel, and on no other."""
        with self._lock:
            if connection not in self._open or connection.ending:
                return False
            self._stop_listening(connection)
            connection.channel = channel
            self._listening.setdefault(channel, set()).add(connection)
            return True

    def part(self, connection: Connection) -> None:
        """It listens to nothing for now."""
        with self._lock:
            self._stop_listening(connection)

    def silence(self, connection: Connection) -> None:
        """It is told nothing more and cannot join again: the way out has begun."""
        with self._lock:
            connection.ending = True
            self._stop_listening(connection)

    def listening(self, channel: Channel) -> list[Connection]:
        with self._lock:
            return list(self._listening.get(channel, ()))

    def anyone_listening(self, site_id: int) -> bool:
        with self._lock:
            return any(channel[0] == site_id for channel in self._listening)

    def all(self) -> list[Connection]:
        with self._lock:
            return list(self._open)

    def count(self) -> int:
        with self._lock:
            return len(self._open)

    def by_audience(self) -> dict[str, int]:
        """How many listen to each kind of picture; ``none``: those that listen to nothing yet."""
        found = dict.fromkeys((*map(str, Audience), "none"), 0)
        with self._lock:
            for connection in self._open:
                found["none" if connection.channel is None else connection.channel[1].value] += 1
        return found

    def turn_away(self, why: str) -> None:
        """Somebody was not let in, here or at another door of the house."""
        with self._lock:
            self._turned_away[why] += 1

    def turned_away(self) -> dict[str, int]:
        """How often, since this process began."""
        with self._lock:
            return dict(self._turned_away)

    def close_house(self) -> list[Connection]:
        """Let nobody in any more; who is still here."""
        with self._lock:
            self._closed = True
            return list(self._open)

    def _stop_listening(self, connection: Connection) -> None:
        channel = connection.channel
        if channel is None:
            return
        connection.channel = None
        listeners = self._listening[channel]
        listeners.discard(connection)
        if not listeners:
            del self._listening[channel]
