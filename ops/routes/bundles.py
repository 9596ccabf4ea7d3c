"""What a page's script and style are served as: one file each, at an address that is its content's.

So a browser keeps it for good and never asks again, and a new version is another address.
"""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request, url_for

from ops import bundle

bp = Blueprint("bundles", __name__)

ENTRIES = frozenset(
    {
        "css/cards.css",
        "css/coordinator.css",
        "css/coordinator_list.css",
        "css/coordinator_proof.css",
        "css/coordinator_region.css",
        "css/coordinator_releases.css",
        "css/coordinator_reports.css",
        "css/coordinator_summary.css",
        "css/core.css",
        "css/papers.css",
        "css/papers_page.css",
        "css/door.css",
        "css/set_up.css",
        "css/set_up_plan.css",
        "css/timeline.css",
        "css/tablet_page.css",
        "css/waiting_page.css",
        "css/wall_page.css",
        "js/coordinator/job.js",
        "js/coordinator/paper.js",
        "js/coordinator/region.js",
        "js/coordinator/running.js",
        "js/coordinator/summary.js",
        "js/door/forget.js",
        "js/door/passkey.js",
        "js/floor/page.js",
        "js/set_up/plan_page.js",
        "js/wall/page.js",
        "js/wall/waiting_page.js",
    }
)
"""What a page may start with, below ``static/``."""

KINDS = {"js": ("text/javascript", bundle.script), "css": ("text/css", bundle.sheet)}


@dataclass(frozen=True, slots=True)
class Served:
    """A bundle as it travels."""

    mimetype: str
    plain: bytes
    packed: bytes
    """The same, for a browser that takes gzip."""
    version: str
    files: frozenset[str]
    """What it asks for besides, below ``static/``."""


@bp.get("/bundle/<version>/<path:entry>")
def one(version: str, entry: str) -> Response:
    """An address of another version is not there: what it named was other content."""
    if entry not in ENTRIES or (found := served(entry)).version != version:
        abort(404)
    packed = request.accept_encodings.quality("gzip") > 0
    answer = Response(found.packed if packed else found.plain, mimetype=found.mimetype)
    answer.vary.add("Accept-Encoding")
    if packed:
        answer.content_encoding = "gzip"
    return answer


def bundle_url(entry: str) -> str:
    """The address of one of ``ENTRIES``, for templates."""
    return url_for("bundles.one", version=served(entry).version, entry=entry)


def static_url(name: str) -> str:
    """The address of a file that stays by itself."""
    return url_for("static", filename=name)


def served(entry: str) -> Served:
    """Made at the first use and kept: the files are those the server was started with."""
    return _made(Path(str(current_app.static_folder)), entry)


@cache
def _made(static: Path, entry: str) -> Served:
    mimetype, make = KINDS[entry.partition("/")[0]]
    made = make(static, entry, static_url)
    plain = made.text.encode()
    return Served(
        mimetype=mimetype,
        plain=plain,
        packed=gzip.compress(plain, mtime=0),
        version=hashlib.sha256(plain).hexdigest()[:16],
        files=made.files,
    )
