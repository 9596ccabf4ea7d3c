"""Staff look in: mostly in time, sometimes late, and then somebody says "going" first."""

from functools import partial
from typing import TYPE_CHECKING

from ops.simulator import figures
from ops.simulator.people import Guest

if TYPE_CHECKING:
    from ops.simulator.room import Room

TRACKS = {"ok": "regular", "keep_an_eye": "keep_an_eye", "hard_to_rouse": "sedation"}
LATE = 60.0
"""Seconds after due from which a look is late by the protocol that the starter has."""
GOING_BEFORE = 8.0


class Looks:
    """Plans each look after the one before."""

    def __init__(self, room: "Room") -> None:
        self._room = room

    def begin(self, guest: Guest) -> None:
        """From now on the next look is due by the site's protocol."""
        guest.due = self._room.now + guest.interval(self._room.now, self._room.protocol)
        self.plan(guest)

    def plan(self, guest: Guest, seconds_late: float | None = None) -> None:
        """When somebody will come; a look planned before is forgotten."""
        room = self._room
        guest.looks += 1
        low, high = figures.chosen(room.random, figures.LOOKS)
        delay = room.random.uniform(low, high) if seconds_late is None else seconds_late
        if delay > LATE:
            room.plan(guest.due + delay - GOING_BEFORE, partial(self._goes, guest, guest.looks))
        # What is late is late by the site's own limits, however fast the room runs.
        room.plan(
            guest.due + (delay if delay > LATE else delay / room.speed),
            partial(self._look, guest, guest.looks),
        )

    def be_late_twice(self) -> None:
        """The next one that falls due is late past the grace, the one after past the second limit."""
        room = self._room
        soon = [guest for guest in room.guests.values() if guest.seated and guest.due > room.now + 3]
        for guest, late in zip(sorted(soon, key=lambda one: one.due), (85.0, 205.0), strict=False):
            self.plan(guest, late)

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
        answers = figures.ANSWERS_IN_AFTERCARE if guest.stage == "aftercare" else figures.ANSWERS
        if guest.track != "regular":
            answers = figures.ANSWERS_WHEN_WORRIED
        return figures.chosen(self._room.random, answers)

    def _not_here(self, guest: Guest) -> None:
        room = self._room
        where = figures.chosen(room.random, figures.GONE)
        room.visit(guest, "check-ins", answer="not_here", where=where)
        if where == "left":
            room.forget(guest)
        else:
            room.stays.is_out(guest)
