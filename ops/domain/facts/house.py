"""What happened to shifts, staff, screens and settings."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ops.domain.facts.base import Fact


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
class StaffLeft(Fact):
    """Taken off the team."""

    staff: int


@dataclass(frozen=True)
class ProofAdded(Fact):
    """``proof``: passkey, passphrase or codes; nothing of it."""

    staff: int
    proof: str


@dataclass(frozen=True)
class ProofRemoved(Fact):
    staff: int
    proof: str


@dataclass(frozen=True)
class StaffJoined(Fact):
    """They prove who they are by what they have in another team, which is named nowhere here."""

    staff: int


@dataclass(frozen=True)
class StaffParted(Fact):
    """They have nothing to do with another team any more."""

    staff: int


@dataclass(frozen=True)
class SignedIn(Fact):
    """Without a link, by a proof of their own, as another browser of theirs."""

    staff: int
    device: int


@dataclass(frozen=True)
class SignedOutEverywhere(Fact):
    staff: int


@dataclass(frozen=True)
class RoleGiven(Fact):
    staff: int
    role: str


@dataclass(frozen=True)
class PinCodeMade(Fact):
    staff: int


@dataclass(frozen=True)
class PinSet(Fact):
    staff: int


@dataclass(frozen=True)
class SiteConfigured(Fact):
    what: str


@dataclass(frozen=True)
class SoundTested(Fact):
    device: int


@dataclass(frozen=True)
class OpeningChecked(Fact):
    """``point``: of the opening check, or ``sound:<device>``."""

    point: str
    state: str


@dataclass(frozen=True)
class PaperPrinted(Fact):
    """Its number is the end of the command's id."""

    paper: str


@dataclass(frozen=True)
class RecordRead(Fact):
    """Somebody opened the complete record of a response."""

    response: UUID


@dataclass(frozen=True)
class JournalRead(Fact):
    """So many facts after version ``after`` went to somebody, beyond the running shift."""

    after: int
    facts: int


@dataclass(frozen=True)
class LateEntriesSigned(Fact):
    """Somebody compared so many acts from paper, on record by version ``until``, with their sheet."""

    entries: int
    until: int


@dataclass(frozen=True)
class MonthKeyDestroyed(Fact):
    """From now on no card of that month (``2026-11``) can be told from another. How many there were is
    no fact: it is given out by the rule for numbers about people."""

    month: str


@dataclass(frozen=True)
class DrillHeld(Fact):
    """``at`` is when it ended. All that is ever known of it here."""

    began_at: datetime


@dataclass(frozen=True)
class BulletinPosted(Fact):
    """The site's own line is on its notice; the journal keeps nobody's own words."""

    notice: UUID
    what: str
    until: datetime | None


@dataclass(frozen=True)
class AlertHintPutAway(Fact):
    """Several responses had begun; whoever was asked wants no drug alert for them."""


@dataclass(frozen=True)
class BulletinTakenDown(Fact):
    """By a tap, or because its time was over."""

    notice: UUID
    what: str
