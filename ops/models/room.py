"""The room as a whole: notices, pauses of sound, walks from seat to seat, opening checks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base, word
from ops.domain.words import Basis, Checked, Found, NoticeKind, WalkKind


class Notice(Base):
    """Something everyone is told until it is over. ``until`` empty: still so.

    ``text`` is the site's own line (a drug alert, a service, "you said, we did"); notices of
    the house have none. ``about``: the device a sound test is for.
    """

    __tablename__ = "notice"
    __table_args__ = (Index(None, "site_id", "until"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    kind: Mapped[NoticeKind] = mapped_column(word(NoticeKind))
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    text: Mapped[str | None] = mapped_column(String(120))
    basis: Mapped[Basis | None] = mapped_column(word(Basis))
    about: Mapped[int | None]


class Pause(Base):
    """The sound of one cause is off until then, on every screen."""

    __tablename__ = "pause"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    cause: Mapped[str] = mapped_column(String(60), primary_key=True)
    at: Mapped[datetime]
    until: Mapped[datetime]


class Walk(Base):
    """One walk from seat to seat. ``ended_at`` empty: somebody is walking."""

    __tablename__ = "walk"
    __table_args__ = (Index(None, "site_id", "began_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    version: Mapped[int]
    kind: Mapped[WalkKind] = mapped_column(word(WalkKind))
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class WalkFound(Base):
    """What was found in a seat. ``differs``: the board had it otherwise; ``shown``: what the
    board had there (``empty`` or the visit's state). ``counts`` false once undone."""

    __tablename__ = "walk_found"
    __table_args__ = (Index(None, "walk_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    walk_id: Mapped[UUID] = mapped_column(ForeignKey("walk.id"))
    booth_id: Mapped[int] = mapped_column(ForeignKey("booth.id"))
    seat: Mapped[str] = mapped_column(String(4))
    visit_id: Mapped[UUID | None]
    shown: Mapped[str] = mapped_column(String(20))
    found: Mapped[Found] = mapped_column(word(Found))
    differs: Mapped[bool]
    happened_at: Mapped[datetime]
    counts: Mapped[bool] = mapped_column(default=True)


class OpeningCheck(Base):
    """One point of an opening check, as it was last said. ``point`` is a name of the site's
    list, or ``sound:<device id>``."""

    __tablename__ = "opening_check"
    __table_args__ = (Index(None, "site_id", "happened_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    shift_id: Mapped[UUID | None]
    point: Mapped[str] = mapped_column(String(40))
    state: Mapped[Checked] = mapped_column(word(Checked))
    happened_at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(60))
    counts: Mapped[bool] = mapped_column(default=True)
