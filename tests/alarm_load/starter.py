"""The starter room to play in."""

from ops.alarm_load.places import Booth
from ops.alarm_load.room import Room
from ops.domain.protocol import SiteProtocol
from ops.services.set_up import site_file
from ops.starter import SITE_FILE

PLAN = site_file.read(SITE_FILE.read_text(encoding="utf-8"))
PROTOCOL: SiteProtocol = PLAN.protocol
BOOTHS = [
    Booth(number, booth.kind, (booth.row, booth.column), booth.seats, booth.wiped)
    for number, booth in enumerate(PLAN.booths, 1)
]


def shift(load: str = "middle", staff: int = 2, seed: str = "1/1") -> Room:
    """One that has not begun."""
    return Room(BOOTHS, PROTOCOL, load=load, staff=staff, seed=seed)
