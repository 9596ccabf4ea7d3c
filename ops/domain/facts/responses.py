"""What happened in a response. Reasons in somebody's own words stay on the rows they are about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ops.domain.facts.base import Fact


@dataclass(frozen=True)
class ResponseStarted(Fact):
    response: UUID
    booth: int | None
    seat: str | None
    place: str | None
    visit: UUID | None
    response_kind: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ResponseJoined(Fact):
    response: UUID
    alias: UUID


@dataclass(frozen=True)
class SomeoneGoing(Fact):
    response: UUID
    until: datetime


@dataclass(frozen=True)
class SomeoneThere(Fact):
    response: UUID


@dataclass(frozen=True)
class SomeoneLeft(Fact):
    """Who was there, or on the way, and no longer is: the name on a chip, or a screen's."""

    response: UUID
    who: str


@dataclass(frozen=True)
class MoreHandsAsked(Fact):
    response: UUID
    on: bool


@dataclass(frozen=True)
class LeadTaken(Fact):
    response: UUID
    lead: str


@dataclass(frozen=True)
class ActionLogged(Fact):
    response: UUID
    action: UUID
    action_kind: str
    given_by: str | None
    values: dict[str, Any]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ActionAmended(Fact):
    """``at`` is when it was corrected; ``acted_at`` when, as corrected, it was done, and
    ``acted_by`` by whom: the name on a chip, or a screen's."""

    response: UUID
    action: UUID
    amends: UUID
    action_kind: str
    given_by: str | None
    values: dict[str, Any]
    acted_at: datetime
    marks: tuple[str, ...] = ()
    acted_by: str | None = None


@dataclass(frozen=True)
class ActionVoided(Fact):
    """``same_as``: it is the same act as that row, and counts again when that one does not."""

    response: UUID
    action: UUID
    same_as: UUID | None = None


@dataclass(frozen=True)
class ResponseAmended(Fact):
    response: UUID
    changed: dict[str, Any]


@dataclass(frozen=True)
class ResponseMoved(Fact):
    """The person was brought to another seat, and it runs there now."""

    response: UUID
    from_booth: int
    booth: int
    seat: str


@dataclass(frozen=True)
class ResponseOver(Fact):
    response: UUID


@dataclass(frozen=True)
class OutcomeRecorded(Fact):
    response: UUID
    state: str | None
    place: str | None
    ambulance: str | None
    said_by: str | None = None


@dataclass(frozen=True)
class CareOffered(Fact):
    """Prompts of care after a response, and the team's debrief."""

    response: UUID
    naloxone: str | None
    somewhere: str | None
    debrief: str | None


@dataclass(frozen=True)
class RecordCompleted(Fact):
    response: UUID


@dataclass(frozen=True)
class RecordReopened(Fact):
    """A complete record that a later act made incomplete."""

    response: UUID
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ResponseMarked(Fact):
    """Something was taken as it came and deserves a second look."""

    response: UUID
    marks: tuple[str, ...]


@dataclass(frozen=True)
class ResponseReopened(Fact):
    """It runs again: more hands were asked for, or someone worked in it after it was undone."""

    response: UUID


@dataclass(frozen=True)
class ResponseAllOk(Fact):
    response: UUID


@dataclass(frozen=True)
class ResponseMisTapped(Fact):
    response: UUID


@dataclass(frozen=True)
class AttendanceLapsed(Fact):
    response: UUID
