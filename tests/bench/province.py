"""Two hundred rooms in motion under four processes: what they were told, heard and cost.

What of it was acknowledged, lost and late is counted in `province_counted.py`.
"""

import json
import os
import subprocess
import sys
import threading
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, time

from sqlalchemy import create_engine, func, select, text

from ops.domain.words import IN_PLACE, Role
from ops.models import Visit
from ops.recent import WINDOW
from ops.services import board
from ops.services.house import House
from ops.services.ways_in import devices
from tests.bench.at_rest import memory_of
from tests.bench.commits import TICKS, cpu_of
from tests.bench.crowd import asked, listening
from tests.bench.machine_time import Machine, Moment, between, moment
from tests.bench.province_counted import during, late, missing, news, old_at, told
from tests.support.furnished import Furnished
from tests.support.processes import children_of, ending_with_parent, free_ports, wait_until
from tests.support.server import ROOT, RunningServer

SITES = int(os.environ.get("PROVINCE_SITES", "200"))
SECONDS = float(os.environ.get("PROVINCE_SECONDS", "600"))
PROCESSES = 4
PLAYERS = 2
SPEED = 10
"""How much shorter the sites' own intervals are; people come and go as they do."""
SEED = 7
SETTLES = float(os.environ.get("PROVINCE_SETTLES", "200"))
"""Seconds from when all rooms move until it is measured: whoever stood outside has come in by then."""
LOOKS = 1.0
FOLLOWS = 5.0
"""Seconds at the end for what was done last to be everywhere."""
STATEMENTS = "SELECT sum(calls) FROM pg_stat_statements"

Numbers = Sequence[float]


@dataclass(frozen=True)
class Process:
    """One of those that were there from the first to the last. ``cpu``: percent of one core; ``gap``: the
    longest from one of its sweeps to the next, as it says itself."""

    cpu: float
    resident: float
    proportional: float
    ages: Numbers
    """Of its sweep, asked each second: what is usual, and not what is worst."""
    gap: float


@dataclass(frozen=True)
class Run:
    """``inside``: how many people had a place when it began and when it ended. ``kept``: acts that tablets were
    told are kept while it was measured; of ``all_kept``, those since rooms move, ``lost`` are not in the journal
    and ``twice`` are there more than once. ``deadlines`` that passed while a wall had them; ``by_itself``: how
    late each wall could turn by itself; ``told``: until it heard that the house has it written down, where
    nobody had looked before. ``news``: from a tablet's answer until the site's wall had what it did.
    ``sweep_ages``: as pulses told them to walls; ``old_at``: in which seconds they were old."""

    lasted: float
    inside: tuple[int, int]
    kept: int
    all_kept: int
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
    sweep_ages: Numbers
    old_at: Sequence[int]
    processes: Sequence[Process]
    replaced: int
    machine: Machine
    database_cpu: float
    clients_cpu: float
    statements: float
    looks: int
    missed_looks: int


@dataclass
class _Looked:
    """What was seen each second: of the machine, and of each process."""

    ages: list[list[float]] = field(default_factory=lambda: [[] for _ in range(PROCESSES)])
    gaps: list[float] = field(default_factory=lambda: [0.0] * PROCESSES)
    machine: list[Moment] = field(default_factory=list)
    missed: int = 0


