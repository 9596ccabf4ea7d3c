"""The model room in motion: acts go through the product's own rules, at their time."""

from collections.abc import Sequence
from random import Random
from typing import Any

from ops.alarm_load import figures
from ops.alarm_load.looks import Looks
from ops.alarm_load.people import Person
from ops.alarm_load.places import Booth, Places, Seat
from ops.alarm_load.responses import Responses
from ops.alarm_load.stays import Stays
from ops.alarm_load.tally import Tally
from ops.alarm_load.team import Team
from ops.alarm_load.timeline import Timeline
from ops.alarm_load.wall import Wall
from ops.domain import visit as rules
from ops.domain.protocol import SiteProtocol
from ops.domain.visit import Ask
from ops.domain.words import VisitAct


class Room:
    """One shift. The same seed, load and staff are the same shift; with other staff the
    same people come and the same responses begin."""

    def __init__(
        self, booths: Sequence[Booth], protocol: SiteProtocol, *, load: str, staff: int, seed: str
    ) -> None:
        self.seed = seed
        self.protocol = protocol
        self.random = Random(f"{seed}/staff")  # noqa: S311 a model, no secret
        self.timeline = Timeline()
        self.tally = Tally()
        self.places = Places(booths)
        self.people: list[Person] = []
        self.in_seats: dict[int, Person] = {}
        self.team = Team(self.timeline, self.random, staff, lambda: bool(self.responses.running))
        self.looks = Looks(self)
        self.stays = Stays(self, figures.ARRIVALS_PER_HOUR[load])
        self.responses = Responses(self)
        self.wall = Wall(self)

    def play(self) -> Tally:
        """The shift, and until everybody has left."""
        while self.step():
            pass
        return self.tally

    def step(self) -> bool:
        """The next thing that happens and what follows from it; whether anything was left."""
        time = self.timeline.next_time()
        if time is None:
            return False
        self.wall.until(time)
        self.timeline.step()
        self.responses.settle()
        self.team.settle()
        self.wall.look()
        return True

    def act(self, person: Person, act: VisitAct, **said: Any) -> None:
        """One act on somebody's stay; a new deadline is a new look to plan."""
        before = person.visit
        ask = Ask(act, self.timeline.instant, **said)
        person.visit = rules.advance(before, ask, self.protocol).visit
        after = person.visit
        if (before.check_number, before.response_id) != (after.check_number, after.response_id):
            self.looks.plan(person)
        if person.seat is not None:
            self.wall.touch(person.seat.booth)
        self.changed()

    def sits(self, person: Person, seat: Seat | None) -> None:
        """Somebody is in that seat now; in none, when they have left."""
        if person.seat is not None:
            del self.in_seats[person.seat.id]
            self.wall.touch(person.seat.booth)
        person.seat = seat
        if seat is not None:
            self.in_seats[seat.id] = person
            self.wall.touch(seat.booth)
            if person.look is not None:
                person.look.square = seat.booth.square

    def changed(self) -> None:
        """The board is another one."""
        self.wall.changed = True
