"""Facts of the journal told again: those of acts that were undone are left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, union_all
from sqlalchemy.orm import Session

from ops.domain import facts
from ops.domain.facts import Fact
from ops.models import JournalEntry

UNDONE = facts.ActUndone.kind()


@dataclass(frozen=True)
class Told:
    """A fact as the journal keeps it."""

    kind: str
    at: datetime
    data: dict[str, Any]

    def id(self, name: str) -> UUID | None:
        """The id in that field, if there is one."""
        value = self.data.get(name)
        return UUID(value) if value is not None else None


def told(
    session: Session, site_id: int, kinds: Iterable[type[Fact]], start: datetime, until: datetime
) -> list[Told]:
    """Facts that happened in ``start <= t < until`` in the order they were recorded, without
    those of acts that were undone."""
    entry = select(
        JournalEntry.id,
        JournalEntry.kind,
        JournalEntry.happened_at,
        JournalEntry.data,
        JournalEntry.command_id,
    ).where(JournalEntry.site_id == site_id, JournalEntry.happened_at >= start)
    names = [kind.kind() for kind in kinds]
    wanted = entry.where(JournalEntry.kind.in_(names), JournalEntry.happened_at < until)
    # One question for both: a summary asks often, and each is a way to the database and back.
    both = union_all(wanted, entry.where(JournalEntry.kind == UNDONE)).order_by("id")
    rows = session.execute(both).all()
    taken_back = {UUID(data["command"]) for _, kind, _, data, _ in rows if kind == UNDONE}
    return [
        Told(kind, at, data)
        for _, kind, at, data, command in rows
        if kind != UNDONE and command not in taken_back
    ]


def last_before(
    session: Session,
    site_id: int,
    kinds: Iterable[type[Fact]],
    start: datetime,
    *where: ColumnElement[bool],
) -> Told | None:
    """The newest of these facts from before ``start``, undone ones left out: how things
    stood when it began."""
    rows = session.execute(
        select(JournalEntry.kind, JournalEntry.happened_at, JournalEntry.data, JournalEntry.command_id)
        .where(
            JournalEntry.site_id == site_id,
            JournalEntry.kind.in_([kind.kind() for kind in kinds]),
            JournalEntry.happened_at < start,
            *where,
        )
        .order_by(JournalEntry.happened_at.desc(), JournalEntry.id.desc())
    )
    for kind, at, data, command in rows:
        if command not in undone(session, site_id, at):
            return Told(kind, at, data)
    return None


def undone(session: Session, site_id: int, since: datetime) -> set[UUID]:
    """Acts taken back since then; an act is never taken back before it happened."""
    return undone_where(session, site_id, JournalEntry.happened_at >= since)


def undone_where(session: Session, site_id: int, *where: ColumnElement[bool]) -> set[UUID]:
    """Acts taken back by facts of which that is so."""
    rows = session.scalars(
        select(JournalEntry.data).where(
            JournalEntry.site_id == site_id,
            JournalEntry.kind == UNDONE,
            *where,
        )
    )
    return {UUID(data["command"]) for data in rows}
