"""The machine under the house, looked at round after round: its clock."""

from collections.abc import Callable

from ops.clock import StepWatch, both, monotonic
from ops.services import clock_trust
from ops.services.house import House

LOOK_EVERY = 1.0
EVENLY_EVERY = 10.0


class ClockRound:
    """Whether the wall clock can be believed. A step that could not be said yet is kept."""

    def __init__(self, house: House, steady: Callable[[], float] = monotonic) -> None:
        self._house = house
        self._steady = steady
        wall, now = both(house.now, steady)
        self._steps = StepWatch(wall, now)
        self._even_since = now
        self._compared = False
        self._jumped = 0.0

    def look_at_clock(self) -> None:
        """Each second: was it moved? The first time also: is it behind what is on record?"""
        wall, now = both(self._house.now, self._steady)
        jumped = self._steps.stepped(wall, now)
        if jumped:
            self._even_since = now
            self._jumped = jumped
        if not self._compared:
            clock_trust.compare_with_records(self._house)
            self._compared = True
        if self._jumped:
            clock_trust.was_moved(self._house, self._jumped)
            self._jumped = 0.0

    def trust_clock(self) -> None:
        """Now and then: has it gone evenly for long enough?"""
        if self._steady() - self._even_since >= clock_trust.STEADY_FOR.total_seconds():
            clock_trust.goes_evenly(self._house)
