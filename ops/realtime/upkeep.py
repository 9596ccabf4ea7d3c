"""The machine under the house, looked at round after round: its clock and its disk."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from ops import logs
from ops.clock import StepWatch, both, monotonic
from ops.config import Settings
from ops.realtime.freshness import Freshness
from ops.services import clock_apart, clock_records, clock_trust, disk_room
from ops.services.clock_apart import OtherClocks
from ops.services.house import House

log = logs.get(__name__)

LOOK_EVERY = 1.0
EVENLY_EVERY = 10.0
FULL_FOR = 15.0
"""Seconds without a refused write after which the disk counts as having room again: longer
than a tablet, or the sweep's own sign of life, waits between two tries."""
ENOUGH = 1.2
"""Times the free bytes below which it is nearly full, so that the notice does not flicker."""


class ClockRound:
    """Whether the wall clock can be believed. A step that could not be followed yet is kept."""

    def __init__(self, house: House, steady: Callable[[], float] = monotonic) -> None:
        self._house = house
        self._steady = steady
        wall, now = both(house.now, steady)
        self._steps = StepWatch(wall, now)
        self._even_since = self._looked_at = now
        self._compared = False
        self._others = OtherClocks(house)
        self._said_apart = False
        self._jumps: list[tuple[float, float]] = []
        """Each with when it had last gone evenly, by the steady clock."""

    def look_at_clock(self) -> datetime:
        """Each second: was it moved? The first time also: is it behind what is on record?

        Now, by the wall clock: whatever was found is followed up to here.
        """
        wall, now = both(self._house.now, self._steady)
        jumped = self._steps.stepped(wall, now)
        if jumped:
            self._jumps.append((jumped, self._looked_at))
            self._even_since = now
        self._looked_at = now
        if not self._compared:
            clock_trust.compare_with_records(self._house)
            self._compared = True
        while self._jumps:
            seconds, evenly_until = self._jumps[0]
            clock_trust.was_moved(self._house, seconds, within=timedelta(seconds=now - evenly_until))
            del self._jumps[0]
        return wall

    def trust_clock(self) -> None:
        """As it begins, and then now and then: do other clocks say the same, and has it gone evenly for long
        enough? While they do not nothing is taken back, whichever of them is wrong."""
        apart = self._is_apart_from_database()
        if self._others.are_apart() or apart:
            self._even_since = self._steady()
        if self._steady() - self._even_since >= clock_trust.STEADY_FOR.total_seconds():
            clock_trust.goes_evenly(self._house)

    def _is_apart_from_database(self) -> bool:
        """Said once for as long as it is so: somebody may have looked and found that ours is right."""
        behind = clock_apart.from_database(self._house)
        apart = abs(behind) > clock_records.APART
        if apart and not self._said_apart:
            clock_trust.is_apart(self._house, behind)
        self._said_apart = apart
        return apart


class DiskRound:
    """Whether what happens can be written down, and for how much longer."""

    def __init__(
        self,
        house: House,
        freshness: Freshness,
        *,
        low: int,
        free: Callable[[], int],
        steady: Callable[[], float] = monotonic,
    ) -> None:
        self._house = house
        self._freshness = freshness
        self._low = low
        self._free = free
        self._steady = steady
        self._refused = house.db.refused
        self._written = house.db.written
        self._refused_at = steady()
        self._said_low: bool | None = None
        self._untold: tuple[datetime, datetime] | None = None

    def look_at_disk(self) -> None:
        """Each second. Full comes from writes that were refused, on whatever disk the database
        has; nearly full from this machine's own."""
        self._count_refusals()
        if self._freshness.full_since is None:
            self._tell_of_the_gap()
            self._tell_how_much_is_left()

    def _count_refusals(self) -> None:
        refused, written = self._house.db.refused, self._house.db.written
        now = self._steady()
        since = self._freshness.full_since
        if refused != self._refused:
            self._refused, self._refused_at, self._written = refused, now, written
            if since is None:
                self._freshness.full_since = self._house.now()
                log.error("The disk takes nothing: acts are refused and stay on the tablets. Make room.")
        elif since is not None and written != self._written and now - self._refused_at >= FULL_FOR:
            self._freshness.full_since = None
            began = self._untold[0] if self._untold else since
            self._untold = (began, self._house.now())
            log.warning("The disk takes what is written again.")

    def _tell_of_the_gap(self) -> None:
        if self._untold is not None:
            disk_room.was_full(self._house, *self._untold)
            self._untold = None

    def _tell_how_much_is_left(self) -> None:
        """Said again at each look, as a site may be new. Taken back once: another process may
        have said it of another disk."""
        free = self._free()
        if free < self._low:
            disk_room.nearly_full(self._house, free)
            self._said_low = True
        elif free >= self._low * ENOUGH and self._said_low is not False:
            disk_room.has_room(self._house, free)
            self._said_low = False


def free_bytes(settings: Settings) -> Callable[[], int]:
    """What is left on the disk of the embedded database, or of the data directory."""
    database = settings.database_url.removeprefix("sqlite:///")
    folder = Path(database).parent if settings.is_sqlite else settings.data_dir
    return lambda: shutil.disk_usage(folder).free
