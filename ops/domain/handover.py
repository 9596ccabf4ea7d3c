"""What the next team has to know, now or at the end. Places and clocks, no handles, no names."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ops.domain.supplies import Expires, Lacks


@dataclass(frozen=True)
class StillHere:
    """Someone in a seat. ``due_at`` is empty while a response runs for them, while everyone is
    out, and after an outage or "back in" until somebody has seen them.

    ``late``: the next look is past its late limit. ``everyone_out``: nobody looks into seats;
    ``head_count`` is what is known of them then, empty: they are not counted yet.
    """

    booth: str
    seat: str
    state: str
    track: str
    due_at: datetime | None
    late: bool
    in_response: bool
    everyone_out: bool = False
    head_count: str | None = None


@dataclass(frozen=True)
class Running:
    """A response that runs. ``booth`` and ``seat``, or ``place``; none of them: not said."""

    id: UUID
    booth: str | None
    seat: str | None
    place: str | None
    began_at: datetime


@dataclass(frozen=True)
class ToFinish:
    """A response that is over and whose record lacks something, by codes."""

    id: UUID
    booth: str | None
    seat: str | None
    place: str | None
    began_at: datetime
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ClosedBooth:
    name: str
    reason: str | None


@dataclass(frozen=True)
class Screen:
    """A screen with something to tell: silent since, or acts that are not sent yet."""

    name: str
    silent_since: datetime | None
    unsent: int


@dataclass(frozen=True)
class Seat:
    """A place someone was in; ``mark`` empty: which seat of it is not known."""

    booth: str
    mark: str | None


@dataclass(frozen=True)
class AtTheEnd:
    """How a past shift or day ended. ``running``: responses that ran then, over or not by now."""

    still_here: tuple[Seat, ...]
    running: tuple[Running, ...]


@dataclass(frozen=True)
class CylinderLeft:
    """``litres`` are estimated from its gauge and what flowed since."""

    form: str
    label: str | None
    litres: int
    full: int
    in_use: bool


@dataclass(frozen=True)
class Shelf:
    """What is short, near its day, to be counted; and how full the cylinders are."""

    lacks: tuple[Lacks, ...]
    expires: tuple[Expires, ...]
    to_count: tuple[str, ...]
    cylinders: tuple[CylinderLeft, ...]


@dataclass(frozen=True)
class Handover:
    still_here: tuple[StillHere, ...]
    waiting: int
    running: tuple[Running, ...]
    to_finish: tuple[ToFinish, ...]
    to_debrief: tuple[Running, ...]
    """Responses after which the team said "debrief later"."""
    closed_booths: tuple[ClosedBooth, ...]
    to_clean: tuple[str, ...]
    room_closed: bool
    room_reason: str | None
    screens: tuple[Screen, ...]
    late_entries: int
    """Acts typed in from paper since the window began, whenever they happened."""
    unsigned: int
    """Of all acts from paper those that nobody has signed."""
    signed_by: str | None
    signed_at: datetime | None
    """The newest signature."""
    shelf: Shelf | None
    """Empty: this site keeps no list of it."""
