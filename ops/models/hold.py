"""Legal holds."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class LegalHold(Base):
    """Two people asked and agreed, two asked for its end and lifted it; each by number, and by the name
    they had. ``ending_at`` may be too old to count."""

    __tablename__ = "legal_hold"

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    reason: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime]
    asked_by: Mapped[int]
    asked_name: Mapped[str] = mapped_column(String(40))
    agreed_at: Mapped[datetime | None]
    agreed_by: Mapped[int | None]
    agreed_name: Mapped[str | None] = mapped_column(String(40))
    ending_at: Mapped[datetime | None]
    ending_by: Mapped[int | None]
    ending_name: Mapped[str | None] = mapped_column(String(40))
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[int | None]
    lifted_name: Mapped[str | None] = mapped_column(String(40))
