"""The floor plan: where the places of the room stand, what each is called, its seats."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ops.access import Permission, device, needs
from ops.domain.errors import Refused
from ops.domain.words import BoothKind
from ops.routes import first_steps, plan_typed
from ops.routes.door import house, site
from ops.routes.plan_typed import PlaceTyped
from ops.services.set_up import room_plan, settings
from ops.services.set_up.settings import NotKept, PlanChanged

bp = Blueprint("set_up_plan", __name__, url_prefix="/set-up/plan")

CHANGED = lazy_gettext(
    "Somebody changed the set-up since this page was opened. What you typed is still here: keep it again to "
    "have it instead of theirs, or go back to see theirs."
)


@bp.get("")
@needs(Permission.SET_UP)
def page() -> ResponseReturnValue:
    """As it is."""
    shown = settings.current(house(), device().site_id)
    kept = _("Kept. All screens show it now.") if "kept" in request.args else ""
    return _page(plan_typed.of(shown.plan.booths, _taken()), shown.mark, done=kept)


@bp.post("")
@needs(Permission.SET_UP)
def change() -> ResponseReturnValue:
    """All places at once; on all screens within a second."""
    expected = request.form.get("expected", "")
    shown, taken = settings.current(house(), device().site_id), _taken()
    typed = plan_typed.read(request.form, request.form.getlist("place"), taken)
    there = plan_typed.of(shown.plan.booths, taken)
    gone = [one for one in there if one.taken and one.was not in {other.was for other in typed}]
    typed = plan_typed.judged([*typed, *gone])
    wrong = _wrong(typed, gone)
    if not wrong:
        wanted = replace(shown.plan, booths=plan_typed.plans_of(typed))
        try:
            settings.change(house(), device().site_id, wanted, device().actor, expected)
        except PlanChanged:
            wrong, expected = str(CHANGED), shown.mark
        except Refused:
            wrong = _("Somebody is in a place whose name you gave to another. It keeps its name.")
        except NotKept as error:
            wrong = str(error)
    if wrong:
        return _page(typed, expected, wrong)
    return redirect(first_steps.after_keeping("/set-up/plan?kept=1"), 303)


def _wrong(typed: Sequence[PlaceTyped], gone: Sequence[PlaceTyped]) -> str:
    said = ""
    if gone:
        names = ", ".join(one.name for one in gone)
        said = _("Somebody is in %(names)s. It is back on the plan, and stays until it is free.", names=names)
    elif not typed:
        said = _("A room has at least one place.")
    elif any(one.faults for one in typed):
        said = _("Nothing was kept yet. What has to be put right stands with each place.")
    return said


def _taken() -> frozenset[int]:
    return room_plan.taken(house(), device().site_id)


def _page(typed: Sequence[PlaceTyped], expected: str, wrong: str = "", done: str = "") -> Response:
    body = render_template(
        "auth/plan.html",
        site=site(),
        typed=typed,
        new=plan_typed.NEW,
        kinds=list(BoothKind),
        expected=expected,
        wrong=wrong,
        done=done,
    )
    return make_response(body, 400 if wrong else 200)
