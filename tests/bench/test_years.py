"""How long a shift, a month, a year and ten years take, where there is much of everything."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb
import pytest
from psycopg.types.json import set_json_loads
from sqlalchemy import event, select, text

from ops.db import Base, Database
from ops.domain.ranges import RangeKind, around, between
from ops.services import summaries
from ops.services.summaries import ranges
from tests.bench.figures import Report
from tests.bench.years import MONTH, ONE_DAY, TODAY, YEARS, Years, years
from tests.support.databases import KINDS, fresh_url

pytestmark = pytest.mark.bench

SECTION = "Years"

TIMES = 15
LAST_MONTH = between(TODAY - MONTH * ONE_DAY, TODAY - ONE_DAY)
DECADE = between(TODAY - (YEARS * 365 - 1) * ONE_DAY, TODAY - ONE_DAY)


@pytest.fixture(scope="module", params=KINDS)
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Years]:
    database = Database(fresh_url(request.param, request, tmp_path_factory.mktemp("years")))
    made = years(database)
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    yield made
    database.close()


def test_how_long_they_take(large: Years, report: Report) -> None:
    kind, house, site = large.house.db.engine.dialect.name, large.house, [large.large]
    questions: dict[str, Callable[[], object]] = {
        "a shift": lambda: summaries.summary(house, large.large, str(large.shift)),
        "the last 30 days": lambda: ranges.of(house, site, LAST_MONTH),
        "this month, today counted now": lambda: ranges.of(house, site, around(RangeKind.MONTH, TODAY)),
        "last year": lambda: ranges.of(house, site, around(RangeKind.YEAR, TODAY).before()),
        "ten years by week": lambda: ranges.by(house, site, DECADE, RangeKind.WEEK),
        "the last 30 days of 200 sites": lambda: ranges.of(house, range(1, 201), LAST_MONTH),
    }
    for name, ask in questions.items():
        at_the_database, statements = _at_the_database(large, ask)
        told = f"{at_the_database:.1f} ms in {statements} statements · {_milliseconds(ask):.0f} ms as the page has it"
        report.says(f"{kind}: {name}", told)


def test_a_month_beside_duckdb_reading_the_same_rows(large: Years, report: Report, tmp_path: Path) -> None:
    with duckdb.connect() as beside:
        for name in ("visit", "check_in"):
            path = _as_csv(large, name, tmp_path)
            beside.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{path}')")

        def ask() -> Any:
            return beside.execute(MONTH_FROM_ROWS, [large.large, LAST_MONTH.first, TODAY] * 2).fetchone()

        told = ranges.of(large.house, [large.large], LAST_MONTH).together
        assert ask() == (told.visits, told.looks)
        report.says("DuckDB: the last 30 days, visits and looks alone", f"{_milliseconds(ask):.1f} ms")


MONTH_FROM_ROWS = """
SELECT (SELECT count(*) FROM visit WHERE site_id = ? AND seated_at >= ?::DATE AND seated_at < ?::DATE),
       (SELECT count(*) FROM check_in WHERE site_id = ? AND happened_at >= ?::DATE AND happened_at < ?::DATE)
"""


def _milliseconds(ask: Callable[[], object]) -> float:
    """The quickest of some: what it takes, and not what else the machine had to do."""
    took = []
    for _ in range(TIMES):
        began = perf_counter()
        ask()
        took.append(perf_counter() - began)
    return min(took) * 1000


def _at_the_database(large: Years, ask: Callable[[], object]) -> tuple[float, int]:
    """The same statements without us: sent, and their rows fetched as they come, by the driver alone."""
    sent: list[tuple[str, Any]] = []

    def remember(_connection: Any, _cursor: Any, statement: str, words: Any, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append((statement, words))

    engine = large.house.db.engine
    event.listen(engine, "before_cursor_execute", remember)
    ask()
    event.remove(engine, "before_cursor_execute", remember)
    with engine.connect() as connection:
        cursor: Any = connection.connection.cursor()
        if not large.house.db.is_sqlite:
            set_json_loads(lambda said: said, cursor)

        def again() -> None:
            for statement, words in sent:
                cursor.execute(statement, words)
                if cursor.description is not None:
                    cursor.fetchall()

        return _milliseconds(again), len(sent)


def _as_csv(large: Years, name: str, folder: Path) -> Path:
    path = folder / f"{name}.csv"
    with large.house.db.read() as session, path.open("w", newline="") as file:
        table = Base.metadata.tables[name]
        at = {"visit": "seated_at", "check_in": "happened_at"}[name]
        rows = session.execute(select(table.c.site_id, table.c[at]))
        writer = csv.writer(file)
        writer.writerow(["site_id", at])
        writer.writerows((site_id, f"{when:%Y-%m-%d %H:%M:%S.%f}") for site_id, when in rows)
    return path
