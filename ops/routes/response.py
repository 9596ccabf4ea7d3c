"""The tablet's response page: the same script as the floor's, shown another way."""

from uuid import UUID

from flask import Blueprint

from ops.access import Permission, needs
from ops.routes.floor import tablet_page

bp = Blueprint("response", __name__)


@bp.get("/floor/response/<uuid:response_id>")
@needs(Permission.RESPOND)
def response(response_id: UUID) -> str:
    """Also of a response the server does not know yet: its first act may still be on the way."""
    return tablet_page("response/response.html")
