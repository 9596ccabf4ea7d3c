"""Responses as the board and the answers of writes show them."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import board_response
from ops.domain.words import Audience, ResponseState
from ops.models import Response
from ops.services import response_rows


def load_shapes(session: Session, site_id: int, audience: Audience) -> list[dict[str, Any]]:
    """The site's responses that this audience sees, oldest first."""
    rows = session.scalars(
        select(Response)
        .where(
            Response.site_id == site_id,
            Response.state.in_((ResponseState.RUNNING, ResponseState.OVER)),
            Response.complete_at.is_(None),
        )
        .order_by(Response.began_at, Response.id)
    )
    wanted = [row for row in rows if board_response.shown(response_rows.to_domain(row), audience)]
    return _shapes(session, wanted, audience)


def shape_one(session: Session, response_id: UUID) -> dict[str, Any]:
    """One response as the floor sees it, whatever became of it."""
    return _shapes(session, [session.get_one(Response, response_id)], Audience.FLOOR)[0]


def _shapes(session: Session, rows: list[Response], audience: Audience) -> list[dict[str, Any]]:
    if not rows:
        return []
    found = response_rows.records(session, rows)
    names = response_rows.aliases(session, found)
    return [board_response.shape(record, names[key], audience) for key, record in found.items()]
