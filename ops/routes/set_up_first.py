"""A first set-up, step by step: where it is, what is still open, and its end."""

from datetime import date

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ops.access import Permission, device, needs
from ops.domain.errors import Code
from ops.errors import Stopped
from ops.routes import first_steps
from ops.routes.door import house, site
from ops.services.set_up import first_set_up
from ops.services.set_up.first_set_up import Missing

bp = Blueprint("set_up_first", __name__, url_prefix=first_steps.OVERVIEW)

MISSING = {
    Missing.TIME_ZONE: lazy_gettext("The time zone is UTC. Times on paper and screens are then hours off."),
    Missing.TOLD_NEXT: lazy_gettext("Nobody is told next when nobody is going to a response."),
    Missing.TEAM: lazy_gettext("There is one person on the team."),
    Missing.WALL: lazy_gettext("There is no wall yet."),
    Missing.TABLET: lazy_gettext("There is no tablet yet."),
    Missing.AGREED: lazy_gettext("Nobody said when this was agreed with participants."),
}


@bp.get("")
@needs(Permission.SET_UP)
def overview() -> ResponseReturnValue:
    """All steps, and what is still open."""
    found = first_set_up.of(house(), device().site_id)
    missing = first_set_up.missing(house(), device().site_id)
    body = render_template(
        "auth/first.html",
        site=site(),
        found=found,
        steps=first_steps.STEPS,
        to_do=first_steps.open_steps(found.right),
        missing=[MISSING[what] for what in missing],
    )
    return make_response(body)


@bp.post("/steps")
@needs(Permission.SET_UP)
def go_on() -> ResponseReturnValue:
    """A page is right as it is: the next."""
    step = request.form.get("step", "")
    at = next((at for at, one in enumerate(first_steps.STEPS) if one.key == step), None)
    if at is None:
        raise Stopped(Code.NOT_FOUND)
    first_set_up.say_right(house(), device().site_id, step, device().actor)
    after = [one.address for one in first_steps.STEPS[at + 1 :]] + [first_steps.OVERVIEW]
    return redirect(after[0], 303)


@bp.post("/end")
@needs(Permission.SET_UP)
def end() -> ResponseReturnValue:
    """Done, or put away."""
    first_set_up.end(house(), device().site_id, device().actor)
    return redirect("/", 303)


@bp.post("/take-up")
@needs(Permission.SET_UP)
def take_up() -> ResponseReturnValue:
    """Where it was put away, or all of it once more."""
    here = device()
    done = not first_steps.open_steps(first_set_up.of(house(), here.site_id).right)
    first_set_up.take_up(house(), here.site_id, here.actor, anew=done)
    return redirect(first_steps.OVERVIEW, 303)


@bp.get("/agreed")
@needs(Permission.SET_UP)
def agreed_page() -> ResponseReturnValue:
    """When it was agreed with the people who use the room."""
    day = first_set_up.of(house(), device().site_id).agreed_on
    return _agreed(day.isoformat() if day else "")


@bp.post("/agreed")
@needs(Permission.SET_UP)
def agree() -> ResponseReturnValue:
    """A day, or none yet."""
    said = request.form.get("day", "").strip()
    try:
        day = date.fromisoformat(said) if said else None
    except ValueError:
        return _agreed(said, _("Write the day as 2026-11-28."))
    if day and not date(2000, 1, 1) <= day <= house().now().date():
        return _agreed(said, _("The day cannot be in the future."))
    first_set_up.agree(house(), device().site_id, day, device().actor)
    return redirect(first_steps.after_keeping(first_steps.OVERVIEW), 303)


def _agreed(said: str, wrong: str = "") -> Response:
    body = render_template("auth/agreed.html", site=site(), day=said[:20], wrong=wrong)
    return make_response(body, 400 if wrong else 200)
