"""Working papers: a shift in totals, and the handover sheet. Numbered, in the release log, to be shredded."""

from typing import Any
from uuid import uuid4

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from ops.access import Permission, device, needs
from ops.domain.errors import Code, Refused
from ops.domain.sheet import Sheet, SheetKind, Table
from ops.domain.summary import Summary
from ops.exports import bars
from ops.exports.bars import Bar
from ops.exports.cells import in_words
from ops.routes import once, pdf, shelf_words, shift_sheet, shift_words
from ops.routes.desk import desk_page
from ops.routes.door import house, site
from ops.routes.on_paper import OnPaper, of_window
from ops.services import releases, summaries
from ops.services.releases import Issued
from ops.services.retention import purge

bp = Blueprint("papers", __name__)

DONE = "done"


@bp.get("/shifts/<which>/paper")
@needs(Permission.SEE_SHIFTS)
def offered(which: str) -> str:
    """What it will be; nothing is issued by looking."""
    window = summaries.window(house(), device().site_id, which)
    say = shift_words.Sayings(window.time_zone, window.as_of)
    until = shift_sheet.shred_by(window, _kept_days())
    return desk_page("papers/offered.html", window=window, say=say, until=say.day(until), act=uuid4())


@bp.post("/shifts/<which>/paper")
@needs(Permission.SEE_SHIFTS)
def issue(which: str) -> ResponseReturnValue:
    """It gets its number."""
    found = summaries.on_paper(house(), device().site_id, which)
    made = once.issued(shift_sheet.sheet(found, _kept_days()), [device().site_id])
    return redirect(address(made), 303)


@bp.get("/papers/<number>")
@needs(Permission.SEE_SHIFTS)
def one(number: str) -> str:
    """As it was issued. While its shift goes on, what the next team has to know stands below, as of now."""
    found, more = _issued(number), {}
    if found.sheet is not None and found.unchanged:
        more = shown(found.sheet, site().time_zone, *around(found.sheet, device().site_id))
    return desk_page("papers/one.html", found=found, **more)


@bp.post("/papers/<number>/pdf")
@needs(Permission.SEE_SHIFTS)
def as_pdf(number: str) -> ResponseReturnValue:
    """To be taken away."""
    _issued(number)
    return pdf.queued(number, [device().site_id])


def address(sheet: Sheet) -> str:
    """Where a paper can be read and printed again."""
    if sheet.kind is SheetKind.WORKING_PAPER:
        return url_for("papers.one", number=sheet.number)
    return url_for("releases.one", number=sheet.number)


def shown(sheet: Sheet, zone: str, told: Summary | None, checkpoint: OnPaper | None) -> dict[str, Any]:
    """What its print window and its PDF are made of, alike."""
    say = shift_words.Sayings(zone, sheet.as_of)
    return {
        "sheet": sheet,
        "in_words": in_words,
        "beside": _beside if sheet.kind is SheetKind.WORKING_PAPER else bars.beside,
        "as_of": f"{say.day(sheet.as_of)}, {say.clock(sheet.as_of)}",
        "shred_by": sheet.shred_by and say.day(sheet.shred_by),
        "told": told,
        "say": say if told is None else shift_words.Sayings(zone, told.as_of),
        "w": shift_words,
        "shelf": shelf_words,
        "paper": checkpoint,
    }


def _beside(table: Table) -> tuple[Bar | None, ...]:
    """Only what counts like things is compared by length."""
    return bars.beside(table) if table.key == DONE else ()


def around(sheet: Sheet, site_id: int) -> tuple[Summary | None, OnPaper | None]:
    """Of a working paper: what the next team has to know while its shift goes on, and the checkpoint."""
    if sheet.kind is not SheetKind.WORKING_PAPER:
        return None, None
    window = summaries.window(house(), site_id, sheet.key)
    if not window.running:
        return None, of_window(window, site_id)
    told = summaries.summary(house(), site_id, sheet.key)
    return (told if told.handover is not None else None), of_window(told.window, site_id)


def _issued(number: str) -> Issued:
    """Raises ``Refused``: what is no working paper of here is as unknown as none."""
    found = releases.by_number(house(), number, [device().site_id])
    if found.entry.kind is not SheetKind.WORKING_PAPER:
        raise Refused(Code.NOT_FOUND, "release")
    return found


def _kept_days() -> int:
    return purge.kept(house(), device().site_id).visits_days
