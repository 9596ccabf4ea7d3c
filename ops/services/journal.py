"""The journal as it can be read: facts in the order they were recorded."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from ops.domain.facts import plain
from ops.models import JournalEntry
from ops.services.house import House

AT_MOST = 1000


def facts_after(house: House, site_id: int, version: int, limit: int = AT_MOST) -> list[dict[str, Any]]:
    """Facts of commits after ``version``, oldest first: whole commits, at most about ``limit`` facts.

    A commit is never cut in two, so reading on after the last version loses nothing.
    """
    with house.db.read() as session:
        rows = list(
            session.scalars(
                select(JournalEntry)
                .where(JournalEntry.site_id == site_id, JournalEntry.version > version)
                .order_by(JournalEntry.version, JournalEntry.id)
                .limit(limit + 1)
            )
        )
        if len(rows) > limit:
            last = rows[-1].version
            whole = [row for row in rows if row.version < last]
            rows = whole or list(
                session.scalars(
                    select(JournalEntry)
                    .where(JournalEntry.site_id == site_id, JournalEntry.version == last)
                    .order_by(JournalEntry.id)
                )
            )
        return [_fact(row) for row in rows]


def all_after(house: House, site_id: int, version: int) -> Iterator[dict[str, Any]]:
    """Every fact of commits after ``version``, read page by page."""
    while facts := facts_after(house, site_id, version):
        yield from facts
        version = facts[-1]["version"]


def _fact(row: JournalEntry) -> dict[str, Any]:
    shown: dict[str, Any] = plain(
        {
            "version": row.version,
            "kind": row.kind,
            "command": row.command_id,
            "happened_at": row.happened_at,
            "recorded_at": row.recorded_at,
            "by": row.by,
            "data": row.data,
        }
    )
    return shown
