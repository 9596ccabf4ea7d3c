"""Two hundred rooms of twelve places in motion, intervals a tenth as long, under four processes.

Rooms move by `ops simulate`: stays, checks and responses as in Melbourne; 2 people an hour come to each site at any
hour, which is 48 a day there and 9,600 in all, and one stands outside when it begins. So many a day come to New York's
sites (47, in 12 hours; Melbourne has 169 in 13: docs/alarm-load.md). A wall at each site hears what the house says.
PostgreSQL waits for the disk. Tablets and walls say what they were told and heard, and when; what is lost or there
twice is what the journal says beside that; sweeps are as old as pulses told walls, and their gaps are the processes'
own word.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import create_engine, text

from tests.bench.commits import commands
from tests.bench.figures import Cell, Limit, Report, spread
from tests.bench.province import PROCESSES, SECONDS, SETTLES, SITES, Numbers, Province, Run
from tests.bench.province_counted import OLD
from tests.bench.province_players import OUTSIDE, PEOPLE_AN_HOUR
from tests.support.postgres import cluster, installed, made, port_of

pytestmark = pytest.mark.bench

SECTION = "Province"

COUNTED = {"shared_preload_libraries": "pg_stat_statements", "shared_buffers": "512MB"}
PLACES = 12
FRESH = 2.0
LATE = 2.0
"""Seconds after a limit by which it is written down, and walls have heard so."""
REAL_TIME = 1.0
BEHIND = 1.0
"""Seconds from a tablet's answer by which the wall has it; a lost bell is found within that."""
WHOLE = (200, 600.0, 200.0, 2.0, 1)
"""Sites, seconds, and those before them, people an hour at each site, and who stands outside each when it begins."""
COLUMNS = (
    *("process", "share of the busiest", "% of a core", "RSS, MB", "shared once, MB"),
    *("sweep age p50 s", "longest gap s"),
)
READ_AS = (
    "A wall turns by itself at each limit that it has; how late is how late it had the limit. Each wall hears each two "
    "seconds how old its process's last sweep is; the gap of each process is from the beginning of one good sweep to "
    "that of the next, which the age exceeds by what the next takes."
)
GAINED = (
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
    (
        "*What each process asks again and again is made once, and asked without a transaction; a teller wakes for its "
        "pulse and not each second,* 2026-11-29. Before it, with 3 people an hour at each site (`PROVINCE_PEOPLE=3 "
        "PROVINCE_OUTSIDE=2`, 72 a day there), 17 acts a second were kept, none lost or doubled, with 122 % of a "
        "core; sweeps were 1.4 s old at p95 and 4.1 s at worst, a limit was written down after 3.3 s and a wall had "
        "an act after 3.7 s at worst: too much for two cores that all of it shares. What it gained is not measured."
    ),
    (
        "*Months are ended in turns, with a breath between sites,* 2026-11-30: ten minutes after the start, when each "
        "process looked at the months of all sites, sweeps were up to 1.6 s old and a wall had an act after 1.1 s; in "
        "two runs after it 1.5 and 1.4 s, and 0.4 s, with the same 9 acts a second on the same machine."
    ),
)


@pytest.fixture(scope="module")
def counting_postgres() -> Iterator[str]:
    """A server of our own that waits for the disk, and counts statements."""
    with cluster(installed(), durable=True, more=COUNTED) as url:
        yield url


@pytest.mark.postgres
def test_province(tmp_path: Path, counting_postgres: str, redis_url: str, report: Report) -> None:
    report.short = (SITES, SECONDS, SETTLES, PEOPLE_AN_HOUR, OUTSIDE) != WHOLE
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
    report.remarks(READ_AS)
    report.gained(*GAINED)
    report.asks(*_asked(run))


