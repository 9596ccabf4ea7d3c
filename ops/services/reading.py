"""Single things as the floor sees them."""

from typing import Any
from uuid import UUID

from ops.domain.errors import Code, Refused
from ops.models import Response, ResponseAlias
from ops.services import response_shapes
from ops.services.house import House


def response(house: House, site_id: int, response_id: UUID) -> dict[str, Any]:
    """A response by any of its names. Raises ``Refused``; another site's is as unknown as none."""
    with house.db.read() as session:
        alias = session.get(ResponseAlias, response_id)
        row = session.get(Response, alias.response_id if alias else response_id)
        if row is None or row.site_id != site_id:
            raise Refused(Code.NOT_FOUND, "response")
        return response_shapes.shape_one(session, row.id)
