"""A legal hold: nothing is deleted while it stands. Two different people say so, and two that it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WAITS_FOR = timedelta(hours=72)
"""What one person asked for waits so long for another who agrees; meanwhile nothing is deleted either."""


class Standing(StrEnum):
    """How it stands. ``LAPSED``: nobody agreed in time, so it never was one."""

    ASKED = "asked"
    AGREED = "agreed"
    ENDING = "ending"
    LIFTED = "lifted"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Said:
    """Who said something, and when."""

    staff: int
    at: datetime


class OnePerson(Exception):
    """Whoever asked cannot be the one who agrees."""


class NotNow(Exception):
    """It does not stand like that, or no longer."""


@dataclass(frozen=True)
class Hold:
    """What was said of it so far."""

    asked: Said
    agreed: Said | None = None
    ending: Said | None = None
    lifted: Said | None = None

    def standing(self, now: datetime) -> Standing:
        """How it stands now. That it should end is forgotten when nobody else says so in time."""
        if self.lifted is not None:
            return Standing.LIFTED
        if self.agreed is None:
            return Standing.ASKED if now < self.asked.at + WAITS_FOR else Standing.LAPSED
        if self.ending is not None and now < self.ending.at + WAITS_FOR:
            return Standing.ENDING
        return Standing.AGREED

    def stands(self, now: datetime) -> bool:
        """Whether nothing may be deleted."""
        return self.standing(now) not in (Standing.LIFTED, Standing.LAPSED)

    def may_agree(self, staff: int, now: datetime) -> None:
        """Raises ``NotNow`` and ``OnePerson``."""
        _second(self.standing(now) is Standing.ASKED, self.asked, staff)

    def may_end(self, now: datetime) -> None:
        """Raises ``NotNow``: only what two have agreed to needs two to end."""
        if self.standing(now) is not Standing.AGREED:
            raise NotNow

    def may_lift(self, staff: int, now: datetime) -> None:
        """Raises ``NotNow`` and ``OnePerson``."""
        _second(self.standing(now) is Standing.ENDING, self.ending, staff)


def _second(in_time: bool, first: Said | None, staff: int) -> None:
    if not in_time or first is None:
        raise NotNow
    if first.staff == staff:
        raise OnePerson
