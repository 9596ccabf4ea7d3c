"""Everyone at once: a server begins again, and all screens come back to it in the same moment."""

from dataclasses import dataclass
from time import monotonic

from ops.domain.words import Role
from ops.services.ways_in import devices
from tests.bench.commits import cpu_of
from tests.bench.crowd import listening
from tests.support.furnished import furnish, starter
from tests.support.server import RunningServer

SITES = 25
SCREENS_EACH = 20


@dataclass(frozen=True)
class Returned:
    """``all_right``, ``half``: seconds from when it was ready until all, or half, had the board.
    ``cpu``: the server's, from its start until then. ``away``: until it served again."""

    many: int
    half: float
    all_right: float
    cpu: float
    away: float

    def __str__(self) -> str:
        return (
            f"all {self.many} right after {self.all_right:.2f} s · half after {self.half:.2f} s · "
            f"CPU {self.cpu:.2f} s · the server away {self.away:.1f} s"
        )


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


def all_come_back(server: RunningServer) -> Returned:
    """The server is ended as a service manager does, and started."""
    with listening(server.port, whose(server)) as crowd:
        crowd.wait_until_right()
        server.stop()
        crowd.wait_until_fewer()
        away = server.start()
        ready = monotonic()
        took = sorted(at - ready for at in crowd.wait_until_right())
        return Returned(len(took), took[len(took) // 2], took[-1], cpu_of(server.worker_pids()), away)
