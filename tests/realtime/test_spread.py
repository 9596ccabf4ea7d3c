"""A crowd that comes to a house of several processes at once is with all of them, not with the quickest.

It comes in waves. A process that is kept from the processor as one comes in has no part in it; the others share it
all the same, so that what is asked is how much of a wave one of them has, on the mean over all waves.
"""

import socket
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from ops.services import turns
from tests.support.processes import wait_until
from tests.support.server import RunningServer

pytestmark = [pytest.mark.postgres, pytest.mark.eventlet]

WAVE, WAVES, PROCESSES = 40, 6, 3
MOST = 0.65
"""Of a wave, for one process. Where nobody lets others go first it is about three quarters."""


def lines_of(pid: int, port: int) -> int:
    """Connections that have come in to it on that port."""
    ours = {line.split()[9] for line in Path("/proc/net/tcp").read_text().splitlines() if _is_in(line, port)}
    found = 0
    for file in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found += file.readlink().name.removeprefix("socket:[").removesuffix("]") in ours
        except OSError:
            continue
    return found


def _is_in(line: str, port: int) -> bool:
    words = line.split()
    return words[1].endswith(f":{port:04X}") and words[3] == "01"  # here, and established


def parts(server: RunningServer) -> dict[int, int]:
    """Of each process: how many came in to it."""
    return {pid: lines_of(pid, server.port) for pid in server.worker_pids()}


def have_come_in(server: RunningServer, many: int) -> bool:
    return sum(parts(server).values()) >= many


def test_each_process_has_its_part(tmp_path: Path, postgres_url: str) -> None:
    more = {"OPS_WORKERS": str(PROCESSES)}
    with RunningServer(tmp_path, postgres_url, environment=more) as server, ExitStack() as stack:
        wait_until(lambda: len(turns.beats(server.house)) == PROCESSES, "all processes are at work")
        had, largest = parts(server), 0
        for number in range(1, WAVES + 1):
            for _ in range(WAVE):
                line = stack.enter_context(socket.socket())
                line.setblocking(False)
                line.connect_ex(("127.0.0.1", server.port))
            wait_until(partial(have_come_in, server, number * WAVE), "all have come in")
            have = parts(server)
            largest += max(have[pid] - had[pid] for pid in have)
            had = have
        assert min(had.values()) > 0
        assert largest <= MOST * WAVE * WAVES, (largest, had)
