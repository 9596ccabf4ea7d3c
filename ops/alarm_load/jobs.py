"""What there is to do, and what comes first."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from ops.alarm_load.places import Square


class Kind(IntEnum):
    """In the order in which it is put down for something worse."""

    WIPING = 0
    OTHER = 1
    LOOK = 2


@dataclass(eq=False)
class Job:
    """``takes``: seconds at the place, asked for once somebody is there; ``left``: of those,
    when it was put down. ``due``: seconds at which a look is due; ``late``: the wall says so
    and somebody heard it; ``look_now``: the same past the second limit. ``sets_off`` is
    called when somebody goes for it.
    """

    kind: Kind
    square: Square
    takes: Callable[[], float]
    done: Callable[[], None]
    wanted: Callable[[], bool]
    sets_off: Callable[[], None] | None = None
    due: float = 0.0
    late: bool = False
    look_now: bool = False
    left: float | None = None
    taken: bool = False

    @property
    def puts_down(self) -> list[Kind]:
        """What is put down for it when nobody is free."""
        if self.look_now:
            return [Kind.WIPING, Kind.OTHER]
        return [Kind.WIPING] if self.late else []

    def rank(self) -> tuple[int, float]:
        """Smaller comes first; jobs of one rank in the order in which they came up."""
        if self.kind is Kind.LOOK:
            return (0 if self.late else 1), self.due
        return 2, 0.0
