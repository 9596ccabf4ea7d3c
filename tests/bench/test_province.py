"""Two hundred rooms of twelve places in motion, intervals a tenth as long, under four processes.

Rooms move by `ops simulate`: stays, checks and responses as in Melbourne; 3 people an hour come to each site at any
hour, which is 72 a day there and 14,400 in all, and two stand outside when it begins. Chosen is what two cores
carry: New York's sites have 47 a day, Melbourne 169 (docs/alarm-load.md), of which most in 13 hours. A wall at each
site hears what the house says. PostgreSQL waits for the disk. Counted is what tablets were told and what walls
heard, not the server's own word.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.bench.commits import commands
from tests.bench.figures import Cell, Report, spread
from tests.bench.province import PROCESSES, SECONDS, SITES, Numbers, Province, Run
from tests.bench.province_players import OUTSIDE, PEOPLE_AN_HOUR
from tests.support.postgres import cluster, installed, made, port_of

pytestmark = pytest.mark.bench

SECTION = "Province"

COUNTED = {"shared_preload_libraries": "pg_stat_statements", "shared_buffers": "512MB"}
FRESH = 2.0
LATE = 2.0
"""Seconds after a limit by which it is written down, and walls have heard so."""
REAL_TIME = 1.0
BEHIND = 1.0
"""Seconds from a tablet's answer by which the wall has it; a lost bell is found within that."""
WHOLE = (200, 600.0, 3.0, 2)
"""Sites, seconds, people an hour at each site, and who stands outside each when it begins."""
COLUMNS = (
    *("process", "share of the busiest", "% of a core", "RSS, MB", "shared once, MB"),
    *("sweep age p50 s", "p99 s", "worst s"),
)
GAINED = (
    (
        "Asked for: nothing lost, nothing late, a sweep younger than 2 s. A wall turns by itself at each limit that "
        "it has; how late is how late it had the limit."
    ),
    (
        "*Where a room may need eyes, two processes read its board each second, and not each of them twice,* "
        "2026-11-29: found with 10 rooms that all had a response, each of whose boards was read eight times a second."
    ),
    (
        "*A process steps back before it lets somebody in, the longer the more lines it has,* 2026-11-29: of 240 "
        "connections that came at once to three processes on one port the quickest took 240 or 224; now each has a "
        "third, give or take a few. Before, one of the four told all walls of this measurement."
    ),
    (
        "*What nobody waits for is one process's turn; acts share a few lines to the database and the sweep has its "
        "own; what one process leaves is one colleague's; a long sweep beats on its way,* 2026-11-29: with 13 people "
        "an hour at each site (`PROVINCE_PEOPLE=13 PROVINCE_OUTSIDE=8`) four processes replaced each other from the "
        "fourth minute on and took 13 acts a second with 1.5 cores; with the first two of these, 45 with as much, on "
        "the same machine in the same hour."
    ),
    (
        "*A board that may need eyes is read when it has changed, and as walls have it,* 2026-11-29: with 18 acts a "
        "second the four used 152 % of a core, and sweeps were 1.7 to 2.3 s old at the median and 10.5 s at worst; "
        "with 17 in as long a run they used 117 %, and sweeps were 0.4 to 0.7 s old and 3.7 s at worst."
    ),
)


@pytest.fixture(scope="module")
def counting_postgres() -> Iterator[str]:
    """A server of our own that waits for the disk, and counts statements."""
    with cluster(installed(), durable=True, more=COUNTED) as url:
        yield url


@pytest.mark.postgres
def test_province(tmp_path: Path, counting_postgres: str, redis_url: str, report: Report) -> None:
    report.short = (SITES, SECONDS, PEOPLE_AN_HOUR, OUTSIDE) != WHOLE
    url = made(counting_postgres, "province")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE EXTENSION pg_stat_statements"))
    engine.dispose()
    province = Province(tmp_path, url, redis_url)
    try:
        run = province.run(_postmaster(port_of(url)))
    finally:
        province.close()
    _tell(report, run)
    for words in GAINED:
        report.remarks(words)
    broken = list(_broken(run))
    assert not broken, "\n".join(broken)


