"""What happened to the room as a whole: outages, eyes, pauses of sound, walks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ops.domain.facts.base import Fact


@dataclass(frozen=True)
class NotRecorded(Fact):
    """Nothing was recorded from ``since`` to ``until``: the house was away, or asleep."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class RoomNeedsEyes(Fact):
    """Late checks are one alarm from now on. ``longest``: seconds past due of the longest."""

    waiting: int
    longest: int


@dataclass(frozen=True)
class RoomHasEyes(Fact):
    """``since``: when the room began to need them."""

    since: datetime


@dataclass(frozen=True)
class SoundPaused(Fact):
    cause: str
    until: datetime


@dataclass(frozen=True)
class WalkBegun(Fact):
    walk: UUID
    what: str


@dataclass(frozen=True)
class SeatFound(Fact):
    """``shown``: what the board had there. ``visit``: whom, if anybody."""

    walk: UUID
    booth: int
    seat: str
    visit: UUID | None
    shown: str
    found: str
    differs: bool


@dataclass(frozen=True)
class WalkEnded(Fact):
    """Seats that were seen, those of them that the board had otherwise, and those nobody saw."""

    walk: UUID
    what: str
    seen: int
    differing: int
    unseen: int
