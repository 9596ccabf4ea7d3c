"""Responses as the board and the answers of writes show them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ops.domain import board_response
from ops.domain.response_data import Record
from ops.domain.words import Audience, ResponseState
from ops.models import Response, Site
from ops.services import ladder, response_rows, told_shapes
from ops.services.board_moment import Moment

DONE_AT_MOST = 30
"""A busy shift's; what is older has its place on the pages of shifts."""

Shown = tuple[Record, list[UUID], datetime | None, list[dict[str, Any]]]
"""With its other names, from when on screens insist, and who was told."""


def of_board(now: Moment, audience: Audience) -> list[dict[str, Any]]:
    """The site's responses that this audience sees, oldest first."""
    if audience is Audience.WAITING:
        return []
    return [
        board_response.shape(record, names, audience, insists_at, told)
        for record, names, insists_at, told in now.once(_not_complete)
        if board_response.shown(record.response, audience)
    ]


def shape_one(session: Session, response_id: UUID) -> dict[str, Any]:
    """One response as the floor sees it, whatever became of it."""
    [(record, names, insists_at, told)] = _with_names(session, [session.get_one(Response, response_id)])
    return board_response.shape(record, names, Audience.FLOOR, insists_at, told)


def done_with(session: Session, site: Site, since: datetime | None) -> list[dict[str, Any]]:
    """Records with nothing to finish, of responses begun since then, the newest first."""
    wanted = select(Response).where(
        Response.site_id == site.id,
        or_(
            Response.complete_at.is_not(None),
            Response.state.in_((ResponseState.ALL_OK, ResponseState.MIS_TAP)),
        ),
    )
    if since is not None:
        wanted = wanted.where(Response.began_at >= since)
    rows = session.scalars(wanted.order_by(Response.began_at.desc(), Response.id).limit(DONE_AT_MOST))
    return [
        {
            "id": row.id,
            "booth": row.booth_id,
            "seat": row.seat,
            "place": row.place,
            "began_at": row.began_at,
            "state": row.state,
        }
        for row in rows
    ]


def _not_complete(session: Session, site: Site) -> list[Shown]:
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


def _with_names(session: Session, rows: Sequence[Response]) -> list[Shown]:
    found = response_rows.records(session, rows)
    names = response_rows.aliases(session, found)
    insists_at = ladder.insisting(session, found)
    told = told_shapes.of_responses(session, found)
    return [(record, names[key], insists_at.get(key), told.get(key, [])) for key, record in found.items()]
