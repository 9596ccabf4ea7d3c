"""The auditor's page: that the journal is what it was, and nothing of what is in it."""

from flask import Blueprint, request
from flask_babel import gettext as _

from ops.access import Permission, device, needs
from ops.domain import checkpoint
from ops.domain.checkpoint import Checkpoint
from ops.routes import shift_words
from ops.routes.desk import desk_page
from ops.routes.door import house, site
from ops.routes.on_paper import on_paper
from ops.routes.proof_words import found
from ops.services import proof

bp = Blueprint("proof", __name__, url_prefix="/proof")


@bp.get("")
@needs(Permission.SEE_PROOF)
def page() -> str:
    """How long the chain is, and what was signed as shifts ended."""
    return _page()


@bp.post("")
@needs(Permission.SEE_PROOF)
def check() -> str:
    """Follow the chain, and hold it against papers that were typed in, a line each."""
    said = request.form.get("papers", "")
    try:
        papers = _papers(said)
    except checkpoint.Unreadable:
        wrong = _("One of the lines is no checkpoint: the room, a number, 16 characters.")
        return _page(said=said, wrong=wrong)
    if any(paper.slug != site().slug for paper in papers):
        return _page(said=said, wrong=_("One of the papers is of another room."))
    verdict = proof.verify(house(), device().site_id, papers)
    return _page(said=said, found=found(verdict, len(papers)))


def _papers(said: str) -> list[Checkpoint]:
    return [checkpoint.read(line) for line in said.splitlines() if line.strip()]


def _page(**more: object) -> str:
    told = proof.look(house(), device().site_id)
    now = on_paper(told.newest)
    say = shift_words.Sayings(site().time_zone, now.made_at)
    return desk_page("proof/page.html", told=told, now=now, say=say, **more)
