"""The site's set-up as one commented file: taken away, brought, compared, applied."""

import binascii
from base64 import b64decode, b64encode
from http import HTTPStatus

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ops.access import Permission, device, needs, proved
from ops.routes.door import as_file, house, site
from ops.services.set_up import settings, site_file
from ops.services.set_up.settings import NotKept
from ops.services.set_up.setup import Configured
from ops.services.set_up.site_file import SitePlan
from ops.services.set_up.site_section import SiteFileWrong

bp = Blueprint("set_up_file", __name__, url_prefix="/set-up/file")


@bp.get("")
@needs(Permission.SET_UP)
def page() -> ResponseReturnValue:
    """What can be done with it."""
    return _page()


@bp.get("/site.toml")
@needs(Permission.EXPORT)
def download() -> ResponseReturnValue:
    """The site as it is now."""
    return as_file(settings.as_file(house(), device().site_id), f"{site().slug}.toml", "application/toml")


@bp.post("/compare")
@needs(Permission.SET_UP)
def compare() -> ResponseReturnValue:
    """What another file would change; nothing is changed yet."""
    brought = request.files.get("file")
    content = brought.read() if brought else b""
    if not content:
        return _page(_("Choose a file first."))
    shown = settings.current(house(), device().site_id)
    try:
        plan = _read(content)
        changes = settings.differences(house(), device().site_id, plan)
    except (SiteFileWrong, NotKept) as wrong:
        return _page(str(wrong))
    body = render_template(
        "auth/set_up_compare.html",
        site=site(),
        changes=changes,
        mark=shown.mark,
        content=b64encode(content).decode(),
    )
    return make_response(body)


@bp.post("")
@needs(Permission.SET_UP)
def apply() -> ResponseReturnValue:
    """The site is as the file says, on all screens at once."""
    try:
        content = b64decode(request.form.get("content", ""), validate=True)
        plan = _read(content)
        here = device()
        if plan.needs_proof(settings.current(house(), here.site_id).plan) and not proved():
            return _page(
                _(
                    "It changes how long things are kept, or who is told next, which needs more than a PIN. "
                    "Prove first that it is you."
                )
            )
        done = settings.change(
            house(), here.site_id, plan, here.actor, request.form.get("mark", ""), text=content
        )
    except (SiteFileWrong, NotKept) as wrong:
        return _page(str(wrong))
    except binascii.Error:
        return _page(_("Choose a file first."))
    return _page(done=done)


def _read(content: bytes) -> SitePlan:
    try:
        return site_file.read(content.decode())
    except UnicodeDecodeError as error:
        raise SiteFileWrong(_("It is not a text file in UTF-8.")) from error


def _page(wrong: str = "", done: Configured | None = None) -> Response:
    body = render_template("auth/set_up_file.html", site=site(), wrong=wrong, done=done, proved=proved())
    return make_response(body, HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK)
