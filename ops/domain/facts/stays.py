"""What happened to a stay."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ops.domain.facts.base import Fact


@dataclass(frozen=True)
class PersonArrived(Fact):
    visit: UUID
    route: str | None


@dataclass(frozen=True)
class PersonCalled(Fact):
    visit: UUID
    hold_until: datetime


@dataclass(frozen=True)
class PersonSeated(Fact):
    visit: UUID
    booth: int
    seat: str


@dataclass(frozen=True)
class CheckedIn(Fact):
    visit: UUID
    check: int
    answer: str
    where: str | None
    breaths_per_minute: float | None
    was_due_at: datetime | None
    next_due_at: datetime | None


@dataclass(frozen=True)
class GoingToLook(Fact):
    visit: UUID
    until: datetime


@dataclass(frozen=True)
class PersonMoved(Fact):
    """``out``: they are out, and only the place that is kept for them is another one."""

    visit: UUID
    from_booth: int | None
    booth: int
    seat: str
    out: bool | None = None


@dataclass(frozen=True)
class PeopleSwapped(Fact):
    visit: UUID
    other: UUID


@dataclass(frozen=True)
class SteppedOut(Fact):
    visit: UUID
    to: str | None
    until: datetime


@dataclass(frozen=True)
class CameBack(Fact):
    """``booth``: where they are now, which need not be where they were; ``seat``: when it was said."""

    visit: UUID
    reopened: bool
    booth: int | None = None
    seat: str | None = None


@dataclass(frozen=True)
class StayExtended(Fact):
    visit: UUID
    until: datetime


@dataclass(frozen=True)
class EpisodeBegun(Fact):
    visit: UUID
    number: int


@dataclass(frozen=True)
class AftercareBegun(Fact):
    visit: UUID


@dataclass(frozen=True)
class VisitEnded(Fact):
    visit: UUID
    how: str
    why: str | None = None


@dataclass(frozen=True)
class TimerPaused(Fact):
    visit: UUID
    response: UUID


@dataclass(frozen=True)
class TimerResumed(Fact):
    visit: UUID
    response: UUID
    why: str


@dataclass(frozen=True)
class CheckInOverdue(Fact):
    """``not_possible``: the room needed eyes, nobody was free to look."""

    visit: UUID
    check: int
    due_at: datetime
    not_possible: bool | None = None


@dataclass(frozen=True)
class CheckInUrgent(Fact):
    """``not_possible``: the room needed eyes, nobody was free to look."""

    visit: UUID
    check: int
    due_at: datetime
    not_possible: bool | None = None


@dataclass(frozen=True)
class HoldPassed(Fact):
    visit: UUID


@dataclass(frozen=True)
class HeadCounted(Fact):
    """While everyone is out. ``counted`` is a word of ``HeadCount``."""

    visit: UUID
    counted: str


@dataclass(frozen=True)
class LimitJudgedAgain(Fact):
    """Something that arrived late says otherwise of a limit that had been told to have passed.

    ``found``: "not_possible" or "possible"; "everyone_out" or "response", which make it none.
    """

    visit: UUID
    check: int
    level: str
    found: str


@dataclass(frozen=True)
class LateActKept(Fact):
    """An act that happened before what the board already knew: kept, without effect."""

    visit: UUID | None
    act: str


@dataclass(frozen=True)
class BoardWasWrong(Fact):
    """The room said otherwise. ``refusal`` is what the board had said."""

    refusal: str
    visit: UUID | None = None
    booth: int | None = None


@dataclass(frozen=True)
class ActUndone(Fact):
    command: UUID
