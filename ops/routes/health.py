"""Whether the process lives, and whether it can do its work. For watchdogs and scripts."""

from datetime import datetime
from functools import partial

from flask import Blueprint, Response, current_app
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _

from ops.errors import DoorCode
from ops.routes import asker
from ops.routes.door import as_json, house
from ops.routes.in_a_moment import InAMoment
from ops.services import health

STALE_AFTER = 15.0
"""Seconds without a sweep by anybody after which the house is not ready."""
SITES = "sites in a moment"

bp = Blueprint("health", __name__)


@bp.record_once
def _begin(setup: BlueprintSetupState) -> None:
    setup.app.extensions[SITES] = InAMoment[list[str]]()


@bp.get("/healthz")
def alive() -> Response:
    """The process answers, whatever the database does: a proxy takes off who does not. On this machine itself
    it also says which sites there are, if that is known in a moment."""
    body: dict[str, object] = {"status": "ok"}
    if asker.is_this_machine():
        asked: InAMoment[list[str]] = current_app.extensions[SITES]
        sites = asked.of(partial(health.sites, house()))
        if sites is not None:
            body["sites"] = sites
    return as_json(body)


@bp.get("/readyz")
def ready() -> Response:
    """The database answers and somebody sweeps. A full disk is said and takes nobody off: the
    room is still shown and swept, acts wait on the tablets, and no other process has more room.
    """
    try:
        age = health.sweep_age(house())
    except health.DatabaseAway:
        return as_json({"status": "down", "database": "away"}, 503)
    here = current_app.extensions["realtime"].freshness
    full_since: datetime | None = here.full_since
    if full_since is not None:
        age = here.age()  # Nobody can note that they sweep.
    fresh = age is not None and age <= STALE_AFTER
    status = "down" if not fresh else "ok" if full_since is None else "degraded"
    body: dict[str, object] = {"status": status, "database": "ok", "sweep_age": age}
    if full_since is not None:
        body |= {
            "code": DoorCode.DISK_FULL,
            "detail": _("The disk takes nothing: acts are refused and stay on the tablets. Make room."),
            "since": full_since,
        }
    return as_json(body, 200 if fresh else 503)
