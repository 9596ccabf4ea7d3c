"""Responses in the simulated room: begun in a stay, worked on by two, over, finished."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from ops.simulator import figures
from ops.simulator.people import Guest
from ops.simulator.scripts import Step, last_steps, script

if TYPE_CHECKING:
    from ops.simulator.room import Room

ENDS = ("over", "all-ok")
TRY_AGAIN = 20.0


class Responses:
    """Who has one is decided when they come; a long one may still run when the next begins. ``running``: how
    many have not ended."""

    def __init__(self, room: "Room") -> None:
        self._room = room
        self.running = 0

    def begins_in(self, seconds: float) -> None:
        """Whoever is there then, if nothing is meant to happen to them already."""
        self._room.plan(self._room.now + seconds, self._to_anybody)

    def plan(self, guest: Guest) -> None:
        """What will happen to them happens while they use."""
        if guest.event is None:
            return
        first, last = figures.EVENT_AFTER
        within = self._room.random.uniform(first, min(last, guest.stays * 0.9))
        self._room.after(within, partial(self._begin, guest))

    def was_running(self, guest: Guest, response: UUID) -> None:
        """One that began before this room did: it comes to its end."""
        if not self._room.staffed:
            return
        self.running += 1
        self._go_on(guest, response, last_steps(self._room.random))

    def _to_anybody(self) -> None:
        room = self._room
        possible = [guest for guest in room.guests.values() if guest.seated and guest.event is None]
        if not possible:
            return
        guest = room.random.choice(possible)
        fits = [
            (kind, share)
            for kind, share in room.profile.kinds
            if (guest.on_stimulants if kind == "over_amping" else guest.on_opioids)
        ]
        guest.event = figures.chosen(room.random, fits or room.profile.kinds)
        self._begin(guest)

    def _begin(self, guest: Guest) -> None:
        room = self._room
        if guest.event is None or guest.state == "gone":
            return
        if not guest.seated or guest.place is None:
            room.after(TRY_AGAIN, partial(self._begin, guest))
            return
        kind, guest.event = guest.event, None
        key = room.new_id()
        guest.state = "response"
        guest.looks += 1
        self.running += 1
        room.tell(
            f"/sites/{room.site}/responses",
            {"booth": guest.place.booth, "seat": guest.place.seat},
            key,
        )
        names = ("Kim", "Sam") if room.random.random() < 0.5 else ("Sam", "Kim")
        self._go_on(guest, key, script(room.random, kind, names, room.profile))

    def _go_on(self, guest: Guest, response: UUID, steps: Iterator[Step]) -> None:
        step = next(steps, None)
        if step is not None:
            self._room.after(step.wait, partial(self._do, guest, response, step, steps))

    def _do(self, guest: Guest, response: UUID, step: Step, steps: Iterator[Step]) -> None:
        room = self._room
        room.tell(f"/responses/{response}/{step.act}", step.body, by=step.who)
        self.running -= step.act in ENDS
        if step.act in ENDS and guest.state == "response":
            self._ended(guest, step.act)
        if step.body.get("ambulance") == "transported" and guest.state != "gone":
            room.forget(guest)
        self._go_on(guest, response, steps)

    def _ended(self, guest: Guest, how: str) -> None:
        """Over: aftercare on a short interval; all OK: as after any look."""
        room = self._room
        if how == "over":
            guest.stage, guest.track = "aftercare", "keep_an_eye"
        guest.state = guest.stage
        room.looks.begin(guest)
        if how == "over":
            room.after(room.random.uniform(60, 120), partial(self._lie_down, guest))

    def _lie_down(self, guest: Guest) -> None:
        room = self._room
        free = room.seats.free_in_aftercare()
        if guest.seated and free and guest.place is not None and guest.place.kind != "aftercare":
            room.stays.to_aftercare(guest, room.random.choice(free))
