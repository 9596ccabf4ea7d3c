"""Days that simulated sites have lived through: the same acts, by the same doors, at times that have been.

1. The house's clock says what the day says. Each act goes through the public wire inside this process, so that
   rows, journal, receipts and refusals are those of a served house.
2. Before each act comes every sweep that would have had something to do, at that time.
3. Before dawn the house does what it does each night: people of a month that is over are counted and its key is
   destroyed, days become totals, counters close, what is over goes.

All sites live at one time, event by event.
"""

import heapq
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from ops import create_app
from ops.cli.counters import by_chance
from ops.cli.simulated import within
from ops.config import Settings
from ops.disclosure.holding import hold_back
from ops.services import board, eyes, limits, watch
from ops.services.disclosure import closing
from ops.services.house import House
from ops.services.retention import cards, purge
from ops.services.summaries import rolling
from ops.simulator.profiles import Profile
from ops.simulator.room import Room
from ops.simulator.wire import Act, Wire, new_id

NIGHTLY = 4
"""The hour, UTC, in which a night's work is done."""
ONE_DAY = timedelta(days=1)
BEAT = timedelta(seconds=1)


@dataclass
class Past:
    """The clock of the house."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Lived:
    """``sweeps``: those that had something to do."""

    acts: int = 0
    refused: int = 0
    sweeps: int = 0
    nights: int = 0


class LivedDays:
    """``rooms``: short names and a floor device's token of each."""

    def __init__(
        self, settings: Settings, past: Past, rooms: list[tuple[str, str]], *, profile: Profile, seed: int
    ) -> None:
        self._past = past
        self._start = past.now
        self._app = create_app(settings, now=past)
        self.house: House = self._app.extensions["house"]
        self.lived = Lived()
        self._night = _next_night(past.now)
        transport = within(self._app, settings)
        self._rooms = [
            self._room(Wire(transport, token, lambda: False), slug, profile, seed + number)
            for number, (slug, token) in enumerate(rooms)
        ]

    def live_until(self, end: datetime) -> Lived:
        """Everything that happens before then, in order."""
        for room in self._rooms:
            room.open()
        turns = [(room.next_at(), number, room) for number, room in enumerate(self._rooms)]
        heapq.heapify(turns)
        last = (end - self._start).total_seconds()
        while turns and turns[0][0] <= last:
            at, number, room = heapq.heappop(turns)
            self._come_to(self._start + timedelta(seconds=at))
            room.run_until(at)
            heapq.heappush(turns, (room.next_at(), number, room))
        self._come_to(end)
        return self.lived

    def close(self) -> None:
        self.house.db.close()

    def _room(self, wire: Wire, slug: str, profile: Profile, seed: int) -> Room:
        def tell(path: str, body: dict[str, Any], key: UUID | None) -> bool:
            taken = wire.send(Act(key or self._id(), path, body, self._past.now))
            self.lived.acts += 1
            self.lived.refused += not taken
            return taken

        return Room(wire.board(slug), tell, self._id, profile=profile, seed=seed, speed=1, start=self._start)

    def _id(self) -> UUID:
        return new_id(self._past.now)

    def _come_to(self, now: datetime) -> None:
        """What the house would have done by itself until then."""
        while self._night <= now:
            self._sweep_until(self._night)
            self._past.now = self._night
            self._does_its_night()
            self._night += ONE_DAY
        self._sweep_until(now)
        self._past.now = now

    def _sweep_until(self, now: datetime) -> None:
        if eyes.may_change(self.house):
            # By what was just done, and no limit says so.
            self._sweep(min(self._past.now + BEAT, now))
        while passed := limits.passed(self.house, now):
            # A limit that no sweep takes away is looked at each second.
            swept = max(min(passed.values()), self._past.now + BEAT)
            if swept > now:
                return
            self._sweep(swept)

    def _sweep(self, at: datetime) -> None:
        self._past.now = at
        changed = watch.sweep(self.house, at, process="days", started_at=self._start, since_beat=BEAT)
        self.lived.sweeps += bool(changed)

    def _does_its_night(self) -> None:
        self.lived.nights += 1
        cards.end_months(self.house, self._past.now)
        closing.begin(self.house)
        for site in board.sites(self.house):
            rolling.roll(self.house, site.id)
            while (
                closing.close_next(self.house, site.id, partial(hold_back, by_chance=by_chance)) is not None
            ):
                pass
            purge.begin(self.house, site.id)
            while purge.go_on(self.house, site.id):
                pass


def _next_night(now: datetime) -> datetime:
    night = now.replace(hour=NIGHTLY, minute=30, second=0, microsecond=0)
    return night if night > now else night + ONE_DAY
