"""All sites on one page, for an authority: each as far as it says, and never an old picture as live.

Opening it takes a proof, in a browser of one's own. The page then asks again every other second, and goes
on for a long shift at most; locking, signing out or another role end it with the next question.
"""

from flask import Blueprint, render_template

from ops.access import Permission, device, needs
from ops.errors import DoorCode, Stopped
from ops.routes.desk import desk_page
from ops.routes.door import house, site
from ops.routes.health import STALE_AFTER
from ops.routes.shift_words import Sayings
from ops.services import region
from ops.services.ways_in import sessions

bp = Blueprint("region", __name__, url_prefix="/region")

FEW_SITES = 24
"""So many have a card each; more of them a line each."""


@bp.get("")
@needs(Permission.REGION)
def page() -> str:
    """The page, with the picture of the moment it was opened."""
    sessions.look_on(house(), device())
    return desk_page("region/page.html", **_now())


@bp.get("/now")
@needs(Permission.LOOK_ON)
def now() -> str:
    """The same picture anew, for the page's script."""
    if not sessions.looks_on(house(), device()):
        raise Stopped(DoorCode.LOCKED)
    return render_template("region/_now.html", **_now())


def _now() -> dict[str, object]:
    found = region.look(house())
    return {
        "found": found,
        "swept": found.sweep_age is not None and found.sweep_age <= STALE_AFTER,
        "stale_after": STALE_AFTER,
        "many": len(found.sites) > FEW_SITES,
        "say": Sayings(site().time_zone, found.at),
    }