def _tell(report: Report, run: Run) -> None:
    report.says("Sites, processes, time measured", f"{SITES}, {PROCESSES}, {run.lasted:.0f} s")
    report.says("People in the 2,400 places, first and last", f"{run.inside[0]:,}, {run.inside[1]:,}")
    report.says(
        "Acts acknowledged to tablets",
        f"{run.kept:,}, {run.a_second:.0f} a second; answered in {spread(run.answered)}",
    )
    report.says("Of these not in the journal, more than once in it", f"{run.lost}, {run.twice}")
    refused = ", ".join(f"{count} {what}" for what, count in sorted(run.refused.items()))
    report.says("Refused or done already, as somebody was quicker", refused or "none")
    report.says("From a tablet's answer to the wall", f"{_worst(run.news)}; never {run.never_heard}")
    report.says("Limits that passed on a wall", f"{run.deadlines:,}")
    report.says("How late the wall had what it turns by", _worst(run.by_itself))
    report.says("Until it heard that this is written down", _worst(run.told))
    report.says(
        "Looked at before it was written down", f"{len(run.untold)}, at most {_most(run.untold):.2f} s after"
    )
    report.says("Written down as late twice; walls that lost the line", f"{run.late_twice}, {run.walls_lost}")
    report.says("Statements a second", f"{run.statements:,.0f}")
    report.says(
        "PostgreSQL; tablets and walls, % of a core", f"{run.database_cpu:.0f}; {run.clients_cpu:.0f}"
    )
    report.says("The longest a room's turn waited, s", f"{run.latest:.2f}")
    busiest = max(one.cpu for one in run.processes)
    rows: list[list[Cell]] = [
        [str(number), one.cpu / busiest, one.cpu, one.resident, one.proportional, *_ages(one.ages)]
        for number, one in enumerate(run.processes, 1)
    ]
    report.table("Each process", COLUMNS, rows)


def _broken(run: Run) -> Iterator[str]:
    """In words, each promise that was not kept."""
    if run.latest >= REAL_TIME:
        yield f"the rooms were {run.latest:.1f} s behind: this is no real speed, so it measures nothing"
    if run.lost or run.twice:
        yield f"of {run.kept} acknowledged acts {run.lost} are lost and {run.twice} were kept more than once"
    if not run.told:
        yield "no limit passed, so it is not known whether any would be late"
    if _most(run.by_itself) > LATE:
        yield f"a wall had a limit {_most(run.by_itself):.1f} s after it had passed"
    if _most(run.told) > LATE or _most(run.untold) > LATE:
        yield f"it was {_most([*run.told, *run.untold]):.1f} s until a limit was written down as passed"
    if run.late_twice:
        yield f"{run.late_twice} limits are written down as passed twice"
    if run.never_heard or _most(run.news) > BEHIND:
        yield f"a wall had an act {_most(run.news):.1f} s after its answer; {run.never_heard} never came"
    if run.missed_looks or any(_most(one.ages) >= FRESH for one in run.processes):
        oldest = max(_most(one.ages) for one in run.processes)
        yield f"a sweep was {oldest:.1f} s old; {run.missed_looks} looks of {run.looks} had no answer"


def _most(numbers: Numbers) -> float:
    return max(numbers, default=0.0)


def _worst(seconds: Numbers) -> str:
    return f"{spread(seconds)}, worst {_most(seconds) * 1000:.0f} ms" if seconds else "none"


def _ages(ages: Numbers) -> tuple[float, float, float]:
    told = spread(ages)
    return told.p50 / 1000, told.p99 / 1000, _most(ages)


def _postmaster(port: int) -> int:
    """The server's first process: it was started with its port in the command."""
    asked = b"-p\0%d\0" % port
    return min(pid for pid, words in commands().items() if asked in words)
