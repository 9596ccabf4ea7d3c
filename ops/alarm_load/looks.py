"""Looks in the model room: when somebody notices, what is found, what is tapped."""

from functools import partial
from typing import TYPE_CHECKING

from ops.alarm_load import figures
from ops.alarm_load.jobs import Job, Kind
from ops.alarm_load.people import Person
from ops.alarm_load.timeline import seconds_of
from ops.domain.words import Answer, Look, VisitAct, Where

if TYPE_CHECKING:
    from ops.alarm_load.room import Room


class Looks:
    """One look after the other for each person."""

    def __init__(self, room: "Room") -> None:
        self._room = room

    def plan(self, person: Person) -> None:
        """The look that is due next, if one is; what was planned before is forgotten."""
        for plan in person.plans:
            plan.call_off()
        person.plans = []
        visit = person.visit
        if visit.response_id is not None or visit.due_at is None:
            return
        assert visit.due_soon_at is not None
        assert visit.overdue_at is not None
        assert visit.urgent_at is not None
        room, random = self._room, self._room.random
        job = person.look = self._job(person)
        noticed = random.uniform(seconds_of(visit.due_soon_at), job.due + figures.NOTICED_BY)
        heard = seconds_of(visit.overdue_at) + figures.within(random, figures.HEARS)
        heard_again = seconds_of(visit.urgent_at) + figures.within(random, figures.HEARS)
        person.plans = [
            room.timeline.plan(heard, partial(self._heard, job, look_now=False)),
            room.timeline.plan(heard_again, partial(self._heard, job, look_now=True)),
        ]
        if random.random() >= figures.OVERLOOKED_SHARE:
            person.plans.append(room.timeline.plan(noticed, partial(room.team.add, job)))

    def _job(self, person: Person) -> Job:
        number = person.visit.check_number
        assert person.visit.due_at is not None
        assert person.seat is not None
        found: list[str] = []

        def takes() -> float:
            found[:] = [person.found()]
            return self._takes(person, found[0])

        job = Job(
            kind=Kind.LOOK,
            square=person.seat.booth.square,
            takes=takes,
            done=lambda: self._looked(person, found[0]),
            wanted=lambda: _is_due(person, number),
            sets_off=lambda: self._sets_off(person, job),
            due=seconds_of(person.visit.due_at),
        )
        return job

    def _heard(self, job: Job, *, look_now: bool) -> None:
        """The wall has sounded; who had not noticed has now."""
        job.late = True
        job.look_now = look_now
        self._room.team.add(job)

    def _sets_off(self, person: Person, job: Job) -> None:
        if job.late and self._room.random.random() < figures.GOING_SHARE:
            self._room.act(person, VisitAct.GOING)

    def _takes(self, person: Person, found: str) -> float:
        random = self._room.random
        longer = figures.LONGER_FOR.get(found, (0.0, 0.0))
        return (
            figures.within(random, figures.AT_SEAT[person.visit.look or Look.EYES])
            + figures.within(random, longer)
            + figures.within(random, figures.TAP)
        )

    def _looked(self, person: Person, found: str) -> None:
        room = self._room
        room.tally.looked(room.timeline.now, person.visit)
        if found == "not_here":
            room.act(person, VisitAct.CHECK_IN, answer=Answer.NOT_HERE, where=Where.LEFT)
            room.stays.empties(person)
            return
        room.act(person, VisitAct.CHECK_IN, answer=Answer(found))
        room.stays.seen(person)


def _is_due(person: Person, check_number: int) -> bool:
    """Whether nobody has looked yet, and they are still on the board."""
    visit = person.visit
    return visit.check_number == check_number and visit.response_id is None and person.seat is not None
