"""The wall's own page, or the waiting room's, with its own scripts, in front of a board the test holds.

Files come from the source tree; nothing is served and no network is used. Script and style are
bundled as the product does it.
"""

import json
import mimetypes
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect

from ops import bundle
from ops.routes.headers import POLICY
from tests.browser.rooms import NOW

ROOT = Path(__file__).parents[2]
OPS = ROOT / "ops"
ADDRESS = "http://wall.test"
BUNDLED = "/bundle/"
DOUBLE = "tests/browser/wall_double.js"
CSP = "; ".join(f"{name} {value}" for name, value in POLICY.items())

HD = {"width": 1920, "height": 1080}
UHD = {"width": 3840, "height": 2160}
STANDING = {"width": 1080, "height": 1920}


class WallPage:
    """What somebody sees who stands in front of the wall."""

    def __init__(
        self,
        browser: Browser,
        board: dict[str, Any] | None,
        *,
        liveness: str = "live",
        size: dict[str, int] | None = None,
        still: bool = False,
        device: int | None = None,
        sounding: bool = False,
        line: bool = False,
        page: str = "wall",
    ) -> None:
        self._given = {
            "board": board,
            "liveness": liveness,
            "now": NOW.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "device": device,
            "sounding": sounding,
            "line": line,
            "page": page,
        }
        self.context = browser.new_context(
            viewport={"width": (size or HD)["width"], "height": (size or HD)["height"]},
            reduced_motion="reduce" if still else "no-preference",
        )
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("console", self._hear)
        self.page.route(f"{ADDRESS}/**", self._answer)
        self.page.goto(f"{ADDRESS}/wall")
        self.page.locator("html[data-ready]").wait_for(state="attached")

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.faults.append(said.text)

    def __enter__(self) -> "WallPage":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()
        assert self.faults == [], self.faults

    def say(self, **words: Any) -> None:
        """Liveness, time (epoch milliseconds), revoked; repaints."""
        self.page.evaluate("words => wall.say(words)", words)

    def pass_time(self, seconds: float) -> None:
        self.page.evaluate("by => wall.say({time: wall.time + by})", seconds * 1000)

    def tell(self, delta: dict[str, Any]) -> str:
        """A delta arrives; what the store made of it."""
        outcome: str = self.page.evaluate(
            "delta => wall.store.delta(delta)", {"epoch": "first", "changed": {}} | delta
        )
        return outcome

    def snapshot(self, board: dict[str, Any]) -> None:
        self.page.evaluate("board => wall.store.snapshot(board)", board)

    def look(self, script: str, given: Any = None) -> Any:
        return self.page.evaluate(script, given)

    def tile(self, booth: int) -> Any:
        return self.page.locator(f'[data-booth="{booth}"]')

    def shows(self, selector: str, text: str) -> None:
        expect(self.page.locator(selector)).to_contain_text(text)

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        if path == "/wall":
            return route.fulfill(
                body=self._page(), content_type="text/html", headers={"Content-Security-Policy": CSP}
            )
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if path.startswith(BUNDLED):
            return route.fulfill(body=_bundled(path.removeprefix(BUNDLED)), content_type=kind)
        return route.fulfill(body=(OPS / path.lstrip("/")).read_bytes(), content_type=kind)

    def _page(self) -> str:
        templates = Environment(loader=FileSystemLoader(OPS / "templates"), autoescape=True)
        templates.globals.update(
            _=str,
            url_for=lambda _, filename: f"/static/{filename}",
            bundle_url=lambda entry: f"{BUNDLED}{entry}",
        )
        page = templates.get_template(f"wall/{self._given['page']}.html").render(page=None, words=None)
        given = json.dumps(self._given).replace("<", "\\u003c")
        return page.replace("</body>", f'<script type="application/json" id="given">{given}</script></body>')


@cache
def _bundled(entry: str) -> str:
    """The page's style; its script is the double, whichever page it is."""
    if entry.endswith(".css"):
        return bundle.sheet(OPS / "static", entry, lambda name: f"/static/{name}").text
    return bundle.script(ROOT, DOUBLE, lambda name: f"/{name.removeprefix('ops/')}").text
