"""Faults of network, process, Redis, PostgreSQL and clock, and a checker that finds nothing wrong.

``SEEDS="7 8" LASTS=600 make soak`` plays other evenings, and longer ones; ``LOGS`` keeps what was logged.
"""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from tests.soak.checker import check, read, summary
from tests.soak.engines import a_postgres, a_redis
from tests.soak.evening import Evening, in_seconds
from tests.soak.front import Front
from tests.soak.nemesis import (
    HOUSE,
    REDIS,
    Nemesis,
    of_clock,
    of_engine,
    of_lines,
    of_processes,
    stands_still,
    takes_over,
)
from tests.soak.notes import Notes
from tests.support.furnished import furnish
from tests.support.postgres import at_port, port_of
from tests.support.replica import Address, Pair, replicated
from tests.support.server import RunningServer

pytestmark = pytest.mark.soak

SEEDS = [int(seed) for seed in os.environ.get("SEEDS", "21").split()]
SECONDS = float(os.environ.get("LASTS", "100"))
STANDS = 35.0
"""Seconds more, as a process stands still for most of them."""


@pytest.fixture
def pair() -> Iterator[Pair]:
    with replicated() as both:
        yield both


def logs_of(tmp_path: Path, name: str) -> Path:
    folder = Path(os.environ.get("LOGS", tmp_path)) / name
    folder.mkdir(parents=True)
    return folder


def holds(logs: Path, *, at_least: int, is_busy: bool = True) -> None:
    """Nothing found; and there was something to find it in. Where only two hands work perhaps nobody is late."""
    told = read(logs)
    was = summary(told)
    print(was)
    findings = check(told)
    assert findings == [], "\n".join(map(str, findings[:20]))
    assert sum(act.taken is not None for act in told.acts.values()) >= at_least
    assert was["limits that passed"] or not is_busy
    assert any(record["live"] == "live" for record in told.of("shows"))


def shares_the_house(logs: Path, logs_there: Path) -> None:
    """What was done to the house was done to both sites, and written down in one."""
    with (logs / "nemesis.jsonl").open() as told, (logs_there / "house.jsonl").open("w") as there:
        there.writelines(line for line in told if json.loads(line).get("on") == HOUSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_process_on_its_own_disk(tmp_path: Path, seed: int) -> None:
    ahead = tmp_path / "ahead"
    ahead.write_text("0")
    server = RunningServer(tmp_path, program=("tests.support.set_clock", str(ahead)))
    in_seconds(server)
    logs = logs_of(tmp_path, f"sqlite-{seed}")

    def nemeses(fronts: dict[str, Front], notes: Notes) -> list[Nemesis]:
        house = [*of_processes([server]), *of_clock(ahead, notes)]
        return [
            Nemesis(notes, house, Random(f"{seed} house"), (4, 9)),
            Nemesis(notes, of_lines(fronts), Random(f"{seed} lines"), (0.5, 3)),
        ]

    with server:
        Evening(logs, [server], seed, SECONDS).plays(nemeses)
    holds(logs, at_least=int(SECONDS))


@pytest.mark.postgres
@pytest.mark.eventlet
@pytest.mark.parametrize("seed", SEEDS)
def test_three_processes_of_two_sites_with_postgresql_and_redis(tmp_path: Path, seed: int) -> None:
    logs, logs_there = (logs_of(tmp_path, f"{name}-{seed}") for name in ("province", "province-there"))
    with a_postgres() as postgres, a_redis() as redis:
        more = {"OPS_REDIS_URL": redis.url}
        first = RunningServer(tmp_path, postgres.url, environment=more)
        there = furnish(first.house, "there")
        in_seconds(first)
        others = [
            RunningServer(tmp_path, postgres.url, environment=more, furnished=first.furnished)
            for _ in range(2)
        ]
        servers = [first, *others]

        def nemeses(fronts: dict[str, Front], notes: Notes) -> list[Nemesis]:
            engines = [*of_engine("postgres", postgres, HOUSE), *of_engine("redis", redis, REDIS)]
            house = [*of_processes(servers), *engines, *engines]
            return [
                Nemesis(
                    notes,
                    house,
                    Random(f"{seed} house"),
                    (4, 9),
                    [stands_still(Random(seed).choice(servers))],
                ),
                Nemesis(notes, of_lines(fronts), Random(f"{seed} lines"), (0.5, 3)),
            ]

        def of_lines_there(fronts: dict[str, Front], notes: Notes) -> list[Nemesis]:
            return [Nemesis(notes, of_lines(fronts), Random(f"{seed} there"), (0.5, 3))]

        evenings = [
            Evening(logs, servers, seed, SECONDS + STANDS),
            Evening(logs_there, servers, seed + 1, SECONDS + STANDS, at=there),
        ]
        with first, others[0], others[1], ThreadPoolExecutor(2) as sites:
            list(sites.map(Evening.plays, evenings, (nemeses, of_lines_there)))
    shares_the_house(logs, logs_there)
    holds(logs, at_least=int(SECONDS))
    holds(logs_there, at_least=int(SECONDS / 4), is_busy=False)


@pytest.mark.postgres
@pytest.mark.eventlet
@pytest.mark.parametrize("seed", SEEDS)
def test_two_processes_whose_primary_is_lost_in_the_middle(tmp_path: Path, pair: Pair, seed: int) -> None:
    logs = logs_of(tmp_path, f"takes-over-{seed}")
    with Address(port_of(pair.primary)) as address:
        url = at_port(pair.primary, address.port)
        first = RunningServer(tmp_path, url)
        in_seconds(first)
        servers = [first, RunningServer(tmp_path, url, furnished=first.furnished)]

        def nemeses(fronts: dict[str, Front], notes: Notes) -> list[Nemesis]:
            lost = takes_over(pair, address, notes)
            return [
                Nemesis(notes, of_processes(servers), Random(f"{seed} house"), (8, 14), [lost]),
                Nemesis(notes, of_lines(fronts), Random(f"{seed} lines"), (0.5, 3)),
            ]

        with first, servers[1]:
            Evening(logs, servers, seed, SECONDS / 2, begins_anew=True).plays(nemeses)
    assert list(read(logs).of("history"))
    holds(logs, at_least=int(SECONDS / 2))
