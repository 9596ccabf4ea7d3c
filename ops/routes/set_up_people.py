"""The team: name chips, codes for their PINs, what each of them may do, taking them off.

Coordinators look after who works on the floor; whoever has a role beyond it is an administrator's
business, and so is giving one.
"""

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ops.access import Permission, device, needs, person_may, proved, require, unlocked
from ops.domain.errors import Code
from ops.domain.words import Role
from ops.errors import Stopped
from ops.routes import set_up
from ops.routes.door import house, site
from ops.services.ways_in import invitations, leaving, roles, staff
from ops.services.ways_in.roles import PEOPLE
from ops.services.ways_in.staff import StaffRef

bp = Blueprint("set_up_people", __name__, url_prefix="/set-up")
ADDRESS = "/people/<int(max=2147483647):staff_id>"


@bp.post("/team")
@needs(Permission.SET_UP)
def add_to_team() -> ResponseReturnValue:
    """A name chip."""

    def add(name: str) -> ResponseReturnValue:
        staff.add(house(), device().site_id, name=name, actor=device().actor)
        return redirect("/set-up", 303)

    return set_up.named(add)


@bp.post("/people")
@needs(Permission.PEOPLE)
def invite() -> ResponseReturnValue:
    """A one-time link for somebody with a role beyond the floor."""
    role = _role()
    if role not in PEOPLE:
        return set_up.page_with(_("Choose what they may do."))

    return set_up.named(lambda name: set_up.page_with(code=_link(role, name)))


@bp.get(ADDRESS)
@needs(Permission.SET_UP)
def page(staff_id: int) -> ResponseReturnValue:
    """Who they are here."""
    return _page(_person(staff_id))


@bp.post(f"{ADDRESS}/code")
@needs(Permission.SET_UP)
def code(staff_id: int) -> ResponseReturnValue:
    """For the floor a code that sets a PIN on a tablet, for others a link for a browser of their own."""
    person = _person(staff_id)
    if person.role in PEOPLE:
        require(Permission.PEOPLE)
        if person.role not in roles.TO_GIVE:
            return _page(person, _("Only the caretaker makes a link for somebody who looks across sites."))
        made = _link(person.role, person.name)
    else:
        made = invitations.invite_pin(house(), device().site_id, person.id, actor=device().actor)
    return _page(person, code=made)


@bp.post(f"{ADDRESS}/role")
@needs(Permission.PEOPLE)
def give_role(staff_id: int) -> ResponseReturnValue:
    """Another role, from the next word of their browsers on."""
    person, role = _person(staff_id), _role()
    if _is_me(person):
        return _page(person, _("Somebody else has to change your role."))
    if role is None:
        return _page(person, _("Choose what they may do."))
    roles.give(house(), device().site_id, person.id, role, actor=device().actor)
    return redirect(request.path.rpartition("/")[0], 303)


@bp.post(f"{ADDRESS}/sign-out")
@needs(Permission.SET_UP)
def sign_out(staff_id: int) -> ResponseReturnValue:
    """Their own browsers and links are used up; the PIN stays."""
    person = _person(staff_id)
    if person.role in PEOPLE:
        require(Permission.PEOPLE)
    leaving.sign_out_everywhere(house(), device().site_id, person.id, actor=device().actor)
    return redirect("/set-up", 303)


@bp.post(f"{ADDRESS}/take-off")
@needs(Permission.SET_UP)
def take_off(staff_id: int) -> ResponseReturnValue:
    """Off the team: nothing of theirs opens anything from now on."""
    person = _person(staff_id)
    if _is_me(person):
        return _page(person, _("Somebody else has to take you off the team."))
    if person.role in PEOPLE:
        require(Permission.PEOPLE)
    leaving.take_off(house(), device().site_id, person.id, actor=device().actor)
    return redirect("/set-up", 303)


def _link(role: Role, name: str) -> str:
    return invitations.invite_person(house(), device().site_id, role=role, name=name, actor=device().actor)


def _person(staff_id: int) -> StaffRef:
    person = staff.find(house(), device().site_id, staff_id)
    if person is None:
        raise Stopped(Code.NOT_FOUND)
    return person


def _role() -> Role | None:
    said = request.form.get("role", "")
    return next((role for role in roles.TO_GIVE if role.value == said), None)


def _is_me(person: StaffRef) -> bool:
    me = unlocked()
    return me is not None and me.staff_id == person.id


def _page(person: StaffRef, wrong: str = "", code: str = "") -> Response:
    own_browser = person.role in PEOPLE
    body = render_template(
        "auth/person.html",
        site=site(),
        person=person,
        is_me=_is_me(person),
        own_browser=own_browser,
        may_change=not own_browser or (person_may(Permission.PEOPLE) and proved()),
        gives_roles=person_may(Permission.PEOPLE),
        proved=proved(),
        roles=roles.TO_GIVE,
        code=set_up.link_of(code) if code and own_browser else code,
        wrong=wrong,
    )
    return make_response(body, 400 if wrong else 200)
