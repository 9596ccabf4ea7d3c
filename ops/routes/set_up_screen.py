"""One screen: how loud it is by day and by night, how it looks, which part of the room it shows."""

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ops.access import Permission, device, needs
from ops.domain.errors import Code, Refused
from ops.domain.words import Theme
from ops.routes.door import house, site
from ops.services import screen_settings
from ops.services.screen_settings import SOFTEST, ScreenSettings

bp = Blueprint("set_up_screen", __name__, url_prefix="/set-up/screens")
ADDRESS = "/<int(max=2147483647):device_id>"


@bp.get(ADDRESS)
@needs(Permission.SET_UP)
def page(device_id: int) -> ResponseReturnValue:
    """What is set."""
    return _page(device_id)


@bp.post(ADDRESS)
@needs(Permission.SET_UP)
def change(device_id: int) -> ResponseReturnValue:
    """The screen follows within a second; nothing has to be loaded again."""
    form = request.form
    try:
        wanted = ScreenSettings(
            volume=_number(form.get("volume", "")),
            night_volume=_number(form.get("night_volume", "")),
            theme=Theme.QUIET if form.get("theme") == Theme.QUIET else Theme.STANDARD,
            shows=tuple(_number(booth) for booth in form.getlist("shows")),
        )
        screen_settings.change(house(), device().site_id, device_id, wanted, actor=device().actor)
    except Refused as refused:
        if refused.code is not Code.BAD_VALUE:
            raise
        return _page(device_id, _("Choose a volume from %(least)s to 100.", least=SOFTEST))
    return redirect("/set-up", 303)


def _number(said: str) -> int:
    """Digits only; anything else is a number no volume and no booth has."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _page(device_id: int, wrong: str = "") -> Response:
    body = render_template(
        "auth/screen.html",
        site=site(),
        screen=screen_settings.of(house(), device().site_id, device_id),
        left_off=screen_settings.shown_on_no_wall(house(), device().site_id),
        softest=SOFTEST,
        themes=list(Theme),
        wrong=wrong,
    )
    return make_response(body, 400 if wrong else 200)
