"""What is counted in one shift; docs/alarm-load.md says what each of them means."""

from dataclasses import dataclass, field

from ops.alarm_load import figures
from ops.alarm_load.timeline import at
from ops.domain.visit import Visit
from ops.domain.words import AlarmLevel


@dataclass(frozen=True)
class Onset:
    """An alarm began. ``of_response``: not about looks. ``during``: while a response ran."""

    time: float
    level: AlarmLevel
    of_response: bool
    during: bool


@dataclass
class Times:
    """Seconds of the shift; ``work`` and ``on_floor``: of staff, ``people``: of people.
    ``eyes``: Room needs eyes was in force; ``eyes_rightly``: and nobody was free."""

    sounding: float = 0.0
    response_runs: float = 0.0
    nobody_free: float = 0.0
    eyes: float = 0.0
    eyes_rightly: float = 0.0
    work: float = 0.0
    on_floor: float = 0.0
    people: float = 0.0


@dataclass
class Tally:
    """``before``, ``after``: alarms without and with the gathering."""

    before: list[Onset] = field(default_factory=list)
    after: list[Onset] = field(default_factory=list)
    times: Times = field(default_factory=Times)
    seated: int = 0
    left_before_using: int = 0
    looks: int = 0
    looks_late: int = 0

    def sat_down(self, now: float) -> None:
        self.seated += counts(now)

    def left(self, now: float) -> None:
        """Somebody left the queue before using."""
        self.left_before_using += counts(now)

    def looked(self, now: float, visit: Visit) -> None:
        """Somebody looked, at last."""
        if not counts(now):
            return
        instant = at(now)
        self.looks += 1
        self.looks_late += visit.overdue_at is not None and instant >= visit.overdue_at


def counts(now: float) -> bool:
    """Whether the shift is still on; what is after it is not counted."""
    return now < figures.SHIFT
