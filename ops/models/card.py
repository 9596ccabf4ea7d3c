"""How many people came in a month, as far as they used a card; and the keyed marks that are counted.

A mark is of the card and the month's key, which lies elsewhere. When the month is over it is counted,
the marks go, and the key is destroyed.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class MonthCard(Base):
    """One person's card in one month. Of no visit: rows lie in the order of their marks, which is by
    chance, so that not even the order in which people came can be read from them."""

    __tablename__ = "month_card"
    __table_args__ = ({"sqlite_with_rowid": False},)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    seen: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)


class MonthCount(Base):
    """``people`` empty: not counted yet, or nobody knows, as the key was lost before.

    ``not_known``: visits with a card whose month had no key any more, in the month they were told in.
    """

    __tablename__ = "month_count"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    people: Mapped[int | None]
    visits_with_card: Mapped[int] = mapped_column(default=0)
    not_known: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None]
    destroyed_at: Mapped[datetime | None]
