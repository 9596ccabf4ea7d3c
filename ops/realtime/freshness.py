"""How long ago the house last looked after everything, by the clock that never jumps."""

from collections.abc import Callable
from datetime import datetime

from ops.clock import monotonic
from ops.recent import Recent

HUNG_AFTER = 15.0
"""Seconds without a finished round, or site of one, after which a process is taken for hung."""


class Freshness:
    """Three questions, three answers.

    *Is what we tell true?* Only a sweep that went well counts, and screens hear its age.
    *Is this process alive?* A round that ended in an error counts too: a database that is
    away is not cured by replacing processes, and screens are told by the first answer. So does
    each site of a long round: nor is a machine with more to do than it can.
    *Can anything be recorded?* Not since ``full_since``, while the disk takes nothing. What
    is there can still be read, and screens go on by it: this is news beside the first answer.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self._good: float | None = None
        self._ended = self._began
        self.full_since: datetime | None = None
        self.gaps = Recent(clock)
        """From one good sweep to the next."""

    def round_ended(self, began: float, *, good: bool) -> None:
        """A round that read the time at ``began`` is over."""
        self._ended = self._clock()
        if good:
            if self._good is not None:
                self.gaps.note(began - self._good)
            self._good = began

    def goes_on(self) -> None:
        """A round is long, and not stuck."""
        self._ended = self._clock()

    def age(self) -> float | None:
        """Seconds since the last good sweep began; none when there was none yet."""
        return None if self._good is None else self._clock() - self._good

    def alive(self) -> bool:
        return self._clock() - self._ended < HUNG_AFTER
