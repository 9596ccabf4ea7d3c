"""Calls of workers for their own safety."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class HelpCall(Base):
    """``device_id``: where it was raised and is reset. ``loud_at``: tablets are soft until then.
    ``over_at`` empty: it stands."""

    __tablename__ = "help_call"
    __table_args__ = (Index(None, "site_id", "over_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    version: Mapped[int]
    device_id: Mapped[int | None]
    where: Mapped[str] = mapped_column(String(60))
    """The name of that tablet."""
    who: Mapped[str | None] = mapped_column(String(60))
    began_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    loud_at: Mapped[datetime]
    going_until: Mapped[datetime | None]
    going: Mapped[str | None] = mapped_column(String(60))
    over_at: Mapped[datetime | None]
