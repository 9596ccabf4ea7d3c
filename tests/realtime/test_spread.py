"""A crowd that comes to a house of several processes at once is with all of them, not with the quickest."""

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from ops.services import turns
from tests.support.processes import wait_until
from tests.support.server import RunningServer

pytestmark = [pytest.mark.postgres, pytest.mark.eventlet]

CROWD, PROCESSES = 240, 3


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


def test_each_process_has_its_part(tmp_path: Path, postgres_url: str) -> None:
    more = {"OPS_WORKERS": str(PROCESSES)}
    with RunningServer(tmp_path, postgres_url, environment=more) as server, ExitStack() as stack:
        wait_until(lambda: len(turns.beats(server.house)) == PROCESSES, "all processes are at work")
        for _ in range(CROWD):
            line = stack.enter_context(socket.socket())
            line.setblocking(False)
            line.connect_ex(("127.0.0.1", server.port))

        def parts() -> list[int]:
            return [lines_of(pid, server.port) for pid in server.worker_pids()]

        wait_until(lambda: sum(parts()) >= CROWD, "all have come in")
        assert min(parts()) >= CROWD / PROCESSES / 2, parts()
