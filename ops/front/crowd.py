"""Who is at the door, by address, and how many of one are too many.

Whoever has not asked for anything yet waits here. When too many do, who has waited longest goes: a request
of ours is whole within a moment, so a flood only ever closes its own.
"""

import asyncio
from collections import Counter, OrderedDict
from typing import Final

from ops.allowance import Allowance

MOST_UNFINISHED_OF_ONE: Final = 60
"""Connections of one address that have not sent a whole head yet: a browser that loads a page opens six at
once, and behind one router eight tablets do so together when the room comes back."""
MOST_UNFINISHED: Final = 200
MOST_OPEN_OF_ONE: Final = 100
"""A tablet or wall has seven; behind one router that hides them, eight tablets and their walls."""
MOST_OPEN: Final = 400
"""Each holds two files open, and a process may hold 1,024."""
SCREENS_AT_ONCE, SCREENS_PER_SECOND = 30, 10
"""Handshakes of the live line, from one address."""
MOST_KNOWN = 1000

Meeting = asyncio.Task[None]


class Crowd:
    """The connections of the front door."""

    def __init__(self) -> None:
        self._open: dict[Meeting, str] = {}
        self._of_one: Counter[str] = Counter()
        self._unfinished: OrderedDict[Meeting, str] = OrderedDict()
        self._screens: OrderedDict[str, Allowance] = OrderedDict()

    def has_room(self, address: str) -> bool:
        """For one more connection of this address."""
        return len(self._open) < MOST_OPEN and self._of_one[address] < MOST_OPEN_OF_ONE

    def comes(self, meeting: Meeting, address: str) -> None:
        """It has not asked for anything yet; who has waited longest may have to go for it."""
        self._open[meeting] = address
        self._of_one[address] += 1
        self._unfinished[meeting] = address
        same = [one for one, of in self._unfinished.items() if of == address]
        if len(same) > MOST_UNFINISHED_OF_ONE:
            self._sends_away(same[0])
        elif len(self._unfinished) > MOST_UNFINISHED:
            self._sends_away(next(iter(self._unfinished)))

    def has_asked(self, meeting: Meeting) -> None:
        """Its head is whole."""
        self._unfinished.pop(meeting, None)

    def goes(self, meeting: Meeting) -> None:
        self.has_asked(meeting)
        address = self._open.pop(meeting)
        self._of_one[address] -= 1
        if not self._of_one[address]:
            del self._of_one[address]

    def may_be_a_screen(self, address: str) -> bool:
        """Count one handshake of the live line; False when that is too many."""
        allowance = self._screens.pop(address, None) or Allowance(SCREENS_AT_ONCE, SCREENS_PER_SECOND)
        self._screens[address] = allowance
        if len(self._screens) > MOST_KNOWN:
            self._screens.popitem(last=False)
        return allowance.takes()

    def closes(self) -> list[Meeting]:
        """Whoever has not asked is sent away; the others are still being answered."""
        for meeting in list(self._unfinished):
            self._sends_away(meeting)
        return list(self._open)

    def _sends_away(self, meeting: Meeting) -> None:
        self.has_asked(meeting)
        meeting.cancel()
