"""What leaves the house: the release log, one that was issued, and making another."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ops.access import Permission, device, needs, person_may, proved, require
from ops.domain import issuing, ranges
from ops.domain.disclosure import DELAY, Series
from ops.domain.errors import Code, Refused
from ops.domain.ranges import Range
from ops.domain.sheet import Sheet, SheetKind
from ops.exports import bars, cells, files, lines
from ops.routes import once, pdf, range_words, release_sheet, release_words, which_sites
from ops.routes.desk import desk_page
from ops.routes.door import as_file, house, site
from ops.routes.shift_words import Sayings
from ops.services import release_figures, releases
from ops.services.board import SiteRef
from ops.services.release_figures import Offered
from ops.services.releases import Issued

bp = Blueprint("releases", __name__)

OPENED_BY: Mapping[SheetKind, Permission] = {
    SheetKind.RELEASE: Permission.SEE_SHIFTS,
    SheetKind.WORKING_PAPER: Permission.SEE_SHIFTS,
    SheetKind.STATUTORY: Permission.STATUTORY,
}
"""What somebody needs to see the figures of one, at each of its sites."""
NEWEST = 2**31 - 1


@bp.get("/releases")
@needs(Permission.SEE_SHIFTS)
def log() -> str:
    """All that was issued here or of here, newest first."""
    before = min(request.args.get("before", NEWEST, type=int), NEWEST)
    found = releases.log(house(), device().site_id, _ids(Permission.SEE_SHIFTS), before=before)
    makes = person_may(Permission.EXPORT)
    return _page("releases/list.html", found=found, makes=makes, proved=proved())


@bp.get("/releases/new")
@needs(Permission.EXPORT)
def new() -> str:
    """What it is to be of, and how it will look."""
    asked = _asked()
    return _new(asked, _sheet(asked))


@bp.post("/releases")
@needs(Permission.EXPORT)
def issue() -> ResponseReturnValue:
    """As it was looked at. Where counters moved meanwhile it is shown anew first."""
    asked = _asked()
    sheet = _sheet(asked)
    if sheet is None:
        return _new(asked, None), 400
    if _mark(sheet) != request.form.get("mark"):
        return _new(asked, sheet, _("Figures have changed since you looked. Look again.")), 409
    made = once.issued(sheet, [one.id for one in asked.sites])
    return redirect(url_for("releases.one", number=made.number), 303)


@bp.get("/releases/<number>")
@needs(Permission.SEE_SHIFTS)
def one(number: str) -> str:
    """As it was issued, from the figures that were kept then."""
    found = _opened(number)
    takes = person_may(Permission.EXPORT)
    return _page("releases/one.html", found=found, takes=takes, proved=proved(), files=files.FORMATS)


@bp.get("/releases/<number>/<ending>")
@needs(Permission.EXPORT)
def take(number: str, ending: str) -> ResponseReturnValue:
    """The same as a file. Who took it is in the log."""
    wanted = files.FORMATS.get(ending)
    if wanted is None:
        raise Refused(Code.NOT_FOUND, "release")
    _opened(number)
    sheet = releases.take(
        house(), number, _ids(Permission.EXPORT), ending, by=once.whoever_asks(), here=device().site_id
    )
    content = house().aside(lambda: files.written(sheet, wanted))
    return as_file(content, f"{sheet.number}.{ending}", wanted.content_type)


@bp.post("/releases/<number>/pdf")
@needs(Permission.EXPORT)
def as_pdf(number: str) -> ResponseReturnValue:
    """To be taken away."""
    found = _opened(number)
    return pdf.queued(number, _ids(Permission.EXPORT), (Permission.EXPORT, OPENED_BY[found.entry.kind]))


def _opened(number: str) -> Issued:
    """One whose figures the person may see at each of its sites. Raises ``Refused`` and ``Stopped``."""
    found = releases.by_number(house(), number, _ids(Permission.SEE_SHIFTS))
    needed = OPENED_BY[found.entry.kind]
    if needed is not Permission.SEE_SHIFTS:
        require(needed)
        releases.by_number(house(), number, _ids(needed))
    return found


@dataclass(frozen=True)
class _Asked:
    """What a release is to be of; ``may``: the sites there are to choose from."""

    may: list[SiteRef]
    sites: list[SiteRef]
    series: list[Series]
    within: Range | None
    offered: Offered


def _asked() -> _Asked:
    """From the address or the form. Raises ``Refused``."""
    may = which_sites.where(Permission.EXPORT)
    sites = which_sites.named(may, request.values.getlist("at"))
    named = request.values.getlist("series")
    if not set(named) <= set(Series):
        raise Refused(Code.BAD_VALUE, "series")
    series = [one for one in Series if one in named] or list(Series)
    offered = release_figures.offered(house(), [site.id for site in sites])
    return _Asked(may, sites, series, _within(offered), offered)


def _within(offered: Offered) -> Range | None:
    """The stretch that was asked for, if it can be told; from one day to another where both are said."""
    said = request.values
    first, last = said.get("from", ""), said.get("to", "")
    try:
        of = ranges.read(f"{first}..{last}" if first and last else said.get("range", ""))
    except ValueError:
        return None
    return of if offered.holds(of) else None


def _sheet(asked: _Asked) -> Sheet | None:
    """None where there is not a number to tell."""
    if asked.within is None:
        return None
    found = release_figures.figures(house(), [one.id for one in asked.sites], asked.series, asked.within)
    if not found.holds_a_number:
        return None
    return release_sheet.made(found, [one.name for one in asked.sites], "release")


def _new(asked: _Asked, sheet: Sheet | None, wrong: str = "") -> str:
    chose = {"range", "from", "to"} & set(request.values)
    return _page(
        "releases/new.html",
        wrong=wrong or (_("Of these figures that stretch cannot be told.") if chose and not sheet else ""),
        asked=asked,
        sheet=sheet,
        mark=sheet and _mark(sheet),
        act=uuid4(),
        known=asked.may,
        all_series=Series,
        delay=DELAY.days,
    )


def _mark(sheet: Sheet) -> str:
    """Of what is looked at: all but when that was."""
    return issuing.digest_of_tables(sheet)


def _ids(permission: Permission) -> list[int]:
    return [one.id for one in which_sites.where(permission)]


def _page(template: str, **more: object) -> str:
    say = Sayings(site().time_zone, house().now())
    words = {"say": say, "w": release_words, "r": range_words, "in_words": cells.in_words}
    return desk_page(template, **words, beside=bars.beside, issued_lines=lines.issued, **more)
