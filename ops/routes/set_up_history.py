"""Years of before: a table and what its columns are, looked at first, then taken in whole."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from ops.access import Permission, device, needs, proved
from ops.domain import ranges
from ops.domain.errors import Code, Refused
from ops.domain.history import mapping
from ops.domain.history.mapping import MappingWrong
from ops.errors import DoorCode, Stopped
from ops.exports.cells import in_words
from ops.gettext import gettext as _
from ops.gettext import language
from ops.jobs import KINDS
from ops.routes import history_words, once, range_words
from ops.routes import jobs as waiting
from ops.routes.desk import desk_page
from ops.routes.door import as_file, house, site
from ops.routes.shift_words import Sayings
from ops.services.jobs import Shown, asking
from ops.services.summaries import history
from ops.services.summaries.history import NotTaken, ThereAlready
from ops.starter import HISTORY_FILE

bp = Blueprint("set_up_history", __name__, url_prefix="/set-up/history")
KIND = "import_history"
KIB = 1024
LONGEST_TABLE = 192 * KIB
LONGEST_MAPPING = 16 * KIB
"""Both in what any request may hold."""


@bp.get("")
@needs(Permission.SET_UP)
def page() -> ResponseReturnValue:
    """What may come in, or why nothing may any more."""
    return _page()


@bp.get("/history.toml")
@needs(Permission.SET_UP)
def example() -> Response:
    """A mapping to begin with."""
    return as_file(HISTORY_FILE.read_bytes(), HISTORY_FILE.name, "application/toml")


@bp.post("")
@needs(Permission.SET_UP)
def bring() -> ResponseReturnValue:
    """They are read by a process of its own; nothing comes in yet."""
    _require_proof()
    try:
        columns = _file("mapping", LONGEST_MAPPING)
        mapping.of_file(columns)
        anew = "replace" in request.form
        asked = {"mapping": columns.decode(), "replace": anew, "take": False, "act": str(once.act())}
        history.first_own_day(house(), device().site_id, replace=anew)
        table = _file("table", LONGEST_TABLE)
    except (_NoFile, NotTaken) as wrong:
        return _page(str(wrong))
    except MappingWrong as wrong:
        return _page(_("The mapping cannot be used. %(why)s", why=str(wrong)))
    here = device().site_id
    job = asking.queue(house(), here, KIND, asked, waiting.asker(), language=language(), given=table)
    return redirect(url_for("set_up_history.one", job_id=job), 303)


@bp.get("/<uuid:job_id>")
@needs(Permission.SET_UP)
def one(job_id: UUID) -> str:
    """How far it is; what is wrong with the table, or what it would bring; and that it came."""
    shown = _look(job_id)
    return desk_page(
        "jobs/history.html",
        shown=shown,
        name=KINDS[KIND].name,
        say=Sayings(site().time_zone, house().now()),
        tables=history_words.tables(shown.answer) if "sums" in shown.answer else (),
        period=_period(shown.answer) if "sums" in shown.answer else "",
        in_words=in_words,
        proved=proved(),
    )


@bp.post("/<uuid:job_id>")
@needs(Permission.SET_UP)
def take(job_id: UUID) -> ResponseReturnValue:
    """All of it comes in, once, however often this is sent."""
    _require_proof()
    _look(job_id)
    asking.go_on(house(), device().site_id, job_id, waiting.asker(), {"take": True})
    return redirect(url_for("set_up_history.one", job_id=job_id), 303)


@bp.post("/<uuid:job_id>/forget")
@needs(Permission.SET_UP)
def forget(job_id: UUID) -> ResponseReturnValue:
    """It does not come in, and the table goes now."""
    _look(job_id)
    asking.forget(house(), device().site_id, job_id, waiting.asker())
    return redirect(url_for("set_up_history.page"), 303)


@bp.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """It was not read to its end."""
    return _page(_too_large(LONGEST_TABLE), 413)


def _period(answer: Mapping[str, Any]) -> str:
    first, last = date.fromisoformat(answer["first"]), date.fromisoformat(answer["last"])
    return range_words.days(ranges.between(first, last))


def _look(job_id: UUID) -> Shown:
    """Raises ``Refused``: another's is as unknown as none."""
    shown = asking.look(house(), device().site_id, job_id, waiting.asker())
    if shown.kind != KIND:
        raise Refused(Code.NOT_FOUND, "job")
    return shown


class _NoFile(Exception):
    """Why a file cannot be read, in words."""


def _file(name: str, longest: int) -> bytes:
    brought: FileStorage | None = request.files.get(name)
    content = brought.read() if brought else b""
    if not content:
        raise _NoFile(_("Choose both files first."))
    if len(content) > longest:
        raise _NoFile(_too_large(longest))
    return content


def _too_large(longest: int) -> str:
    return _(
        "That file is too large: at most %(most)s KB can be brought here. Bring totals of days or months, or have "
        "the whole table imported on the server with ops import.",
        most=longest // KIB,
    )


def _require_proof() -> None:
    if not proved():
        raise Stopped(DoorCode.PROOF_NEEDED)


def _page(wrong: str = "", status: int = 400) -> tuple[str, int]:
    here = device().site_id
    before, closed, is_there = None, "", False
    try:
        try:
            before = history.first_own_day(house(), here, replace=False)
        except ThereAlready:
            is_there = True
            before = history.first_own_day(house(), here, replace=True)
    except NotTaken as why:
        closed = str(why)
    body = render_template(
        "auth/set_up_history.html",
        site=site(),
        wrong=wrong,
        before=range_words.day(before) if before is not None else "",
        closed=closed,
        is_there=is_there,
        latest=asking.latest(house(), here, KIND, waiting.asker()),
        most=LONGEST_TABLE // KIB,
        act=uuid4(),
        proved=proved(),
    )
    return body, status if wrong else 200
