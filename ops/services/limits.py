"""Limits that are rows: each passes at its time, unless somebody does something before, and is then the sweep's.

All kinds are asked for in one statement, as every process does so each second for all sites.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, literal_column, or_, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute

from ops.domain import drill
from ops.domain.words import RoomState
from ops.models import Drill, Message, Notice, Pause, Response, Site, ToldStep, Visit
from ops.services import drills, ladder, messages
from ops.services.house import House


@dataclass(frozen=True)
class _Kind:
    """``at`` and so long ``after`` it the limit passes, of rows of which ``where`` is so."""

    at: InstrumentedAttribute[Any]
    after: timedelta = timedelta(0)
    where: ColumnElement[bool] = field(default_factory=true)


_COULD_LOOK = (
    select(Site.id)
    .where(
        Site.id == Visit.site_id,
        or_(Site.room_state != RoomState.EVERYONE_OUT, Visit.wake_at < Site.room_since),
    )
    .correlate(Visit)
    .exists()
)
"""While everyone is out nobody can look: only what passed before it is late."""
_KINDS = (
    _Kind(Visit.wake_at, where=_COULD_LOOK),
    _Kind(Response.wake_at),
    _Kind(Pause.until),
    _Kind(Notice.until),
    _Kind(ToldStep.due_at, where=ladder.WAITING),
    _Kind(ToldStep.made_at, after=messages.KEPT_FOR, where=ToldStep.due_at.is_(None)),
    _Kind(Message.made_at, after=messages.KEPT_FOR),
    _Kind(Drill.ended_at, after=drill.KEPT_FOR),
)
_FIRST_OF_EACH = union_all(
    *(
        select(
            literal_column(str(number)).label("kind"),
            kind.at.class_.site_id.label("site_id"),
            func.min(kind.at).label("at"),
        )
        .where(kind.at <= bindparam(f"until_{number}"), kind.where)
        .group_by(kind.at.class_.site_id)
        for number, kind in enumerate(_KINDS)
    )
)


def passed(house: House, now: datetime) -> dict[int, datetime]:
    """Each site, or drill, of which a limit has passed by then and is not dealt with; since when."""
    until = {f"until_{number}": now - kind.after for number, kind in enumerate(_KINDS)}
    with house.db.ask() as session:
        found = drills.forgotten(session, now)
        for row in session.execute(_FIRST_OF_EACH, until):
            at = row.at + _KINDS[row.kind].after
            found[row.site_id] = min(at, found.get(row.site_id, at))
    return found
