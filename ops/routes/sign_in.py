"""Signing in without a link: by a passkey, by passphrase and app, by a code on paper.

Whoever does so on a tablet of the room opens it as with a PIN; a browser that is nobody's becomes one of
theirs. Nothing here names anybody.
"""

from flask import Blueprint, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ops.access import Permission, device_may
from ops.errors import DoorCode, Stopped
from ops.routes import passkey_page
from ops.routes.cookies import session_cookie, set_session
from ops.routes.door import house
from ops.routes.limits import one_try
from ops.routes.typed import typed
from ops.services.ways_in import devices, passphrases, sign_in
from ops.services.ways_in.passkeys import NotProved

bp = Blueprint("sign_in", __name__, url_prefix="/sign-in")
PURPOSE = "sign_in"


@bp.get("")
def page() -> ResponseReturnValue:
    """A key, or a form that works without scripts."""
    return _page()


@bp.post("/passkey")
def by_passkey() -> ResponseReturnValue:
    """The key says who it is."""
    one_try()
    try:
        return _opened(passkey_page.proved(PURPOSE), "/")
    except NotProved:
        return _page(_("That passkey opens nothing here. Try again, or another way."))


@bp.post("/passphrase")
def by_passphrase() -> ResponseReturnValue:
    """Passphrase and app; or, instead of both, a code on paper, after which another proof is added."""
    one_try()
    name, phrase, digits = typed("name", "phrase", "digits")
    try:
        who = passphrases.proved(house(), name, phrase, digits)
        if who is not None:
            return _opened(who, "/")
        who = passphrases.recovered(house(), name, digits)
        if who is not None:
            return _opened(who, "/it-is-me")
    except NotProved:
        pass
    return _page(_("That does not fit together. Check the name, the passphrase and the code."), name)


def _opened(person_id: int, where: str) -> Response:
    known = devices.identify_session(house(), session_cookie() or "")
    if known is not None:
        if not device_may(known, Permission.UNLOCK):
            raise Stopped(DoorCode.FORBIDDEN)
        sign_in.unlock(house(), known, person_id)
        return redirect(where, 303)
    cookie = sign_in.come_in(house(), person_id)
    response = redirect(where, 303)
    set_session(response, cookie)
    return response


def _page(wrong: str = "", name: str = "") -> Response:
    options = passkey_page.question(PURPOSE)
    body = render_template("auth/sign_in.html", options=options, name=name, wrong=wrong)
    return make_response(body, 403 if wrong else 200)
