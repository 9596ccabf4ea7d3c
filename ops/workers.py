"""The processes that answer: gunicorn's workers, one on threads and one on green threads.

Both say goodbye to their sockets when told to end, and both give a sign of life only while the
watcher's rounds go on, so that a hung process is replaced.
"""

import logging
import os
import re
import socket
import struct
import sys
import threading
import warnings
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any, cast

from gunicorn.http.errors import ParseException
from gunicorn.util import write_error
from gunicorn.workers.base import Worker
from gunicorn.workers.gthread import TConn, ThreadWorker

from ops import LONGEST_REQUEST
from ops.arriving import Arriving
from ops.processes import end_with_parent

if TYPE_CHECKING:
    from ops.realtime import Realtime
    from ops.server import Application

END_WITHIN = 2
"""Seconds in which acts under way are finished when the server is told to end."""
SILENT_LINE = 30
"""Seconds a client may leave a request or an open line without a byte."""
MOST_KEPT = 200
"""Idle lines kept open for another request; above it the oldest is closed."""
MOST_THROWN_AWAY = 8 * 1024 * 1024
"""Bytes somebody may go on sending when they have their answer. Who is cut off sooner may not read it."""
STEP_BACK, LONGEST_STEP_BACK = 20e-6, 2e-3
"""Seconds, for each line that it has, by which a process lets its colleagues go first."""
INTRODUCED = re.compile(rb"PROXY TCP[46] ([0-9a-f.:]+) [0-9a-f.:]+ (\d{1,5}) \d{1,5}")


class RoomWorker(Worker):
    """What both workers have in common: an honest sign of life, and a quick goodbye."""

    def init_process(self) -> None:
        end_with_parent()
        super().init_process()

    def notify(self) -> None:
        realtime = self.realtime()
        app = cast("Application", self.app)
        if realtime is None or realtime.freshness.alive():
            super().notify()
            if realtime is not None or app.sealed:
                app.manager.alive()

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C ends as politely as SIGTERM; it is as quick."""
        self.handle_exit(sig, frame)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """What is no request is refused without repeating it, as gunicorn would."""
        if not isinstance(exc, ParseException):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Invalid request")
        with suppress(OSError):
            write_error(client, 400, "Bad Request", "")

    def drain(self) -> None:
        realtime = self.realtime()
        if realtime is not None:
            realtime.drain()

    def end(self) -> None:
        """Python would wait for threads that wait for clients, then take itself apart with
        care. All that matters is committed."""
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)

    def realtime(self) -> "Realtime | None":
        """The live line, once the app has been loaded."""
        room = cast("Application", self.app).room
        return None if room is None else cast("Realtime", room.extensions["realtime"])


class RoomThreadWorker(RoomWorker, ThreadWorker):
    """Threads: one for each socket, some for pages; none for who has not asked for anything yet."""

    arriving: Arriving

    def run(self) -> None:
        self.cut_short: set[Any] = set()
        self.arriving = Arriving(self.poller, LONGEST_REQUEST, self._asked, self._gone)
        super().run()
        self.drain()
        self.end()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.alive:
            super().handle_exit(sig, frame)
            # Not in the signal handler itself: the thread it interrupts may hold a lock we need.
            self.method_queue.defer(lambda: threading.Thread(target=self._end, daemon=True).start())

    def accept(self, listener: Any) -> None:
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        if self.behind_front:
            # A socket that is a file takes nothing over from the one that listens.
            for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
                client.setsockopt(socket.SOL_SOCKET, option, patience(SILENT_LINE))
        self.nr_conns += 1
        self.arriving.add(TConn(self.cfg, client, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        """Another request on a line that was kept: it waits as the first one did."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self.arriving.add(conn)

    def murder_pending(self) -> None:
        self.arriving.close_late()
        super().murder_pending()

    def finish_request(self, conn: Any, fs: Any) -> None:
        # Gunicorn's polite close waits up to 2 s for the client, in the one thread that accepts.
        conn.close = _CloseAside(conn.sock)
        if conn in self.cut_short:
            # Where its next request would begin is not known.
            self.cut_short.discard(conn)
            self.nr_conns -= 1
            conn.close(graceful=True)
            return
        kept = not fs.cancelled() and fs.exception() is None and fs.result() is True
        behind = conn.parser.unreader.take_buffered() if kept else b""
        if behind:
            self.arriving.add(conn, behind)
            return
        super().finish_request(conn, fs)
        if len(self.keepalived_conns) > MOST_KEPT:
            self.keepalived_conns[0].timeout = 0.0
            self.murder_keepalived()

    @property
    def behind_front(self) -> bool:
        """The front door alone comes in here, and says from whom."""
        return cast("Application", self.app).front is not None

    def _asked(self, conn: Any, sent: bytes, whole: bool) -> None:
        if self.behind_front and not conn.initialized:
            introduced, _, sent = sent.partition(b"\r\n")
            who = introduced_as(introduced)
            if who is None:
                self._gone(conn)
                return
            conn.client = who
        conn.sock.setblocking(True)
        conn.init()
        conn.parser.unreader.unread(sent)
        if not whole:
            # A thread that reads on gets an end instead of a wait. The socket's own reading stays open: the
            # front door would be told that nobody listens, before it has the answer.
            conn.parser.unreader.chunk = _no_more
            self.cut_short.add(conn)
        conn.data_ready = True
        self.enqueue_req(conn)

    def _gone(self, conn: Any) -> None:
        self.nr_conns -= 1
        conn.close()

    def _end(self) -> None:
        """1. Sockets. 2. Idle kept-alive connections. 3. What is stuck does not stop us."""
        self.drain()
        self.method_queue.defer(self.arriving.close_all)
        self.method_queue.defer(self.murder_keepalived, True)
        threading.Event().wait(END_WITHIN)
        self.end()


