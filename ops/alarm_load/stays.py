"""From the door to the street: people come, wait, sit, rest, and leave."""

from collections import deque
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from ops.alarm_load import figures
from ops.alarm_load.jobs import Job, Kind
from ops.alarm_load.people import Person, somebody
from ops.alarm_load.places import Booth, Seat
from ops.domain.words import Answer, EndKind, Track, VisitAct, VisitState, Where

if TYPE_CHECKING:
    from ops.alarm_load.room import Room


class Stays:
    """``queue``: who has been at the door and waits for a place, in order."""

    def __init__(self, room: "Room", arrivals_per_hour: float) -> None:
        self._room = room
        self._arrivals = Random(f"{room.seed}/arrivals")  # noqa: S311 a model, no secret
        self._per_second = arrivals_per_hour / 3600
        self._people = 0
        self.queue: deque[Person] = deque()
        self._next_arrival()

    def seen(self, person: Person) -> None:
        """After a look: whose stay was over, and whom it found OK, gets ready to leave."""
        if person.stay_over and _may_leave(person):
            self._will_be_over(person, figures.within(person.random, figures.GETS_READY))

    def empties(self, person: Person) -> None:
        """Nobody is in their seat any more."""
        seat = person.seat
        if seat is not None:
            self._room.sits(person, None)
            self._left(seat)

    def to_aftercare(self, person: Person) -> None:
        """To a seat there if one is free; the deadline that runs goes along."""
        room, old = self._room, person.seat
        seat = room.places.free_in_aftercare(person.random)
        if seat is not None and old is not None and old.booth.kind is not seat.booth.kind:
            room.places.take(seat)
            room.act(
                person,
                VisitAct.AFTERCARE,
                booth_id=seat.booth.id,
                seat_id=seat.id,
                mark=seat.mark,
                aftercare_place=True,
            )
            room.sits(person, seat)
            self._left(old)
        person.stay_over = False
        self._will_be_over(person, figures.within(person.random, figures.AFTERCARE_STAY))

    def _will_be_over(self, person: Person, seconds: float) -> None:
        """From now; what was planned for it before is forgotten."""
        if person.stays_until is not None:
            person.stays_until.call_off()
        person.stays_until = self._room.timeline.after(seconds, partial(self._stay_is_over, person))

    def _next_arrival(self) -> None:
        wait = self._arrivals.expovariate(self._per_second)
        if self._room.timeline.now + wait < figures.SHIFT:
            self._room.timeline.after(wait, self._comes)

    def _comes(self) -> None:
        room = self._room
        self._people += 1
        person = somebody(self._people, room.seed, room.timeline.now)
        room.people.append(person)
        room.timeline.after(person.patience, partial(self._gives_up, person))
        room.team.add(
            Job(
                kind=Kind.OTHER,
                square=figures.DOOR,
                takes=lambda: figures.within(room.random, figures.DOOR_TALK),
                done=lambda: self._waits(person),
                wanted=lambda: person.visit.state is VisitState.WAITING,
            )
        )
        self._next_arrival()

    def _waits(self, person: Person) -> None:
        self.queue.append(person)
        self._next_from_the_queue()

    def _gives_up(self, person: Person) -> None:
        room = self._room
        if person.visit.state is VisitState.WAITING:
            room.tally.left(room.timeline.now)
            room.act(person, VisitAct.LEAVE_WAITING, end_kind=EndKind.LEFT_BEFORE_USING)
            if person in self.queue:
                self.queue.remove(person)

    def _next_from_the_queue(self) -> None:
        """Everybody for whom there is a place now is called."""
        room = self._room
        for person in list(self.queue):
            seat = room.places.free(person.random, person.visit.route)
            if seat is None:
                continue
            self.queue.remove(person)
            room.places.take(seat)
            room.act(person, VisitAct.CALL)
            room.team.add(
                Job(
                    kind=Kind.OTHER,
                    square=seat.booth.square,
                    takes=lambda: figures.within(room.random, figures.SEATING),
                    done=partial(self._sits_down, person, seat),
                    wanted=partial(_is_called, person),
                )
            )

    def _sits_down(self, person: Person, seat: Seat) -> None:
        room = self._room
        room.tally.sat_down(room.timeline.now)
        room.sits(person, seat)
        room.act(person, VisitAct.SEAT, booth_id=seat.booth.id, seat_id=seat.id, mark=seat.mark)
        self._will_be_over(person, person.stays)
        if person.steps_out:
            room.timeline.after(person.stays / 2, partial(self._steps_out, person))
        elif person.uses_again:
            room.timeline.after(person.stays / 2, partial(self._uses_again, person))
        if person.asks:
            room.timeline.after(person.stays * person.random.uniform(0.1, 0.9), partial(self._asks, person))

    def _steps_out(self, person: Person) -> None:
        if person.in_seat and _may_leave(person):
            self._room.act(person, VisitAct.STEP_OUT, where=Where.WASHROOM)
            self._room.timeline.after(
                figures.within(person.random, figures.OUT_FOR), partial(self._comes_back, person)
            )

    def _comes_back(self, person: Person) -> None:
        if person.visit.state is VisitState.STEPPED_OUT and person.visit.response_id is None:
            self._room.act(person, VisitAct.BACK)
            if person.stay_over:
                self._stay_is_over(person)

    def _uses_again(self, person: Person) -> None:
        if person.in_seat and person.visit.state is VisitState.USING:
            self._room.act(person, VisitAct.EPISODE)

    def _asks(self, person: Person) -> None:
        room = self._room
        if person.in_seat and person.seat is not None:
            room.team.add(
                Job(
                    kind=Kind.OTHER,
                    square=person.seat.booth.square,
                    takes=lambda: figures.within(room.random, figures.ASK),
                    done=lambda: None,
                    wanted=lambda: person.in_seat,
                )
            )

    def _stay_is_over(self, person: Person) -> None:
        """To aftercare, or to the street. Nobody worried about is let go, and who sleeps
        sleeps on; who is being helped goes to aftercare first."""
        if person.visit.state is VisitState.ENDED or person.gone or person.visit.response_id is not None:
            return
        person.stay_over = True
        if not person.in_seat or not _may_leave(person):
            return
        room = self._room
        using = person.visit.state is VisitState.USING
        if using and person.goes_to_aftercare and room.places.free_in_aftercare(person.random):
            self.to_aftercare(person)
        elif person.random.random() < figures.LEAVES_UNSEEN_SHARE:
            person.gone = True
        else:
            room.act(person, VisitAct.END)
            self.empties(person)

    def _left(self, seat: Seat) -> None:
        room = self._room
        if room.places.leave(seat):
            booth = seat.booth
            room.team.add(
                Job(
                    kind=Kind.WIPING,
                    square=booth.square,
                    takes=lambda: figures.within(room.random, figures.WIPING),
                    done=lambda: self._wiped(booth),
                    wanted=lambda: booth.id in room.places.dirty,
                )
            )
        self._next_from_the_queue()

    def _wiped(self, booth: Booth) -> None:
        self._room.places.dirty.discard(booth.id)
        self._next_from_the_queue()


def _may_leave(person: Person) -> bool:
    return person.visit.track is Track.REGULAR and person.visit.answer is not Answer.ASLEEP


def _is_called(person: Person) -> bool:
    return person.visit.state is VisitState.CALLED
