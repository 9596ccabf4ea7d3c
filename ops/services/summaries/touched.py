"""Which days may tell other numbers than when they were counted, by what was recorded since.

1. A fact touches the days from when it happened to when it was recorded, and all days of the stay and of the
   response it names: a look after midnight decides whether a check before it was missed. So does it a day that
   ended just before: what was loud then was reached soon.
2. An undo touches what the act it took back had touched.
3. A signature touches every day on which something was typed in from paper.
4. Another setting, or times that were moved, may touch every day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.measures import SOON
from ops.domain.retention import NAMED
from ops.models import DayTotals, JournalEntry, Response, Rolled, Visit
from ops.services.journal_facts import UNDONE

EVERY_DAY = {kind.kind() for kind in (facts.SiteConfigured, facts.TimesMovedBack)}
SIGNED = facts.LateEntriesSigned.kind()
AT_MOST = 2000
"""So many facts of a site are looked at one by one; of more, every day of it is touched."""

ALL_GONE = DayTotals.stays_gone & DayTotals.responses_gone & DayTotals.house_gone

_NEWER = (Rolled.site_id == JournalEntry.site_id) & (JournalEntry.version > Rolled.version)

SAID = (
    JournalEntry.site_id,
    JournalEntry.kind,
    JournalEntry.happened_at,
    JournalEntry.recorded_at,
    JournalEntry.data,
)

Stretch = tuple[datetime, datetime]


@dataclass
class Touched:
    """Of one site."""

    every_day: bool = False
    signed: bool = False
    stretches: list[Stretch] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        return self.every_day or self.signed or bool(self.stretches)

    def touches(self, made: "Made") -> bool:
        """Whether that day's totals may be others now."""
        if self.every_day or (self.signed and made.late_entries):
            return True
        return any(start < made.until and end >= made.start for start, end in self.stretches)


@dataclass(frozen=True)
class Made:
    """A day that has totals, of which something can still be counted."""

    day: date
    start: datetime
    until: datetime
    late_entries: int | None


@dataclass(frozen=True)
class _Said:
    site_id: int
    kind: str
    happened_at: datetime
    recorded_at: datetime
    data: dict[str, Any]


def countable(
    session: Session, site_ids: Iterable[int], *where: ColumnElement[bool]
) -> dict[int, list[Made]]:
    """Days of these sites of which not all rows may be gone."""
    rows = session.execute(
        select(
            DayTotals.site_id, DayTotals.day, DayTotals.start, DayTotals.until, DayTotals.late_entries
        ).where(DayTotals.site_id.in_(site_ids), ~ALL_GONE, *where)
    )
    found: dict[int, list[Made]] = {}
    for site_id, day, start, until, late_entries in rows:
        found.setdefault(site_id, []).append(Made(day, start, until, late_entries))
    return found


def since_rolled(session: Session, site_ids: Sequence[int]) -> dict[int, Touched]:
    """What was recorded after these sites' days were counted; sites whose days never were are left out."""
    rolled = session.scalars(select(Rolled.site_id).where(Rolled.site_id.in_(site_ids)))
    found = {site_id: Touched() for site_id in rolled}
    for site_id, many in session.execute(
        _since(found, JournalEntry.site_id, func.count()).group_by(JournalEntry.site_id)
    ):
        found[site_id].every_day = many > AT_MOST
    few = [site_id for site_id, site in found.items() if not site.every_day]
    said = [_Said(*row) for row in session.execute(_since(few, *SAID))]
    said += _taken_back(session, said)
    for one in said:
        site = found[one.site_id]
        site.every_day |= one.kind in EVERY_DAY
        site.signed |= one.kind == SIGNED
        site.stretches.append((min(one.happened_at, one.recorded_at) - SOON, one.recorded_at))
    for site_id, stretch in _of_rows(session, said):
        found[site_id].stretches.append(stretch)
    return found


def many_days(session: Session) -> set[int]:
    """Sites where, after their days were counted, something was recorded that may touch many of them."""
    sweeping = JournalEntry.kind.in_({*EVERY_DAY, SIGNED})
    return set(session.scalars(select(JournalEntry.site_id).join(Rolled, _NEWER).where(sweeping).distinct()))


def _since(site_ids: Iterable[int], *what: Any) -> Select[Any]:
    """Of the facts that were recorded at these sites since."""
    return select(*what).join(Rolled, _NEWER).where(Rolled.site_id.in_(list(site_ids)))


def _taken_back(session: Session, said: Iterable[_Said]) -> list[_Said]:
    """The facts of acts that were undone; touched until they were."""
    undone = {UUID(one.data["command"]): one.recorded_at for one in said if one.kind == UNDONE}
    rows = session.scalars(select(JournalEntry).where(JournalEntry.command_id.in_(undone)))
    return [
        _Said(row.site_id, row.kind, row.happened_at, undone[row.command_id], row.data)
        for row in rows
        if row.command_id is not None
    ]


def _of_rows(session: Session, said: Sequence[_Said]) -> Iterator[tuple[int, Stretch]]:
    """All of each stay and each response that is named, and of the stay a response is about."""
    if not said:
        return
    now = max(one.recorded_at for one in said)
    names = [name for several in NAMED.values() for name in several]
    named = {UUID(one.data[name]) for one in said for name in names if one.data.get(name) is not None}
    about = set()
    responses = session.execute(
        select(Response.site_id, Response.visit_id, Response.began_at, Response.over_at).where(
            Response.id.in_(named)
        )
    )
    for site_id, visit_id, began_at, over_at in responses:
        about.add(visit_id)
        yield site_id, (began_at, over_at or now)
    visits = session.execute(
        select(Visit.site_id, Visit.arrived_at, Visit.ended_at).where(Visit.id.in_((named | about) - {None}))
    )
    for site_id, arrived_at, ended_at in visits:
        yield site_id, (arrived_at, ended_at or now)
