"""Everyone at once: a server begins again, and all screens come back to it in the same moment."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from sqlalchemy import text

from ops.domain.words import Role
from ops.services.ways_in import devices
from tests.bench.commits import cpu_of
from tests.bench.crowd import listening
from tests.bench.reconnecting_peer import Peer
from tests.support.furnished import furnish, starter
from tests.support.server import RunningServer

SITES = 25
SCREENS_EACH = 20
COUNTED_AFTER = 2.0
"""Seconds: PostgreSQL adds up what its processes did a second after."""
COUNTED = """
    SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()
"""


@dataclass(frozen=True)
class Returned:
    """``all_right``, ``half``: seconds from when it was ready until all, or half, had the board.
    ``cpu``: the server's, from its start until then. ``away``: until it served again."""

    many: int
    half: float
    all_right: float
    cpu: float
    away: float
    transactions: int | None = None
    """Of the database from its end until all were right and a second more, where it counts them; what the
    house does by itself is among them."""


def whose(server: RunningServer) -> list[tuple[str, str]]:
    """Screens of many sites, each a device of its own."""
    found = []
    for number in range(SITES):
        site = furnish(server.house, f"site-{number}", starter())
        for screen in range(SCREENS_EACH):
            device, token = devices.add_device(
                server.house, site.site_id, role=Role.DISPLAY, name=f"Wall {screen}"
            )
            found.append((device.site_slug, token))
    return found


def all_come_back(server: RunningServer | Peer, screens: Sequence[tuple[str, str]]) -> Returned:
    """The server is ended as a service manager does, and started."""
    with listening(server.port, screens) as crowd:
        crowd.wait_until_right()
        server.stop()
        crowd.wait_until_fewer()
        before = _transactions(server)
        away = server.start()
        ready = monotonic()
        took = sorted(at - ready for at in crowd.wait_until_right())
        cpu = cpu_of(server.worker_pids())
        threading.Event().wait(COUNTED_AFTER)
        after = _transactions(server)
    asked = None if after is None or before is None else after - before
    return Returned(len(took), took[len(took) // 2], took[-1], cpu, away, asked)


def _transactions(server: RunningServer | Peer) -> int | None:
    if isinstance(server, Peer) or server.house.db.is_sqlite:
        return None
    with server.house.db.read() as session:
        ended: int = session.scalar(text(COUNTED)) or 0
    return ended
