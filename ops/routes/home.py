"""The first page: who this browser is, and where it may go."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from ops.access import Permission, device, device_may, may, needs, opens, unlocked
from ops.routes import first_steps
from ops.routes.door import house, site
from ops.services.retention import holds
from ops.services.ways_in import roles, sign_in, staff

bp = Blueprint("home", __name__)

DOORS = (
    (Permission.SEE_WALL, "/wall", _("Wall"), _("every place at a glance")),
    (Permission.SEE_WALL, "/waiting-room", _("Waiting-room wall"), _("places free, people ahead")),
    (Permission.SEE_FLOOR, "/floor", _("Floor"), _("looks, moves, responses")),
    (Permission.SEE_SHIFTS, "/shifts", _("Shifts"), _("what was done, in numbers")),
    (Permission.SEE_SHIFTS, "/reports", _("Reports"), _("weeks, months, years")),
    (Permission.SEE_SHIFTS, "/releases", _("Releases"), _("what leaves the house")),
    (Permission.SEE_PROOF, "/proof", _("Proof"), _("that the journal is what it was")),
    (Permission.REGION, "/region", _("Region"), _("all sites, as far as each says")),
    (Permission.SET_UP, "/set-up", _("Set-up"), _("screens and the team")),
)


@bp.get("/")
@needs(Permission.BE_KNOWN)
def first_page() -> ResponseReturnValue:
    """Links by role. A person without a PIN sets one first."""
    known = device()
    person = known.session_id is not None and known.role in roles.PEOPLE
    if person and staff.needs_settling(house(), known) is not None:
        return redirect("/welcome", 303)
    doors = [door for door in DOORS if device_may(known, door[0]) and opens(known, door[0])]
    locks = known.session_id is not None and may(known.role, Permission.UNLOCK)
    opened = unlocked()
    own = opened is not None and known.staff_id == opened.staff_id
    return render_template(
        "auth/home.html",
        site=site(),
        known=known,
        doors=doors,
        locks=locks,
        held=device_may(known, Permission.SET_UP) and holds.any_stands(house(), known.site_id),
        unlocked=opened,
        proves=opened is not None and opened.role in roles.PEOPLE,
        first=first_steps.offered(),
        others=sign_in.other_sites(house(), opened) if own and opened else [],
        own=own,
    )
