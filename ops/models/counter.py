"""Counters that may be shown of a site's events; see ``ops.domain.disclosure``.

What is counted of a step lies in ``counter_open`` while the step is open, and nowhere after it was closed.
"""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


def to_post(table: str) -> Index:
    """Finds the rows of which the counters hold nothing yet, or what they were in an older version."""
    changed = text("posted_version IS NULL OR posted_version != version")
    return Index(f"ix_{table}_to_post", "site_id", sqlite_where=changed, postgresql_where=changed)


class Counter(Base):
    """``x``: all that was counted in closed steps, and the number that was drawn once. That is kept nowhere
    by itself."""

    __tablename__ = "counter"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    series: Mapped[str] = mapped_column(String(32), primary_key=True)
    category: Mapped[str] = mapped_column(String(32), primary_key=True)
    x: Mapped[int]


class CounterStep(Base):
    """Up to the beginning of the day ``until``. ``line``: from one beginning of all counters of the series
    to the next; windows lie within one.

    Open while ``closed_at`` is empty. ``shown``: what each category shows from then on, for those who run
    the room (``R5``); empty of one that was held back, whose events are counted with the next. The first of
    a line counts nothing: it says where counting begins. ``total``: of a
    series that is exact for those who run the room, how many there were in its line so far.
    """

    __tablename__ = "counter_step"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    series: Mapped[str] = mapped_column(String(32), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    closed_at: Mapped[datetime | None]
    shown: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    total: Mapped[int | None]


class CounterOpen(Base):
    """What was counted of an open step so far. Goes as it is closed."""

    __tablename__ = "counter_open"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    series: Mapped[str] = mapped_column(String(32), primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(String(32), primary_key=True)
    net: Mapped[int]
