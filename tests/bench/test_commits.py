"""Commits: how many check-ins a second, what each costs, and how late pulses are meanwhile.

Each database with no screen, with 50 and with 500 on the line, beside the least that an application
does on the same database with the same durability. Nothing here is a limit.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.bench.commits import Committed, check_ins, rows
from tests.bench.figures import Report
from tests.support.postgres import cluster, programs
from tests.support.server import RunningServer

pytestmark = pytest.mark.bench

SECTION = "Commits"

SCREENS = (0, 50, 500)
SLOW_DISK = Path(__file__).with_name("slow_disk.c")
ROOMY = {"OPS_MAX_SOCKETS": "600"}


@pytest.fixture(scope="module")
def durable_postgres() -> Iterator[str]:
    """A server of our own that waits for the disk."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed")
    with cluster(found, durable=True) as url:
        yield url


def test_commits_on_sqlite(tmp_path: Path, report: Report) -> None:
    floor = rows(tmp_path, f"sqlite:///{tmp_path / 'floor.db'}")
    _tell(report, "SQLite, threads", floor, {many: _house(tmp_path, None, many) for many in SCREENS})


def test_commits_on_postgresql(tmp_path: Path, durable_postgres: str, report: Report) -> None:
    floor = rows(tmp_path, _database(durable_postgres, "floor"))
    measured = {many: _house(tmp_path, _database(durable_postgres, f"with_{many}"), many) for many in SCREENS}
    _tell(report, "PostgreSQL, eventlet", floor, measured)


def test_commits_on_a_slow_disk(tmp_path: Path, report: Report) -> None:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("a C compiler is not installed, so the disk cannot be made slow")
    shim = tmp_path / "slow_disk.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", shim, SLOW_DISK, "-ldl"], check=True)
    report.says(
        "SQLite, a disk of 100 ms per fsync, 50 screens", _house(tmp_path, None, 50, LD_PRELOAD=str(shim))
    )


def _house(folder: Path, url: str | None, screens: int, **environment: str) -> Committed:
    own = folder / str(screens)
    own.mkdir()
    with RunningServer(own, url, environment=ROOMY | environment) as server:
        return check_ins(server, screens)


def _tell(report: Report, where: str, floor: Committed, measured: dict[int, Committed]) -> None:
    report.says(f"{where}: one row, the floor", floor)
    for screens, committed in measured.items():
        rate, cpu = committed.per_second / floor.per_second, committed.cpu / floor.cpu
        report.says(f"{where}: a check-in, {screens} screens", f"× {rate:.2f} · CPU × {cpu:.1f}")
        report.says("", committed)


def _database(server: str, name: str) -> str:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)
