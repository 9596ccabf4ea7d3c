"""Stays, the looks made in them, and the limits that passed without one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base, word
from ops.domain.words import (
    Answer,
    EndKind,
    HeadCount,
    LateLevel,
    Look,
    Route,
    Track,
    TurnedAwayWhy,
    VisitState,
    Where,
)
from ops.models.counter import to_post


class Visit(Base):
    """Columns are the fields of ``ops.domain.visit_data.Visit``, by the same names."""

    __tablename__ = "visit"
    __table_args__ = (
        # One person in a seat, whatever races: the database itself says no.
        Index(
            "uq_visit_seat_in_use",
            "seat_id",
            unique=True,
            sqlite_where=text("state != 'ended' AND seat_id IS NOT NULL"),
            postgresql_where=text("state != 'ended' AND seat_id IS NOT NULL"),
        ),
        Index(None, "site_id", "state"),
        Index(None, "site_id", "ended_at"),
        # Who was here at a moment: of all stays that are kept, and told from the index alone.
        Index(None, "site_id", "seated_at", "ended_at", "end_kind", "episodes"),
        Index(None, "wake_at"),
        Index(None, "booth_id"),
        to_post("visit"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    version: Mapped[int]
    arrived_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    state: Mapped[VisitState] = mapped_column(word(VisitState))
    stage: Mapped[VisitState] = mapped_column(word(VisitState))
    booth_id: Mapped[int | None] = mapped_column(ForeignKey("booth.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"))
    route: Mapped[Route | None] = mapped_column(word(Route))
    substances: Mapped[list[str]] = mapped_column(default=list)
    handle: Mapped[str | None] = mapped_column(String(24))
    look: Mapped[Look | None] = mapped_column(word(Look))
    called_at: Mapped[datetime | None]
    hold_until: Mapped[datetime | None]
    seated_at: Mapped[datetime | None]
    episode_at: Mapped[datetime | None]
    episodes: Mapped[int]
    last_look_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    answer: Mapped[Answer | None] = mapped_column(word(Answer))
    asleep_in_a_row: Mapped[int]
    track: Mapped[Track] = mapped_column(word(Track))
    track_since: Mapped[datetime | None]
    check_number: Mapped[int]
    due_soon_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    overdue_at: Mapped[datetime | None]
    urgent_at: Mapped[datetime | None]
    going_until: Mapped[datetime | None]
    usual_until: Mapped[datetime | None]
    stepped_out_until: Mapped[datetime | None]
    stepped_out_to: Mapped[Where | None] = mapped_column(word(Where))
    look_outside: Mapped[bool]
    confirm_since: Mapped[datetime | None]
    """After an outage, or back in: the room has to be walked, nobody knows whether this holds."""
    head_count: Mapped[HeadCount | None] = mapped_column(word(HeadCount))
    response_id: Mapped[UUID | None]
    naloxone: Mapped[bool]
    ended_at: Mapped[datetime | None]
    end_kind: Mapped[EndKind | None] = mapped_column(word(EndKind))
    turned_away_why: Mapped[TurnedAwayWhy | None] = mapped_column(word(TurnedAwayWhy))
    wake_at: Mapped[datetime | None]
    """When the sweep next has something to make durable for this visit."""
    posted: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What the counters hold of it (``ops.services.disclosure.posting``), …"""
    posted_version: Mapped[int | None]
    """… as of this version."""


class CheckIn(Base):
    """One look. ``was_due_at`` is the time it answered, ``counts`` false once undone."""

    __tablename__ = "check_in"
    __table_args__ = (Index(None, "site_id", "happened_at"), Index(None, "visit_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"))
    check_number: Mapped[int]
    answer: Mapped[Answer] = mapped_column(word(Answer))
    where: Mapped[Where | None] = mapped_column(word(Where))
    breaths_per_minute: Mapped[float | None]
    was_due_at: Mapped[datetime | None]
    overdue_at: Mapped[datetime | None]
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    counts: Mapped[bool] = mapped_column(default=True)


class LateCheck(Base):
    """A limit that passed with nobody there. One per visit, check and level, whoever sweeps."""

    __tablename__ = "late_check"
    __table_args__ = (
        UniqueConstraint("visit_id", "check_number", "level"),
        Index(None, "site_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"))
    check_number: Mapped[int]
    level: Mapped[LateLevel] = mapped_column(word(LateLevel))
    due_at: Mapped[datetime]
    at: Mapped[datetime]
    not_possible: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """It passed while the room needed eyes: nobody was free to look, so nobody was late."""
