"""The server under the house: gunicorn, with a worker that suits the database.

* SQLite: threads, one process. A commit waits for the disk without holding anyone else.
* PostgreSQL: eventlet, any number of processes, thousands of sockets.

The arbiter watches over the processes; the service manager, if there is one, over all of it.
"""

import gc
import mmap
import os
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.errors import HaltServer
from gunicorn.glogging import Logger
from gunicorn.workers.base import Worker

from ops import logs
from ops.arriving import MOST_ARRIVING
from ops.certificate import refuse_unusable
from ops.config import EVENTLET, ConfigError, Settings
from ops.front.process import FrontLost, FrontProcess
from ops.keys import DATABASE_KEY, ensure_secrets
from ops.sealed import SealedHouse
from ops.systemd import ServiceManager
from ops.workers import END_WITHIN, MOST_KEPT, SILENT_LINE, EventletWorker, RoomThreadWorker, patience

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask

THREADS_FOR_PAGES = 24
HUNG_AFTER = 10
"""Seconds without a sign of life after which a process is replaced."""
FIRST_LOOK_WITHIN = 5.0
"""Seconds for which a start waits for the first sweep before it says that it is ready; where that takes longer,
as with a database that does not answer, pages are served and say so."""
MEMORY_FILES = Path("/dev/shm")  # noqa: S108 only for gunicorn's own unnamed file

log = logs.get(__name__)

MakeReady = Callable[[Settings, bytes], None]
"""Everything a start does before it serves, with the database's key. Raises ``DatabaseRefused``."""


def serve(settings: Settings, make_ready: MakeReady | None = None) -> None:
    """Serve until told to end. Does not return: the arbiter ends the process.

    With ``make_ready`` the house is sealed until somebody gives the key.

    Raises ``ConfigError`` for keys that cannot be used.
    """
    ensure_secrets(settings)
    refuse_unusable(settings)
    logs.begin(settings.log)
    Application(settings, make_ready).run()


class Application(BaseApplication):
    """Gunicorn, set from ``Settings`` and nothing else: no file, no command line."""

    def __init__(self, settings: Settings, make_ready: MakeReady | None = None) -> None:
        self.settings = settings
        self._make_ready = make_ready
        self._given_key = mmap.mmap(-1, 1 + DATABASE_KEY)
        """Memory that all processes share and no file has: 1 and the key, once somebody has given it.
        A process that replaces another need not ask for it again."""
        self.room: Flask | None = None
        self.front = FrontProcess(settings) if settings.tls_cert is not None else None
        self.manager = ServiceManager.from_environment(os.environ)
        self.told_ready = mmap.mmap(-1, 1)
        """One byte that all processes share: 1 once one of them has said that it is ready."""
        super().__init__()

    def load_config(self) -> None:
        eventlet = self.settings.async_mode == EVENTLET
        threads = self.settings.max_sockets + THREADS_FOR_PAGES
        chosen: dict[str, Any] = {
            "bind": self._address(),
            "worker_class": EventletWorker if eventlet else RoomThreadWorker,
            "workers": self.settings.workers,
            "threads": 1 if eventlet else threads,
            "worker_connections": threads + MOST_ARRIVING + MOST_KEPT + 100,
            "timeout": HUNG_AFTER,
            "graceful_timeout": END_WITHIN,
            "keepalive": 5,
            "control_socket_disable": True,
            "umask": 0o077,
            # No header says where the house stands: a proxy on this machine passes on what a visitor wrote.
            "forwarder_headers": "",
            "accesslog": None,
            "logger_class": OurLogger,
            "proc_name": "ops",
            "when_ready": _set_listeners,
            "post_worker_init": _say_ready,
        }
        if MEMORY_FILES.is_dir():
            # The sign of life is a file's time; a busy disk must not make it look dead.
            chosen["worker_tmp_dir"] = str(MEMORY_FILES)
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def _address(self) -> str:
        """Where requests come in: from anywhere, or from the front door alone."""
        if self.front is not None:
            return f"unix:{self.front.inner}"
        host = self.settings.host
        return f"[{host}]:{self.settings.port}" if ":" in host else f"{host}:{self.settings.port}"

    def run(self) -> None:
        RoomArbiter(self).run()

    def load(self) -> Any:
        """Called in each worker, after it has been set up: nothing of ours is imported before."""
        return _by_https(self._load()) if self.front is not None else self._load()

    def _load(self) -> "WSGIApplication":
        if self._make_ready is None:
            return self._open_house()
        if self.sealed:
            return SealedHouse(self.settings, self._unseal)
        return self._open_house(self._given_key[1:])

    @property
    def sealed(self) -> bool:
        """Nobody has given the key yet."""
        return self._make_ready is not None and not self._given_key[0]

    def _unseal(self, key: bytes) -> "WSGIApplication":
        assert self._make_ready is not None
        self._make_ready(self.settings, key)
        house = self._open_house(key)
        self._given_key[:] = b"\1" + key
        return house

    def _open_house(self, key: bytes | None = None) -> "WSGIApplication":
        # What a start loads stays for good: the collector need look through it neither on the
        # way nor later, while the room is served.
        gc.disable()
        from ops import create_app

        self.room = create_app(self.settings, key=key)
        gc.freeze()
        gc.enable()
        self.room.extensions["realtime"].start()
        if self.settings.async_mode == EVENTLET:
            return _with_raw_socket(self.room)
        return self.room


