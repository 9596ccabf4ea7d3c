"""The coordinator's pages: the list of shifts and days, and one of them in numbers."""

from datetime import datetime

from flask import Blueprint, request

from ops import charts
from ops.access import Permission, device, needs
from ops.domain.errors import Code, Refused
from ops.routes import chart_words, definitions, shelf_words, shift_words, unusual_words
from ops.routes.api.kinds import Instant, Unreadable
from ops.routes.desk import desk_page
from ops.routes.door import house
from ops.routes.headers import allow_charts
from ops.routes.on_paper import of_window
from ops.services import shift_list, summaries

bp = Blueprint("shifts", __name__)


@bp.get("/shifts")
@needs(Permission.SEE_SHIFTS)
def all_shifts() -> str:
    """Shifts, newest first, and the last two weeks by day."""
    found = shift_list.shifts(house(), device().site_id, before=_before(request.args.get("before")))
    say = shift_words.Sayings(found.time_zone, found.as_of)
    return _page("shifts/list.html", found=found, say=say)


@bp.get("/shifts/<which>")
@needs(Permission.SEE_SHIFTS)
def one(which: str) -> str:
    """A shift by its id, a day as ``2026-11-22``, or ``today``."""
    shown = summaries.on_screen(house(), device().site_id, which)
    told, floor = shown.summary, shown.floor
    say = shift_words.Sayings(told.window.time_zone, told.as_of)
    figures = charts.figures(told, chart_words.on_charts(told, say))
    if floor is not None and told.busy_hours:
        words = chart_words.on_floor(floor, told.drawn_hours, say)
        figures["floor"] = charts.of_the_floor(floor, told.drawn_hours, words)
    allow_charts()
    return _page(
        "shifts/one.html",
        told=told,
        floor=floor,
        usual=shown.usual,
        say=say,
        beside=shift_list.beside(house(), device().site_id, told.window),
        figures=figures,
        paper=of_window(told.window, device().site_id),
        cw=chart_words,
        uw=unusual_words,
    )


def _page(template: str, **more: object) -> str:
    return desk_page(template, w=shift_words, shelf=shelf_words, definitions=definitions, **more)


def _before(said: str | None) -> datetime | None:
    """The instant in the address, as this page itself writes it."""
    if said is None:
        return None
    try:
        return Instant().read(said)
    except Unreadable:
        raise Refused(Code.BAD_VALUE, "before") from None
