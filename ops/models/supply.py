"""What is on the shelf: batches and cylinders, what changed their counts, what flows from where."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base, word
from ops.domain.words import Moved, SupplyKind


class SupplyItem(Base):
    """A batch of one form and expiry, or one cylinder.

    ``count``: how many there are by the newest count and the moves since; of a cylinder the
    litres at ``counted_at``. ``in_use_since``: a cylinder that a hand would open. ``gone_at``:
    off the list.
    """

    __tablename__ = "supply_item"
    __table_args__ = (Index(None, "site_id", "gone_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    version: Mapped[int]
    kind: Mapped[SupplyKind] = mapped_column(word(SupplyKind))
    form: Mapped[str] = mapped_column(String(24))
    label: Mapped[str | None] = mapped_column(String(16))
    expires_on: Mapped[date | None]
    count: Mapped[int] = mapped_column(default=0)
    counted_at: Mapped[datetime]
    full_litres: Mapped[int | None]
    gauge_full: Mapped[int | None]
    in_use_since: Mapped[datetime | None]
    gone_at: Mapped[datetime | None]
    added_at: Mapped[datetime]


class SupplyMove(Base):
    """One change of a count. ``amount``: how many there were (``counted``), else more or fewer.

    A dose is known by ``root``, the first row of its line in that response's log; it has one row
    for each batch it took from. ``counts`` false once undone.
    """

    __tablename__ = "supply_move"
    __table_args__ = (Index(None, "item_id", "happened_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("supply_item.id"))
    command_id: Mapped[UUID] = mapped_column(index=True)
    what: Mapped[Moved] = mapped_column(word(Moved))
    amount: Mapped[int]
    happened_at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(60))
    response_id: Mapped[UUID | None] = mapped_column(ForeignKey("response.id"), index=True)
    root: Mapped[UUID | None]
    counts: Mapped[bool] = mapped_column(default=True)


class OxygenDraw(Base):
    """What flows, or flowed, from a cylinder in a response, in litres a minute. A flow that went
    over to another cylinder is a row for each."""

    __tablename__ = "oxygen_draw"
    __table_args__ = (Index(None, "cylinder_id", "until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    cylinder_id: Mapped[UUID] = mapped_column(ForeignKey("supply_item.id"))
    response_id: Mapped[UUID | None] = mapped_column(ForeignKey("response.id"), index=True)
    root: Mapped[UUID]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    litres_per_minute: Mapped[float]
