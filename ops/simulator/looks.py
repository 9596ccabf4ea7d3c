"""Staff look in: mostly in time, sometimes late, and then somebody says "going" first."""

from functools import partial
from typing import TYPE_CHECKING

from ops.simulator import figures
from ops.simulator.people import Guest

if TYPE_CHECKING:
    from ops.simulator.room import Room

TRACKS = {"ok": "regular", "keep_an_eye": "keep_an_eye", "hard_to_rouse": "sedation"}
GOING_BEFORE = 8.0
SOON = 60.0
"""Seconds before due from which tablets list a look; a quarter of a shorter interval."""


class Looks:
    """Plans each look after the one before."""

    def __init__(self, room: "Room") -> None:
        self._room = room

    def begin(self, guest: Guest) -> None:
        """From now on the next look is due by the site's protocol."""
        guest.due = self._room.now + guest.interval(self._room.now, self._room.protocol)["every"]
        self.plan(guest)

    def plan(self, guest: Guest, how: str | None = None) -> None:
        """When somebody will come; a look planned before is forgotten. What is late is late by the site's
        own limits, however fast the room runs."""
        room = self._room
        guest.looks += 1
        if not room.staffed:
            return
        how = how or figures.chosen(room.random, room.profile.looks)
        limits = guest.interval(room.now, room.protocol)
        delay = self._delay(how, limits["every"], limits["grace"], limits["urgent_after"])
        if delay > limits["grace"]:
            before = min(GOING_BEFORE, (delay - limits["grace"]) / 2)
            room.plan(guest.due + delay - before, partial(self._goes, guest, guest.looks))
        room.plan(guest.due + delay, partial(self._look, guest, guest.looks))

    def _delay(self, how: str, every: float, grace: float, urgent_after: float) -> float:
        """Seconds after due."""
        soon = min(SOON, every / 4)
        low, high = {
            "before": (-soon, -soon / 15),
            "in_grace": (grace / 20, grace * 0.85),
            "overdue": (grace * 1.1, min(grace * 2, urgent_after * 0.95)),
            "urgent": (urgent_after * 1.03, urgent_after * 1.2),
        }[how]
        return self._room.random.uniform(low, high)

    def be_late_twice(self) -> None:
        """The next one that falls due is late past the grace, the one after past the second limit."""
        room = self._room
        soon = [guest for guest in room.guests.values() if guest.seated and guest.due > room.now + 3]
        for guest, how in zip(sorted(soon, key=lambda one: one.due), ("overdue", "urgent"), strict=False):
            self.plan(guest, how)

    def _goes(self, guest: Guest, number: int) -> None:
        if number == guest.looks and guest.state != "response":
            self._room.visit(guest, "going")

    def _look(self, guest: Guest, number: int) -> None:
        if number != guest.looks or guest.state not in ("using", "aftercare", "out"):
            return
        room = self._room
        answer = self._answer(guest)
        if answer == "not_here":
            self._not_here(guest)
            return
        guest.track = TRACKS.get(answer, guest.track)
        guest.state = guest.stage
        breaths = {"breaths_per_minute": room.random.randint(8, 12)} if answer == "hard_to_rouse" else {}
        room.visit(guest, "check-ins", answer=answer, **breaths)
        self.begin(guest)

    def _answer(self, guest: Guest) -> str:
        random = self._room.random
        if guest.track == "sedation":
            return figures.chosen(random, figures.ANSWERS_WHEN_SEDATED)
        if guest.track != "regular":
            return figures.chosen(random, figures.ANSWERS_WHEN_WORRIED)
        if guest.event is None and random.random() < figures.NOT_HERE_SHARE:
            return "not_here"
        in_aftercare = guest.stage == "aftercare"
        return figures.chosen(random, figures.ANSWERS_IN_AFTERCARE if in_aftercare else figures.ANSWERS)

    def _not_here(self, guest: Guest) -> None:
        room = self._room
        where = figures.chosen(room.random, figures.GONE)
        room.visit(guest, "check-ins", answer="not_here", where=where)
        if where == "left":
            room.forget(guest)
        else:
            room.stays.is_out(guest)
