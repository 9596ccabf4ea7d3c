"""The socket library, set up so that it may be trusted with strangers and with threads.

What is changed here, and why:

* its table of rooms is guarded by one lock: under threads it loses members without it;
* a message is measured while it arrives, not when it is whole;
* a frame that no screen has reason to send ends its connection before it is parsed:
  binary ones above all, which may announce any number of parts to be kept;
* nothing that is said is looked through for binary parts, of which there are none;
* a screen that says more than any screen has to say is cut off, and comes back as it should be;
* what many are told goes past the queues of those who are quick (`straight.py`, `straight_threads.py`).
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from engineio.packet import CLOSE, MESSAGE, PONG
from engineio.packet import Packet as LinePacket
from flask import Flask
from flask_socketio import SocketIO
from socketio import Manager
from socketio.packet import BINARY_ACK, BINARY_EVENT, EVENT, Packet

from ops import logs
from ops.allowance import Allowance
from ops.config import THREADING, Settings
from ops.realtime.connections import Connection
from ops.realtime.gate import CONNECTION
from ops.realtime.protocol import LINE_CHECK_EVERY, LONGEST_MESSAGE, NAMESPACE, PATH
from ops.realtime.straight import Straight, framed
from ops.realtime.straight_threads import LineQueue, Rest, ThreadedStraight

log = logs.get(__name__)

WELCOME = tuple(map(str, (CLOSE, PONG, MESSAGE)))
BINARY = tuple(f"{MESSAGE}{kind}" for kind in (BINARY_EVENT, BINARY_ACK))

FRAMES_AT_ONCE, FRAMES_PER_SECOND = 60, 5
"""From one screen. It says that it is there each few seconds, and asks for the board as it comes."""
MOST_QUEUED = 500
"""Messages that may wait for one slow screen before it is cut off and starts afresh."""


class Transport:
    """Sends to sockets and ends them. Only the publisher speaks through it."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.socketio = SocketIO(
            app,
            path=PATH,
            async_mode=settings.async_mode,
            async_handlers=False,
            client_manager=LockedManager(),
            namespaces=[NAMESPACE],
            transports=["websocket"],
            allow_upgrades=False,
            http_compression=False,
            cors_allowed_origins=list(settings.origins),
            serializer=TextPacket,
            max_http_buffer_size=LONGEST_MESSAGE,
            ping_interval=LINE_CHECK_EVERY,
            ping_timeout=LINE_CHECK_EVERY,
        )
        self.server: Any = self.socketio.server
        self._line: Any = self.server.eio
        self._deliver = self._line.handlers["message"]
        self._line.on("message", self._receive)
        threads = settings.async_mode == THREADING
        mode = self._line._async
        ours = (
            {"websocket": _carefully(MeasuredWebSocket, _by_thread), "queue": LineQueue}
            if threads
            else {"websocket": _carefully(mode["websocket"], _by_green_thread)}
        )
        self._line._async = mode | ours

    def emit(self, connections: list[Connection], event: str, body: dict[str, Any]) -> None:
        """The same words to each, made once, in order for each; one that is gone holds up nobody."""
        words = TextPacket(EVENT, namespace=NAMESPACE, data=[event, body]).encode()
        packet = LinePacket(MESSAGE, words)
        frame = framed(packet.encode())
        for connection in connections:
            line = self._line.sockets.get(connection.line)
            if line is None:
                continue
            way = connection.straight
            if way is not None and way.takes(line, frame):
                continue
            if line.queue.qsize() > MOST_QUEUED:
                connection.hang_up()
                continue
            # It may close between the look above and the next statement.
            with suppress(Exception):
                line.send(packet)

    def end(self, connection: Connection, *, for_good: bool) -> None:
        """Close politely, without waiting for the other side.

        ``for_good`` tells the client's library not to come back by itself; without it the
        line just closes, as if it had been lost, and libraries come back.
        """
        if for_good and connection.sid is not None:
            with suppress(Exception):
                self.server.disconnect(connection.sid, namespace=NAMESPACE)
        line = self._line.sockets.get(connection.line)
        if line is None:
            connection.hang_up()
            return
        with suppress(Exception):
            line.close(wait=False, abort=not for_good, reason=self._line.reason.SERVER_DISCONNECT)

    def _receive(self, line: str, message: Any) -> None:
        """Every message passes here first. A fault in one ends that socket and no other."""
        try:
            self._deliver(line, message)
        except Exception as error:
            # The message itself is not logged: it may hold anything.
            log.warning("a socket was closed", error=type(error).__name__)
            with suppress(Exception):
                self._line.sockets[line].close(wait=False)


