"""Days that are over become numbers that add up, by and by: a breath after each day and after each site.

Of several processes each does its share of the sites: nobody waits for these numbers, as what is not
added up yet is counted when it is asked for. The share of one that has ended falls to the others.
"""

from ops.realtime.breath import Breath, Breathe
from ops.services import turns
from ops.services.house import House
from ops.services.summaries import rolling

LOOK_EVERY = 600.0


class RollupRound:
    """How far it has come is a row for each site."""

    def __init__(self, house: House, process: str, breathe: Breathe | None = None) -> None:
        self._house = house
        self._process = process
        self._breathe = breathe or Breath()

    def roll_up(self) -> None:
        """Now and then."""
        for site in turns.own_sites(self._house, self._process):
            rolling.roll(self._house, site.id, self._breathe)
            self._breathe()
