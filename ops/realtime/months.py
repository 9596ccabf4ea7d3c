"""The end of months in which people were counted: looked for as a process starts, and then by and by.

Of several processes each does it for its share of the sites, with a breath between: nobody waits for it.
"""

from ops.realtime.breath import Breath, Breaths
from ops.services import turns
from ops.services.house import House
from ops.services.retention import cards

LOOK_EVERY = 600.0


class MonthRound:
    """Which months are over, and which are ended, is in rows and files: a restart loses nothing."""

    def __init__(self, house: House, process: str, breaths: Breaths = Breath) -> None:
        self._house = house
        self._process = process
        self._breaths = breaths

    def end_months(self) -> None:
        """Now and then."""
        breathe = self._breaths()
        for site in turns.own_sites(self._house, self._process):
            cards.end_months_at(self._house, site.id, self._house.now())
            breathe()
