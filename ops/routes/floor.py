"""The tablet's floor page. The script does the rest; see ``static/js/floor/page.js``."""

from flask import Blueprint, render_template

from ops.access import Permission, device, needs
from ops.domain.words import Audience
from ops.routes.door import house, site
from ops.routes.pages import page_data, script_words
from ops.services import staff

bp = Blueprint("floor", __name__)


@bp.get("/floor")
@needs(Permission.SEE_FLOOR)
def floor() -> str:
    """Every place, to be tapped."""
    return tablet_page("floor/floor.html")


def tablet_page(template: str) -> str:
    """A page of the tablet, which also knows the team, so that anyone can come on shift."""
    team = [{"id": one.id, "name": one.name} for one in staff.everyone(house(), device().site_id)]
    page = page_data(Audience.FLOOR) | {"team": team}
    return render_template(template, page=page, words=script_words(), site_name=site().name)