class OurLogger(Logger):
    """What gunicorn says goes where everything goes; its own handlers would repeat what was sent."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self._access_log_enabled = False
        self.error_log.setLevel(logs.FOREIGN_LEVEL)
        self.error_log.propagate = True


class RoomArbiter(Arbiter):
    """Tells the service manager that it ends before it does, and looks after the front door."""

    def start(self) -> None:
        super().start()
        if self.front is not None:
            self.front.start(self.cfg)

    def murder_workers(self) -> None:
        """Each round: who hangs, worker or front door, is replaced."""
        super().murder_workers()
        if self.front is not None:
            try:
                self.front.look_after(HUNG_AFTER)
            except FrontLost as lost:
                raise HaltServer("The front door ends again and again.", 1) from lost

    def stop(self, graceful: bool = True) -> None:
        cast(Application, self.app).manager.ending()
        if self.front is not None:
            self.front.close()
        super().stop(graceful)
        if self.front is not None:
            self.front.end()

    @property
    def front(self) -> FrontProcess | None:
        return cast(Application, self.app).front


def _by_https(inner: "WSGIApplication") -> "WSGIApplication":
    """What came in by the front door came by https, whatever its headers say."""

    def call(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        environ["wsgi.url_scheme"] = "https"
        return inner(environ, start_response)

    return call


def _with_raw_socket(inner: "WSGIApplication") -> "WSGIApplication":
    """Hands the socket on under the one name that the gate knows."""

    def call(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        environ["gunicorn.socket"] = environ["eventlet.input"].get_socket()
        return inner(environ, start_response)

    return call


def _set_listeners(arbiter: Arbiter) -> None:
    """Options that every accepted connection inherits: who is silent or gone frees its thread."""
    for listener in arbiter.LISTENERS:
        raw = cast(Any, listener).sock
        if raw.family == socket.AF_UNIX:
            continue  # The front door's: it sets them outside, and the worker on each connection.
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT_LINE * 1000)
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, patience(SILENT_LINE))


def _say_ready(worker: Worker) -> None:
    """To the service manager and on the output, by the first process that is: the one before it
    may have been replaced while it started. Later ones say nothing."""
    # Until its first sign of life gunicorn would wait for a process for ever.
    worker.notify()
    app = cast(Application, worker.app)
    # Before it `/readyz` says that no sweep is fresh, and whoever waits for `ready` sends people there.
    if app.room is not None and not app.room.extensions["realtime"].watcher.has_looked(FIRST_LOOK_WITHIN):
        log.warning("ready before a first look at all sites was over")
    if app.told_ready[0]:
        return
    app.manager.ready()
    app.told_ready[0] = 1
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def main() -> None:
    """``python -m ops.server``: serve with the settings of the environment."""
    try:
        serve(Settings.from_environment())
    except ConfigError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
