"""A room nobody is in: how soon it serves, what it holds in memory, what its code takes to load."""

import http.client
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.bench.commits import cpu_of, floor_command, served_by
from tests.support.processes import ending_with_parent, free_port, serving
from tests.support.server import ROOT, RunningServer

STARTS = 5
SETTLES = 3.0
RESTS = 5.0
LOADS = """
import gc
gc.disable()
import ops.server
from ops import create_app
from ops.config import Settings
from ops.keys import ensure_secrets
settings = Settings.from_environment({"OPS_DATA_DIR": "data"})
ensure_secrets(settings)
create_app(settings)
"""
SAYS = "import time; print(time.process_time())"
BARE = "import gc; gc.disable(); import gunicorn.app.base, flask, sqlalchemy.orm, ops.db"


@dataclass(frozen=True)
class Start:
    """``serves``: seconds until it answers; ``cpu``: of its processor, until then. ``resident``: megabytes
    of all processes, what they share counted in each; ``proportional``: counted once. ``busy``: percent of
    one core while nobody does anything."""

    serves: float
    cpu: float
    resident: float
    proportional: float
    busy: float


def compiled(folder: Path) -> dict[str, str]:
    """As where it is installed: the code was compiled before."""
    return {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}


def house(folder: Path) -> Start:
    """The embedded default on a database that is there: the median of a few starts."""
    server = RunningServer(folder, environment=compiled(folder))
    try:
        server.start()
        found = []
        for _ in range(STARTS):
            server.stop()
            serves = server.start()
            found.append(_rested(serves, [server.pid, *server.worker_pids()]))
        return sorted(found, key=lambda start: start.serves)[STARTS // 2]
    finally:
        server.end()


def floor(folder: Path) -> Start:
    """The least an application is, under the same server."""
    found = []
    for _ in range(STARTS):
        port = free_port()
        settings = compiled(folder) | {"FLOOR_DATABASE_URL": f"sqlite:///{folder / 'floor.db'}"}
        began = monotonic()
        with serving(floor_command(port, settings), port, folder, None):
            _until_it_answers(port)
            found.append(_rested(monotonic() - began, served_by(port)))
    return sorted(found, key=lambda start: start.serves)[STARTS // 2]


def loading(folder: Path, code: str) -> float:
    """Seconds of processor to load it, in a process of its own: the median of a few."""
    command = ending_with_parent([sys.executable, "-c", f"{code}\n{SAYS}"])
    environment: Mapping[str, str] = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **compiled(folder)}
    runs = [
        subprocess.run(command, check=True, cwd=folder, env=environment, stdout=subprocess.PIPE)
        for _ in range(STARTS + 1)
    ]
    took = sorted(float(run.stdout) for run in runs[1:])
    return took[STARTS // 2]


def _rested(serves: float, pids: Sequence[int]) -> Start:
    started = cpu_of(pids)
    threading.Event().wait(SETTLES)
    settled = cpu_of(pids)
    threading.Event().wait(RESTS)
    busy = (cpu_of(pids) - settled) / RESTS * 100
    return Start(serves, started, *memory_of(pids), busy)


def _until_it_answers(port: int) -> None:
    """Any answer at all: the arbiter listens long before somebody is there to answer."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("GET", "/")
    line.getresponse().read()
    line.close()


def memory_of(pids: Sequence[int]) -> tuple[float, float]:
    """Megabytes: what they share counted in each, and counted once."""
    totals = {"Rss": 0.0, "Pss": 0.0}
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name, _, size = line.partition(":")
            if name in totals:
                totals[name] += int(size.split()[0]) / 1024
    return totals["Rss"], totals["Pss"]
