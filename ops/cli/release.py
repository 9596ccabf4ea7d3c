"""``ops release``: a page with a site's protected figures, to be put anywhere."""

import argparse
from pathlib import Path

from ops.cli.opening import existing_house, site_named
from ops.cli.words import Problem, remark, say
from ops.config import Settings
from ops.domain.disclosure import DELAY, Series
from ops.exports.files import FORMATS, written
from ops.routes import release_sheet
from ops.services import release_figures, releases
from ops.services.releases import By
from ops.services.ways_in.devices import CARETAKER

KEY = "public_page"


def page(settings: Settings, said: argparse.Namespace) -> int:
    """Write it. It is in the release log, once for the same figures; its number is the last line."""
    with existing_house(settings) as house:
        site = site_named(house, said.site)
        within = release_figures.offered(house, [site.id]).newest(said.months)
        if within is None:
            raise Problem(
                f"Nothing of {site.name} can be released yet: figures are released by the month, quarter or "
                f"year, {DELAY.days} days after its end."
            )
        found = release_figures.figures(house, [site.id], list(Series), within)
        sheet = release_sheet.made(found, [site.name], KEY)
        issued = releases.printed_already(house, site.id, sheet)
        if issued is None:
            issued = releases.issue(house, site.id, [site.id], sheet, By(CARETAKER))
        else:
            remark("Nothing has changed since it was issued; it is printed again.")
        assert issued.number is not None
        releases.take(house, issued.number, [site.id], "html", By(CARETAKER), site.id)
    Path(said.to).write_bytes(written(issued, FORMATS["html"]))
    say(issued.number)
    return 0
