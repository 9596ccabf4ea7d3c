"""A stay as the domain knows it, and one act as it was asked for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ops.domain.facts import Fact
from ops.domain.words import (
    OPIOIDS,
    Answer,
    EndKind,
    HeadCount,
    Look,
    Route,
    Substance,
    Track,
    TurnedAwayWhy,
    VisitAct,
    VisitState,
    Where,
)


@dataclass(frozen=True)
class Visit:
    """One stay. Instants are aware UTC. ``stage`` is what stepping out returns to."""

    id: UUID
    arrived_at: datetime
    changed_at: datetime
    state: VisitState = VisitState.WAITING
    stage: VisitState = VisitState.USING
    booth_id: int | None = None
    seat_id: int | None = None
    route: Route | None = None
    substances: tuple[Substance, ...] = ()
    handle: str | None = None
    look: Look | None = None
    called_at: datetime | None = None
    hold_until: datetime | None = None
    seated_at: datetime | None = None
    episode_at: datetime | None = None
    episodes: int = 0
    last_look_at: datetime | None = None
    last_seen_at: datetime | None = None
    answer: Answer | None = None
    asleep_in_a_row: int = 0
    track: Track = Track.REGULAR
    track_since: datetime | None = None
    check_number: int = 0
    due_soon_at: datetime | None = None
    due_at: datetime | None = None
    overdue_at: datetime | None = None
    urgent_at: datetime | None = None
    going_until: datetime | None = None
    usual_until: datetime | None = None
    stepped_out_until: datetime | None = None
    stepped_out_to: Where | None = None
    look_outside: bool = False
    confirm_since: datetime | None = None
    head_count: HeadCount | None = None
    response_id: UUID | None = None
    naloxone: bool = False
    ended_at: datetime | None = None
    end_kind: EndKind | None = None
    turned_away_why: TurnedAwayWhy | None = None

    @property
    def opioid(self) -> bool:
        """Whether an opioid was named, as reported."""
        return any(substance in OPIOIDS for substance in self.substances)


@dataclass(frozen=True)
class Ask:
    """One act as it was asked for. Only the fields of its kind are read."""

    act: VisitAct
    at: datetime
    room_says_otherwise: bool = False
    answer: Answer | None = None
    since: datetime | None = None
    """From when on it was so, where that is before ``at``: a track that begins, begins then."""
    where: Where | None = None
    breaths_per_minute: float | None = None
    booth_id: int | None = None
    seat_id: int | None = None
    mark: str = ""
    aftercare_place: bool = False
    """Whether the seat meant stands in an aftercare area."""
    seconds: int | None = None
    route: Route | None = None
    substances: tuple[Substance, ...] = ()
    end_kind: EndKind = EndKind.LEFT
    why: TurnedAwayWhy | None = None
    without_use: bool = False
    gap_from: datetime | None = None
    """When the last outage began, if there was one: what was seen before it confirms nobody."""
    excused: bool = False
    """A look at a check that fell due while everyone was out: nobody could make it in time."""
    other: UUID | None = None
    response: UUID | None = None


Step = tuple[Visit, list[Fact]]
