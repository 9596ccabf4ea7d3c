"""Times of the journal, as the clock says them now.

A fact keeps the time that the clock showed. Where the clock was set back since, what was said
before that lies that much later than it happened; whoever compares it with now, or with an
act, takes that into account here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.models import JournalEntry

MOVED = facts.TimesMovedBack.kind()


@dataclass(frozen=True)
class JournalTime:
    """``moves``: the entry that says a move, and by how much; oldest first."""

    moves: tuple[tuple[int, timedelta], ...]

    @classmethod
    def of(cls, session: Session, site_id: int) -> "JournalTime":
        """As it is on that site up to now."""
        rows = session.execute(
            select(JournalEntry.id, JournalEntry.data)
            .where(JournalEntry.site_id == site_id, JournalEntry.kind == MOVED)
            .order_by(JournalEntry.id)
        )
        return cls(tuple((entry, timedelta(seconds=data["back"])) for entry, data in rows))

    def now(self, entry: int, said: datetime) -> datetime:
        """What that entry says, by the clock of now."""
        return said - sum((by for moved, by in self.moves if entry < moved), timedelta())

    def where(self, holds: Callable[[timedelta], ColumnElement[bool]]) -> ColumnElement[bool]:
        """``holds(ahead)``, of entries whose times lie that much ahead, put together for all."""
        parts, since = [], 0
        ahead = sum((by for _, by in self.moves), timedelta())
        for moved, by in self.moves:
            parts.append(and_(JournalEntry.id >= since, JournalEntry.id < moved, holds(ahead)))
            since, ahead = moved, ahead - by
        return or_(*parts, and_(JournalEntry.id >= since, holds(timedelta())))
