"""One site's screens are told a change: the product, a peer in Node, and the limit, with the same client.

Each server has a control port: a byte there is one broadcast. So the client, in C and in a process of its
own, says when; how often broadcasts may come is no question of databases or of HTTP.
"""

import json
import os
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

from ops.domain.facts import plain
from ops.domain.words import Audience
from ops.realtime.protocol import LINE_CHECK_EVERY
from ops.services import board, visits
from ops.services.transaction import Actor, Command
from tests.bench.at_rest import memory_of
from tests.bench.commits import commands, cpu_of
from tests.bench.crowd import asked
from tests.bench.deliveries_product import BODY, CONTROL, COUNTS, SITE
from tests.support.processes import ending_with_parent, free_port, serving
from tests.support.server import ROOT, RunningServer

HERE = Path(__file__).parent
ROUNDS = 3
"""The servers take turns, so that whatever else the machine does now and then is not one server's alone."""
LASTS = float(os.environ.get("DELIVERIES_SECONDS", "1.5"))
RATE = 5
WARMS_UP, SATURATES, PACED = LASTS / 3, LASTS, 2 * LASTS
"""Seconds of each round: before it counts, of as much as goes, of a calm room with so many broadcasts a second."""
ROOMY = {"OPS_MAX_SOCKETS": "2200", "OPS_WORKERS": "1"}


@dataclass(frozen=True)
class Served:
    """One of the servers. ``pids``: who serves, not who looks after them."""

    name: str
    port: int
    control: int
    token: str
    site: str
    pids: tuple[int, ...]
    counts_itself: bool = False

    def memory(self) -> int:
        """KiB that its processes hold."""
        return round(memory_of(self.pids)[0] * 1024)

    def counts(self) -> dict[str, int]:
        """The product alone keeps them."""
        if not self.counts_itself:
            return {}
        with socket.create_connection(("127.0.0.1", self.control)) as line:
            line.sendall(COUNTS)
            counts: dict[str, int] = json.loads(line.makefile().readline())
        return counts


@dataclass(frozen=True)
class Phase:
    """What a client saw. Milliseconds from the broadcast's beginning to each client."""

    per_second: float
    delivered: int
    broadcasts: int
    p50: float
    p99: float


@dataclass(frozen=True)
class Delivered:
    """``cpu``: milliseconds of the server for 1,000 deliveries while as much was told as goes.
    ``held``: KiB that the server held with all screens there for the first time, before they were told anything.
    ``made``: how often for each broadcast it was encoded and framed, where that is counted."""

    full: Phase
    paced: Phase
    cpu: float
    held: int
    made: Mapping[str, float]


def compile_in(folder: Path) -> None:
    """The two programs in C."""
    for name in ("deliveries_client", "deliveries_limit"):
        command = ["cc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", folder / name, HERE / f"{name}.c"]
        subprocess.run([str(word) for word in command], check=True)


@contextmanager
def servers(folder: Path, postgres_url: str) -> Iterator[list[Served]]:
    """All three, until the block ends. They wait for each other's turn, so that it is one machine."""
    with ExitStack() as stack:
        control = free_port()
        house = folder / "house"
        house.mkdir()
        product = RunningServer(
            house,
            postgres_url,
            environment=ROOMY | {CONTROL: str(control)},
            program=("tests.bench.deliveries_product",),
        )
        body = _change(product)
        product.environment |= {SITE: str(product.furnished.site_id), BODY: json.dumps(body)}
        stack.enter_context(product)
        ours = Served(
            "the product",
            *(product.port, control, product.tokens["display"], product.site, tuple(product.worker_pids())),
            counts_itself=True,
        )
        yield [ours, stack.enter_context(_node(folder, body)), stack.enter_context(_limit(folder, body))]


