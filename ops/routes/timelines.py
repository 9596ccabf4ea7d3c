"""How one response went, for the team that talks it over: on a screen only, and each reading is on record."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from ops.access import Permission, device, needs, person_id
from ops.domain.errors import Refused
from ops.routes import shift_words, timeline_words
from ops.routes.desk import desk_page
from ops.routes.door import house, site
from ops.services import reading, reads_on_record
from ops.services.retention import purge

bp = Blueprint("timelines", __name__)


@bp.get("/responses/<uuid:response>/timeline")
@needs(Permission.DEBRIEF)
def one(response: UUID) -> ResponseReturnValue:
    """In order, with minutes from the beginning. Once the record is deleted, a page that says so."""
    known = device()
    try:
        told = reading.timeline(house(), known.site_id, response)
    except Refused:
        days = purge.kept(house(), known.site_id).responses_days
        return desk_page("responses/gone.html", days=days), 404
    record = told.timeline.record.response
    reads_on_record.of_record(house(), known.site_id, known.actor, record.id, by=person_id())
    say = shift_words.Sayings(site().time_zone, house().now())
    return desk_page("responses/timeline.html", told=told, say=say, w=shift_words, t=timeline_words)
