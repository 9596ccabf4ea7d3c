"""What every use case needs of the house: its database, its clock, its bell, its keys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from ops.db import Database
from ops.keys import Secrets

T = TypeVar("T")


class Aside(Protocol):
    """Where work goes that only computes, for tens of milliseconds: nobody else waits for it."""

    def __call__(self, work: Callable[[], T], /) -> T: ...


def in_this_thread(work: Callable[[], T], /) -> T:
    """Where each request has a thread of its own, nobody waits for it anyway."""
    return work()


@dataclass(frozen=True)
class House:
    """``ring(site_id)`` says that a commit on that site has happened; it may be lost."""

    db: Database
    now: Callable[[], datetime]
    ring: Callable[[int], None]
    keys: Secrets
    aside: Aside = in_this_thread
    site_file: Path | None = None
    """Where the first site's file lies, and beside it those of the others; without, none is written."""
