"""One act, one request."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from ops.access import device, needs
from ops.routes.api.body import read_object
from ops.routes.api.table import WRITES
from ops.routes.api.writes import Asked, Write, do
from ops.routes.door import house
from ops.services.transaction import Reply


def add_to(api: Blueprint, prefix: str) -> None:
    """A route for each act of the table."""
    for write in WRITES:
        api.add_url_rule(prefix + write.path, write.name, view_of(write), methods=["POST"])


def view_of(write: Write) -> Callable[..., Response]:
    """The view of one act."""

    @needs(write.permission)
    def view(**path: Any) -> Response:
        asked = Asked(path, read_object(), request.headers.get("Idempotency-Key"))
        return answered(do(house(), device(), write, asked))

    return view


def answered(reply: Reply) -> Response:
    """The receipt's bytes, as they are."""
    response = Response(reply.body, reply.status, mimetype="application/json")
    if reply.replayed:
        response.headers["Idempotency-Replayed"] = "true"
    return response
