"""Overdose responses: the response, other names for it, who is and was there, what was done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base, word
from ops.domain.words import (
    Debrief,
    GivenBy,
    Offered,
    OutcomeAmbulance,
    OutcomePlace,
    OutcomeState,
    ResponseKind,
    ResponsePlace,
    ResponseState,
)
from ops.models.counter import to_post


class Response(Base):
    __tablename__ = "response"
    __table_args__ = (
        Index(None, "site_id", "state"),
        Index(None, "site_id", "began_at"),
        to_post("response"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    version: Mapped[int]
    booth_id: Mapped[int | None] = mapped_column(ForeignKey("booth.id"))
    seat: Mapped[str | None] = mapped_column(String(4))
    place: Mapped[ResponsePlace | None] = mapped_column(word(ResponsePlace))
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"))
    kind: Mapped[ResponseKind] = mapped_column(word(ResponseKind))
    state: Mapped[ResponseState] = mapped_column(word(ResponseState))
    began_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    going_until: Mapped[datetime | None]
    attended_at: Mapped[datetime | None]
    """First attendance: how long it took until somebody was there."""
    attended_until: Mapped[datetime | None]
    more_hands_at: Mapped[datetime | None]
    lead: Mapped[str | None] = mapped_column(String(60))
    over_at: Mapped[datetime | None]
    outcome_state: Mapped[OutcomeState | None] = mapped_column(word(OutcomeState))
    outcome_place: Mapped[OutcomePlace | None] = mapped_column(word(OutcomePlace))
    outcome_ambulance: Mapped[OutcomeAmbulance | None] = mapped_column(word(OutcomeAmbulance))
    outcome_by: Mapped[str | None] = mapped_column(String(60))
    care_naloxone: Mapped[Offered | None] = mapped_column(word(Offered))
    care_place: Mapped[Offered | None] = mapped_column(word(Offered))
    debrief: Mapped[Debrief | None] = mapped_column(word(Debrief))
    complete_at: Mapped[datetime | None]
    marks: Mapped[list[str]] = mapped_column(default=list)
    wake_at: Mapped[datetime | None] = mapped_column(index=True)
    posted: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What the counters hold of it (``ops.services.disclosure.posting``), …"""
    posted_version: Mapped[int | None]
    """… as of this version."""
    log_gone: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Rows of its log were deleted: what was posted of it stays as it is."""


class ResponseAlias(Base):
    """A second id under which the same response was begun; both are its name."""

    __tablename__ = "response_alias"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    response_id: Mapped[UUID] = mapped_column(ForeignKey("response.id"), index=True)


class ResponsePerson(Base):
    """Who is going or there. ``who`` is a name chip or the device: never a participant."""

    __tablename__ = "response_person"

    response_id: Mapped[UUID] = mapped_column(ForeignKey("response.id"), primary_key=True)
    who: Mapped[str] = mapped_column(String(60), primary_key=True)
    state: Mapped[str] = mapped_column(String(8))
    since: Mapped[datetime]


class ResponseLeft(Base):
    """Who was there and went back, from when to when. A row is never changed."""

    __tablename__ = "response_left"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[UUID] = mapped_column(ForeignKey("response.id"), index=True)
    who: Mapped[str] = mapped_column(String(60))
    since: Mapped[datetime]
    until: Mapped[datetime]


class ResponseAction(Base):
    """One row of the log. Never changed: a correction is a new row that ``amends`` this one,
    and a void only says when and why."""

    __tablename__ = "response_action"
    __table_args__ = (Index(None, "response_id", "happened_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    response_id: Mapped[UUID] = mapped_column(ForeignKey("response.id"))
    kind: Mapped[str] = mapped_column(String(32))
    given_by: Mapped[GivenBy | None] = mapped_column(word(GivenBy))
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    marks: Mapped[list[str]] = mapped_column(default=list)
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(60))
    device_id: Mapped[int | None]
    corrected_by: Mapped[str | None] = mapped_column(String(60))
    amends: Mapped[UUID | None]
    superseded_by: Mapped[UUID | None]
    amend_reason: Mapped[str | None] = mapped_column(String(200))
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str | None] = mapped_column(String(200))
    same_as: Mapped[UUID | None]
