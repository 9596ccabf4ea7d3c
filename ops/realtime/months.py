"""The end of months in which people were counted: looked for as a process starts, and then by and by."""

from ops.services.house import House
from ops.services.retention import cards

LOOK_EVERY = 600.0


class MonthRound:
    def __init__(self, house: House) -> None:
        self._house = house

    def end_months(self) -> None:
        cards.end_months(self._house, self._house.now())
