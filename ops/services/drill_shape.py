"""Drills as tablets are told of them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain.drill import slug_of
from ops.models import Drill, Site


def shape(row: Drill) -> dict[str, Any]:
    """While it runs: ``site``, what its room is called, and ``on``, the tablet it was begun on."""
    return {
        "id": row.id,
        "site": slug_of(row.id) if row.ended_at is None else None,
        "on": row.begun_on,
        "began_at": row.began_at,
        "ended_at": row.ended_at,
        "times": row.times,
    }


def of_board(session: Session, site: Site) -> list[dict[str, Any]]:
    """The running one, and those whose times are not deleted yet."""
    rows = session.scalars(select(Drill).where(Drill.site_id == site.id).order_by(Drill.began_at, Drill.id))
    return [shape(row) for row in rows]
