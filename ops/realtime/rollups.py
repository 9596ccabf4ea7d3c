"""Days that are over become numbers that add up, by and by, commit by commit with a breath between."""

import threading
from collections.abc import Callable

from ops.services import board
from ops.services.house import House
from ops.services.summaries import rolling

LOOK_EVERY = 60.0
BREATH = 0.05


class RollupRound:
    """How far it has come is a row for each site."""

    def __init__(self, house: House, breathe: Callable[[float], object] | None = None) -> None:
        self._house = house
        self._breathe = breathe or threading.Event().wait

    def roll_up(self) -> None:
        """Each minute."""
        for site in board.sites(self._house):
            rolling.roll(self._house, site.id, lambda: self._breathe(BREATH))
