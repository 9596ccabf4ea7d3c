"""How much one of many may ask for: so much at once, and so much a second in the long run."""

from collections.abc import Callable

from ops.clock import monotonic


class Allowance:
    """So many at once, and so many a second in the long run."""

    def __init__(self, at_once: int, per_second: float, steady: Callable[[], float] = monotonic) -> None:
        self._most, self._per_second, self._steady = at_once, per_second, steady
        self._left, self._at = float(at_once), steady()

    def takes(self) -> bool:
        """One more; False when that is too many."""
        now = self._steady()
        self._left = min(self._most, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
