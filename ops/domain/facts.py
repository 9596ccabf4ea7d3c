"""What happened, in the past tense. A fact's name and fields are its journal entry.

No fact holds a handle, a card, gender or age: the journal never learns them.
"""

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Fact:
    """``at`` is when it happened, aware UTC; the journal adds when it was recorded."""

    at: datetime

    @classmethod
    def kind(cls) -> str:
        """The journal's word: the class name in snake_case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def data(self) -> dict[str, Any]:
        """Everything but the time, as plain JSON values; what was not said is left out."""
        values = asdict(self)
        values.pop("at")
        return {name: plain(value) for name, value in values.items() if value is not None}


def plain(value: Any) -> Any:
    """A value as JSON carries it: instants RFC 3339, ids as text."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    return value


# -- visits ------------------------------------------------------------------


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
    visit: UUID
    from_booth: int | None
    booth: int
    seat: str


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
    visit: UUID
    reopened: bool


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
    visit: UUID
    check: int
    due_at: datetime


@dataclass(frozen=True)
class CheckInUrgent(Fact):
    visit: UUID
    check: int
    due_at: datetime


@dataclass(frozen=True)
class HoldPassed(Fact):
    visit: UUID


@dataclass(frozen=True)
class LateActKept(Fact):
    """An act that happened before what the board already knew: kept, without effect."""

    visit: UUID
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


# -- booths and room -----------------------------------------------------------


@dataclass(frozen=True)
class BoothNeedsCleaning(Fact):
    booth: int


@dataclass(frozen=True)
class BoothCleaned(Fact):
    booth: int


@dataclass(frozen=True)
class BoothClosed(Fact):
    booth: int
    reason: str | None


@dataclass(frozen=True)
class BoothOpened(Fact):
    booth: int


@dataclass(frozen=True)
class RoomClosed(Fact):
    reason: str | None


@dataclass(frozen=True)
class RoomOpened(Fact):
    pass


@dataclass(frozen=True)
class CurtainDrawn(Fact):
    on: bool


# -- responses -----------------------------------------------------------------


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
    response: UUID
    action: UUID
    amends: UUID
    reason: str | None


@dataclass(frozen=True)
class ActionVoided(Fact):
    response: UUID
    action: UUID
    reason: str | None


@dataclass(frozen=True)
class ResponseAmended(Fact):
    response: UUID
    changed: dict[str, Any]
    reason: str | None


@dataclass(frozen=True)
class ResponseOver(Fact):
    response: UUID


@dataclass(frozen=True)
class OutcomeRecorded(Fact):
    response: UUID
    state: str | None
    place: str | None
    ambulance: str | None


@dataclass(frozen=True)
class RecordCompleted(Fact):
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


# -- shifts, staff, screens ----------------------------------------------------


@dataclass(frozen=True)
class ShiftOpened(Fact):
    shift: UUID


@dataclass(frozen=True)
class ShiftHandedOver(Fact):
    shift: UUID
    next_shift: UUID


@dataclass(frozen=True)
class ShiftClosed(Fact):
    shift: UUID
    staying: tuple[UUID, ...]


@dataclass(frozen=True)
class StaffMoved(Fact):
    staff: int
    place: str


@dataclass(frozen=True)
class ScreenSilent(Fact):
    device: int


@dataclass(frozen=True)
class ScreenBack(Fact):
    device: int


@dataclass(frozen=True)
class ScreenSaid(Fact):
    device: int
    sound: str | None
    unsent: int
    sleeping: bool


@dataclass(frozen=True)
class DeviceEnrolled(Fact):
    device: int
    role: str


@dataclass(frozen=True)
class DeviceRevoked(Fact):
    device: int


@dataclass(frozen=True)
class StaffInvited(Fact):
    staff: int
    role: str


@dataclass(frozen=True)
class PinSet(Fact):
    staff: int


@dataclass(frozen=True)
class SiteConfigured(Fact):
    what: str
