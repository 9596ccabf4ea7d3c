"""Two hundred rooms in motion under four processes: what they were told, heard and cost."""

import json
import os
import subprocess
import sys
import threading
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, time
from typing import Any
from uuid import UUID

from sqlalchemy import create_engine, func, select, text

from ops.domain.words import IN_PLACE, Role
from ops.models import JournalEntry, Visit
from ops.services import board
from ops.services.house import House
from ops.services.ways_in import devices
from tests.bench.at_rest import memory_of
from tests.bench.commits import TICKS, cpu_of
from tests.bench.crowd import asked, listening
from tests.support.furnished import Furnished
from tests.support.processes import children_of, ending_with_parent, free_port, wait_until
from tests.support.server import ROOT, RunningServer

SITES = int(os.environ.get("PROVINCE_SITES", "200"))
SECONDS = float(os.environ.get("PROVINCE_SECONDS", "600"))
PROCESSES = 4
PLAYERS = 2
SPEED = 10
"""How much shorter the sites' own intervals are; people come and go as they do."""
SEED = 7
SETTLES = 200.0
"""Seconds from when all rooms move until it is measured: whoever stood outside has come in by then."""
LOOKS = 1.0
FOLLOWS = 5.0
"""Seconds at the end for what was done last to be everywhere."""
LATE = {"check_in_overdue": "overdue_at", "check_in_urgent": "urgent_at"}
STATEMENTS = "SELECT sum(calls) FROM pg_stat_statements"

Numbers = Sequence[float]


@dataclass(frozen=True)
class Process:
    """One of the four. ``cpu``: percent of one core; ``ages``: of its sweep, as it said each second."""

    cpu: float
    resident: float
    proportional: float
    ages: Numbers


@dataclass(frozen=True)
class Run:
    """``inside``: how many people had a place when it began and when it ended. ``kept``: acts that tablets were
    told are kept, and of these ``lost`` are not in the journal and ``twice`` are there more than once.
    ``deadlines`` that passed while a wall had them; ``by_itself``: how late each wall could turn by itself;
    ``told``: until it heard that the house has it written down, where nobody had looked before. ``news``: from a
    tablet's answer until the site's wall had what it did."""

    lasted: float
    inside: tuple[int, int]
    kept: int
    a_second: float
    lost: int
    twice: int
    refused: Mapping[str, int]
    answered: Numbers
    latest: float
    walls_lost: int
    deadlines: int
    by_itself: Numbers
    told: Numbers
    untold: Numbers
    late_twice: int
    news: Numbers
    never_heard: int
    processes: Sequence[Process]
    database_cpu: float
    clients_cpu: float
    statements: float
    looks: int
    missed_looks: int


