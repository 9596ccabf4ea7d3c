"""Commits: how many check-ins a second, what each costs, and how late pulses are meanwhile.

Each database with no screen, with 50 and with 500 on the line, beside the least that an application
does on the same database with the same durability. What is asked for is that commits hold up no pulse for longer
than 50 ms: its worst lateness beyond that while nobody posts.
"""

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.bench.commits import WATCHED, Committed, check_ins, rows
from tests.bench.crowd import Pulses
from tests.bench.figures import Cell, Report, at_most
from tests.support.postgres import cluster, installed, made
from tests.support.server import RunningServer

pytestmark = pytest.mark.bench

SECTION = "Commits"

SCREENS = (0, 50, 500)
SLOW_DISK = Path(__file__).with_name("slow_disk.c")
COLUMNS = (
    *("commits", "ratio", "CPU ratio", "a second", "p50 ms", "p99 ms", "CPU ms each"),
    *("pulse late p50 ms", "p99 ms", "worst ms", "nobody posting: p50 ms", "p99 ms", "worst ms"),
    "held up ms",
)
MOST_HELD_UP = 50.0
WHOLE = 30.0
"""Seconds that are watched with screens, each time."""
READ_AS = (
    "The grid begins with the earliest pulse that any of the screens heard while nobody posted, and goes on, unmoved, "
    "while tablets post. To tell a pulse to 500 screens takes a while, which the grid does not know: it is in "
    "both. *Held up* is by how much the worst pulse of any screen was later than half of those that the same screen "
    "heard while nobody posted. A pulse that never came counts as long as was waited for it."
)
GAINED = (
    (
        "What each change gained, measured on 2026-11-28 and 29 while other work used the same two cores: the "
        "processor's time and calls hold, commits a second only beside each other."
    ),
    (
        "*Acts of a rush share their deltas; a teller rests as long as telling takes:* with 500 screens on SQLite "
        "from 18 to 69 check-ins a second, from 60 to 13 ms of the processor each; on PostgreSQL from 16 to 41, "
        "from 37 to 14 ms."
    ),
    (
        "*Rows nobody has in hand past the session, a tile in one question, fewer flushes:* 13 statements instead "
        "of 15, 12,400 Python calls for a check-in became 10,000. *Statements made once and kept:* 8,600; 4.1 ms "
        "became 2.9."
    ),
    (
        "*A pulse before news that was read but not told, each by its own time:* with 500 screens on PostgreSQL "
        "from 84 ms at worst to 8, as the time between two pulses was longer than 2 s."
    ),
    (
        "*A pulse that falls due while news are told goes before them,* 2026-11-29, three times each in turns while "
        "other work used the same two cores: with 500 screens on SQLite half of the pulses were 86 to 105 ms late "
        "before, 5 to 52 since, and the worst was held up by 192 to 306 ms before, 139 to 180 since."
    ),
    (
        "With a thread for each of 500 screens, five times as many as that mode lets in by default, a pulse was up "
        "to 38 ms late on 2026-11-28 while nobody posted, by their waking alone, told in the same way. *Written "
        "straight to each socket instead,* 2026-11-30: half of the pulses were 35 ms late before and 5 since while "
        "nobody posted, and the worst was held up by 132 ms before and 15 since; a check-in with 500 screens cost "
        "10.1 times the floor, and 6.5 since."
    ),
)
ROOMY = {"OPS_MAX_SOCKETS": "600"}


@pytest.fixture(scope="module")
def durable_postgres() -> Iterator[str]:
    """A server of our own that waits for the disk."""
    with cluster(installed(), durable=True) as url:
        yield url


def test_commits_on_sqlite(tmp_path: Path, report: Report) -> None:
    floor = rows(tmp_path, f"sqlite:///{tmp_path / 'floor.db'}")
    _tell(report, "SQLite, threads", floor, {many: _house(tmp_path, None, many) for many in SCREENS})


def test_commits_on_postgresql(tmp_path: Path, durable_postgres: str, report: Report) -> None:
    floor = rows(tmp_path, made(durable_postgres, "floor"))
    measured = {many: _house(tmp_path, made(durable_postgres, f"with_{many}"), many) for many in SCREENS}
    _tell(report, "PostgreSQL, eventlet", floor, measured)


def test_commits_on_a_slow_disk(tmp_path: Path, report: Report) -> None:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("a C compiler is not installed, so the disk cannot be made slow")
    shim = tmp_path / "slow_disk.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", shim, SLOW_DISK, "-ldl"], check=True)
    slow = _house(tmp_path, None, 50, LD_PRELOAD=str(shim))
    where = "SQLite, a disk of 100 ms per fsync, 50 screens"
    report.says(where, slow)
    _ask(report, {where: slow})


def test_how_it_is_read_and_what_each_change_gained(report: Report) -> None:
    report.remarks(READ_AS)
    report.gained(*GAINED)


def _house(folder: Path, url: str | None, screens: int, **environment: str) -> Committed:
    own = folder / str(screens)
    own.mkdir()
    with RunningServer(own, url, environment=ROOMY | environment) as server:
        return check_ins(server, screens)


def _tell(report: Report, where: str, floor: Committed, measured: dict[int, Committed]) -> None:
    rows = [_row("one row, the floor", floor, floor)]
    rows += [
        _row(f"a check-in, {screens} screens", committed, floor) for screens, committed in measured.items()
    ]
    report.table(where, COLUMNS, rows)
    _ask(report, {f"{where}, {screens} screens": committed for screens, committed in measured.items()})


def _ask(report: Report, measured: Mapping[str, Committed]) -> None:
    report.short = WATCHED != WHOLE
    held_up = {where: one.pulses.held_up for where, one in measured.items() if one.pulses is not None}
    report.asks(
        at_most(f"no commit holds up a pulse by more than {MOST_HELD_UP:.0f} ms", MOST_HELD_UP, "ms", held_up)
    )


def _row(what: str, committed: Committed, floor: Committed) -> Sequence[Cell]:
    return (
        what,
        committed.per_second / floor.per_second,
        committed.cpu / floor.cpu,
        committed.per_second,
        committed.took.p50,
        committed.took.p99,
        committed.cpu,
        *_late(committed.pulses),
    )


def _late(pulses: Pulses | None) -> Sequence[Cell]:
    if pulses is None:
        return [""] * 7
    told: list[Cell] = []
    for heard in (pulses.later, pulses.quiet):
        told += [heard.pulse.p50, heard.pulse.p99, heard.worst]
    return [*told, pulses.held_up]
