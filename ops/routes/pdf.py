"""What was issued, as a PDF: asked for, and in the log as taken; a process of its own makes it."""

from collections.abc import Iterable

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from ops.access import Permission, device
from ops.gettext import language
from ops.routes import jobs as waiting
from ops.routes import once
from ops.routes.door import house
from ops.services import releases
from ops.services.jobs import asking


def queued(number: str, site_ids: list[int], needs: Iterable[Permission] = ()) -> ResponseReturnValue:
    """On to where it can be waited for. ``needs``: without these its file is not given later."""
    here = device().site_id
    releases.take(house(), number, site_ids, "pdf", once.whoever_asks(), here)
    asked: dict[str, object] = {"number": number, "sites": site_ids}
    if needed := sorted({one.value for one in needs}):
        asked[waiting.NEEDS] = needed
    job = asking.queue(house(), here, "pdf", asked, waiting.asker(), language=language())
    return redirect(url_for("jobs.one", job_id=job), 303)
