"""One device: another name, what a PIN may open on it at most. Programs, each with its own token."""

from functools import partial

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ops.access import Permission, device, needs, proved
from ops.domain.words import Role, Scope
from ops.routes import set_up
from ops.routes.door import house, site
from ops.services.ways_in import devices
from ops.services.ways_in.devices import CEILINGS

bp = Blueprint("set_up_devices", __name__, url_prefix="/set-up")
ADDRESS = "/devices/<int(max=2147483647):device_id>"


@bp.get(ADDRESS)
@needs(Permission.SET_UP)
def page(device_id: int) -> ResponseReturnValue:
    """What it is."""
    return _page(device_id)


@bp.post(f"{ADDRESS}/name")
@needs(Permission.SET_UP)
def rename(device_id: int) -> ResponseReturnValue:
    """Another name, on all screens at once."""

    def work(name: str) -> ResponseReturnValue:
        devices.rename(house(), device().site_id, device_id, name, actor=device().actor)
        return redirect(request.path.rpartition("/")[0], 303)

    return set_up.named(work, partial(_page, device_id))


@bp.post(f"{ADDRESS}/ceiling")
@needs(Permission.ENROL)
def set_ceiling(device_id: int) -> ResponseReturnValue:
    """Whoever's PIN it is, on that tablet it opens no more than this."""
    said = request.form.get("ceiling", "")
    ceiling = next((role for role in CEILINGS if role.value == said), None)
    if ceiling is None:
        return _page(device_id, _("Choose what a PIN opens there."))
    devices.set_ceiling(house(), device().site_id, device_id, ceiling, actor=device().actor)
    return redirect(request.path.rpartition("/")[0], 303)


@bp.post("/programs")
@needs(Permission.ENROL)
def add_program() -> ResponseReturnValue:
    """A token that reads what it is for and no more. It is shown once."""
    scopes = [scope for scope in Scope if scope.value in request.form.getlist("scope")]
    if not scopes:
        return set_up.page_with(_("Choose what the program reads."))

    def add(name: str) -> ResponseReturnValue:
        here = device()
        _program, token = devices.add_device(
            house(), here.site_id, role=Role.INTEGRATION, name=name, scopes=scopes, actor=here.actor
        )
        return set_up.page_with(token=token)

    return set_up.named(add)


def _page(device_id: int, wrong: str = "") -> Response:
    body = render_template(
        "auth/device.html",
        site=site(),
        one=devices.shown(house(), device().site_id, device_id),
        screens=set_up.SCREEN_ROLES.values(),
        ceilings=CEILINGS,
        proved=proved(),
        wrong=wrong,
    )
    return make_response(body, 400 if wrong else 200)
