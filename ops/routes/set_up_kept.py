"""What is kept and for how long, when the rest was deleted last, and legal holds."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ops.access import Permission, device, needs, person_may, proved, unlocked
from ops.domain.errors import Code
from ops.domain.hold import NotNow, OnePerson
from ops.errors import Stopped
from ops.routes.api.kinds import Text, Unreadable
from ops.routes.door import house, site
from ops.services.house import House
from ops.services.retention import holds, purge
from ops.services.retention.holds import LONGEST_REASON, Who

bp = Blueprint("set_up_kept", __name__, url_prefix="/set-up/kept")
ADDRESS = "/holds/<int(max=2147483647):hold_id>"
Act = Callable[[House, int, Who, int], None]


@bp.get("")
@needs(Permission.SET_UP)
def page() -> ResponseReturnValue:
    """As it is now."""
    return _page()


@bp.post("/holds")
@needs(Permission.HOLD)
def ask() -> ResponseReturnValue:
    """A hold, for another to agree to."""
    try:
        reason = Text(LONGEST_REASON).read(request.form.get("reason", ""))
    except Unreadable:
        return _page(_("Say why, in at most %(most)s letters.", most=LONGEST_REASON))
    return _done(lambda: holds.ask(house(), device().site_id, _who(), reason))


@bp.post(f"{ADDRESS}/agree")
@needs(Permission.HOLD)
def agree(hold_id: int) -> ResponseReturnValue:
    """From now on it stands until two lift it."""
    return _done(lambda: holds.agree(house(), device().site_id, _who(), hold_id))


@bp.post(f"{ADDRESS}/end")
@needs(Permission.HOLD)
def end(hold_id: int) -> ResponseReturnValue:
    """It should end, says one."""
    return _done(lambda: holds.ask_to_end(house(), device().site_id, _who(), hold_id))


@bp.post(f"{ADDRESS}/lift")
@needs(Permission.HOLD)
def lift(hold_id: int) -> ResponseReturnValue:
    """And another."""
    return _done(lambda: holds.lift(house(), device().site_id, _who(), hold_id))


def _done(act: Callable[[], None]) -> ResponseReturnValue:
    try:
        act()
    except OnePerson:
        return _page(_("Two different people have to say so."))
    except NotNow:
        return _page(_("It does not stand like that any more. This is how it stands now."))
    return redirect("/set-up/kept", 303)


def _who() -> Who:
    me = unlocked()
    if me is None:
        raise Stopped(Code.NOT_FOUND)
    return Who(me.staff_id, me.name, device().actor)


def _page(wrong: str = "") -> Response:
    here = site()
    zone = ZoneInfo(here.time_zone)

    def when(at: datetime) -> str:
        return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"

    listed = holds.listed(house(), device().site_id)
    body = render_template(
        "auth/kept.html",
        site=here,
        kept=purge.kept(house(), device().site_id),
        last=purge.newest(house(), device().site_id),
        held_back=purge.held_back(house(), device().site_id),
        waits=purge.waits_for(house(), device().site_id),
        holds=listed,
        stands=any(one.stands for one in listed),
        me=unlocked(),
        when=when,
        may_hold=person_may(Permission.HOLD),
        proved=proved(),
        wrong=wrong,
    )
    return make_response(body, 400 if wrong else 200)
