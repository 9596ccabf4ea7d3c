"""Booths and their seats."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ops.db import Base, word
from ops.domain.words import BoothKind


class Booth(Base):
    """A place with one or more seats. ``free`` and ``occupied`` are not stored: who sits
    there says it. ``version`` is the site version that last changed its tile."""

    __tablename__ = "booth"
    __table_args__ = (UniqueConstraint("site_id", "name"), Index(None, "site_id", "version"))

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    name: Mapped[str] = mapped_column(String(20))
    kind: Mapped[BoothKind] = mapped_column(word(BoothKind))
    row: Mapped[int]
    column: Mapped[int]
    width: Mapped[int] = mapped_column(default=1)
    height: Mapped[int] = mapped_column(default=1)
    wiped: Mapped[bool] = mapped_column(default=True)
    """Whether it is wiped after the last person leaves before it is free again."""
    closed: Mapped[bool] = mapped_column(default=False)
    closed_reason: Mapped[str | None] = mapped_column(String(80))
    cleaning_since: Mapped[datetime | None]
    retired: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)
    seats: Mapped[list["Seat"]] = relationship(order_by="Seat.position", lazy="selectin")


class Seat(Base):
    """``extra``: put beside the others because the room had one more person than the board
    could place; shown only while someone is in it."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("booth_id", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    booth_id: Mapped[int] = mapped_column(ForeignKey("booth.id"))
    mark: Mapped[str] = mapped_column(String(4))
    position: Mapped[int]
    extra: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
