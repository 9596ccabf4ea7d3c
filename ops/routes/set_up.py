"""Screens, and the team at a glance: added, named, revoked. Behind a PIN."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ops.access import Permission, device, needs, person_may, proved
from ops.domain.words import Role, Scope
from ops.routes.api.kinds import Text, Unreadable
from ops.routes.door import house, site
from ops.routes.set_up_groups import groups
from ops.services.retention import cards
from ops.services.ways_in import devices, invitations, staff
from ops.services.ways_in.devices import LONGEST_NAME, DeviceShown, NameInUse
from ops.services.ways_in.roles import PEOPLE

bp = Blueprint("set_up", __name__, url_prefix="/set-up")

SCREEN_ROLES = {role.value: role for role in (Role.DISPLAY, Role.FLOOR, Role.RESPONDER)}


@bp.get("")
@needs(Permission.SET_UP)
def page() -> ResponseReturnValue:
    """What there is."""
    return page_with()


@bp.post("/screens")
@needs(Permission.ENROL)
def add_screen() -> ResponseReturnValue:
    """A one-time link that makes one browser a screen of that name."""
    role = SCREEN_ROLES.get(request.form.get("role", ""))
    if role is None:
        return page_with(_("Choose what the screen is for."))

    def invite(name: str) -> Response:
        here = device()
        return page_with(
            code=invitations.invite_screen(house(), here.site_id, role=role, name=name, actor=here.actor)
        )

    return named(invite)


@bp.post("/devices/<int(max=2147483647):device_id>/revoke")
@needs(Permission.SET_UP)
def revoke(device_id: int) -> ResponseReturnValue:
    """It is shown nothing from now on."""
    devices.revoke(house(), device().site_id, device_id, actor=device().actor)
    return redirect("/set-up", 303)


def named(
    work: Callable[[str], ResponseReturnValue], again: Callable[[str], ResponseReturnValue] | None = None
) -> ResponseReturnValue:
    """Do something with the name that was given; ``again``: the page, with what was wrong with it."""
    again = again or page_with
    try:
        return work(Text(LONGEST_NAME).read(request.form.get("name", "")))
    except Unreadable:
        return again(_("Give a name of at most %(most)s letters.", most=LONGEST_NAME))
    except NameInUse:
        return again(_("That name is in use. Choose another."))


def page_with(wrong: str = "", code: str | None = None, token: str = "") -> Response:
    here = site()
    zone = ZoneInfo(here.time_zone)
    body = render_template(
        "auth/set_up.html",
        site=here,
        known=device(),
        devices=devices.enrolled(house(), device().site_id),
        team=staff.everyone(house(), device().site_id),
        roles=SCREEN_ROLES.values(),
        heard=lambda one: _heard(one, zone),
        link=link_of(code) if code else "",
        token_made=token,
        scopes=list(Scope),
        proved=proved(),
        invites=PEOPLE if person_may(Permission.PEOPLE) else (),
        groups=groups(counts_cards=cards.are_counted(house(), device().site_id)),
        wrong=wrong,
    )
    return make_response(body, 400 if wrong else 200)


def link_of(code: str) -> str:
    """The house as the person asking reaches it, when that is one of its addresses."""
    origins: tuple[str, ...] = current_app.extensions["settings"].origins
    asked = request.host_url.rstrip("/")
    return f"{asked if asked in origins else origins[0]}/in/{code}"


def _heard(one: DeviceShown, zone: ZoneInfo) -> str:
    """When it last said that it is here. Only screens of the room are listened to for it."""
    if one.id == device().id:
        return str(_("now"))
    if one.last_heard_at is not None:
        return f"{one.last_heard_at.astimezone(zone):%Y-%m-%d %H:%M}"
    return str(_("not yet") if one.role in SCREEN_ROLES.values() else _("not recorded"))
