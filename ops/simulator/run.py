"""The simulated room at a house: first the minutes before now, then live."""

import random
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from ops.clock import monotonic, utc_now
from ops.simulator.room import Room
from ops.simulator.wire import Act, Refused, Wire, new_id, over_http

BEFORE = timedelta(minutes=25)
"""So much has happened already when the play begins; less of it in a hurry."""
LOOK_EVERY = 4.0
"""Seconds between two looks at what others did."""
AT_MOST = 1.0
"""Seconds until the end of the house is noticed."""


class Play:
    """Decides nothing: takes what the room decides to the wire at its time."""

    def __init__(self, wire: Wire, site: str, *, seed: int, speed: float) -> None:
        self._wire = wire
        self._site = site
        before = BEFORE / speed
        self._start = utc_now() - before
        self._began = monotonic() - before.total_seconds()
        self._earlier: list[Act] | None = []
        self._room = Room(wire.board(site), self._tell, new_id, seed=seed, speed=speed, start=self._start)

    def until_now(self) -> int:
        """Everything before now, sent as acts that happened then; answers how many were refused."""
        self._room.open()
        self._room.run_until(self._now())
        acts, self._earlier = self._earlier or [], None
        refused = self._wire.send_earlier(self._site, acts)
        self._room.sync(self._wire.board(self._site))
        return refused

    def live(self, wire: Wire, goes_on: Callable[[], bool]) -> None:
        """From now on, as it happens. Raises ``Refused``."""
        self._wire = wire
        pause = threading.Event()
        self._room.sync(wire.board(self._site))
        self._room.show_something()
        next_look = self._now() + LOOK_EVERY
        while goes_on():
            if self._now() >= next_look:
                self._room.sync(wire.board(self._site))
                next_look = self._now() + LOOK_EVERY
            self._room.run_until(self._now())
            wait = min(self._room.next_at(), next_look) - self._now()
            pause.wait(min(AT_MOST, max(0.02, wait)))

    def _now(self) -> float:
        return monotonic() - self._began

    def _tell(self, path: str, body: dict[str, Any], key: UUID | None) -> bool:
        at = self._start + timedelta(seconds=self._room.now)
        act = Act(key or new_id(), path, body, at)
        if self._earlier is not None:
            self._earlier.append(act)
            return True
        return self._wire.send(act)


def against(url: str, token: str, *, site: str | None, seed: int, speed: float) -> None:
    """Move a room that is served already, until interrupted. Raises ``Refused``."""
    wire = Wire(over_http(url), token, lambda: True)
    sites = [site] if site else wire.sites()
    if len(sites) != 1:
        raise Refused(f"Say which site: {', '.join(sites) or 'its short name'}.")
    play = Play(wire, sites[0], seed=seed, speed=speed)
    play.until_now()
    play.live(wire, lambda: True)


def any_seed() -> int:
    """A seed short enough to be read aloud."""
    return random.SystemRandom().randrange(1, 10_000)
