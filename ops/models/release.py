"""The release log: every report and paper that was given a number, with its figures as issued."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class Release(Base):
    """``sheet``: all of it, to be printed again from; of a working paper it goes when the paper does
    (``shred_by``). ``digest``: SHA-256 of it. ``serial`` counts those of that site, kind and year.
    ``staff``, or else ``device``: who issued it, for as long as either is known."""

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("site_id", "kind", "year", "serial"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(String(64), unique=True)
    key: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    period: Mapped[str] = mapped_column(String(80))
    first: Mapped[date]
    last: Mapped[date]
    issued_at: Mapped[datetime]
    staff: Mapped[int | None]
    device: Mapped[int | None]
    digest: Mapped[str] = mapped_column(String(64))
    sheet: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    shred_by: Mapped[date | None]


class ReleaseSite(Base):
    """Of which sites it is."""

    __tablename__ = "release_site"

    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"), primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True, index=True)


class ReleaseTaken(Base):
    """Who took it away, in which format."""

    __tablename__ = "release_taken"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"), index=True)
    format: Mapped[str] = mapped_column(String(8))
    taken_at: Mapped[datetime]
    staff: Mapped[int | None]
    device: Mapped[int | None]
