"""Getting in: by a one-time way in; unlocking by PIN; getting out.

A code is used up by a tap on a button, never by opening its link: whoever passes a link on
by a messenger that looks at it first would burn it otherwise.
"""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ops.access import Permission, device, needs, unlocked
from ops.domain.words import Role
from ops.errors import DoorCode, Stopped
from ops.routes.api.kinds import Text, Unreadable
from ops.routes.cookies import drop_session, session_cookie, set_session
from ops.routes.door import house, site
from ops.routes.limits import one_try
from ops.routes.own_page import own_page
from ops.services.ways_in import devices, invitations, leaving, pins, roles, sessions, staff
from ops.services.ways_in.devices import LONGEST_NAME, NameInUse
from ops.services.ways_in.staff import StaffRef

bp = Blueprint("auth", __name__)

FIRST_PAGE = {Role.DISPLAY: "/wall", Role.FLOOR: "/floor", Role.RESPONDER: "/floor"}
LONGEST_CODE = 64
WEAK = lazy_gettext("A PIN has 6 to 12 digits, and not all the same or in a row.")


@bp.get("/in/<code>")
def way_in(code: str) -> ResponseReturnValue:
    """What the link opens, and a button. The code stays good."""
    one_try()
    way = _look(code)
    known = devices.identify_session(house(), session_cookie() or "")
    elsewhere = known is not None and known.staff_id is not None and known.site_id != way.site_id
    if way.sets_pin and known is not None and not elsewhere:
        return redirect(url_for("auth.pin_code", code=code), 303)
    return render_template("auth/way_in.html", way=way, code=code, elsewhere=elsewhere)


@bp.post("/in/<code>")
def enter(code: str) -> ResponseReturnValue:
    """Use the code up: this browser is signed in."""
    one_try()
    return _signed_in(code)


@bp.get("/enrol")
def enrol() -> ResponseReturnValue:
    """The same for a screen, with a field for a code that is typed."""
    return render_template("auth/enrol.html", code=request.args.get("code", "")[:LONGEST_CODE])


@bp.post("/enrol")
def enrol_now() -> ResponseReturnValue:
    """Use the code up: this browser is that screen."""
    one_try()
    return _signed_in(request.form.get("code", "").strip()[:LONGEST_CODE])


@bp.get("/welcome")
@needs(Permission.BE_KNOWN)
def welcome() -> ResponseReturnValue:
    """A person who came in gives name and PIN."""
    name = _unsettled()
    return redirect("/", 303) if name is None else _welcome(name)


@bp.post("/welcome")
@needs(Permission.BE_KNOWN)
def settle_in() -> ResponseReturnValue:
    """Name and PIN are kept; this browser is unlocked for now."""
    known = _unsettled()
    if known is None:
        return redirect("/", 303)
    pin, again = request.form.get("pin", ""), request.form.get("pin_again", "")
    try:
        name = known or Text(LONGEST_NAME).read(request.form.get("name", ""))
    except Unreadable:
        return _welcome(known, _("Give a name of at most %(most)s letters.", most=LONGEST_NAME))
    try:
        if pin != again:
            return _welcome(known, _("The two PINs are not the same."), name)
        staff.settle_in(house(), device(), name=name, pin=pin)
    except pins.WeakPin:
        return _welcome(known, WEAK, name)
    except NameInUse:
        return _welcome(known, _("Someone else has that name and a PIN. Choose another."))
    return redirect("/", 303)


@bp.get("/unlock")
@needs(Permission.UNLOCK)
def unlock() -> ResponseReturnValue:
    """Who, and their PIN."""
    return _unlock_page(request.args.get("next", ""))


@bp.post("/unlock")
@needs(Permission.UNLOCK)
def unlock_now() -> ResponseReturnValue:
    """A right PIN opens this browser for a while."""
    _in_a_browser()
    one_try()
    where = request.form.get("next", "")
    said = request.form.get("staff", "")
    staff_id = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    answer = pins.unlock(house(), device(), staff_id, request.form.get("pin", ""))
    if answer.right:
        return redirect(own_page(where), 303)
    wrong = _("That is not the PIN. Try again.")
    if answer.wait_until is not None:
        seconds = max(1, round((answer.wait_until - house().now()).total_seconds()))
        wrong = _("That is not the PIN. The next try counts in %(seconds)s s.", seconds=seconds)
    return _unlock_page(where, staff_id, wrong)


@bp.get("/pin-code")
@needs(Permission.UNLOCK)
def pin_code() -> ResponseReturnValue:
    """A first PIN, or another one, by a code."""
    _in_a_browser()
    return _pin_code_page(request.args.get("code", ""))