def _carefully(driver: Callable[..., Any], straight: "Straightens") -> Callable[..., Any]:
    """The library's driver, with each socket's incoming frames looked at first, and the way past its queue known."""

    def careful(handler: Callable[[Any], Any], server: Any) -> Any:
        def serve(websocket: Any) -> Any:
            with straight(websocket):
                return handler(_CarefulSocket(websocket))

        return driver(serve, server)

    return careful


Straightens = Callable[[Any], AbstractContextManager[None]]


@contextmanager
def _by_green_thread(websocket: Any) -> Iterator[None]:
    if websocket.extensions:  # packed, each line has a memory of its own
        yield
        return
    connection: Connection = websocket.environ[CONNECTION]
    connection.straight = Straight(websocket, connection.hang_up)
    try:
        yield
    finally:
        connection.straight = None


@contextmanager
def _by_thread(websocket: Any) -> Iterator[None]:
    connection: Connection = websocket.ws.environ[CONNECTION]
    try:
        way = ThreadedStraight(websocket, connection.raw)
    except OSError:  # its reader has seen already that the other side is gone
        yield
        return
    connection.straight = way
    try:
        yield
    finally:
        connection.straight = None
        way.close()


class _CarefulSocket:
    """Passes everything on but what should not have come, or too much of it: then the line is over."""

    def __init__(self, websocket: Any) -> None:
        self._websocket = websocket
        self._allowance = Allowance(FRAMES_AT_ONCE, FRAMES_PER_SECOND)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._websocket, name)

    def send(self, words: str | Rest) -> None:
        if not isinstance(words, Rest):
            self._websocket.send(words)
            return
        try:
            self._websocket.ws.sock.sendall(words.left)
        except OSError:
            # The library would say goodbye now: nothing may follow half a frame.
            self._websocket.ws.environ[CONNECTION].hang_up()
            raise

    def close(self) -> None:
        """Whoever reads may have closed it in this moment: then there is nobody to say goodbye to."""
        with suppress(Exception):
            self._websocket.close()

    def wait(self) -> str | None:
        frame = self._websocket.wait()
        if not isinstance(frame, str) or not frame.startswith(WELCOME) or frame.startswith(BINARY):
            return None
        if not self._allowance.takes():
            return None
        return frame


class MeasuredWebSocket(SimpleWebSocketWSGI):
    """The threaded mode's socket, with a limit that holds before the message is in memory."""

    def __init__(self, handler: Any, server: Any) -> None:
        super().__init__(
            handler,
            server,
            max_message_size=server.max_http_buffer_size,
            thread_class=_DaemonThread,
        )


class _DaemonThread(threading.Thread):
    """A reader must not keep the process from ending."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, daemon=True, **kwargs)


class TextPacket(Packet):
    """Nothing of the house is binary: the library looks through every part of every board for it, for each
    screen that asks for one."""

    uses_binary_events = False


class LockedManager(Manager):
    """The library's table of clients, one change at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._changing = threading.RLock()

    def get_participants(self, namespace: str, room: Any) -> Iterator[tuple[str, str]]:
        with self._changing:
            return iter(list(super().get_participants(namespace, room)))

    def pre_connect(self, eio_sid: str, namespace: str) -> Any:
        with self._changing:
            return super().pre_connect(eio_sid, namespace)

    def connect(self, sid: str, namespace: str) -> Any:
        with self._changing:
            return super().connect(sid, namespace)

    def is_connected(self, sid: str, namespace: str) -> bool:
        with self._changing:
            return bool(super().is_connected(sid, namespace))

    def pre_disconnect(self, sid: str, namespace: str) -> Any:
        with self._changing:
            return super().pre_disconnect(sid, namespace)

    def basic_disconnect(self, sid: str, namespace: str, **kwargs: Any) -> None:
        with self._changing:
            super().basic_disconnect(sid, namespace, **kwargs)

    def basic_enter_room(self, sid: str, namespace: str, room: Any, eio_sid: str | None = None) -> None:
        with self._changing:
            super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)

    def basic_leave_room(self, sid: str, namespace: str, room: Any) -> None:
        with self._changing:
            super().basic_leave_room(sid, namespace, room)
