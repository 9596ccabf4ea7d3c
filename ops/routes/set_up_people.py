"""One of the team: what they may do here, and taking them off."""

from flask import Blueprint, Response, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ops.access import Permission, device, needs, unlocked
from ops.domain.errors import Code
from ops.errors import Stopped
from ops.routes.door import house, site
from ops.services import leaving, staff
from ops.services.staff import StaffRef

bp = Blueprint("set_up_people", __name__, url_prefix="/set-up/people")
ADDRESS = "/<int(max=2147483647):staff_id>"


@bp.get(ADDRESS)
@needs(Permission.SET_UP)
def page(staff_id: int) -> ResponseReturnValue:
    """Who they are here."""
    return _page(_person(staff_id))


@bp.post(f"{ADDRESS}/take-off")
@needs(Permission.SET_UP)
def take_off(staff_id: int) -> ResponseReturnValue:
    """Off the team: nothing of theirs opens anything from now on."""
    person = _person(staff_id)
    if _is_me(person):
        return _page(person, _("Somebody else has to take you off the team."))
    leaving.take_off(house(), device().site_id, person.id, actor=device().actor)
    return redirect("/set-up", 303)


def _person(staff_id: int) -> StaffRef:
    for person in staff.everyone(house(), device().site_id):
        if person.id == staff_id:
            return person
    raise Stopped(Code.NOT_FOUND)


def _is_me(person: StaffRef) -> bool:
    me = unlocked()
    return me is not None and me.staff_id == person.id


def _page(person: StaffRef, wrong: str = "") -> Response:
    body = render_template("auth/person.html", site=site(), person=person, is_me=_is_me(person), wrong=wrong)
    return make_response(body, 400 if wrong else 200)
