"""The server under the house: gunicorn, with a worker that suits the database.

* SQLite: threads, one process. A commit waits for the disk without holding anyone else.
* PostgreSQL: eventlet, any number of processes, thousands of sockets.

Both say goodbye to their sockets when told to end, and both tell the arbiter, and the
service manager if there is one, that they live only while the watcher's rounds go on, so
that a hung process is replaced.
"""

import ctypes
import gc
import logging
import os
import signal
import socket
import struct
import sys
import threading
import warnings
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, cast

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker
from gunicorn.workers.gthread import ThreadWorker

from ops.config import EVENTLET, ConfigError, Settings, ensure_secrets
from ops.systemd import ServiceManager

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask

    from ops.realtime import Realtime

THREADS_FOR_PAGES = 24
END_WITHIN = 2
"""Seconds in which acts under way are finished when the server is told to end."""
HUNG_AFTER = 10
"""Seconds without a sign of life after which a process is replaced."""
SILENT_LINE = 30
"""Seconds a client may leave a request or an open line without a byte."""
MEMORY_FILES = Path("/dev/shm")  # noqa: S108 only for gunicorn's own unnamed file


def serve(settings: Settings) -> None:
    """Serve until told to end. Does not return: the arbiter ends the process.

    Raises ``ConfigError`` for keys that cannot be used.
    """
    ensure_secrets(settings)
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("gunicorn.error").addFilter(_without_what_was_sent)
    Application(settings).run()


class Application(BaseApplication):
    """Gunicorn, set from ``Settings`` and nothing else: no file, no command line."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.room: Flask | None = None
        self.manager = ServiceManager.from_environment(os.environ)
        super().__init__()

    def load_config(self) -> None:
        eventlet = self.settings.async_mode == EVENTLET
        threads = self.settings.max_sockets + THREADS_FOR_PAGES
        host = self.settings.host
        chosen: dict[str, Any] = {
            "bind": f"[{host}]:{self.settings.port}" if ":" in host else f"{host}:{self.settings.port}",
            "worker_class": EventletWorker if eventlet else RoomThreadWorker,
            "workers": self.settings.workers,
            "threads": 1 if eventlet else threads,
            "worker_connections": threads + 200,
            "timeout": HUNG_AFTER,
            "graceful_timeout": END_WITHIN,
            "keepalive": 5,
            "control_socket_disable": True,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "ops",
            "when_ready": _set_listeners,
            "post_worker_init": _say_ready,
        }
        if MEMORY_FILES.is_dir():
            # The sign of life is a file's time; a busy disk must not make it look dead.
            chosen["worker_tmp_dir"] = str(MEMORY_FILES)
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def run(self) -> None:
        RoomArbiter(self).run()

    def load(self) -> Any:
        """Called in each worker, after it has been set up: nothing of ours is imported before."""
        # What a start loads stays for good: the collector need look through it neither on the
        # way nor later, while the room is served.
        gc.disable()
        from ops import create_app

        self.room = create_app(self.settings)
        gc.freeze()
        gc.enable()
        self.room.extensions["realtime"].start()
        if self.settings.async_mode == EVENTLET:
            return _with_raw_socket(self.room)
        return self.room


class RoomArbiter(Arbiter):
    """Tells the service manager that it ends before it does."""

    def stop(self, graceful: bool = True) -> None:
        cast(Application, self.app).manager.ending()
        super().stop(graceful)


class RoomWorker(Worker):
    """What both workers have in common: an honest sign of life, and a quick goodbye."""

    def init_process(self) -> None:
        _end_with_the_arbiter()
        super().init_process()

    def notify(self) -> None:
        realtime = self.realtime()
        if realtime is None or realtime.freshness.alive():
            super().notify()
            if realtime is not None:
                cast(Application, self.app).manager.alive()

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C ends as politely as SIGTERM; it is as quick."""
        self.handle_exit(sig, frame)

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
        room = cast(Application, self.app).room
        return None if room is None else cast("Realtime", room.extensions["realtime"])


class RoomThreadWorker(RoomWorker, ThreadWorker):
    """Threads: one for each socket, some for pages."""

    def run(self) -> None:
        super().run()
        self.drain()
        self.end()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.alive:
            super().handle_exit(sig, frame)
            # Not in the signal handler itself: the thread it interrupts may hold a lock we need.
            self.method_queue.defer(lambda: threading.Thread(target=self._end, daemon=True).start())

    def finish_request(self, conn: Any, fs: Any) -> None:
        # Gunicorn's polite close waits up to 2 s for the client, in the one thread that accepts.
        conn.close = _CloseAside(conn.sock)
        super().finish_request(conn, fs)

    def _end(self) -> None:
        """1. Sockets. 2. Idle kept-alive connections. 3. What is stuck does not stop us."""
        self.drain()
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
        from eventlet.greenio import GreenSocket

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
            eventlet.spawn(wsgi.server, GreenSocket(cast(Any, listener).sock), self.wsgi, **options)
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


def _end_with_the_arbiter() -> None:
    """When the arbiter is killed outright, so are we: the next start needs the port at once,
    and nothing here is lost by being killed."""
    death_signal = 1  # PR_SET_PDEATHSIG
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(death_signal, signal.SIGKILL)


def _with_raw_socket(inner: "WSGIApplication") -> "WSGIApplication":
    """Hands the socket on under the one name that the gate knows."""

    def call(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        environ["gunicorn.socket"] = environ["eventlet.input"].get_socket()
        return inner(environ, start_response)

    return call


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
        threading.Thread(target=util.close_graceful, args=(self._client,), daemon=True).start()


def _limit_whole_messages() -> None:
    """Eventlet limits each frame; a message of endlessly many frames would grow without end."""
    from eventlet.websocket import FailedConnectionError, RFC6455WebSocket

    class Message(RFC6455WebSocket.Message):
        def push(self, data: bytes, final: bool = False) -> None:
            super().push(data, final)
            if sum(map(len, self.data)) > self.max_frame_length:
                raise FailedConnectionError(1009, "The message is too long.")

    RFC6455WebSocket.Message = Message


def _set_listeners(arbiter: Arbiter) -> None:
    """Options that every accepted connection inherits: who is silent or gone frees its thread."""
    for listener in arbiter.LISTENERS:
        raw = cast(Any, listener).sock
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_LINE * 1000)
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", SILENT_LINE, 0))


def _say_ready(worker: Worker) -> None:
    """On the output, once, for whoever started us; a replaced process says nothing."""
    if worker.age == 1:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        cast(Application, worker.app).manager.ready()


def _without_what_was_sent(record: logging.LogRecord) -> bool:
    """Gunicorn's log would repeat addresses and broken input; that they came is enough."""
    message = str(record.msg)
    if message.startswith(("Invalid request", "Error handling request")):
        record.msg, record.args = message.split(" from ")[0].split(" %s")[0], ()
    return True


def main() -> None:
    """``python -m ops.server``: serve with the settings of the environment."""
    try:
        serve(Settings.from_environment())
    except ConfigError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
