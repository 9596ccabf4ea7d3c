"""Whether clocks that should say the same do: this process's, the database's own, those of other processes.

Where all is on one machine there is one clock, and nothing to be found; the embedded database has none.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select

from ops.db import UtcDateTime
from ops.services import turns
from ops.services.clock_records import APART
from ops.services.house import House

NO_TIME = timedelta()


def from_database(house: House) -> timedelta:
    """By how much the database's clock is ahead of ours, at the least; less than nothing where it is behind.

    It is asked between two readings of ours, so that how long the question took makes no difference.
    """
    if house.db.is_sqlite:
        return NO_TIME
    with house.db.ask() as session:
        session.connection()  # A line that must be made first takes longer than the question.
        before = house.now()
        says = session.scalars(select(func.clock_timestamp(type_=UtcDateTime))).one()
        after = house.now()
    return says - before if says < before else max(says - after, NO_TIME)


class OtherClocks:
    """Those of all processes, by their beats. Remembers one look; owned by one round."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._looked_at: datetime | None = None
        self._beats: Mapping[str, datetime] = {}

    def are_apart(self) -> bool:
        """Whether a beat came since the last look that says another time than was between both looks."""
        if self._house.db.is_sqlite:
            return False
        since, known = self._looked_at, self._beats
        looked_at = self._house.now()
        beats = turns.beats(self._house)
        until = self._house.now()
        self._looked_at, self._beats = looked_at, beats
        came = [at for process, at in beats.items() if at != known.get(process)]
        return since is not None and any(not since - APART <= at <= until + APART for at in came)
