"""Deliveries: how many a second one process tells the screens of one site, and when each has it.

The product on PostgreSQL with screens that were let in and subscribed; socket.io on Node with one room,
WebSocket only, nothing packed; and the limit, a program in C that writes a frame made before. The same
frame, the same client, the same machine, in turns: three rounds, and of each figure the median. Nothing here is a
limit to pass.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.bench.deliveries import (
    LASTS,
    RATE,
    Delivered,
    Served,
    compile_in,
    in_turns,
    peer_versions,
    servers,
)
from tests.bench.figures import Cell, Report
from tests.support.server import ROOT

pytestmark = pytest.mark.bench

SECTION = "Deliveries"

SCREENS = (50, 500, 2000)
WHOLE = 1.5
"""Seconds of as much as goes, in each round."""
COLUMNS = (
    *("server", "to Node's", "CPU to Node's", "deliveries/s", "CPU ms per 1,000"),
    *("as much as goes: p50 ms", "p99 ms", f"{RATE} broadcasts/s: p50 ms", "p99 ms"),
)
READ_AS = (
    "Milliseconds are from the beginning of a broadcast until a screen has it: first with two broadcasts on "
    "the way at any time, then in a calm room. Memory is what the server's process holds, from the fewest screens "
    "to the most; what the operating system keeps for a connection is not among it. In the product a screen "
    "is a device that was let in, was checked and has the board; in the peer it is in a room. The reading of a change "
    "from the database, once for all screens of a site, is not in any of it: that is in Commits."
)
GAINED = (
    "*Straight to each socket where nothing waits, 2026-11-29* (before and after in turns, three times 2.5 s each, "
    "the median, while other work used the same two cores; so only the processor's time for 1,000 deliveries is "
    "told): 50 screens from 12.1 to 6.1 ms, 500 from 16.2 to 5.1 ms, 2,000 from 24.3 to 6.3 ms; the peer beside "
    "them 8.2, 6.4 and 9.3 ms. Before, 40 % of the time was the write itself; queues, their timers and tasks, and a "
    "frame made for each screen were the rest. Text was made once before, too."
)


def test_deliveries(tmp_path: Path, postgres_url: str, report: Report) -> None:
    if not shutil.which("cc") or not (ROOT / "node_modules/socket.io").is_dir():
        pytest.skip("needs a C compiler, and socket.io for Node (`npm ci`)")
    report.short = LASTS != WHOLE
    report.versions |= peer_versions()
    compile_in(tmp_path)
    with servers(tmp_path, postgres_url) as (ours, node, limit):
        found = {many: in_turns(tmp_path, (ours, node, limit), many) for many in SCREENS}
    for many, measured in found.items():
        peer = measured[node]
        report.table(
            f"{many:,} screens of one site",
            COLUMNS,
            [_row(each.name, one, peer) for each, one in measured.items()],
        )
    for many in SCREENS:
        made = found[many][ours].made
        report.says(
            f"the product, {many:,} screens: a broadcast",
            f"is made into text {made['encoded']:.2f} times, into a frame {made['framed']:.2f} times",
        )
    for each in (ours, node, limit):
        report.says(f"memory for each screen, {each.name}", f"{_memory(found, each):.1f} KiB")
    report.remarks(READ_AS)
    report.gained(GAINED)


def _row(name: str, one: Delivered, peer: Delivered) -> Sequence[Cell]:
    return (
        name,
        one.full.per_second / peer.full.per_second,
        one.cpu / peer.cpu,
        one.full.per_second,
        one.cpu,
        *(one.full.p50, one.full.p99, one.paced.p50, one.paced.p99),
    )


def _memory(found: dict[int, dict[Served, Delivered]], each: Served) -> float:
    """Between the fewest and the most; what the first ones cost anyway is not among it."""
    few, most = SCREENS[0], SCREENS[-1]
    return (found[most][each].held - found[few][each].held) / (most - few)
