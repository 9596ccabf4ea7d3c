"""Workers' calls that are not over, as tablets show them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain.help import Call
from ops.models import HelpCall, Site


def to_domain(row: HelpCall) -> Call:
    """The row as the domain knows it."""
    return Call(row.device_id, row.who, row.began_at, row.going_until, row.over_at)


def standing(session: Session, site: Site) -> list[dict[str, Any]]:
    """Calls that are not over, for tablets."""
    rows = session.scalars(
        select(HelpCall)
        .where(HelpCall.site_id == site.id, HelpCall.over_at.is_(None))
        .order_by(HelpCall.began_at, HelpCall.id)
    )
    return [
        {
            "id": row.id,
            "device": row.device_id,
            "where": row.where,
            "who": row.who,
            "began_at": row.began_at,
            "loud_at": row.loud_at,
            "going_until": row.going_until,
            "going": row.going,
        }
        for row in rows
    ]
