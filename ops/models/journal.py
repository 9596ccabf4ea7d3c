"""What happened, what was answered, and what an undo would bring back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base


class JournalEntry(Base):
    """One fact, as long as its contents are kept. ``happened_at`` and ``recorded_at`` stay apart.

    ``seq`` is its link in the chain, which was made with ``salt``.
    """

    __tablename__ = "journal"
    __table_args__ = (
        Index(None, "site_id", "seq", unique=True),
        Index(None, "site_id", "version"),
        # Summaries ask for facts of a few kinds within a shift.
        Index(None, "site_id", "kind", "happened_at"),
        # The board counts what nobody signed with every change of the room. SQLite uses an index of
        # a part only in the very words of a question, and before that of versions only when it is closer.
        Index(
            "ix_journal_from_paper",
            "site_id",
            "from_paper",
            "version",
            sqlite_where=text("from_paper = 1"),
            postgresql_where=text("from_paper"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    seq: Mapped[int]
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    command_id: Mapped[UUID | None] = mapped_column(index=True)
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    device_id: Mapped[int | None]
    by: Mapped[str | None] = mapped_column(String(60))
    from_paper: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Of an act that was written by hand and typed in afterwards."""
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ChainLink(Base):
    """The seal under one fact. It stays when the fact's contents go, and says nothing of them."""

    __tablename__ = "chain"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    commitment: Mapped[bytes] = mapped_column(LargeBinary)
    prev: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class Checkpoint(Base):
    """Where a site's chain was as a shift ended, as it stands on paper. It outlives the shift's row."""

    __tablename__ = "checkpoint"
    __table_args__ = (Index(None, "site_id", "shift_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    seq: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    shift_id: Mapped[UUID]


class Receipt(Base):
    """The answer an act got, in the same commit as the act. ``body_hash`` is keyed. The answer goes
    first: what is left still knows the act again."""

    __tablename__ = "receipt"
    __table_args__ = (
        # Which answers are to go is asked every few seconds.
        Index(
            "ix_receipt_answered",
            "recorded_at",
            sqlite_where=text("answer IS NOT NULL"),
            postgresql_where=text("answer IS NOT NULL"),
        ),
    )

    command_id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    body_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    recorded_at: Mapped[datetime] = mapped_column(index=True)


class UndoImage(Base):
    """A row as it was before an act; lives only as long as the act can be undone."""

    __tablename__ = "undo_image"

    id: Mapped[int] = mapped_column(primary_key=True)
    command_id: Mapped[UUID] = mapped_column(index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    version: Mapped[int]
    table: Mapped[str] = mapped_column(String(20))
    row_id: Mapped[str] = mapped_column(String(36))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """``None``: the act made the row."""
    recorded_at: Mapped[datetime] = mapped_column(index=True)
