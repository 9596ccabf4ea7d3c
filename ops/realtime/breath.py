"""A breath between one site and the next, one commit and the next: acts and the sweep wait for no round."""

import threading
from collections.abc import Callable

from ops.clock import monotonic

SHORTEST, LONGEST = 0.05, 5.0
"""Seconds."""
REST = 9.0
"""For each second of work, seconds: a round of small pieces takes a tenth of a core, also on a busy machine.
The same rounds come to each of four processes in the same minute, and two cores carry them and the room."""

Breathe = Callable[[], object]


class Breath:
    """Of one round, from its making on: rests for as long as what came since the last one deserves."""

    def __init__(
        self, steady: Callable[[], float] = monotonic, wait: Callable[[float], object] | None = None
    ) -> None:
        self._steady = steady
        self._wait = wait or threading.Event().wait
        self._since = steady()

    def __call__(self) -> None:
        worked = self._steady() - self._since
        self._wait(min(LONGEST, max(SHORTEST, REST * worked)))
        self._since = self._steady()


Breaths = Callable[[], Breathe]
"""Makes one for each round: what lies between two rounds was no work."""
