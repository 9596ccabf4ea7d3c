"""Long work, for whoever asked for it: how far it has come, and what it made. One may leave and come back."""

from uuid import UUID

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from ops.access import Permission, device, needs, person_id, require
from ops.jobs import KINDS
from ops.routes.desk import desk_page
from ops.routes.door import as_file, house, site
from ops.routes.shift_words import Sayings
from ops.services.jobs import Asker, asking

bp = Blueprint("jobs", __name__, url_prefix="/jobs")

NEEDS = "needs"
"""In what is asked: the permissions without which its file is not given."""


@bp.get("/<uuid:job_id>")
@needs(Permission.SEE_SHIFTS)
def one(job_id: UUID) -> ResponseReturnValue:
    """It is read anew by itself until it is over."""
    shown = asking.look(house(), device().site_id, job_id, asker())
    kind = KINDS[shown.kind]
    if kind.page != "jobs.one":
        return redirect(url_for(kind.page, job_id=job_id), 303)
    say = Sayings(site().time_zone, house().now())
    return desk_page("jobs/one.html", shown=shown, name=kind.name, say=say)


@bp.get("/<uuid:job_id>/file")
@needs(Permission.SEE_SHIFTS)
def file(job_id: UUID) -> Response:
    """What it made, to whoever may still have it. That it was asked for is in the release log; a row of it is
    not another taking."""
    for permission in asking.look(house(), device().site_id, job_id, asker()).asked.get(NEEDS, ()):
        require(Permission(permission))
    found = asking.file_of(house(), device().site_id, job_id, asker())
    return as_file(found.content, found.name, found.type)


def asker() -> Asker:
    """Whoever asks now: only they see what was made for them."""
    return Asker(device().id, person_id())