class Province:
    """The sites, served."""

    def __init__(self, folder: Path, database_url: str, redis_url: str) -> None:
        self.metrics = free_ports(PROCESSES)
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
            for player in players:
                asked(player, "anew")
            clients = [walls.pid, *(player.pid for player in players)]
            pids = server.worker_pids()
            cpu, database, others = (
                {pid: cpu_of([pid]) for pid in pids},
                _cpu_of_all(backends),
                cpu_of(clients),
            )
            inside, statements, began, from_now = self._inside(), self._statements(), monotonic(), time()
            looked = self._look_until(began + SECONDS)
            lasted = monotonic() - began
            stayed = [pid for pid in pids if pid in server.worker_pids()]
            used = {pid: (cpu_of([pid]) - cpu[pid]) / lasted * 100 for pid in stayed}
            database = (_cpu_of_all(backends) - database) / lasted * 100
            others = (cpu_of(clients) - others) / lasted * 100
            a_second = (self._statements() - statements) / lasted
            until, inside_at_last = time(), self._inside()
            memory = {pid: memory_of([pid]) for pid in stayed}
            said = [asked(player, "end") for player in players]
            pause.wait(FOLLOWS)
            heard = walls.ask("kept")
        all_kept = [act for one in said for act in one["kept"]]
        kept = during(all_kept, from_now, until)
        lost, twice = missing(server.house, all_kept)
        slugs = [slug for slug, _ in self.walls]
        took, never = news(kept, dict(zip(slugs, heard, strict=True)))
        passed = [one for wall in heard for one in wall["passed"] if from_now <= one["at"] <= until]
        written = late(server.house)
        heard_so, untold = told(heard, written, from_now, until)
        pulses = [(at, age) for wall in heard for at, age in wall["ages"] if from_now <= at <= until]
        return Run(
            lasted=lasted,
            inside=(inside, inside_at_last),
            kept=len(kept),
            all_kept=len(all_kept),
            lost=lost,
            twice=twice,
            refused=sum((Counter(one["refused"]) for one in said), Counter()),
            answered=[took for one in said for took in one["took"]],
            latest=max(one["latest"] for one in said),
            walls_lost=sum(wall["lost"] for wall in heard),
            deadlines=len(passed),
            by_itself=[max(0.0, one["known"] - one["at"]) for one in passed],
            told=heard_so,
            untold=untold,
            late_twice=sum(len(versions) > 1 for versions in written.values()),
            news=took,
            never_heard=never,
            sweep_ages=[age for _, age in pulses],
            old_at=old_at(pulses, from_now),
            processes=[
                Process(used[pid], *memory[pid], ages=ages, gap=gap)
                for pid, ages, gap in zip(pids, looked.ages, looked.gaps, strict=True)
                if pid in used
            ],
            replaced=len(pids) - len(stayed),
            machine=between(looked.machine),
            database_cpu=database,
            clients_cpu=others,
            statements=a_second,
            looks=len(looked.machine) * PROCESSES,
            missed_looks=looked.missed,
        )

    def close(self) -> None:
        """Whatever state it is in, it is gone."""
        self.server.end()
        self._database.dispose()

    def _look_until(self, end: float) -> _Looked:
        """Each process is asked each second, and so is the machine."""
        looked, pause, next_at = _Looked(), threading.Event(), monotonic()
        # What a process says of its gaps reaches so far back; a shorter measurement has some from before.
        gaps_from = min(next_at + WINDOW, end - LOOKS)
        while next_at <= end:
            looked.machine.append(moment())
            for number, ages in enumerate(looked.ages):
                try:
                    age, gap = _sweeps(self.metrics + number)
                except OSError:
                    looked.missed += 1
                    continue
                ages.append(age)
                if next_at >= gaps_from:
                    looked.gaps[number] = max(looked.gaps[number], gap)
            next_at += LOOKS
            pause.wait(max(0.0, next_at - monotonic()))
        return looked

    def _statements(self) -> float:
        with self._database.connect() as connection:
            return float(connection.scalar(text(STATEMENTS)) or 0)

    def _inside(self) -> int:
        with self.server.house.db.read() as session:
            return session.scalar(select(func.count(Visit.id)).where(Visit.state.in_(IN_PLACE))) or 0


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


def _sweeps(port: int) -> tuple[float, float]:
    """How long ago the process there swept, and its longest gap between sweeps in the last five minutes."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        lines = answer.read().decode().splitlines()
    said = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return float(said["ops_sweep_age_seconds"]), float(said['ops_sweep_gap_seconds{quantile="1"}'])


def _cpu_of_all(pid: int) -> float:
    """Of a process, its children that run now, and those that ended."""
    ended = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[13:15]
    return cpu_of([pid]) + sum(map(int, ended)) / TICKS + sum(map(_cpu_if_there, children_of(pid)))


def _cpu_if_there(pid: int) -> float:
    try:
        return cpu_of([pid])
    except FileNotFoundError:
        return 0.0
