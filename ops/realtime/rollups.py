"""Days that are over become numbers that add up, by and by: a breath after each day and after each site.

Of several processes each does its share of the sites: nobody waits for these numbers, as what is not
added up yet is counted when it is asked for. The share of one that has ended falls to the others.

Where one act touched many days, they are added up anew within a minute: until then each page counts all of
them. All else, a day that is over or a late entry, is a day or two, and waits.
"""

from collections.abc import Callable

from ops.clock import monotonic
from ops.realtime.breath import Breath, Breaths
from ops.services import turns
from ops.services.house import House
from ops.services.summaries import rolling

LOOK_EVERY = 60.0
ALL_EVERY = 600.0
"""Seconds."""


class RollupRound:
    """How far it has come is a row for each site."""

    def __init__(
        self,
        house: House,
        process: str,
        steady: Callable[[], float] = monotonic,
        breaths: Breaths = Breath,
    ) -> None:
        self._house = house
        self._process = process
        self._steady = steady
        self._breaths = breaths
        self._all_at = steady()

    def roll_up(self) -> None:
        """Each minute."""
        breathe = self._breaths()
        sites = {site.id for site in turns.own_sites(self._house, self._process)}
        if self._steady() >= self._all_at:
            self._all_at = self._steady() + ALL_EVERY
        else:
            sites &= rolling.many_days_touched(self._house)
        for site_id in sorted(sites):
            rolling.roll(self._house, site_id, breathe)
            breathe()
