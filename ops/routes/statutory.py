"""Reports for others: which there are, one of them to look at, and issuing it. Exact numbers, so for whom the
law names only, and by somebody who has proved who they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ops.access import Permission, needs
from ops.domain import issuing, ranges
from ops.domain.errors import Code, Refused
from ops.domain.ranges import Range, RangeKind
from ops.domain.sheet import Sheet
from ops.domain.statutory import Covers, Report
from ops.domain.window import local
from ops.exports.cells import in_words
from ops.routes import once, range_words, statutory_sheet, which_sites
from ops.routes.desk import desk_page
from ops.routes.door import house
from ops.routes.shift_words import Sayings
from ops.services.board import SiteRef
from ops.services.statutory import definitions, figures
from ops.services.statutory.figures import Figures, NotOver, NotToTell

bp = Blueprint("statutory", __name__)
MONTHS = 36
"""How far back a month can be chosen."""


@dataclass(frozen=True)
class _Asked:
    """What was chosen."""

    report: Report
    may: list[SiteRef]
    sites: list[SiteRef]
    choices: list[Range]
    within: Range | None


@bp.get("/statutory")
@needs(Permission.STATUTORY)
def all_forms() -> str:
    """The forms there are, and files that are none."""
    return desk_page("statutory/list.html", known=definitions.known(definitions.own_folder(house())))


@bp.get("/statutory/<form>")
@needs(Permission.STATUTORY)
def one(form: str) -> str:
    """What it is to be of, and how it will look."""
    asked = _asked(form, request.args)
    return _shown(asked, *_sheet(asked))


@bp.post("/statutory/<form>")
@needs(Permission.STATUTORY)
def issue(form: str) -> ResponseReturnValue:
    """As it was looked at. Where a record was put right meanwhile it is shown anew first."""
    asked = _asked(form, request.form)
    sheet, wrong = _sheet(asked)
    if sheet is None:
        return _shown(asked, None, wrong), 400
    if issuing.digest_of_tables(sheet) != request.form.get("mark"):
        return _shown(asked, sheet, _("Numbers have changed since you looked. Look again.")), 409
    made = once.issued(sheet, [site.id for site in asked.sites])
    return redirect(url_for("releases.one", number=made.number), 303)


def _asked(form: str, said: Mapping[str, str]) -> _Asked:
    """Raises ``Refused``."""
    report = definitions.known(definitions.own_folder(house())).reports.get(form)
    if report is None:
        raise Refused(Code.NOT_FOUND, "report")
    may = which_sites.where(Permission.STATUTORY)
    sites = which_sites.named(may, [said["at"]] if "at" in said else ())
    if len(sites) > 1 and not report.several_sites:
        raise Refused(Code.NOT_FOUND, "site")
    choices = _choices(report, local(house().now(), sites[0].time_zone).date())
    return _Asked(report, may, sites, choices, _within(report, choices, said))


def _choices(report: Report, today: date) -> list[Range]:
    """The periods that are over, newest first; of a form of several months, these months."""
    kind = RangeKind.MONTH if report.covers is Covers.MONTHS else RangeKind(report.covers.value)
    newest = ranges.around(kind, today).before()
    oldest = today.replace(year=today.year - MONTHS // 12, day=1)
    return list(reversed(list(ranges.each(kind, ranges.between(oldest, newest.last)))))


def _within(report: Report, choices: list[Range], said: Mapping[str, str]) -> Range | None:
    """The one that was chosen; from one month to another where the form is of several."""
    by_id = {one.id: one for one in choices}
    last = by_id.get(said.get("range", ""))
    if last is None or report.covers is not Covers.MONTHS:
        return last
    first = by_id.get(said.get("since", ""), last)
    if first == last:
        return last
    return ranges.between(first.first, last.last) if first.first < last.first else None


def _sheet(asked: _Asked) -> tuple[Sheet | None, str]:
    """How it will look; or why there is none, in words."""
    if asked.within is None:
        return None, _("The first month comes before the last.") if "since" in request.values else ""
    try:
        found: Figures = figures.figures(
            house(), asked.report, [site.id for site in asked.sites], asked.within
        )
    except NotOver:
        return None, _("These days are not over at every site.")
    except NotToTell:
        return None, _("The form asks for at most %(most)s months.", most=asked.report.at_most)
    return statutory_sheet.made(found, [site.name for site in asked.sites]), ""


def _shown(asked: _Asked, sheet: Sheet | None, wrong: str) -> str:
    say = Sayings(asked.sites[0].time_zone, house().now())
    return desk_page(
        "statutory/one.html",
        asked=asked,
        sheet=sheet,
        wrong=wrong,
        mark=sheet and issuing.digest_of_tables(sheet),
        act=uuid4(),
        several=asked.report.covers is Covers.MONTHS,
        say=say,
        w=range_words,
        in_words=in_words,
    )
