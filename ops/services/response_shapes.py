"""Responses as the board and the answers of writes show them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ops.domain import board_response
from ops.domain.response_data import Record
from ops.domain.words import Audience, ResponseState
from ops.models import Response, Site
from ops.services import response_rows
from ops.services.board_reading import Reading


def of_board(reading: Reading, audience: Audience) -> list[dict[str, Any]]:
    """The site's responses that this audience sees, oldest first."""
    if audience is Audience.WAITING:
        return []
    return [
        board_response.shape(record, names, audience)
        for record, names in reading.once(_not_complete)
        if board_response.shown(record.response, audience)
    ]


def shape_one(session: Session, response_id: UUID) -> dict[str, Any]:
    """One response as the floor sees it, whatever became of it."""
    [(record, names)] = _with_names(session, [session.get_one(Response, response_id)])
    return board_response.shape(record, names, Audience.FLOOR)


def _not_complete(session: Session, site: Site) -> list[tuple[Record, list[UUID]]]:
    rows = session.scalars(
        select(Response)
        .where(
            Response.site_id == site.id,
            Response.state.in_((ResponseState.RUNNING, ResponseState.OVER)),
            Response.complete_at.is_(None),
        )
        .order_by(Response.began_at, Response.id)
    ).all()
    return _with_names(session, rows) if rows else []


def _with_names(session: Session, rows: Sequence[Response]) -> list[tuple[Record, list[UUID]]]:
    found = response_rows.records(session, rows)
    names = response_rows.aliases(session, found)
    return [(record, names[key]) for key, record in found.items()]