@bp.post("/pin-code")
@needs(Permission.UNLOCK)
def set_pin() -> ResponseReturnValue:
    """The code is used up; this tablet is unlocked for now."""
    _in_a_browser()
    one_try()
    code, pin = request.form.get("code", "").strip(), request.form.get("pin", "")
    if pin != request.form.get("pin_again", ""):
        return _pin_code_page(code, _("The two PINs are not the same."))
    try:
        staff.set_pin(house(), device(), code=code[:LONGEST_CODE], pin=pin)
    except pins.WeakPin:
        return _pin_code_page(code, WEAK)
    except invitations.WayInClosed:
        return _pin_code_page(
            "", _("That code does not work. It works once and for one day; a coordinator makes another.")
        )
    return redirect("/", 303)


@bp.post("/lock")
@needs(Permission.BE_KNOWN)
def lock() -> ResponseReturnValue:
    """Closed again before its time."""
    sessions.lock(house(), device())
    return redirect("/", 303)


@bp.get("/sign-out")
@needs(Permission.BE_KNOWN)
def sign_out_page() -> ResponseReturnValue:
    """Asks once: a wall that is signed out shows nothing."""
    mine = _mine()
    return render_template("auth/sign_out.html", known=device(), everywhere=mine.name if mine else "")


@bp.post("/sign-out")
@needs(Permission.BE_KNOWN)
def sign_out() -> ResponseReturnValue:
    """This browser is nobody's; its sockets end within a second."""
    sessions.sign_out(house(), device())
    response = redirect("/enrol", 303)
    drop_session(response)
    return response


@bp.post("/sign-out-everywhere")
@needs(Permission.BE_KNOWN)
def sign_out_everywhere() -> ResponseReturnValue:
    """Every browser and link of the person who asks. A tablet of the room is only locked."""
    _in_a_browser()
    mine = _mine()
    if mine is None:
        raise Stopped(DoorCode.FORBIDDEN)
    leaving.sign_out_everywhere(house(), device().site_id, mine.id, actor=device().actor)
    return redirect("/", 303)


def _mine() -> StaffRef | None:
    """Who opened this browser with a PIN, else whose own it is."""
    person = unlocked() if device().session_id is not None else None
    who = person.staff_id if person else device().staff_id
    return staff.find(house(), device().site_id, who) if who is not None else None


def _in_a_browser() -> None:
    """A token is never unlocked."""
    if device().session_id is None:
        raise Stopped(DoorCode.FORBIDDEN)


def _look(code: str) -> invitations.WayIn:
    try:
        return invitations.look(house(), code[:LONGEST_CODE])
    except invitations.WayInClosed:
        raise Stopped(DoorCode.WAY_IN_CLOSED) from None


def _signed_in(code: str) -> Response:
    way = _look(code)
    try:
        cookie = invitations.use(house(), code)
    except invitations.WayInClosed:
        raise Stopped(DoorCode.WAY_IN_CLOSED) from None
    before = devices.identify_session(house(), session_cookie() or "")
    if before is not None:
        sessions.sign_out(house(), before)
    response = redirect(FIRST_PAGE.get(way.role, "/welcome"), 303)
    set_session(response, cookie)
    return response


def _unsettled() -> str | None:
    """The name (or nothing yet) of a person who came in and has no PIN."""
    if device().session_id is None or device().role not in roles.PEOPLE:
        return None
    return staff.needs_settling(house(), device())


def _welcome(known: str, wrong: str | LazyString = "", typed: str = "") -> Response:
    page = render_template(
        "auth/welcome.html",
        name=known or typed,
        fixed=bool(known),
        wrong=wrong,
        site=site(),
        known=device(),
    )
    return make_response(page, 400 if wrong else 200)


def _pin_code_page(code: str, wrong: str | LazyString = "") -> Response:
    page = render_template("auth/pin_code.html", code=code[:LONGEST_CODE], wrong=wrong)
    return make_response(page, 400 if wrong else 200)


def _unlock_page(where: str, staff_id: int = 0, wrong: str = "") -> Response:
    _in_a_browser()
    team = [person for person in staff.everyone(house(), device().site_id) if person.has_pin]
    chosen = staff_id or sessions.last_person(house(), device())
    page = render_template(
        "auth/unlock.html", team=team, chosen=chosen, next=own_page(where), wrong=wrong, before=unlocked()
    )
    return make_response(page, 403 if wrong else 200)
