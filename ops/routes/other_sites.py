"""One person in the teams of several sites: saying so, and going from one to another in one's own browser.

Both need what only they have. A PIN and a link are given by somebody of one site, and open nothing of
another.
"""

from flask import Blueprint, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ops.access import Permission, device, needs, unlocked
from ops.errors import DoorCode, Stopped
from ops.routes.cookies import set_session
from ops.routes.door import house
from ops.routes.limits import one_try
from ops.services.ways_in import joining, own_proofs, sign_in
from ops.services.ways_in.invitations import WayInClosed
from ops.services.ways_in.sessions import Unlocked

bp = Blueprint("other_sites", __name__)
LONGEST_CODE = 64


@bp.get("/join")
@needs(Permission.UNLOCK)
def page() -> ResponseReturnValue:
    """A code of the other site, typed or from its link."""
    return _page(request.args.get("code", "")[:LONGEST_CODE])


@bp.post("/join")
@needs(Permission.UNLOCK)
def join() -> ResponseReturnValue:
    """I am whom that code is for."""
    me, code = _me(), request.form.get("code", "").strip()[:LONGEST_CODE]
    one_try()
    if not own_proofs.of(house(), me.staff_id).any:
        return _page(code, _("Add a passkey, or a passphrase with an app, first: How I prove it is me."))
    try:
        joining.accept(house(), me, code)
    except WayInClosed:
        return _page("", _("That code does not work. It works once and for one day."))
    except joining.CannotJoin:
        return _page(
            "", _("That cannot be: you are on that team already, or that name there is somebody else.")
        )
    return redirect("/", 303)


@bp.post("/other-site")
@needs(Permission.UNLOCK)
def go() -> ResponseReturnValue:
    """This browser is of the other site from now on; what is open of this one ends."""
    me = _me()
    cookie = sign_in.go_to(house(), device(), me, request.form.get("site", ""))
    response = redirect("/", 303)
    set_session(response, cookie)
    return response


def _me() -> Unlocked:
    """Whoever has proved that it is them, in a browser of their own."""
    me = _mine()
    if not me.proved:
        raise Stopped(DoorCode.PROOF_NEEDED)
    return me


def _mine() -> Unlocked:
    me = unlocked() if device().session_id is not None else None
    if me is None:
        raise Stopped(DoorCode.LOCKED if device().session_id is not None else DoorCode.FORBIDDEN)
    if device().staff_id != me.staff_id:
        raise Stopped(DoorCode.FORBIDDEN)
    return me


def _page(code: str, wrong: str = "") -> Response:
    if device().session_id is not None and unlocked() is None:
        return redirect("/unlock?next=/join", 303)
    body = render_template("auth/join.html", me=_mine(), code=code, wrong=wrong)
    return make_response(body, 400 if wrong else 200)
