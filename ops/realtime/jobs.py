"""Long work, one piece at a time, each done by a process of its own so that the room does not wait for it."""

import secrets
import threading
from collections.abc import Callable
from uuid import UUID

from ops import logs
from ops.clock import monotonic
from ops.db import Unavailable
from ops.realtime import children
from ops.services.house import House
from ops.services.jobs import running

log = logs.get(__name__)

LOOK_EVERY = 1.0
SWEEP_EVERY = 60.0
ALIVE_EVERY = 5.0
GLANCE = 0.2
"""Seconds between two looks whether it has ended: a wait in the system may hold every other thread."""
LONGEST = 1800.0
COMMAND = children.of_ours("job", "run")


class JobRound:
    """What is queued and who holds it are rows: a restart, or another process, finds them."""

    def __init__(
        self,
        house: House,
        steady: Callable[[], float] = monotonic,
        command: tuple[str, ...] = COMMAND,
        breathe: Callable[[float], object] | None = None,
    ) -> None:
        self._house = house
        self._steady = steady
        self._command = command
        self._breathe = breathe or threading.Event().wait
        self._sweep_at = steady()

    def do_next(self) -> None:
        """Each second. Whoever is killed with its work leaves it to the next who looks."""
        if self._steady() >= self._sweep_at:
            self._sweep_at = self._steady() + SWEEP_EVERY
            running.sweep(self._house)
        runner = secrets.token_hex(16)
        job = running.take_up(self._house, runner)
        if job is None:
            return
        if self._run(job, runner) != 0:
            log.warning("A process that did long work ended without a word.")
        running.broke(self._house, job, runner)

    def _run(self, job: UUID, runner: str) -> int:
        """Until it has ended, or is no longer ours, or has had its time."""
        child = children.begin((*self._command, str(job), "--runner", runner), self._house.db.key)
        try:
            until = self._steady() + LONGEST
            told = self._steady()
            while (ended := child.poll()) is None:
                self._breathe(GLANCE)
                if self._steady() - told >= ALIVE_EVERY:
                    told = self._steady()
                    if told > until or not self._alive(job, runner):
                        break
            return 0 if ended is None else ended
        finally:
            if child.poll() is None:
                child.kill()
                while child.poll() is None:
                    self._breathe(GLANCE)

    def _alive(self, job: UUID, runner: str) -> bool:
        try:
            return running.alive(self._house, job, runner)
        except Unavailable:
            return True  # Said elsewhere; it is asked again soon.
