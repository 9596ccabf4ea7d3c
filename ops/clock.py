"""The only reading of the clocks in the house. Everything else is told the time.

The wall clock says when something happened. The monotonic clock says how long ago; it
never jumps, so freshness, ages and waits are counted on it.
"""

import time
from datetime import UTC, datetime

STEP = 2.0
"""Seconds by which the wall clock may leave the monotonic one before it is suspect."""


def utc_now() -> datetime:
    """Now, by the wall clock, aware and in UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds on a clock that never jumps."""
    return time.monotonic()


class StepWatch:
    """Notices when somebody, or NTP, moved the wall clock while the house was running.

    A slow drift that NTP corrects in small amounts is no step: each look is compared with
    the one before.
    """

    def __init__(self, wall: datetime, steady: float) -> None:
        self._wall = wall
        self._steady = steady

    def stepped(self, wall: datetime, steady: float) -> float:
        """Seconds the wall clock jumped since the last look: 0.0 unless more than ``STEP``."""
        jumped = (wall - self._wall).total_seconds() - (steady - self._steady)
        self._wall = wall
        self._steady = steady
        return jumped if abs(jumped) > STEP else 0.0
