"""Single things as the floor sees them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ops.domain import timeline as timelines
from ops.domain.errors import Code, Refused
from ops.domain.timeline import Timeline
from ops.models import Booth, Response, ResponseAlias
from ops.services import response_rows, response_shapes
from ops.services.house import House


@dataclass(frozen=True)
class Told:
    """``booth``: its name, where it was at one."""

    timeline: Timeline
    booth: str | None


def response(house: House, site_id: int, response_id: UUID) -> dict[str, Any]:
    """A response by any of its names. Raises ``Refused``; another site's is as unknown as none."""
    with house.db.read() as session:
        return response_shapes.shape_one(session, _find(session, site_id, response_id).id)


def timeline(house: House, site_id: int, response_id: UUID) -> Told:
    """The same as it went, for whoever talks it over. Raises ``Refused``, also once it is deleted."""
    with house.db.read() as session:
        row = _find(session, site_id, response_id)
        booth = session.get(Booth, row.booth_id) if row.booth_id is not None else None
        told = timelines.of(response_rows.record(session, row))
        return Told(told, booth.name if booth is not None else None)


def _find(session: Session, site_id: int, response_id: UUID) -> Response:
    alias = session.get(ResponseAlias, response_id)
    row = session.get(Response, alias.response_id if alias else response_id)
    if row is None or row.site_id != site_id:
        raise Refused(Code.NOT_FOUND, "response")
    return row
