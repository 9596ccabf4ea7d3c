"""Steps of counters that may be shown are closed when their time has come, by a process of its own."""

from collections.abc import Callable

from ops import logs
from ops.clock import monotonic
from ops.realtime import children
from ops.realtime.purges import SETTLED_AFTER
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
        steady: Callable[[], float] = monotonic,
        command: tuple[str, ...] = COMMAND,
    ) -> None:
        self._house = house
        self._steady = steady
        self._command = command
        self._not_before = steady() + SETTLED_AFTER

    def close_when_due(self) -> None:
        """Now and then."""
        if self._steady() < self._not_before:
            return
        closing.begin(self._house)
        if not closing.is_any_due(self._house):
            return
        done = children.run(self._command, self._house.db.key)
        if done.returncode != 0:
            log.error(
                "A step of what may be shown could not be closed. See why: ops disclosure close",
                status=done.returncode,
            )