class EventletWorker(RoomWorker):
    """Green threads around ``eventlet.wsgi``; gunicorn itself has no such worker any more."""

    def init_process(self) -> None:
        make_green()
        super().init_process()

    def run(self) -> None:
        """Serve until told to end or left alone; then drain, and wait a moment for acts under way."""
        import eventlet
        from eventlet import wsgi

        pool = eventlet.GreenPool(self.cfg.worker_connections)
        options: dict[str, Any] = {
            "custom_pool": pool,
            "keepalive": self.cfg.keepalive,
            "socket_timeout": SILENT_LINE,
            "debug": False,
            "log_output": False,
            "log": logging.getLogger("eventlet.wsgi"),
        }
        logging.getLogger("eventlet.wsgi").setLevel(logging.ERROR)
        servers = [
            eventlet.spawn(wsgi.server, self._door(cast(Any, listener).sock, pool), self.wsgi, **options)
            for listener in self.sockets
        ]
        while self.alive and self.ppid == os.getppid() and not any(server.dead for server in servers):
            self.notify()
            eventlet.sleep(0.2)
        self.drain()
        with eventlet.Timeout(END_WITHIN - 1, False):
            for server in servers:
                server.kill()
            pool.waitall()
        self.end()

    def _door(self, listener: Any, pool: Any) -> Any:
        """Where connections come in. All processes wait there; without more, one that is quick takes a whole
        crowd that comes at once, keeps it, and is then the slow one."""
        import eventlet
        from eventlet.greenio import GreenSocket
        from eventlet.hubs import notify_opened

        if self.cfg.workers == 1:
            return GreenSocket(listener)

        class Door(GreenSocket):
            def accept(self) -> tuple[Any, Any]:
                while True:
                    self._trampoline(self.fd, read=True)
                    eventlet.sleep(min(LONGEST_STEP_BACK, pool.running() * STEP_BACK))
                    with suppress(BlockingIOError):  # a colleague was quicker
                        client, address = self.fd.accept()
                        # Whoever still waits for the one that had this number before waits for nobody.
                        notify_opened(client.fileno())
                        return GreenSocket(client), address

        return Door(listener)


def make_green() -> None:
    """Patch first, import later: psycopg reads its variable when it is imported, and its own
    wait would hold up every other green thread."""
    os.environ["PSYCOPG_WAIT_FUNC"] = "wait_select"
    with warnings.catch_warnings():
        # It is for new projects; the operator of this one can do nothing about it.
        warnings.filterwarnings("ignore", r"\s*Eventlet is deprecated")
        import eventlet

        eventlet.monkey_patch()
    _limit_whole_messages()


def _limit_whole_messages() -> None:
    """Eventlet limits each frame; a message of endlessly many frames would grow without end."""
    from eventlet.websocket import FailedConnectionError, RFC6455WebSocket

    class Message(RFC6455WebSocket.Message):
        def push(self, data: bytes, final: bool = False) -> None:
            super().push(data, final)
            if sum(map(len, self.data)) > self.max_frame_length:
                raise FailedConnectionError(1009, "The message is too long.")

    RFC6455WebSocket.Message = Message


def patience(seconds: int) -> bytes:
    """As a socket's own options take it."""
    return struct.pack("ll", seconds, 0)


def introduced_as(line: bytes) -> tuple[str, int] | None:
    """From where the front door says that a connection comes (PROXY protocol, version 1). Gunicorn reads it,
    too, but would forget it with the second request of a line."""
    found = INTRODUCED.fullmatch(line)
    return (found[1].decode(), int(found[2])) if found else None


def _no_more(size_hint: int | None = None) -> bytes:
    """As a client that has closed."""
    return b""


class _CloseAside:
    """Closes a client's socket without making the accepting thread wait for the client."""

    def __init__(self, client: socket.socket) -> None:
        self._client = client

    def __call__(self, graceful: bool = False) -> None:
        from gunicorn import util

        if self._client.fileno() == -1:
            return
        if not graceful:
            util.close(self._client)
            return
        self._client.setblocking(True)
        more = {"max_drain": MOST_THROWN_AWAY}
        threading.Thread(target=util.close_graceful, args=(self._client,), kwargs=more, daemon=True).start()
