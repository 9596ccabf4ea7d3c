"""What many ask in the same moment is read once.

When a server begins again, every screen comes back at once, and each asks the same few things at the
door. One reading at a time, and no two within a moment: whoever asks meanwhile waits for the next, with
all the others who did. It begins after they asked, so nobody's answer is older than their question, and
a question that nobody else asks is answered at once.
"""

import threading
from collections.abc import Callable, Collection, Mapping
from typing import Generic, TypeVar

from ops.clock import monotonic

MOMENT = 0.02
"""Seconds from one reading's beginning to the next one's."""

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Unanswered(Exception):
    """The reading was broken off. Nobody may take that for an answer."""


class _Reading(Generic[Asked, Answer]):
    def __init__(self) -> None:
        self.asked: set[Asked] = set()
        self.over = threading.Event()
        self.answers: Mapping[Asked, Answer] = {}
        self.fault: Exception | None = Unanswered()


class Together(Generic[Asked, Answer]):
    """``read`` answers many questions at once and leaves out those that have no answer."""

    def __init__(self, read: Callable[[Collection[Asked]], Mapping[Asked, Answer]]) -> None:
        self._read = read
        self._joining = threading.Lock()
        self._reading = threading.Lock()
        self._next: _Reading[Asked, Answer] = _Reading()
        self._not_before = 0.0
        self._still = threading.Event()  # that nobody sets

    def ask(self, asked: Asked) -> Answer | None:
        """The answer, if there is one. Raises another of what the reading raised, with where it was raised."""
        with self._joining:
            mine = self._next
            first = not mine.asked
            mine.asked.add(asked)
        if first:
            self._answer(mine)
        else:
            mine.over.wait()
        if mine.fault is not None:
            raise _another(mine.fault)
        return mine.answers.get(asked)

    def _answer(self, mine: _Reading[Asked, Answer]) -> None:
        """1. The reading before is over, and its moment. 2. Nobody joins any more. 3. Read; every end sets
        all free."""
        try:
            with self._reading:
                early = self._not_before - monotonic()
                if early > 0:
                    self._still.wait(early)
                self._not_before = monotonic() + MOMENT
                with self._joining:
                    self._next = _Reading()
                mine.answers, mine.fault = self._read(frozenset(mine.asked)), None
        except Exception as fault:
            mine.fault = fault
        finally:
            mine.over.set()


def _another(fault: Exception) -> Exception:
    """Like it in all. One that is raised again and again remembers where, each time: with a crowd who raise
    the same one, each of them has the ways of all to say."""
    kind = type(fault)
    own = kind.__new__(kind)
    own.args = fault.args
    own.__dict__.update(fault.__dict__)
    own.__cause__ = fault.__cause__
    return own.with_traceback(fault.__traceback__)
