"""What is planned, in the order of its time. Times are seconds since the doors opened."""

import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

OPENED = datetime(2026, 1, 5, 8, tzinfo=UTC)
"""When the doors open; no result depends on it."""


class Plan:
    """One thing that will happen unless it is called off."""

    __slots__ = ("called_off", "does", "time")

    def __init__(self, time: float, does: Callable[[], None]) -> None:
        self.time = time
        self.does = does
        self.called_off = False

    def call_off(self) -> None:
        self.called_off = True


class Timeline:
    """``now`` moves from one plan to the next."""

    def __init__(self) -> None:
        self.now = 0.0
        self._plans: list[tuple[float, int, Plan]] = []
        self._order = count()

    @property
    def instant(self) -> datetime:
        return at(self.now)

    def after(self, seconds: float, does: Callable[[], None]) -> Plan:
        return self.plan(self.now + seconds, does)

    def plan(self, time: float, does: Callable[[], None]) -> Plan:
        """Plan something; what should have been before is done next."""
        plan = Plan(max(time, self.now), does)
        heapq.heappush(self._plans, (plan.time, next(self._order), plan))
        return plan

    def next_time(self) -> float | None:
        """When the next thing happens; ``None`` when nothing is planned any more."""
        while self._plans and self._plans[0][2].called_off:
            heapq.heappop(self._plans)
        return self._plans[0][0] if self._plans else None

    def step(self) -> None:
        """Let the next thing happen."""
        self.now, _, plan = heapq.heappop(self._plans)
        plan.does()


def at(seconds: float) -> datetime:
    """The instant so many seconds after the doors opened."""
    return OPENED + timedelta(seconds=seconds)


def seconds_of(instant: datetime) -> float:
    return (instant - OPENED).total_seconds()
