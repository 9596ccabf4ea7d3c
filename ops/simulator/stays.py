"""People come, wait, are called, sit, step out, move, rest, and leave."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ops.simulator import figures
from ops.simulator.people import ALL_OK, Guest, Place, Regulars, somebody

if TYPE_CHECKING:
    from ops.simulator.room import Room


class Stays:
    """From the door to the street. ``queue``: who waits or is called, in order. ``doors``: which time the
    doors are open; who would have come in an earlier one does not."""

    def __init__(self, room: "Room") -> None:
        self._room = room
        self.queue: list[Guest] = []
        self.regulars = Regulars(room.random, room.profile.new_people)
        self.doors = 0

    def begin(self) -> None:
        """Some wait outside when the doors open; then they come as they come."""
        for number in range(self._room.profile.waiting_outside):
            self._room.after(10 + 25 * number, self._somebody_comes)
        self.goes_on()

    def goes_on(self) -> None:
        """People come as they come."""
        self.doors += 1
        self._next_arrival(self.doors)

    def end(self) -> None:
        """Nobody comes any more."""
        self.doors += 1

    def turn_away(self) -> None:
        """Whoever still waits cannot come in any more."""
        for guest in list(self.queue):
            self._room.visit(guest, "leave-waiting", reason="turned_away", why="closing")
            self._room.forget(guest)

    def finish(self) -> None:
        """The room closes: whoever is here is asked to come to an end."""
        for guest in list(self._room.guests.values()):
            guest.leaving = True
            self._finished(guest)

    def was_waiting(self, guest_id: UUID, route: str | None) -> None:
        """Somebody who came before this room did."""
        guest = self._before(guest_id, route)
        self.queue.append(guest)
        self._room.after(
            self._room.random.uniform(*self._room.profile.patience), partial(self._gives_up, guest)
        )

    def was_here(self, guest_id: UUID, visit: Mapping[str, Any]) -> None:
        """Somebody who sat down before; for how much longer is as long as anybody's."""
        room = self._room
        guest = self._before(guest_id, visit["route"])
        guest.stage = "aftercare" if visit["state"] == "aftercare" else "using"
        room.after(room.random.uniform(60, guest.stays), partial(self._finished, guest))
        if visit["response"] is not None:
            room.responses.was_running(guest, UUID(visit["response"]))

    def _before(self, guest_id: UUID, route: str | None) -> Guest:
        room = self._room
        guest = somebody(room.random, guest_id, self.regulars.comes(), None)
        guest.route = route
        room.guests[guest.id] = guest
        return guest

    def no_longer_waits(self, guest: Guest) -> None:
        if guest in self.queue:
            self.queue.remove(guest)

    def was_seated(self, guest: Guest) -> None:
        """Somebody else has shown them to a place."""
        self.no_longer_waits(guest)
        self._seated(guest)

    def next_from_the_queue(self) -> None:
        """The first one for whom there is a place is called."""
        room = self._room
        if not room.staffed:
            return
        for guest in self.queue:
            free = room.seats.free(guest.route)
            if guest.state == "waiting" and free:
                room.seats.hold(room.random.choice(free), guest)
                guest.state = "called"
                room.visit(guest, "call")
                room.after(room.random.uniform(12, 50), partial(self._takes_the_place, guest))
                return

    def is_out(self, guest: Guest) -> None:
        """Out for a while; back, or found, somewhat later."""
        guest.state = "out"
        self._room.looks.begin(guest)
        self._room.after(self._room.random.uniform(90, 400), partial(self._comes_back, guest))

    def to_aftercare(self, guest: Guest, place: Place) -> None:
        """The deadline that runs goes along."""
        room = self._room
        self._change_place(guest, place, "aftercare")
        guest.state = guest.stage = "aftercare"
        room.after(figures.aftercare(room.random), partial(self._finished, guest))

    def _next_arrival(self, doors: int) -> None:
        """As likely at each moment as it is at the busiest; at other times some of these are nobody."""
        wait = self._room.random.expovariate(self._room.days.most)
        self._room.after(wait, partial(self._perhaps_comes, doors))

    def _perhaps_comes(self, doors: int) -> None:
        room = self._room
        if doors != self.doors:
            return
        if room.random.random() * room.days.most < room.days.arrivals(room.clock()):
            self._somebody_comes()
        self._next_arrival(doors)

    def _somebody_comes(self) -> None:
        room = self._room
        guest = somebody(room.random, room.new_id(), self.regulars.comes(), self._event())
        body: dict[str, Any] = {"substances": list(guest.substances)}
        if guest.route is not None:
            body["route"] = guest.route
        if room.counts_by_card:
            body["card"] = room.cards.of(guest)
        free = room.seats.free(guest.route)
        seated = bool(free) and not self.queue
        room.guests[guest.id] = guest
        if seated:
            place = room.random.choice(free)
            room.seats.take(place, guest)
            body |= {"booth": place.booth, "seat": place.seat}
        if not room.tell(f"/sites/{room.site}/visits", body, guest.id):
            room.forget(guest)
        elif seated:
            self._seated(guest)
        else:
            self._waits(guest)

    def _event(self) -> str | None:
        """What will happen to whoever comes now: mostly nothing."""
        room = self._room
        chance = room.days.events(room.clock())
        drawn = room.random.random()
        if not room.staffed:
            return None
        if drawn < chance:
            return figures.chosen(room.random, room.profile.kinds)
        return ALL_OK if drawn < chance * (1 + room.profile.all_ok_share) else None

    def _waits(self, guest: Guest) -> None:
        room = self._room
        self.queue.append(guest)
        room.after(room.random.uniform(*room.profile.patience), partial(self._gives_up, guest))
        self.next_from_the_queue()

    def _gives_up(self, guest: Guest) -> None:
        if guest.state == "waiting":
            self._room.visit(guest, "leave-waiting", reason="left")
            self._room.forget(guest)

    def _takes_the_place(self, guest: Guest) -> None:
        room = self._room
        if guest.state != "called" or guest.place is None:
            return
        if guest.place.booth in room.seats.dirty:
            room.after(20, partial(self._takes_the_place, guest))
            return
        if room.visit(guest, "seat", booth=guest.place.booth, seat=guest.place.seat):
            self.no_longer_waits(guest)
            room.seats.take(guest.place, guest)
            self._seated(guest)
        else:
            guest.state = "waiting"
            room.seats.leave(guest)
        self.next_from_the_queue()

    def _seated(self, guest: Guest) -> None:
        room = self._room
        guest.state = guest.stage = "using"
        guest.episode_at = room.now
        room.looks.begin(guest)
        room.after(guest.stays, partial(self._finished, guest))
        room.responses.plan(guest)
        if room.random.random() < figures.STEPS_OUT_SHARE:
            room.after(guest.stays * 0.5, partial(self._steps_out, guest))
        elif room.random.random() < figures.SECOND_USE_SHARE:
            room.after(guest.stays * 0.5, partial(self._uses_again, guest))
        elif room.random.random() < figures.MOVES_SHARE:
            room.after(guest.stays * 0.3, partial(self._moves, guest))

    def _steps_out(self, guest: Guest) -> None:
        where = self._room.random.choice(("smoke", "phone"))
        if guest.state == "using" and self._room.visit(guest, "step-out", to=where):
            self.is_out(guest)

    def _comes_back(self, guest: Guest) -> None:
        if guest.state == "out":
            guest.state = guest.stage
            self._room.visit(guest, "back")
            self._room.looks.begin(guest)

    def _uses_again(self, guest: Guest) -> None:
        if guest.state == "using":
            self._room.visit(guest, "episodes")
            guest.episode_at = self._room.now

    def _moves(self, guest: Guest) -> None:
        free = self._room.seats.free(guest.route)
        if guest.state == "using" and free:
            self._change_place(guest, self._room.random.choice(free), "move")

    def _change_place(self, guest: Guest, place: Place, act: str) -> None:
        room = self._room
        left = room.seats.leave(guest)
        room.seats.take(place, guest)
        room.visit(guest, act, booth=place.booth, seat=place.seat)
        room.wipe(left)

    def _finished(self, guest: Guest) -> None:
        """Done in this place: to aftercare, or to the street. Nobody worried about is let go."""
        room = self._room
        busy = guest.state in ("response", "out") or guest.event is not None
        if busy or (guest.seated and guest.track != "regular"):
            room.after(room.random.uniform(60, 120), partial(self._finished, guest))
            return
        if not guest.seated:
            return
        free = [] if guest.leaving else room.seats.free_in_aftercare()
        if guest.stage == "using" and free and room.random.random() < figures.AFTERCARE_SHARE:
            self.to_aftercare(guest, room.random.choice(free))
            return
        self._leaves(guest)

    def _leaves(self, guest: Guest) -> None:
        room = self._room
        room.visit(guest, "end")
        room.forget(guest)
        if not guest.leaving and room.random.random() < room.profile.returns_share:
            wait = room.random.uniform(*figures.COMES_BACK_AFTER)
            room.after(wait, partial(self._returns, guest, self.doors))

    def _returns(self, guest: Guest, doors: int) -> None:
        """Back within the hour: their stay goes on, if there is a place and nobody waits."""
        room = self._room
        free = room.seats.free(guest.route)
        if doors != self.doors or self.queue or not free:
            return
        place = room.random.choice(free)
        room.seats.take(place, guest)
        room.guests[guest.id] = guest
        guest.stays, guest.track = figures.stay(room.random, guest.route), "regular"
        guest.state = guest.stage = "using"
        if room.visit(guest, "back", booth=place.booth, seat=place.seat):
            self._seated(guest)
        else:
            room.forget(guest)
