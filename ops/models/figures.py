"""Figures that stay when the rows they were counted from go."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class Figures(Base):
    """Exact operational totals of a shift or a day; nothing in them names a seat, a response or a person.

    ``kind`` and ``key`` as its page is asked for, from ``start`` to ``until``, by the clock of
    ``time_zone``. Each part is made once, as its rows are about to go, and never again: empty until
    then. ``version``: of their form.
    """

    __tablename__ = "figures"
    __table_args__ = (Index(None, "site_id", "start"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    key: Mapped[str] = mapped_column(String(36), primary_key=True)
    start: Mapped[datetime]
    until: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    version: Mapped[int]
    stays: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    responses: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    house: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
