"""Weeks, months, years and any other days in numbers, of one site or several: for those who run them, on screen."""

from collections.abc import Sequence

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from ops import charts
from ops.access import Permission, needs
from ops.domain import ranges, total_cells
from ops.domain.errors import Code, Refused
from ops.domain.ranges import Range, RangeKind
from ops.domain.window import local
from ops.exports.cells import in_words
from ops.routes import chart_words, range_words, report_sheet, shift_words, which_sites
from ops.routes.desk import desk_page
from ops.routes.door import house
from ops.routes.headers import allow_charts
from ops.services import shift_list
from ops.services.board import SiteRef
from ops.services.summaries import ranges as reading
from ops.services.summaries import reports

bp = Blueprint("reports", __name__)

NEWEST = {RangeKind.WEEK: 8, RangeKind.MONTH: 13, RangeKind.YEAR: 3}
"""How many of each the first page lists."""


@bp.get("/reports")
@needs(Permission.SEE_SHIFTS)
def all_reports() -> ResponseReturnValue:
    """The newest weeks, months and years. With ``from`` and ``to`` it leads to these days."""
    if "from" in request.args or "to" in request.args:
        return redirect(url_for("reports.one", which=_typed().id, sites=request.args.get("sites")), 303)
    may, chosen = _sites()
    newest = {kind: _newest(chosen, kind, many) for kind, many in NEWEST.items()}
    return desk_page("reports/list.html", newest=newest, **_on_every(may, chosen))


@bp.get("/reports/<which>")
@needs(Permission.SEE_SHIFTS)
def one(which: str) -> str:
    """``2026-W47``, ``2026-11``, ``2026-Q4``, ``2026``, or ``2026-11-02..2026-11-20``."""
    wanted = _range(which)
    may, chosen = _sites()
    told = reports.report(house(), [site.id for site in chosen], wanted)
    say = shift_words.Sayings(chosen[0].time_zone, told.found.as_of)
    allow_charts()
    return desk_page(
        "reports/one.html",
        told=told,
        sheet=report_sheet.sheet(told.found, told.before, told.broken_down),
        figures=_figures(told),
        say=say,
        cw=chart_words,
        days_since=shift_list.days_since(house(), chosen[0].id) if chosen == may[:1] else None,
        earlier=wanted.before() if told.found.recorded_since < wanted.first else None,
        later=wanted.after() if not told.found.running else None,
        **_on_every(may, chosen),
    )


def _figures(told: reports.Report) -> dict[str, charts.Figure]:
    together = told.found.together
    return charts.of_a_report(
        [piece.together.visits for piece in told.pieces],
        chart_words.visits_by_hour(told),
        together.by.get("done", {}),
        together.responses,
        chart_words.on_report(told),
    )


def _on_every(may: Sequence[SiteRef], chosen: Sequence[SiteRef]) -> dict[str, object]:
    words = {"w": range_words, "s": shift_words, "in_words": in_words, "count": total_cells.count}
    return {"may": may, "chosen": chosen, "sites": request.args.get("sites"), **words}


def _sites() -> tuple[list[SiteRef], list[SiteRef]]:
    """Which there are to choose from, and which were chosen: this one, or those named in the address."""
    may = which_sites.where(Permission.SEE_SHIFTS)
    said = request.args.get("sites")
    return may, which_sites.named(may, said.split(",") if said is not None else ())


def _range(said: str) -> Range:
    try:
        return ranges.read(said)
    except ValueError:
        raise Refused(Code.NOT_FOUND, "range") from None


def _typed() -> Range:
    try:
        return ranges.read(f"{request.args.get('from', '')}..{request.args.get('to', '')}")
    except ValueError:
        raise Refused(Code.BAD_VALUE, "from") from None


def _newest(chosen: Sequence[SiteRef], kind: RangeKind, many: int) -> list[reading.RangeTotals]:
    """The newest first, as far back as anything is recorded."""
    today = local(house().now(), chosen[0].time_zone).date()
    last = ranges.around(kind, today)
    first = last
    for _ in range(many - 1):
        first = first.before()
    within = ranges.between(first.first, last.last)
    found = reading.by(house(), [site.id for site in chosen], within, kind)
    return [one for one in reversed(found) if one.range.last >= one.recorded_since]
