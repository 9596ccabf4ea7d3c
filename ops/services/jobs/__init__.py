"""Work that takes longer than a page may: a row, and a process that takes it up.

1. Whoever asks queues it, and may leave. ``ops.jobs`` names the kinds there are.
2. The house takes the oldest, one at a time, and has a process of its own do it (``realtime/jobs.py``).
   What it says on the way is in the row.
3. It is held by a sign of life. Without one for ``STALE`` whoever held it is gone, and it is taken up
   anew, ``TRIES`` times at most; so a restart loses nothing.
4. What it made is for whoever asked, for ``KEPT``, then row and file go. A file that was given with it goes
   when it is over, or stays as long for a second step (``go_on``).

A file lies beside the database, sealed with a key that is only in the row: a backup has the one and
never the other, and a disk alone tells nothing where the database is encrypted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ops.models import JobState

STALE = timedelta(seconds=30)
TRIES = 3
KEPT = timedelta(hours=1)


@dataclass(frozen=True)
class Asker:
    """Who asks, on which device."""

    device: int | None
    staff: int | None = None


@dataclass(frozen=True)
class Work:
    """As it is given to whoever does it."""

    id: UUID
    site_id: int
    kind: str
    asked: Mapping[str, Any]
    language: str
    asker: Asker


@dataclass(frozen=True)
class File:
    """What a job made to be taken away."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True)
class Shown:
    """How it stands. ``asked``: as it was queued. ``why``: it could not be done, in words, or empty where it
    broke. ``keeps_given``: what was given is there for a second step. ``until``: when it goes."""

    id: UUID
    kind: str
    asked: Mapping[str, Any]
    state: JobState
    done: int
    of: int
    why: str | None
    answer: Mapping[str, Any]
    has_file: bool
    keeps_given: bool
    until: datetime | None

    @property
    def is_over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)


class Lost(Exception):
    """Somebody else has taken it up meanwhile: what was done here counts for nothing."""
