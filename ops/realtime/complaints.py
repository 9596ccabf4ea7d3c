"""What goes wrong round after round is said when it begins and then once a minute: a log that
grows by a page a second helps nobody, and fills the disk of a house that is in trouble."""

import threading
from collections.abc import Callable

from ops import logs
from ops.clock import monotonic

AT_MOST_EVERY = 60.0


class Complaints:
    """One for each thing that is tried again and again, by whomever."""

    def __init__(self, log: logs.Log, steady: Callable[[], float] = monotonic) -> None:
        self._log = log
        self._steady = steady
        self._next: dict[type[Exception], float] = {}
        self._unsaid = 0
        self._counting = threading.Lock()

    def say(self, error: Exception, words: str, **of: object) -> None:
        """With where it happened; kinds of errors are counted apart."""
        with self._counting:
            now = self._steady()
            if now < self._next.get(type(error), now):
                self._unsaid += 1
                return
            self._next[type(error)] = now + AT_MOST_EVERY
            before = {"unsaid": self._unsaid} if self._unsaid else {}
            self._unsaid = 0
        self._log.error(words, **of, **before, exc_info=error)
