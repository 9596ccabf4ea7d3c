"""The set-up pages about numbers and lists, all alike: what is set, explained, changed, on all screens
at once."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ops.access import Permission, device, needs, proved
from ops.routes import first_steps, settings_form
from ops.routes.door import house, site
from ops.routes.settings_fields import Part, typed_into
from ops.routes.settings_pages import PAGES, Page
from ops.services.set_up import settings
from ops.services.set_up.settings import Current, NotKept, PlanChanged

bp = Blueprint("set_up_settings", __name__, url_prefix="/set-up")
ADDRESS = f"/<any({', '.join(repr(name) for name in PAGES)}):name>"


@bp.get(ADDRESS)
@needs(Permission.SET_UP)
def page(name: str) -> ResponseReturnValue:
    """What is set."""
    now = settings.current(house(), device().site_id)
    return _shown(PAGES[name], PAGES[name].parts(now.values, settings.FIRST), now)


@bp.post(ADDRESS)
@needs(Permission.SET_UP)
def change(name: str) -> ResponseReturnValue:
    """Kept whole or not at all; nothing that was typed is lost."""
    found, now, form = PAGES[name], settings.current(house(), device().site_id), request.form
    parts = typed_into(found.parts(now.values, settings.FIRST, form), form)
    judged = settings_form.judge(parts, form, now.values)
    if judged.plan is None:
        return _shown(
            found, judged.parts, now, judged.wrong or _("Nothing was kept yet: look at what is marked.")
        )
    if judged.plan.needs_proof(now.plan) and not proved():
        return _shown(found, parts, now, found.to_prove)
    here = device()
    try:
        settings.change(house(), here.site_id, judged.plan, here.actor, form.get("mark", ""))
    except PlanChanged as changed:
        stored = found.parts(now.values, settings.FIRST)
        return _shown(found, settings_form.with_now(parts, form, stored), now, str(changed))
    except NotKept as refused:
        return _shown(found, parts, now, str(refused))
    return redirect(first_steps.after_keeping(url_for(".page", name=name, kept=1)), HTTPStatus.SEE_OTHER)


def _shown(found: Page, parts: Sequence[Part], now: Current, wrong: str = "") -> Response:
    body = render_template(
        "auth/settings.html",
        site=site(),
        page_of=found,
        parts=parts,
        mark=now.mark,
        wrong=wrong,
        slip=_first_slip(parts),
        to_prove="" if proved() else found.to_prove,
        kept="kept" in request.args and not wrong,
    )
    return make_response(body, HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK)


def _first_slip(parts: Sequence[Part]) -> str:
    """The field where a hand goes next, by its name in the form."""
    rows = (row for part in parts for row in part.rows)
    slips = ((row.wrong, one) for row in rows for one in row.fields)
    return next((one.name for row_wrong, one in slips if row_wrong or one.wrong), "")
