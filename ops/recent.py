"""How long something took lately: a window of five minutes, of which only the shape is told.

How many values there were is nobody's to know: it would count what people do.
"""

import math
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ops.clock import monotonic

WINDOW = 300.0
"""Seconds."""
MOST = 4096


class Recent:
    """The newest values in seconds, each with when it was noted."""

    def __init__(self, steady: Callable[[], float] = monotonic) -> None:
        self._steady = steady
        self._lock = threading.Lock()
        self._values: deque[tuple[float, float]] = deque(maxlen=MOST)

    @contextmanager
    def timing(self) -> Iterator[None]:
        """How long the block takes; nothing when it fails."""
        began = self._steady()
        yield
        self.note(self._steady() - began)

    def note(self, seconds: float) -> None:
        with self._lock:
            self._values.append((self._steady(), seconds))

    def below(self, share: float) -> float:
        """What that share of them did not exceed; 1.0 asks for the worst. NaN without any."""
        since = self._steady() - WINDOW
        with self._lock:
            values = sorted(seconds for at, seconds in self._values if at >= since)
        return values[max(0, math.ceil(share * len(values)) - 1)] if values else math.nan
