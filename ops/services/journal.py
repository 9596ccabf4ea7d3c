"""The journal as it can be read: facts in the order they were recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain.facts import plain
from ops.models import JournalEntry, Shift
from ops.services.house import House

AT_MOST = 1000
NAMES = frozenset({"lead"})
"""Of all that facts say, what names somebody of the team."""

WITHOUT_A_SHIFT = timedelta(hours=24)


@dataclass(frozen=True)
class View:
    """How far a reader sees. ``past_shifts``: beyond the running one. ``names``: who tapped."""

    past_shifts: bool
    names: bool


ALL = View(past_shifts=True, names=True)


def facts_after(
    house: House, site_id: int, version: int, limit: int = AT_MOST, view: View = ALL
) -> list[dict[str, Any]]:
    """Facts of commits after ``version``, oldest first: whole commits, at most about ``limit`` facts.

    A commit is never cut in two, so reading on after the last version loses nothing.
    """
    with house.db.read() as session:
        wanted = (
            select(JournalEntry)
            .where(JournalEntry.site_id == site_id, JournalEntry.version > version)
            .order_by(JournalEntry.version, JournalEntry.id)
        )
        if not view.past_shifts:
            since = _shift_began(session, site_id) or house.now() - WITHOUT_A_SHIFT
            wanted = wanted.where(JournalEntry.recorded_at >= since)
        rows = list(session.scalars(wanted.limit(limit + 1)))
        if len(rows) > limit:
            last = rows[-1].version
            whole = [row for row in rows if row.version < last]
            rows = whole or list(session.scalars(wanted.where(JournalEntry.version == last)))
        return [_fact(row, view) for row in rows]


def all_after(house: House, site_id: int, version: int) -> Iterator[dict[str, Any]]:
    """Every fact of commits after ``version``, read page by page."""
    while facts := facts_after(house, site_id, version):
        yield from facts
        version = facts[-1]["version"]


def _fact(row: JournalEntry, view: View) -> dict[str, Any]:
    fact = {
        "version": row.version,
        "kind": row.kind,
        "command": row.command_id,
        "happened_at": row.happened_at,
        "recorded_at": row.recorded_at,
        "by": row.by,
        "from_paper": row.from_paper,
        "data": row.data,
    }
    if not view.names:
        del fact["by"]
        fact["data"] = {name: value for name, value in row.data.items() if name not in NAMES}
    shown: dict[str, Any] = plain(fact)
    return shown


def _shift_began(session: Session, site_id: int) -> datetime | None:
    return session.scalar(
        select(Shift.opened_at)
        .where(Shift.site_id == site_id, Shift.closed_at.is_(None))
        .order_by(Shift.opened_at.desc())
        .limit(1)
    )
