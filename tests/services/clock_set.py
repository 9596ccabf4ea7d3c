"""The clock of a test's room is set back, and the house notices."""

from datetime import datetime, timedelta

from ops.services import clock_trust
from tests.services.room import Room

SECOND = timedelta(seconds=1)
HOUR = 3600.0


def set_back(room: Room, seconds: float = HOUR, *, processes: int = 1) -> None:
    """Somebody sets the clock back; each process notices within a second."""
    room.clock.pass_(seconds=-seconds)
    for _ in range(processes):
        room.clock.pass_(seconds=0.4)
        clock_trust.was_moved(room.house, -seconds, within=SECOND)
        room.screens_follow()


def instant(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
