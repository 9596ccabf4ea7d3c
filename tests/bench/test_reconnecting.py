"""A server begins again under 500 screens of 25 sites. Nothing here is a limit."""

from pathlib import Path

import pytest

from tests.bench.figures import Report
from tests.bench.reconnecting import all_come_back
from tests.support.server import RunningServer

pytestmark = pytest.mark.bench

SECTION = "Reconnecting"

ROOMY = {"OPS_MAX_SOCKETS": "600"}


def test_reconnecting_on_sqlite(tmp_path: Path, report: Report) -> None:
    with RunningServer(tmp_path, environment=ROOMY) as server:
        report.says("SQLite, threads: a restart", all_come_back(server))


def test_reconnecting_on_postgresql(tmp_path: Path, postgres_url: str, report: Report) -> None:
    with RunningServer(tmp_path, postgres_url, environment=ROOMY) as server:
        report.says("PostgreSQL, eventlet: a restart", all_come_back(server))
