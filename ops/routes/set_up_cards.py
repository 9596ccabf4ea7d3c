"""A sheet of new cards to print and cut. They are made as the page is shown, and nothing remembers them."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ops.access import Permission, device, needs
from ops.routes.door import house, site
from ops.services.retention import cards

bp = Blueprint("set_up_cards", __name__, url_prefix="/set-up/cards")

FIRST, MOST = 40, 200


@bp.get("")
@needs(Permission.SET_UP)
def page() -> ResponseReturnValue:
    """Other ones each time."""
    here = site()
    count = min(max(request.args.get("n", FIRST, type=int), 1), MOST)
    on = cards.are_counted(house(), device().site_id)
    return render_template("auth/cards.html", site=here, cards=cards.new(count) if on else [], count=count)
