"""Signatures under what was typed in from paper."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class LateSigning(Base):
    """Somebody of the team compared entries with the paper and answers for them: all that were on
    record by version ``until`` and not signed before. ``counts`` false: it was undone."""

    __tablename__ = "late_signing"
    __table_args__ = (Index(None, "site_id", "until"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    until: Mapped[int]
    entries: Mapped[int]
    by: Mapped[str] = mapped_column(String(60))
    signed_at: Mapped[datetime]
    counts: Mapped[bool] = mapped_column(default=True)
