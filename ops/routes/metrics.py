"""``/metrics``: what a machine reads about the house itself, with a token of its own scope."""

from typing import cast

from flask import Blueprint, Response, current_app

from ops.access import Permission, needs

bp = Blueprint("metrics", __name__)


@bp.get("/metrics")
@needs(Permission.SEE_METRICS)
def read() -> Response:
    """As Prometheus reads it. Of the house and of this process, whatever site the token is of."""
    metrics = current_app.extensions["realtime"].metrics
    return Response(cast(bytes, metrics.text()), content_type=metrics.CONTENT_TYPE)
