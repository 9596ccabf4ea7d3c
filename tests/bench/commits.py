"""A few tablets that post as fast as they are answered, and what a commit costs the server."""

import http.client
import json
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

from ops.realtime.protocol import PULSE_EVERY
from tests.bench.crowd import Pulses, watching
from tests.bench.figures import Spread, spread
from tests.support.processes import free_port, serving
from tests.support.server import ROOT, RunningServer

TABLETS = 4
WATCHED = float(os.environ.get("COMMITS_SECONDS", "30"))
"""With screens on the line, and as long before it with nobody posting: 15 pulses to each of them."""
UNWATCHED = WATCHED / 3
SETTLES = 2 * PULSE_EVERY
"""The first pulses of a site are a second apart, until its grid is found."""
FOLLOWS = PULSE_EVERY
"""For the pulse that was due last: one that takes longer counts as if it had come now."""
BOOTHS = ("1", "2", "3", "4")
TICKS = os.sysconf("SC_CLK_TCK")

Post = Callable[[http.client.HTTPConnection, str], int]
"""One act of a tablet; the status it got."""


@dataclass(frozen=True)
class Committed:
    """One run. ``cpu``: milliseconds of the server's processes for each commit. ``pulses``: how late they were
    before, while nobody posted, and meanwhile, by the same grid."""

    per_second: float
    took: Spread
    cpu: float
    pulses: Pulses | None = None

    def __str__(self) -> str:
        told = f"{self.per_second:.0f}/s · {self.took} · CPU {self.cpu:.1f} ms each"
        if self.pulses is None:
            return told
        quiet, later = self.pulses.quiet, self.pulses.later
        return (
            f"{told} · pulse late {later.pulse}, worst {later.worst:.0f} ms; "
            f"while nobody posts {quiet.pulse}, worst {quiet.worst:.0f} ms; held up {self.pulses.held_up:.0f} ms"
        )


@dataclass
class _Posted:
    took: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)


def check_ins(server: RunningServer, screens: int) -> Committed:
    """Check-ins of four people by four tablets, with that many screens on the line."""
    visits = [_seated(server, booth) for booth in BOOTHS]
    posts = [_check_in(server, visit) for visit in visits]
    if not screens:
        return _measured(server.port, server.worker_pids(), posts, UNWATCHED)
    pause = threading.Event()
    with watching(server, screens) as crowd:
        crowd.wait_until_right()
        pause.wait(SETTLES)
        crowd.begin_anew()
        pause.wait(WATCHED)
        quiet_until = monotonic()
        measured = _measured(server.port, server.worker_pids(), posts, WATCHED)
        until = monotonic()
        pause.wait(FOLLOWS)
        pulses, deltas = crowd.heard(quiet_until, until)
    assert deltas >= screens
    return replace(measured, pulses=pulses)


def rows(folder: Path, database_url: str) -> Committed:
    """The floor: as many tablets, one row each time."""
    port = free_port()
    with serving(floor_command(port, {"FLOOR_DATABASE_URL": database_url}), port, folder, None):
        # The port is open before there is who answers, and that is the process to be looked at.
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        _row(line, "first")
        line.close()
        return _measured(port, served_by(port), [_row] * TABLETS, UNWATCHED)


def floor_command(port: int, environment: Mapping[str, str]) -> list[str]:
    """The floor under gunicorn's own threads."""
    return [
        *("env", *(f"{name}={value}" for name, value in environment.items())),
        *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"),
        *("--threads", "24", "--no-control-socket", "--chdir", str(ROOT), "tests.bench.floor:create_floor()"),
    ]


def served_by(port: int) -> list[int]:
    """The processes of a server that was started as a command with its port in it."""
    asked = f"127.0.0.1:{port}".encode()
    return [pid for pid, words in commands().items() if asked in words]


def commands() -> dict[int, bytes]:
    """With which words each process of this machine was started, a zero after each word."""
    found = {}
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with suppress(OSError):
                found[int(process.name)] = (process / "cmdline").read_bytes()
    return found


def cpu_of(pids: Sequence[int]) -> float:
    """Seconds of processor time so far."""
    total = 0
    for pid in pids:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(after_name[11]) + int(after_name[12])
    return total / TICKS


def _measured(port: int, pids: Sequence[int], posts: Sequence[Post], lasts: float) -> Committed:
    posted = _Posted()
    before, began = cpu_of(pids), monotonic()
    tablets = [threading.Thread(target=_taps, args=(port, post, began + lasts, posted)) for post in posts]
    for tablet in tablets:
        tablet.start()
    for tablet in tablets:
        tablet.join()
    lasted, used = monotonic() - began, cpu_of(pids) - before
    assert posted.refused == []
    many = len(posted.took)
    return Committed(many / lasted, spread(posted.took), used / many * 1000)


def _taps(port: int, post: Post, until: float, posted: _Posted) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for answer in cycle(("ok", "asleep")):
        began = monotonic()
        if began >= until:
            break
        status = post(line, answer)
        posted.took.append(monotonic() - began)
        if status >= 300:
            posted.refused.append(status)
    line.close()


def _check_in(server: RunningServer, visit: str) -> Post:
    path = f"/api/v1/visits/{visit}/check-ins"
    return lambda line, answer: _ask(line, path, {"answer": answer}, _headers(server))[0]


def _row(line: http.client.HTTPConnection, answer: str) -> int:
    return _ask(line, "/kept", {"answer": answer}, {})[0]


def _seated(server: RunningServer, booth: str) -> str:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    body = {"booth": server.furnished.booths[booth]}
    status, answer = _ask(line, f"/api/v1/sites/{server.site}/visits", body, _headers(server))
    line.close()
    assert status == 201, answer
    return str(answer["id"])


def _headers(server: RunningServer) -> dict[str, str]:
    return {"Authorization": f"Bearer {server.tokens['floor']}", "Idempotency-Key": str(uuid4())}


def _ask(
    line: http.client.HTTPConnection, path: str, body: dict[str, Any], headers: dict[str, str]
) -> tuple[int, Any]:
    line.request("POST", path, json.dumps(body), {**headers, "Content-Type": "application/json"})
    with line.getresponse() as answer:
        return answer.status, json.loads(answer.read())
