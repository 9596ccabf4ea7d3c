"""A paper of the release log as PDF: the page that is printed, as it was issued, and nothing else.

Only this process ever loads what makes it. It is given our own styles and fonts and no way to ask
for anything elsewhere.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from ops.jobs import CannotBeDone, Doing, Result
from ops.routes import papers
from ops.services import board, releases
from ops.services.jobs import File

OURS = "http://papers.invalid"
"""Where our own files are said to be; nothing is asked for there."""
FILES = ("static", "bundles.one")
PICTURE = "data:image/svg+xml"
TYPE = "application/pdf"


def make(doing: Doing) -> Result:
    """``asked``: the number, and of which sites whoever asks may see papers."""
    number = doing.work.asked["number"]
    issued = releases.by_number(doing.house, number, doing.work.asked["sites"])
    if issued.sheet is None or not issued.unchanged:
        raise CannotBeDone(_("What was on it is not kept any more, so it cannot be printed again."))
    with force_locale(issued.sheet.language):
        zone = board.site_by_id(doing.house, doing.work.site_id)
        around = papers.around(issued.sheet, doing.work.site_id)
        content = written(doing.app, papers.shown(issued.sheet, zone.time_zone if zone else "UTC", *around))
    return Result({"back": papers.address(issued.sheet)}, File(f"{number}.pdf", TYPE, content))


def written(app: Flask, shown: Mapping[str, Any]) -> bytes:
    """The PDF. Raises ``CannotBeDone`` where this server has nothing to make it with."""
    try:
        from weasyprint import HTML, LOGGER
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:
        raise CannotBeDone(
            _(
                "This server cannot make a PDF: WeasyPrint or the Pango library is missing on it. "
                "Print the page instead; the print window can save it as PDF."
            )
        ) from error

    # Which of a browser's styles it does not know is nothing for the log.
    LOGGER.setLevel("ERROR")

    class Ours(URLFetcher):  # type: ignore[misc]
        """Our own static files and pictures that are in the page itself; all else is refused."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith(PICTURE):
                return super().fetch(url, headers)
            content, kind = fetched(app, url)
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    page = render_template("papers/pdf.html", may_act=False, **shown)
    made: bytes = HTML(string=page, base_url=OURS, url_fetcher=Ours()).write_pdf(pdf_variant="pdf/ua-1")
    return made


def fetched(app: Flask, url: str) -> tuple[bytes, str]:
    """One of our own files and what it is. Raises ``ValueError`` for anything else."""
    asked = urlsplit(url)
    if f"{asked.scheme}://{asked.netloc}" != OURS or asked.query:
        raise ValueError("a paper asks for nothing elsewhere")
    endpoint, _arguments = app.url_map.bind("").match(asked.path)
    if endpoint not in FILES:
        raise ValueError("a paper asks for nothing but our own files")
    answer = app.test_client().get(asked.path, buffered=True)
    if answer.status_code != 200:
        raise ValueError("a paper asks for a file that is not there")
    return answer.data, answer.mimetype or ""
