"""The tablet's shell: one page for every tablet, with nothing of the room or of a device in it.

Anybody may fetch it, and a service worker keeps it, so that a tablet that is loaded anew while
the server is away still has its page. Who the tablet is, its page asks at ``/api/v1/tablet``;
see ``static/js/floor/page.js``.
"""

import hashlib
import json
from base64 import b64encode
from functools import cache
from pathlib import Path
from uuid import UUID

from flask import Blueprint, Response, current_app, render_template, url_for
from flask_babel import force_locale, get_babel
from flask_babel import gettext as _

from ops.routes.bundles import bundle_url, served, static_url

bp = Blueprint("tablet", __name__)

WORKER = "js/worker/tablet.js"
BUNDLES = ("js/floor/page.js", "css/tablet_page.css")
ICON = "icon.svg"
ICONS = (("192", "any"), ("512", "any"), ("512", "maskable"))


@bp.get("/floor")
@bp.get("/floor/sheet")
@bp.get("/floor/paper")
@bp.get("/floor/response/<uuid:response_id>")
def shell(response_id: UUID | None = None) -> str:
    """The floor, its papers and each response: the script shows what the address names, also of a response
    the server does not know yet."""
    return _page()


@bp.get("/tablet-worker.js")
def worker() -> Response:
    """The service worker, beginning with what it keeps. Another list is another version: to a browser so
    is the same one in another order."""
    kept = _kept(Path(str(current_app.static_folder)), _page())
    shell = json.dumps(kept, sort_keys=True)
    return Response(f"self.SHELL = {shell};\n{_static(WORKER).decode()}", mimetype="text/javascript")


@bp.get("/tablet.webmanifest")
def manifest() -> Response:
    """What a browser needs to put the tablet's page on a home screen."""
    return Response(json.dumps(_manifest()), mimetype="application/manifest+json")


def _page() -> str:
    """In the installation's own language, the same for everyone, until the script knows better."""
    with force_locale(get_babel().default_locale):
        return render_template("tablet/shell.html")


def _manifest() -> dict[str, object]:
    with force_locale(get_babel().default_locale):
        name = _("Floor")
    return {
        "id": "/floor",
        "name": name,
        "short_name": name,
        "start_url": "/floor",
        "scope": "/",
        "display": "standalone",
        "background_color": "#14171c",
        "theme_color": "#14171c",
        "icons": [
            {
                "src": url_for(
                    "static", filename=f"icons/tablet-{'maskable-' * (use == 'maskable')}{size}.png"
                ),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": use,
            }
            for size, use in ICONS
        ],
    }


@cache
def _kept(static: Path, page: str) -> dict[str, object]:
    """``page`` and each file by its address, with the hash that what is kept must have. The files
    are those the server was started with: a change to them is a new start."""
    bundles = {bundle_url(entry): served(entry) for entry in BUNDLES}
    files = {address: _hash(made.plain) for address, made in bundles.items()}
    for name in {ICON}.union(*(made.files for made in bundles.values())):
        files[static_url(name)] = _hash((static / name).read_bytes())
    files["/floor"] = _hash(page.encode())
    own = _hash(_static(WORKER))
    version = hashlib.sha256(json.dumps([own, files], sort_keys=True).encode()).hexdigest()[:16]
    return {"version": version, "page": "/floor", "files": files}


def _static(name: str) -> bytes:
    return (Path(str(current_app.static_folder)) / name).read_bytes()


def _hash(content: bytes) -> str:
    """As browsers hold a file to it (Subresource Integrity)."""
    return f"sha256-{b64encode(hashlib.sha256(content).digest()).decode()}"
