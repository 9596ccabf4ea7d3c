"""What may be said beside an answer, if it is known in a moment.

Whoever waits for it waits no longer than that, and not at all for what somebody has waited for in vain.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from ops.services.health import DatabaseAway

A_MOMENT = 1.5
"""Seconds: a proxy that asks whether a process lives takes it off after three."""

Answer = TypeVar("Answer")


class _Asking(Generic[Answer]):
    def __init__(self) -> None:
        self.over = threading.Event()
        self.answer: Answer | None = None
        self.is_slow = False


class InAMoment(Generic[Answer]):
    """One asks at a time, in a thread of its own, for all who want to know."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asking: _Asking[Answer] | None = None

    def of(self, ask: Callable[[], Answer]) -> Answer | None:
        """What ``ask`` answers; none if it has not answered in time, or the database is away."""
        with self._lock:
            asking = self._asking
            if asking is None or asking.over.is_set():
                asking = _Asking()
                try:
                    threading.Thread(target=_answer, args=(asking, ask), daemon=True).start()
                except RuntimeError:  # As many threads as there can be.
                    return None
                self._asking = asking
        if not asking.is_slow:
            asking.is_slow = not asking.over.wait(A_MOMENT)
        return asking.answer


def _answer(asking: _Asking[Answer], ask: Callable[[], Answer]) -> None:
    try:
        with suppress(DatabaseAway):
            asking.answer = ask()
    finally:
        asking.over.set()
