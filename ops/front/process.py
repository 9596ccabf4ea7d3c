"""The front door as the server sees it: a child, started again when it ends or hangs.

The listening socket is the server's own, so between two front doors whoever comes only waits.
"""

import os
import socket
import subprocess
import sys
from collections import deque

from gunicorn.config import Config
from gunicorn.workers.workertmp import WorkerTmp

from ops import logs
from ops.clock import monotonic
from ops.config import ConfigError, Settings

log = logs.get(__name__)

WAITING = 512
"""Connections the system keeps until the front door takes them."""
GONE_AFTER = 30
"""Seconds without an answer from a client's machine after which its line is closed."""
MOST_STARTS, STARTS_WITHIN = 5, 60.0
GOODBYE_WITHIN = 0.5
LONGEST_PATH = 100
"""Letters; the system takes no more than 107 for a socket."""


class FrontLost(Exception):
    """It ends again and again."""


class FrontProcess:
    """One front door of one server."""

    def __init__(self, settings: Settings) -> None:
        assert settings.tls_cert is not None
        assert settings.tls_key is not None
        self._settings = settings
        self._files = (settings.tls_cert, settings.tls_key)
        self.inner = settings.data_dir / "front.sock"
        """Its owner's alone: whoever comes in here says from where."""
        if len(os.fsencode(self.inner)) > LONGEST_PATH:
            raise ConfigError(
                f"{settings.data_dir} is too long for a socket in it. Set OPS_DATA_DIR to something shorter."
            )
        self._listener: socket.socket | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._life: WorkerTmp | None = None
        self._starts: deque[float] = deque(maxlen=MOST_STARTS)

    def start(self, cfg: Config) -> None:
        """Listen, and let somebody answer."""
        self._life = WorkerTmp(cfg)
        self._listener = _listen(self._settings)
        self._begin()

    def look_after(self, patience: float) -> None:
        """Begin anew when it has ended, or given no sign of life for ``patience`` seconds. Raises ``FrontLost``."""
        if self._child is None or self._life is None:
            return
        if monotonic() - self._life.last_update() > patience:
            self._child.kill()
            self._child.wait()
        if self._child.poll() is None:
            return
        log.error("the front door ended; another one is started")
        self._begin()

    def close(self) -> None:
        """Nobody new; what is being answered is handed over."""
        if self._listener is not None:
            self._listener.close()
        if self._child is not None:
            self._child.terminate()

    def end(self) -> None:
        """The server has said all it had to say."""
        if self._child is not None:
            try:
                self._child.wait(GOODBYE_WITHIN)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
        if self._life is not None:
            self._life.close()
            self._life = None

    def _begin(self) -> None:
        now = monotonic()
        if len(self._starts) == MOST_STARTS and now - self._starts[0] < STARTS_WITHIN:
            raise FrontLost
        self._starts.append(now)
        assert self._listener is not None
        assert self._life is not None
        os.utime(self._life.fileno(), (now, now))
        certificate, key = map(str, self._files)
        fds = (self._listener.fileno(), self._life.fileno())
        asked = {
            "listener": fds[0],
            "life": fds[1],
            "parent": os.getpid(),
            "inner": self.inner,
            "certificate": certificate,
            "key": key,
            "log": self._settings.log.value,
        }
        words = [part for name, value in asked.items() for part in (f"--{name}", str(value))]
        self._child = subprocess.Popen(  # noqa: S603 our own module
            [sys.executable, "-m", "ops.front", *words], stdin=subprocess.DEVNULL, pass_fds=fds
        )


def _listen(settings: Settings) -> socket.socket:
    host, port = settings.host, settings.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=WAITING, dualstack_ipv6=host == "::")
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GONE_AFTER * 1000)
    return listener
