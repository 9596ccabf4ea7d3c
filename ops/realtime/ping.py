"""An outside watchdog is told that the house lives. Only where an address is set; see docs/looking-after.md.

A request without a body and without a name of ours, at most one a minute from each machine,
and only while the sweep is fresh. What is answered matters to nobody.
"""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

from ops import logs
from ops.clock import monotonic
from ops.outside.asking import NotTold, ask
from ops.realtime.freshness import Freshness

log = logs.get(__name__)

LOOK_EVERY = 5.0
AT_MOST_EVERY = 60.0
FRESH_WITHIN = 5.0
"""Seconds since the last good sweep; screens hold a pulse to the same."""


class OutsidePing:
    """A round of its own, so that a slow network holds up nothing."""

    def __init__(
        self, url: str, freshness: Freshness, folder: Path, steady: Callable[[], float] = monotonic
    ) -> None:
        self._url = url
        self._freshness = freshness
        self._folder = folder
        self._steady = steady
        self._next = steady()
        self._lock: int | None = None
        self._reached = True

    def ping(self) -> None:
        """Now and then: is it time, are we well, and is it ours to say?"""
        age = self._freshness.age()
        if self._steady() < self._next or age is None or age > FRESH_WITHIN or not self._is_ours():
            return
        self._next = self._steady() + AT_MOST_EVERY
        try:
            ask(self._url)
        except NotTold as error:
            # Its address is a secret: whoever has it can say that this house lives.
            if self._reached:
                log.warning("The outside watchdog was not reached.", why=error.why)
            self._reached = False
            return
        if not self._reached:
            log.warning("The outside watchdog is reached again.")
        self._reached = True

    def _is_ours(self) -> bool:
        """One process for each data directory: the lock goes with the process that holds it."""
        if self._lock is None:
            self._lock = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