class Province:
    """The sites, served."""

    def __init__(self, folder: Path, database_url: str, redis_url: str) -> None:
        self.metrics = free_port()
        nobody = Furnished(0, "", {}, {}, {})
        self.server = RunningServer(
            folder,
            database_url,
            environment={
                "OPS_REDIS_URL": redis_url,
                "OPS_WORKERS": str(PROCESSES),
                "OPS_METRICS": f"127.0.0.1:{self.metrics}",
            },
            furnished=nobody,
        )
        self.tablets = _simulated(self.server, folder / "tokens")
        self.walls = _walls(self.server.house)
        self._database = create_engine(database_url, isolation_level="AUTOCOMMIT")

    def run(self, backends: int) -> Run:
        """From empty rooms on. ``backends``: the database server's own process, whose children work."""
        server = self.server
        server.start()
        wait_until(lambda: len(server.worker_pids()) == PROCESSES, "all processes are there")
        with (
            listening(server.port, self.walls, "tests.bench.province_walls") as walls,
            _playing(server.url, self.tablets) as players,
        ):
            walls.wait_until_right()
            pause = threading.Event()
            pause.wait(SETTLES)
            walls.ask("forget")
            before_now = [asked(player, "anew") for player in players]
            clients = [walls.pid, *(player.pid for player in players)]
            pids = server.worker_pids()
            cpu, database, others = [cpu_of([pid]) for pid in pids], _cpu_of_all(backends), cpu_of(clients)
            inside, statements, began, from_now = self._inside(), self._statements(), monotonic(), time()
            ages, missed = self._look_until(began + SECONDS)
            lasted = monotonic() - began
            if server.worker_pids() != pids:
                raise RuntimeError(f"a process was replaced meanwhile:\n{server.log[-4000:]}")
            used = [(cpu_of([pid]) - so_far) / lasted * 100 for pid, so_far in zip(pids, cpu, strict=True)]
            database = (_cpu_of_all(backends) - database) / lasted * 100
            others = (cpu_of(clients) - others) / lasted * 100
            a_second = (self._statements() - statements) / lasted
            until, inside_at_last = time(), self._inside()
            memory = [memory_of([pid]) for pid in pids]
            said = [asked(player, "end") for player in players]
            pause.wait(FOLLOWS)
            heard = walls.ask("kept")
        kept = [act for one in said for act in one["kept"]]
        lost, twice = self._missing(kept)
        slugs = [slug for slug, _ in self.walls]
        news, never = _news(kept, dict(zip(slugs, heard, strict=True)), from_now, until)
        passed = [one for wall in heard for one in wall["passed"] if from_now <= one["at"] <= until]
        late = self._late()
        told, untold = _told(heard, late, from_now, until)
        return Run(
            lasted=lasted,
            inside=(inside, inside_at_last),
            kept=len(kept),
            a_second=(len(kept) - sum(before_now)) / lasted,
            lost=lost,
            twice=twice,
            refused=sum((Counter(one["refused"]) for one in said), Counter()),
            answered=[took for one in said for took in one["took"]],
            latest=max(one["latest"] for one in said),
            walls_lost=sum(wall["lost"] for wall in heard),
            deadlines=len(passed),
            by_itself=[max(0.0, one["known"] - one["at"]) for one in passed],
            told=told,
            untold=untold,
            late_twice=sum(len(versions) > 1 for versions in late.values()),
            news=news,
            never_heard=never,
            processes=[
                Process(busy, *held, ages=age) for busy, held, age in zip(used, memory, ages, strict=True)
            ],
            database_cpu=database,
            clients_cpu=others,
            statements=a_second,
            looks=len(ages[0]),
            missed_looks=missed,
        )

    def close(self) -> None:
        """Whatever state it is in, it is gone."""
        self.server.end()
        self._database.dispose()

    def _look_until(self, end: float) -> tuple[list[list[float]], int]:
        """Each process is asked each second for the age of its sweep."""
        ages: list[list[float]] = [[] for _ in range(PROCESSES)]
        next_at, missed, pause = monotonic(), 0, threading.Event()
        while next_at < end:
            for number, found in enumerate(ages):
                try:
                    found.append(_sweep_age(self.metrics + number))
                except OSError:
                    missed += 1
            next_at += LOOKS
            pause.wait(max(0.0, next_at - monotonic()))
        return ages, missed

    def _statements(self) -> float:
        with self._database.connect() as connection:
            return float(connection.scalar(text(STATEMENTS)) or 0)

    def _inside(self) -> int:
        with self.server.house.db.read() as session:
            return session.scalar(select(func.count(Visit.id)).where(Visit.state.in_(IN_PLACE))) or 0

    def _missing(self, kept: Sequence[Sequence[Any]]) -> tuple[int, int]:
        """Of what was acknowledged, what is in the journal not at all, and more than once: in two commits,
        or in another than the answer said."""
        with self.server.house.db.read() as session:
            rows = session.execute(select(JournalEntry.command_id, JournalEntry.version).distinct())
            commits: dict[UUID | None, set[int]] = defaultdict(set)
            for command, version in rows:
                commits[command].add(version)
        found = [(commits.get(UUID(key), set()), version) for _, key, version, _ in kept]
        lost = sum(not versions for versions, _ in found)
        return lost, sum(bool(versions) and versions != {version} for versions, version in found)

    def _late(self) -> dict[tuple[str, int, str], list[int]]:
        """Each limit that is written down as passed, and in which versions."""
        found: dict[tuple[str, int, str], list[int]] = defaultdict(list)
        with self.server.house.db.read() as session:
            columns = (JournalEntry.kind, JournalEntry.data, JournalEntry.version)
            for kind, data, version in session.execute(select(*columns).where(JournalEntry.kind.in_(LATE))):
                found[(data["visit"], data["check"], LATE[kind])].append(version)
        return found