def _tell(report: Report, run: Run) -> None:
    report.says("Sites, processes, time measured", f"{SITES}, {PROCESSES}, {run.lasted:.0f} s")
    report.says(
        f"People in the {SITES * PLACES:,} places, first and last", f"{run.inside[0]:,}, {run.inside[1]:,}"
    )
    report.says(
        "Acts acknowledged to tablets meanwhile",
        f"{run.kept:,}, {run.kept / run.lasted:.0f} a second; answered in {spread(run.answered)}",
    )
    report.says(
        "Since rooms move: acknowledged, not in the journal, more than once in it",
        f"{run.all_kept:,}, {run.lost}, {run.twice}",
    )
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
    report.says(f"Sweep age, as {len(run.sweep_ages):,} pulses told walls", _worst(run.sweep_ages))
    report.says(f"Seconds in which a sweep was {OLD:g} s old or older", _seconds(run.old_at))
    report.says(
        "The machine: busy, taken by others on its host, % of all its cores",
        f"{run.machine.busy:.0f}, {run.machine.taken:.0f}; at worst in a 2-s window "
        f"{run.machine.busy_at_worst:.0f}, {run.machine.taken_at_worst:.0f}",
    )
    report.says("Statements a second", f"{run.statements:,.0f}")
    report.says(
        "PostgreSQL; tablets and walls, % of a core", f"{run.database_cpu:.0f}; {run.clients_cpu:.0f}"
    )
    report.says("The longest a room's turn waited, s", f"{run.latest:.2f}")
    busiest = max((one.cpu for one in run.processes), default=0.0)
    rows: list[list[Cell]] = [
        [str(number), one.cpu / busiest, one.cpu, one.resident, one.proportional, _median(one.ages), one.gap]
        for number, one in enumerate(run.processes, 1)
    ]
    report.table("Each process that stayed", COLUMNS, rows)


def _asked(run: Run) -> Iterator[Limit]:
    """Each promise, and in words where it was not kept."""
    yield _limit(
        f"rooms move in real time, {REAL_TIME:g} s behind at most",
        f"a turn waited {run.latest:.1f} s" if run.latest >= REAL_TIME else "",
    )
    yield _limit(
        "nothing that was acknowledged is lost or kept twice",
        f"of {run.all_kept} {run.lost} are lost and {run.twice} kept more than once"
        if run.lost or run.twice
        else "",
    )
    written = _most([*run.told, *run.untold])
    yield _limit(
        f"each limit is with its wall, and written down once, {LATE:g} s after it passed",
        "no limit passed" if not run.told else "",
        f"a wall had one after {_most(run.by_itself):.1f} s" if _most(run.by_itself) > LATE else "",
        f"one was written down after {written:.1f} s" if written > LATE else "",
        f"{run.late_twice} are written down twice" if run.late_twice else "",
    )
    yield _limit(
        f"the wall has an act {BEHIND:g} s after its answer",
        f"one took {_most(run.news):.1f} s" if _most(run.news) > BEHIND else "",
        f"{run.never_heard} never came" if run.never_heard else "",
    )
    oldest, gap = _most(run.sweep_ages), _most([one.gap for one in run.processes])
    asked = _most([age for one in run.processes for age in one.ages])
    yield _limit(
        f"a sweep is younger than {FRESH:g} s",
        "no wall heard of one" if not run.sweep_ages else "",
        f"a wall heard of {oldest:.1f} s" if oldest >= FRESH else "",
        f"a process said {asked:.1f} s" if asked >= FRESH else "",
        f"a process went {gap:.1f} s from one to the next" if gap >= FRESH else "",
    )
    yield _limit(
        "no wall loses its line, and every process stays and answers",
        f"{run.walls_lost} lines were lost" if run.walls_lost else "",
        f"{run.replaced} processes were replaced" if run.replaced else "",
        f"{run.missed_looks} looks of {run.looks} had no answer" if run.missed_looks else "",
    )


def _limit(asked: str, *missed: str) -> Limit:
    return Limit(asked, [words for words in missed if words])


def _most(numbers: Numbers) -> float:
    return max(numbers, default=0.0)


def _median(ages: Numbers) -> Cell:
    return median(ages) if ages else "no answer"


def _worst(seconds: Numbers) -> str:
    return f"{spread(seconds)}, worst {_most(seconds) * 1000:.0f} ms" if seconds else "none"


def _seconds(old: Sequence[int]) -> str:
    """How many, and which, from when it was measured; those that follow each other as one."""
    rows = [list(row) for _, row in groupby(enumerate(old), lambda one: one[1] - one[0])]
    told = [f"{row[0][1]}" if len(row) == 1 else f"{row[0][1]}-{row[-1][1]}" for row in rows]
    return f"{len(old)}: {', '.join(told)}" if old else "none"


def _postmaster(port: int) -> int:
    """The server's first process: it was started with its port in the command."""
    asked = b"-p\0%d\0" % port
    return min(pid for pid, words in commands().items() if asked in words)
