"""Responses in the simulated room: begun at a look, worked on by two, over, finished."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from ops.simulator import figures
from ops.simulator.people import Guest
from ops.simulator.scripts import Step, script

if TYPE_CHECKING:
    from ops.simulator.room import Room

ENDS = ("over", "all-ok")


class Responses:
    """One is planned after the other; a long one may still run when the next begins."""

    def __init__(self, room: "Room") -> None:
        self._room = room
        self._plan = 0

    def plan_next(self, within: float | None = None) -> None:
        """The next response; a plan made before is forgotten."""
        self._plan += 1
        low, high = (within, within) if within is not None else figures.RESPONSE_EVERY
        self._room.after(self._room.random.uniform(low, high), partial(self._begin, self._plan))

    def _begin(self, number: int) -> None:
        if number != self._plan:
            return
        self.plan_next()
        room = self._room
        kind = figures.chosen(room.random, figures.RESPONSES)
        possible = [guest for guest in room.guests.values() if guest.seated and guest.place]
        stimulants = [guest for guest in possible if guest.on_stimulants]
        opioids = [guest for guest in possible if guest.on_opioids]
        wanted = (stimulants if kind == "over_amping" else opioids) or possible
        if not wanted:
            return
        guest = room.random.choice(wanted)
        place = guest.place
        assert place is not None
        key = room.new_id()
        guest.state = "response"
        guest.looks += 1
        body = {"booth": place.booth, "seat": place.seat}
        room.tell(f"/sites/{room.site}/responses", body, key)
        names = ("Kim", "Sam") if room.random.random() < 0.5 else ("Sam", "Kim")
        self._go_on(guest, key, script(room.random, kind, names))

    def _go_on(self, guest: Guest, response: UUID, steps: Iterator[Step]) -> None:
        step = next(steps, None)
        if step is not None:
            self._room.after(step.wait, partial(self._do, guest, response, step, steps))

    def _do(self, guest: Guest, response: UUID, step: Step, steps: Iterator[Step]) -> None:
        room = self._room
        room.tell(f"/responses/{response}/{step.act}", step.body, by=step.who)
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
