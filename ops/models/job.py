"""Work that takes longer than a page may: asked for here, done by a process of its own."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ops.db import Base, word


class JobState(StrEnum):
    """``FAILED``: ``why`` says it in words."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """``asked``: what the work needs to know; small, and nothing of anybody. ``runner`` holds it until
    ``beat_at`` is too old. ``file_key``: opens the file that it made, or (without a ``file_name``) was
    given, which lies beside the database; both go soon after ``ended_at``. ``staff``, or else
    ``device``: who asked, and may see it.
    """

    __tablename__ = "job"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    asked: Mapped[dict[str, Any]]
    language: Mapped[str] = mapped_column(String(16))
    staff: Mapped[int | None]
    device: Mapped[int | None]
    state: Mapped[JobState] = mapped_column(word(JobState), index=True)
    asked_at: Mapped[datetime]
    runner: Mapped[str | None] = mapped_column(String(32))
    tries: Mapped[int] = mapped_column(default=0)
    beat_at: Mapped[datetime | None]
    done: Mapped[int] = mapped_column(default=0)
    of: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None]
    why: Mapped[str | None] = mapped_column(String(300))
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    file_name: Mapped[str | None] = mapped_column(String(120))
    file_type: Mapped[str | None] = mapped_column(String(120))
    file_key: Mapped[bytes | None] = mapped_column(LargeBinary)
