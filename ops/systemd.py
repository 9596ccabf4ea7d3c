"""What the service manager is told, where one asks: ready, alive, ending.

systemd names a socket in ``NOTIFY_SOCKET`` and takes words there (``sd_notify``). Without
one nothing is said, and nothing that goes wrong with it ever disturbs the house.
"""

import socket
from collections.abc import Callable, MutableMapping
from contextlib import suppress

from ops.clock import monotonic

TIMES_WITHIN = 4
"""Signs of life within the time after which the manager loses patience."""


class ServiceManager:
    """``address``: its socket; ``patience``: seconds it waits for a sign of life."""

    def __init__(
        self,
        address: str | None = None,
        patience: float | None = None,
        steady: Callable[[], float] = monotonic,
    ) -> None:
        self._address = address
        self._every = None if patience is None else patience / TIMES_WITHIN
        self._steady = steady
        self._next = steady()

    @classmethod
    def from_environment(cls, environment: MutableMapping[str, str]) -> "ServiceManager":
        """Takes the words out of the environment: gunicorn would say that it is ready before a
        room is loaded, and children have nothing to say."""
        address = environment.pop("NOTIFY_SOCKET", None)
        patience = environment.pop("WATCHDOG_USEC", "")
        environment.pop("WATCHDOG_PID", None)
        return cls(address, int(patience) / 1e6 if patience.isdigit() else None)

    def ready(self) -> None:
        """Screens and tablets are served from now on."""
        self._say("READY=1")

    def alive(self) -> None:
        """Called as often as one likes, said as often as is wanted."""
        if self._every is not None and self._steady() >= self._next:
            self._next = self._steady() + self._every
            self._say("WATCHDOG=1")

    def ending(self) -> None:
        """Told to end: from now on silence is no fault."""
        self._say("STOPPING=1")

    def _say(self, words: str) -> None:
        if not self._address:
            return
        # A leading @ stands for the zero byte of a name that is no file.
        name = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.setblocking(False)  # a manager that is busy must not hold up the room
            line.sendto(words.encode(), name)