def delivered(folder: Path, server: Served, many: int) -> Delivered:
    """That many screens of one site, first as much as goes, then a few broadcasts a second."""
    wish = f"42/board,0{json.dumps(['subscribe', {'site': server.site, 'audience': 'wall'}])}"
    command = [folder / "deliveries_client", server.port, server.control, many, server.token, wish]
    with subprocess.Popen(
        ending_with_parent([str(word) for word in command]),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as client:
        try:
            assert client.stdout is not None
            if client.stdout.readline() != "right\n":
                raise RuntimeError(f"{many} screens could not come to {server.name}")
            held = server.memory()
            _phase(client, f"saturate {WARMS_UP}")
            made_before, before = server.counts(), cpu_of(server.pids)
            full = _phase(client, f"saturate {SATURATES}")
            used, made = cpu_of(server.pids) - before, server.counts()
            paced = _phase(client, f"paced {RATE} {PACED}")
        finally:
            client.kill()
    each = {what: (much - made_before[what]) / full.broadcasts for what, much in made.items()}
    return Delivered(full, paced, used / full.delivered * 1_000_000, held, each)


def in_turns(folder: Path, servers: Sequence[Served], many: int) -> dict[Served, Delivered]:
    """All servers, one after the other, a few rounds of them: each figure is the median of its rounds."""
    rounds = [{each: delivered(folder, each, many) for each in servers} for _ in range(ROUNDS)]
    return {each: _median([found[each] for found in rounds]) for each in servers}


def _median(found: Sequence[Delivered]) -> Delivered:
    return Delivered(
        _median_phase([one.full for one in found]),
        _median_phase([one.paced for one in found]),
        median(one.cpu for one in found),
        found[0].held,
        {what: median(one.made[what] for one in found) for what in found[0].made},
    )


def _median_phase(found: Sequence[Phase]) -> Phase:
    return Phase(
        median(one.per_second for one in found),
        sum(one.delivered for one in found),
        sum(one.broadcasts for one in found),
        median(one.p50 for one in found),
        median(one.p99 for one in found),
    )


def _phase(client: "subprocess.Popen[str]", what: str) -> Phase:
    said: dict[str, Any] = asked(client, what)
    return Phase(
        said["counted"] / said["seconds"], said["delivered"], said["broadcasts"], said["p50"], said["p99"]
    )


def _change(server: RunningServer) -> dict[str, Any]:
    """What a wall is told when somebody takes a booth."""
    site = server.furnished
    actor = Actor(site.devices["floor"], "The floor")
    command = Command(uuid4(), site.site_id, actor, "arrive")
    visits.arrive(server.house, command, booth=site.booths["1"])
    with board.moment(server.house, site.site_id) as now:
        body = board.changes(now, board.head_at(now).version - 1, Audience.WALL).body
    return body | {"server_now": plain(server.house.now())}


@contextmanager
def _node(folder: Path, body: dict[str, Any]) -> Iterator[Served]:
    port, control = free_port(), free_port()
    script = HERE / "deliveries_node.mjs"
    command = ["node", script, port, control, json.dumps(body), LINE_CHECK_EVERY]
    with _ran(folder / "node", command, port) as pid:
        yield Served("socket.io on Node", port, control, "any", "any", (pid,))


@contextmanager
def _limit(folder: Path, body: dict[str, Any]) -> Iterator[Served]:
    port, control = free_port(), free_port()
    told = json.dumps(["delta", {"at": "0" * 20, **body}], separators=(",", ":"))
    command = [folder / "deliveries_limit", port, control, f"42/board,{told}"]
    with _ran(folder / "limit", command, port) as pid:
        yield Served("the limit", port, control, "any", "any", (pid,))


@contextmanager
def _ran(folder: Path, command: Sequence[object], port: int) -> Iterator[int]:
    folder.mkdir()
    words = [str(word) for word in command]
    with serving(words, port, folder, None):
        [pid] = _with_arguments(words)
        yield pid


def _with_arguments(words: Sequence[str]) -> list[int]:
    """The process that was started with just these words, whatever wrapped them."""
    ours = "\0".join(words[1:]).encode() + b"\0"
    return [
        pid for pid, said in commands().items() if said.endswith(ours) and not said.startswith(b"setpriv")
    ]


def peer_versions() -> dict[str, str]:
    """Of the peer."""
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    package = json.loads((ROOT / "node_modules/socket.io/package.json").read_text())
    return {"Node": node.strip().lstrip("v"), "socket.io": str(package["version"])}
