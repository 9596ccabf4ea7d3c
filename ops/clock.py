"""The only reading of the clocks in the house. Everything else is told the time.

The wall clock says when something happened. The monotonic clock says how long ago; it
never jumps and goes on while the machine sleeps, so freshness, ages and waits are counted
on it.
"""

import ctypes
import struct
import time
from collections.abc import Callable
from datetime import UTC, datetime

STEP = 2.0
"""Seconds by which the wall clock may leave the monotonic one before it is suspect."""


def utc_now() -> datetime:
    """Now, by the wall clock, aware and in UTC."""
    return datetime.now(UTC)


_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
# Linux's plain monotonic clock stands still while the machine is suspended: an outage would
# be no outage, and waking up would look as if somebody had moved the wall clock.


def monotonic() -> float:
    """Seconds on a clock that never jumps, time suspended included where the system counts it."""
    return time.clock_gettime(_STEADY)


def clock_is_held_right() -> bool:
    """Whether this machine's system says that something keeps its clock right, as NTP does; also
    where it says nothing. On a virtual machine its host may do it unseen."""
    adjust = getattr(ctypes.CDLL(None), "adjtimex", None)
    # Linux's struct timex: modes (0 asks only), offset, frequency, two errors, status; the rest is room.
    asked = ctypes.create_string_buffer(512)
    if adjust is None or adjust(asked) < 0:
        return True
    status = struct.unpack_from("@Illlli", asked)[5]
    return not status & _NOT_HELD


_NOT_HELD = 0x40
"""STA_UNSYNC."""


def both(wall: Callable[[], datetime], steady: Callable[[], float]) -> tuple[datetime, float]:
    """Both clocks at one moment.

    A process that is held up between two readings must not take that for a step, so they
    are read again until the steady clock says that nothing lay between.
    """
    while True:
        before = steady()
        now = wall()
        if steady() - before < STEP / 10:
            return now, before


class StepWatch:
    """Notices when somebody, or NTP, moved the wall clock while the house was running.

    A slow drift that NTP corrects in small amounts is no step: each look is compared with
    the one before. Nor is a suspended machine that wakes up: both clocks went on.
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
