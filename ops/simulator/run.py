"""Simulated rooms at a house: first the minutes before now, then live, any number at once."""

import heapq
import random
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from ops.clock import monotonic, utc_now
from ops.simulator.profiles import Profile
from ops.simulator.room import Room
from ops.simulator.wire import Act, Refused, Transport, Wire, new_id, over_http

BEFORE = timedelta(minutes=25)
"""So much has happened already when the play begins; less of it in a hurry."""
LOOK_EVERY = 4.0
"""Seconds between two looks at what others did …"""
LOOKS_A_SECOND = 4.0
"""… and of many rooms together at most so many."""
AT_MOST = 1.0
"""Seconds until the end of the house is noticed."""
HANDS = 16
"""Rooms that wait for an answer at one time."""


class Play:
    """Decides nothing: takes what the room decides to the wire at its time."""

    def __init__(
        self,
        wire: Wire,
        site: str,
        *,
        profile: Profile,
        seed: int,
        speed: float,
        before: timedelta = timedelta(),
        staffed: bool = True,
    ) -> None:
        self._wire = wire
        self._site = site
        self._start = utc_now() - before
        self._began = monotonic() - before.total_seconds()
        self._earlier: list[Act] | None = []
        self._next_look = 0.0
        self._room = Room(
            wire.board(site),
            self._tell,
            new_id,
            profile=profile,
            seed=seed,
            speed=speed,
            start=self._start,
            staffed=staffed,
        )

    def until_now(self) -> None:
        """Everything before now, sent as acts that happened then. Only to a house that is not served yet: a
        sweep would take each of them for late."""
        self._room.open()
        self._room.run_until(self._now())
        acts, self._earlier = self._earlier or [], None
        self._wire.send_earlier(self._site, acts)
        self._room.sync(self._wire.board(self._site))

    def begins_live(self, wire: Wire, look_every: float = LOOK_EVERY, *, shows: bool = True) -> None:
        """From now on as it happens. ``shows``: whoever opens the wall sees something soon. Raises
        ``Refused``."""
        self._wire = wire
        self._look_every = look_every
        if self._earlier is None:
            self._look()
        else:
            self._earlier = None
            self._room.take_over(wire.board(self._site))
        if shows:
            self._room.show_something()

    def goes_on(self) -> float:
        """Everything that is due; answers when to come again, by the steady clock. Raises ``Refused``."""
        if self._now() >= self._next_look:
            self._look()
        self._room.run_until(self._now())
        return self._began + min(self._room.next_at(), self._next_look)

    def _look(self) -> None:
        self._room.sync(self._wire.board(self._site))
        self._next_look = self._now() + self._look_every

    def _now(self) -> float:
        return monotonic() - self._began

    def _tell(self, path: str, body: dict[str, Any], key: UUID | None) -> bool:
        at = self._start + timedelta(seconds=self._room.now)
        act = Act(key or new_id(), path, body, at)
        if self._earlier is not None:
            self._earlier.append(act)
            return True
        return self._wire.send(act)


class Troupe:
    """Many plays in one process: each has its turn when it is due, one pair of hands at a time."""

    def __init__(self, plays: Sequence[Play], goes_on: Callable[[], bool]) -> None:
        self._goes_on = goes_on
        self._turns = [(0.0, number, play) for number, play in enumerate(plays)]
        self._changed = threading.Condition()
        self._failed: Exception | None = None
        self.latest = 0.0
        """The longest that a turn had to wait for hands: more than a second, and it is not real speed."""

    def plays(self) -> None:
        """Until it is no longer to go on. Raises ``Refused`` when any of them is."""
        hands = [
            threading.Thread(target=self._hands, daemon=True) for _ in range(min(HANDS, len(self._turns)))
        ]
        for one in hands:
            one.start()
        for one in hands:
            one.join()
        if self._failed is not None:
            raise self._failed

    def _hands(self) -> None:
        while (taken := self._next()) is not None:
            due, number, play = taken
            late = monotonic() - due
            try:
                again = play.goes_on()
            except Exception as failed:  # whatever it is ends all of them, and is told
                self._failed = failed
                again = due
            with self._changed:
                self.latest = max(self.latest, late if due else 0.0)
                heapq.heappush(self._turns, (again, number, play))
                self._changed.notify()

    def _next(self) -> tuple[float, int, Play] | None:
        """The one that is due first, when it is; ``None``: the end."""
        with self._changed:
            while self._failed is None and self._goes_on():
                wait = self._turns[0][0] - monotonic() if self._turns else AT_MOST
                if wait <= 0:
                    return heapq.heappop(self._turns)
                self._changed.wait(min(AT_MOST, wait))
        return None


def against(url: str, rooms: Sequence[tuple[str | None, str]], *, profile: Profile, **said: Any) -> None:
    """Move rooms that are served already, each with its token, until interrupted. Raises ``Refused``."""
    Troupe(troupe(over_http(url), rooms, profile=profile, **said), lambda: True).plays()


def troupe(
    transport: Transport,
    rooms: Sequence[tuple[str | None, str]],
    *,
    profile: Profile,
    seed: int,
    speed: float,
    drill: bool = False,
    looks_a_second: float = LOOKS_A_SECOND,
) -> list[Play]:
    """From now on, with whoever is there; each room has a seed of its own. ``drill``: in the drill that each of
    them runs, for a team that does the rest. Raises ``Refused``."""
    plays = []
    for number, (site, token) in enumerate(rooms):
        wire = Wire(transport, token, lambda: True)
        sites = [site] if site else wire.sites()
        if len(sites) != 1:
            raise Refused(f"Say which site: {', '.join(sites) or 'its short name'}.")
        [name] = [wire.drill(sites[0])] if drill else sites
        play = Play(wire, name, profile=profile, seed=seed + number, speed=speed, staffed=not drill)
        # Of many rooms each goes as published ones do: no response in all of them at once.
        play.begins_live(wire, max(LOOK_EVERY, len(rooms) / looks_a_second), shows=len(rooms) == 1)
        plays.append(play)
    return plays


def any_seed() -> int:
    """A seed short enough to be read aloud."""
    return random.SystemRandom().randrange(1, 10_000)
