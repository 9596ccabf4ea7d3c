"""Who is told next: steps of running ladders, and the outbox of what goes outside."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base, word
from ops.domain.words import ResponsePlace, Subject, ToldBy


class ToldStep(Base):
    """One step of one ladder, as it was copied. ``about``: the response, or the call for help.

    ``due_at`` moves with attendance and is empty once it is over; ``taken_at`` is when it was
    taken last. It is to be taken while it is due and was not taken since."""

    __tablename__ = "told_step"
    __table_args__ = (UniqueConstraint("about", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    subject: Mapped[Subject] = mapped_column(word(Subject))
    about: Mapped[UUID]
    number: Mapped[int]
    after: Mapped[int]
    by: Mapped[ToldBy] = mapped_column(word(ToldBy))
    who: Mapped[str] = mapped_column(String(40))
    to: Mapped[str] = mapped_column(String(500))
    made_at: Mapped[datetime]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    taken_at: Mapped[datetime | None]


class Message(Base):
    """Something to say to somebody outside. It holds where to look and never what happened.

    ``about`` empty: a test. ``next_try_at`` empty: it is done with: sent, given up, or withdrawn
    as somebody came. Whoever moves ``next_try_at`` on has it to send. ``confirmed_at``: the
    receiver answered that a person knows."""

    __tablename__ = "message"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    about: Mapped[UUID | None] = mapped_column(index=True)
    by: Mapped[ToldBy] = mapped_column(word(ToldBy))
    who: Mapped[str] = mapped_column(String(40))
    to: Mapped[str] = mapped_column(String(500))
    booth: Mapped[str | None] = mapped_column(String(20))
    place: Mapped[ResponsePlace | None] = mapped_column(word(ResponsePlace))
    made_at: Mapped[datetime] = mapped_column(index=True)
    attempts: Mapped[int]
    next_try_at: Mapped[datetime | None] = mapped_column(index=True)
    failing_since: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
