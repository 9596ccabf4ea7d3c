"""The room in motion: a queue of events in simulated seconds, each deciding what comes next.

Every decision follows from the seed, as long as nobody else acts in the room; when
somebody does, ``sync`` takes over what the board says and the rest goes on from there.
"""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from ops.simulator.days import Days
from ops.simulator.doors import TEAM, Doors
from ops.simulator.looks import Looks
from ops.simulator.people import Cards, Guest, Place, Seats
from ops.simulator.profiles import Profile
from ops.simulator.responses import Responses
from ops.simulator.stays import Stays

Tell = Callable[[str, dict[str, Any], UUID | None], bool]
"""Send an act; answers whether it was taken."""


class Room:
    """``tell`` sends acts, ``new_id`` makes ids, ``speed`` shortens what no protocol sets. ``staffed``: the staff
    are played, too; without them people come, sit down and go, and everything else is left to a team at its tablets.

    ``now`` and all other times are seconds since ``start``.
    """

    def __init__(
        self,
        board: dict[str, Any],
        tell: Tell,
        new_id: Callable[[], UUID],
        *,
        profile: Profile,
        seed: int,
        speed: float,
        start: datetime,
        staffed: bool = True,
    ) -> None:
        self.staffed = staffed
        self.random = Random(seed)  # noqa: S311 a play, no secret
        self.profile = profile
        self.days = Days(profile, ZoneInfo(board["room"]["time_zone"]))
        self.speed = speed
        self.site: str = board["room"]["slug"]
        self.protocol: dict[str, Any] = board["room"]["protocol"]
        self.counts_by_card: bool = board["room"]["cards"]
        self.cards = Cards(seed)
        self.now = 0.0
        self.guests: dict[UUID, Guest] = {}
        self.seats = Seats(list(_places(board)))
        self.new_id = new_id
        self._tell = tell
        self._start = start
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        self._wiping: set[int] = set()
        self.looks = Looks(self)
        self.stays = Stays(self)
        self.responses = Responses(self)
        self.doors = Doors(self)

    def open(self) -> None:
        """The doors open, now or when their time comes."""
        self.doors.begin()

    def clock(self) -> datetime:
        """Now, as a clock on the wall there has it."""
        return self._start + timedelta(seconds=self.now)

    def at(self, instant: datetime) -> float:
        """The same, in the simulation's seconds."""
        return (instant - self._start).total_seconds()

    def run_until(self, time: float) -> None:
        """Let everything happen that is planned until then."""
        while self._events and self._events[0][0] <= time:
            self.now, _, event = heapq.heappop(self._events)
            event()
        self.now = max(self.now, time)

    def next_at(self) -> float:
        """When the next thing is planned."""
        return self._events[0][0] if self._events else float("inf")

    def after(self, seconds: float, event: Callable[[], None]) -> None:
        """Plan something, ``seconds`` of an unhurried room from now."""
        self.plan(self.now + seconds / self.speed, event)

    def plan(self, time: float, event: Callable[[], None]) -> None:
        """Plan something at a time."""
        heapq.heappush(self._events, (max(time, self.now), next(self._order), event))

    def tell(self, path: str, body: dict[str, Any], key: UUID | None = None, by: str | None = None) -> bool:
        """Send an act, with a name chip or without."""
        return self._tell(path, body if by is None else body | {"by": by}, key)

    def visit(self, guest: Guest, act: str, **body: Any) -> bool:
        """An act on somebody's stay; half of them carry a name chip, as in a busy room."""
        by = self.random.choice((*TEAM[:2], None, None)) if self.staffed else None
        return self.tell(f"/visits/{guest.id}/{act}", body, by=by)

    def show_something(self) -> None:
        """Whoever opens the wall now sees an alarm begin and fall silent, a worse one, a response."""
        if not self.staffed:
            return
        self.looks.be_late_twice()
        self.responses.begins_in(40.0 / self.speed)

    def take_over(self, board: dict[str, Any]) -> None:
        """Begin where a house is: whoever is in it is somebody of this room from now on."""
        for person in board["waiting"]:
            self.stays.was_waiting(UUID(person["id"]), person.get("route"))
        for tile in board["booths"]:
            for seat in tile["seats"]:
                if "visit" in seat:
                    self.stays.was_here(UUID(seat["visit"]["id"]), seat["visit"])
        self.sync(board)
        self.doors.begin(open_already=not self.staffed or board["room"]["shift"] is not None)

    def sync(self, board: dict[str, Any]) -> None:
        """Take over what the board says: others act in this room too."""
        self.protocol = board["room"]["protocol"]
        self.counts_by_card = board["room"]["cards"]
        here = {
            UUID(seat["visit"]["id"]): (Place(tile["id"], seat["mark"], tile["kind"]), seat["visit"])
            for tile in board["booths"]
            for seat in tile["seats"]
            if "visit" in seat
        }
        self.seats.dirty = {tile["id"] for tile in board["booths"] if tile["status"] == "cleaning"}
        self.seats.closed = {tile["id"] for tile in board["booths"] if tile["status"] == "closed"}
        self.seats.now_taken({(place.booth, place.seat): key for key, (place, _) in here.items()})
        waiting = {UUID(person["id"]) for person in board["waiting"]}
        for guest in list(self.guests.values()):
            if guest.id in here:
                self._follow(guest, *here[guest.id])
            elif guest.id not in waiting:
                self.forget(guest)
        for booth in sorted(self.seats.dirty):
            self.wipe(booth)

    def forget(self, guest: Guest) -> None:
        """They are no longer here."""
        guest.state = "gone"
        guest.looks += 1
        self.guests.pop(guest.id, None)
        self.stays.no_longer_waits(guest)
        self.wipe(self.seats.leave(guest))

    def wipe(self, booth: int | None) -> None:
        """Somebody will clean it."""
        if self.staffed and booth is not None and booth not in self._wiping:
            self._wiping.add(booth)
            self.after(self.random.uniform(50, 160), partial(self._cleaned, booth))

    def _cleaned(self, booth: int) -> None:
        self._wiping.discard(booth)
        if booth in self.seats.dirty:
            self.tell(f"/booths/{booth}/cleaned", {})
            self.seats.dirty.discard(booth)
            self.stays.next_from_the_queue()

    def _follow(self, guest: Guest, place: Place, visit: dict[str, Any]) -> None:
        """Somebody as the board has them now."""
        guest.place = place
        guest.track = visit["track"]
        if guest.state in ("waiting", "called"):
            self.stays.was_seated(guest)
        if visit["response"] is not None:
            guest.state = "response"
            return
        out = visit["state"] in ("stepped_out", "looked_for")
        guest.stage = guest.stage if out else visit["state"]
        state = "out" if out else guest.stage
        # After an outage nobody knows whether a deadline holds, until somebody has looked.
        due = self.at(datetime.fromisoformat(visit["due_at"])) if visit["due_at"] else self.now
        if abs(due - guest.due) > 2 or guest.state != state:
            guest.state, guest.due = state, due
            self.looks.plan(guest)


def _places(board: dict[str, Any]) -> list[Place]:
    return [
        Place(tile["id"], seat["mark"], tile["kind"])
        for tile in board["booths"]
        for seat in tile["seats"]
        if not seat["extra"]
    ]
