"""Steps of counters that may be shown are closed when their time has come, by a process of its own.

Of several processes that serve, one looks after all sites: each of them would find the same.
"""

from collections.abc import Callable

from ops import logs
from ops.clock import monotonic
from ops.realtime import children
from ops.realtime.breath import Breath, Breaths
from ops.realtime.purges import SETTLED_AFTER
from ops.services import turns
from ops.services.disclosure import closing
from ops.services.house import House

log = logs.get(__name__)

LOOK_EVERY = 600.0
COMMAND = children.of_ours("disclosure", "close")


class CounterRound:
    """Which steps are open is in rows, so a restart loses nothing."""

    def __init__(
        self,
        house: House,
        process: str,
        steady: Callable[[], float] = monotonic,
        command: tuple[str, ...] = COMMAND,
        breaths: Breaths = Breath,
    ) -> None:
        self._house = house
        self._process = process
        self._steady = steady
        self._command = command
        self._breaths = breaths
        self._not_before = steady() + SETTLED_AFTER

    def close_when_due(self) -> None:
        """Now and then."""
        if self._steady() < self._not_before or not turns.has_the_house(self._house, self._process):
            return
        breathe = self._breaths()
        closing.begin(self._house, breathe)
        if not closing.is_any_due(self._house, breathe):
            return
        done = children.run(self._command, self._house.db.key)
        if done.returncode != 0:
            log.error(
                "A step of what may be shown could not be closed. See why: ops disclosure close",
                status=done.returncode,
            )