def _simulated(server: RunningServer, tokens: Path) -> list[tuple[str, str]]:
    """`ops simulate sites`, as somebody types it."""
    server.types("simulate", "sites", str(SITES), "--tokens", str(tokens), "--speed", str(SPEED))
    return [(site, token) for site, token in (line.split() for line in tokens.read_text().splitlines())]


def _walls(house: House) -> list[tuple[str, str]]:
    return [
        (site.slug, devices.add_device(house, site.id, role=Role.DISPLAY, name="Wall")[1])
        for site in board.sites(house)
    ]


Player = subprocess.Popen[str]


@contextmanager
def _playing(url: str, rooms: Sequence[tuple[str, str]]) -> Iterator[list[Player]]:
    """Each of the processes moves its part of the rooms; all move when this returns."""
    players: list[Player] = []
    try:
        for number in range(PLAYERS):
            words = ["tests.bench.province_players", url, str(SEED + number * SITES)]
            command = ending_with_parent([sys.executable, "-m", *words])
            players.append(
                subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            )
        for number, player in enumerate(players):
            asked(player, json.dumps(rooms[number::PLAYERS]))
        yield players
    finally:
        for player in players:
            player.kill()
            player.communicate()


def _sweep_age(port: int) -> float:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        lines = answer.read().decode().splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("ops_sweep_age_seconds "))


def _cpu_of_all(pid: int) -> float:
    """Of a process, its children that run now, and those that ended."""
    ended = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[13:15]
    return cpu_of([pid]) + sum(map(int, ended)) / TICKS + sum(map(_cpu_if_there, children_of(pid)))


def _cpu_if_there(pid: int) -> float:
    try:
        return cpu_of([pid])
    except FileNotFoundError:
        return 0.0


def _news(
    kept: Sequence[Sequence[Any]], heard: Mapping[str, Mapping[str, Any]], since: float, until: float
) -> tuple[list[float], int]:
    """From each answer until the site's wall was that far; and how often it never was."""
    took, never = [], 0
    by_site: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for site, _, version, at in kept:
        if since <= at <= until:
            by_site[site].append((version, at))
    for site, acts in by_site.items():
        told = iter(heard[site]["versions"])
        reached, when = next(told, (-1, 0.0))
        for version, at in sorted(acts):
            while reached < version and (following := next(told, None)) is not None:
                reached, when = following
            if reached < version:
                never += 1
            else:
                took.append(max(0.0, when - at))
    return took, never


def _told(
    walls: Iterable[Mapping[str, Any]],
    written: Mapping[tuple[str, int, str], Sequence[int]],
    since: float,
    until: float,
) -> tuple[list[float], list[float]]:
    """Until the wall heard that it is written down; and of what never was, how long it stood."""
    told, untold = [], []
    for wall in walls:
        for one in wall["passed"]:
            if not since <= one["at"] <= until:
                continue
            versions = written.get((one["visit"], one["check"], one["level"]))
            heard = versions and next(
                (at for version, at in wall["versions"] if version >= versions[0]), None
            )
            if heard:
                told.append(heard - one["at"])
            else:
                untold.append((one["over"] or until) - one["at"])
    return told, untold
