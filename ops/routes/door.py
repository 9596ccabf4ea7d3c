"""What every route needs of the app it is in."""

from collections.abc import Mapping
from typing import Any

from flask import Response, current_app

from ops.access import device
from ops.services import board
from ops.services.board import SiteRef
from ops.services.house import House
from ops.services.transaction import to_bytes


def house() -> House:
    """The house this app is the door of."""
    found: House = current_app.extensions["house"]
    return found


def as_json(body: Mapping[str, Any], status: int = 200) -> Response:
    """An answer, with instants as the wire carries them."""
    return Response(to_bytes(body), status, mimetype="application/json")


def as_file(content: bytes, name: str, content_type: str) -> Response:
    """To be taken away, under that name."""
    answer = Response(content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def site() -> SiteRef:
    """The site of the device that asks."""
    found = board.site_by_slug(house(), device().site_slug)
    assert found is not None
    return found
