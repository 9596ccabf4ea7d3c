"""The wire: acts, lists of acts, what can be read, and its own description."""

from flask import Blueprint

from ops.routes.api import batch, description, reads, single

PREFIX = "/api/v1"


def blueprint() -> Blueprint:
    """Everything under ``/api``."""
    api = Blueprint("api", __name__)
    for part in (single, batch, reads, description):
        part.add_to(api, PREFIX)
    return api
