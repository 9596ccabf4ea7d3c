"""The room of the guide of the interface, served."""

from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ops.clock import utc_now
from ops.domain import ranges
from ops.migrations import schema
from ops.routes import statutory_sheet
from ops.services import releases
from ops.services.releases import By
from ops.services.statutory import definitions, figures
from ops.services.ways_in.devices import CARETAKER
from tests.js.conftest import node as node
from tests.support.day_totals import months
from tests.support.furnished import Furnished, furnish
from tests.support.server import RunningServer
from tests.tooling.api_guide import SITE

ISSUED = ("ontario-monthly", "2026-10")


@pytest.fixture(scope="session")
def guide_house(tmp_path_factory: pytest.TempPathFactory) -> Generator[RunningServer]:
    """In which a report was issued."""
    unfurnished = Furnished(0, SITE, {}, {}, {})
    server = RunningServer(tmp_path_factory.mktemp("api"), furnished=unfurnished)
    schema.bring_up_to_date(server.house.db, utc_now())
    server.furnished = furnish(server.house, SITE)
    issue_the_report(server)
    with server:
        yield server


def issue_the_report(server: RunningServer) -> None:
    """As of the day on which the guide was written."""
    then = replace(server.house, now=lambda: datetime(2026, 11, 22, 14, tzinfo=UTC))
    site = server.furnished.site_id
    months(then, site, {ISSUED[1]: {"visits": 185, "episodes": 200}})
    report = definitions.known(None).reports[ISSUED[0]]
    found = figures.figures(then, report, [site], ranges.read(ISSUED[1]))
    releases.issue(then, site, [site], statutory_sheet.made(found, ["Here"]), By(CARETAKER))
