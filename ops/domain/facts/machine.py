"""What happened to the machine that the house runs on: its clock and its disk."""

from dataclasses import dataclass
from datetime import datetime

from ops.domain.facts.base import Fact


@dataclass(frozen=True)
class ClockSuspected(Fact):
    """``stepped``: seconds by which it was moved; ``behind``: seconds by which it was behind
    what is on record, or the database's clock (less than nothing: ahead of that). ``at`` is
    what the clock said, which may be wrong."""

    stepped: float | None = None
    behind: float | None = None


@dataclass(frozen=True)
class ClockSteady(Fact):
    """It has gone evenly for a while and is past all that is on record."""


@dataclass(frozen=True)
class ClockConfirmed(Fact):
    """Somebody looked, and said that it is right."""


@dataclass(frozen=True)
class TimesMovedBack(Fact):
    """The clock was set back, and what runs went with it by ``back`` seconds: so many stays that
    are not ended, so many responses that run or are to be finished. Facts of before keep their times.

    ``last_beat``: at a start, the house's last sign of life, where it lay ahead of the clock."""

    back: float
    visits: int
    responses: int
    last_beat: datetime | None = None


@dataclass(frozen=True)
class DiskNearlyFull(Fact):
    free_mb: int


@dataclass(frozen=True)
class DiskHasRoom(Fact):
    free_mb: int


@dataclass(frozen=True)
class DiskWasFull(Fact):
    """From ``at`` until then it took nothing. Acts of that time came later, or never."""

    until: datetime


@dataclass(frozen=True)
class BackupPutBack(Fact):
    """From now on the record is that of a backup, as it was then. Acts since come again, or never.

    ``made_at`` is not known where the database's own tools put it back."""

    made_at: datetime | None


@dataclass(frozen=True)
class Purged(Fact):
    """What was over for as long as the site keeps it was deleted: so many rows and facts of ``what``, from
    before ``before``. ``seqs``: which facts, in stretches from … to. ``up_to``: as well any fact up to that
    number."""

    what: str
    before: datetime
    rows: int
    facts: int
    seqs: tuple[tuple[int, int], ...]
    up_to: int | None = None
