"""Shifts, and who of the staff was where."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base, word
from ops.domain.words import StaffPlace


class Shift(Base):
    __tablename__ = "shift"
    __table_args__ = (Index(None, "site_id", "opened_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    version: Mapped[int]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = mapped_column(String(60))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(60))
    next_shift_id: Mapped[UUID | None]
    """Set when it was handed over rather than closed."""
    staying: Mapped[list[str]] = mapped_column(default=list)


class StaffPresence(Base):
    """One stretch of one person of the staff in one place. ``until`` empty: still there."""

    __tablename__ = "staff_presence"
    __table_args__ = (Index(None, "site_id", "until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    place: Mapped[StaffPlace] = mapped_column(word(StaffPlace))
    since: Mapped[datetime]
    until: Mapped[datetime | None]
