"""Which pages said that they are here, since it was last written down."""

import threading
from datetime import datetime

from ops.realtime.protocol import PageReport
from ops.services.ways_in.devices import Here


class Presence:
    """Holds the newest report of each device until somebody takes them all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest: dict[int, Here] = {}

    def note(self, device_id: int, at: datetime, report: PageReport) -> None:
        here = Here(
            device_id=device_id,
            at=at,
            version=report.version,
            sound=report.sound,
            unsent=report.unsent,
            sleeping=report.sleeping,
        )
        with self._lock:
            self._newest[device_id] = here

    def take(self) -> list[Here]:
        """All there is; from now on it is the taker's."""
        with self._lock:
            taken, self._newest = self._newest, {}
        return list(taken.values())

    def give_back(self, reports: list[Here]) -> None:
        """They could not be written down; a newer one wins."""
        with self._lock:
            for here in reports:
                self._newest.setdefault(here.device_id, here)
