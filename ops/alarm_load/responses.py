"""Responses in the model room: who goes, what is logged, when the second goes back.

1. Two at first; one of them stays until it is over.
2. When nobody can come, the second of the response that began first goes to the new one.
3. Whoever becomes free goes where hands lack, before anything else.
"""

from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ops.alarm_load import figures
from ops.alarm_load.jobs import Job, Kind
from ops.alarm_load.people import Person
from ops.alarm_load.places import Square, way
from ops.alarm_load.team import Worker
from ops.alarm_load.timeline import seconds_of
from ops.domain import response as rules
from ops.domain.response import Ask, Record
from ops.domain.words import (
    EndKind,
    OutcomePlace,
    OutcomeState,
    ResponseAct,
    ResponsePlace,
    VisitAct,
    VisitState,
)

if TYPE_CHECKING:
    from ops.alarm_load.room import Room


@dataclass(eq=False)
class Case:
    """One response. ``hands``: who was called to it, in order; ``there``: who has arrived.
    ``two_until``: until when two are wanted."""

    record: Record
    square: Square
    person: Person | None
    two_until: float
    transported: bool
    sedated: bool
    hands: list[Worker] = field(default_factory=list)
    there: list[Worker] = field(default_factory=list)

    def lacks(self, now: float) -> bool:
        return len(self.hands) < (2 if now < self.two_until else 1)


class Responses:
    """``running``: in the order in which they began."""

    def __init__(self, room: "Room") -> None:
        self._room = room
        self._acts = 0
        self.running: list[Case] = []
        first, last = figures.RESPONSE_FREE, figures.SHIFT - figures.RESPONSE_FREE
        for number in range(1, figures.RESPONSES + 1):
            random = Random(f"{room.seed}/response/{number}")  # noqa: S311 a model, no secret
            room.timeline.plan(random.uniform(first, last), partial(self._begins, number, random))

    def settle(self) -> None:
        """Hands for whoever lacks them, the first hands of any before the second of another."""
        now = self._room.timeline.now
        for case in sorted(self.running, key=lambda case: bool(case.hands)):
            while case.lacks(now):
                worker = self._room.team.called(case.square)
                if worker is None and not case.hands:
                    worker = self._second_of_another()
                if worker is None:
                    break
                self._comes(case, worker)

    def _begins(self, number: int, random: Random) -> None:
        room = self._room
        kind = figures.chosen(random, figures.RESPONSE_KINDS)
        length = random.triangular(*_low_high_mode(figures.RESPONSE_LASTS[kind]))
        two_for = figures.within(random, figures.TWO_FOR[kind])
        transported = random.random() < figures.TRANSPORTED_SHARE
        sedated = random.random() < figures.SEDATED_SHARE and kind != "over_amping"
        person = self._whom(kind, random)
        where: dict[str, Any] = {"place": ResponsePlace.WASHROOM}
        square: Square = figures.DOOR
        if person is not None and person.seat is not None:
            seat = person.seat
            where = {"booth_id": seat.booth.id, "seat": seat.mark, "visit_id": person.visit.id}
            square = seat.booth.square
        begun = rules.begin(self._ask(ResponseAct.START, "tablet", id=UUID(int=number << 64), **where))
        now = room.timeline.now
        case = Case(begun.record, square, person, now + two_for, transported, sedated)
        self.running.append(case)
        room.changed()
        if person is not None:
            room.act(person, VisitAct.PAUSE, response=begun.record.response.id)
        room.team.come_back_from_breaks()
        room.timeline.after(two_for, partial(self._second_goes_back, case))
        room.timeline.after(length, partial(self._is_over, case))

    def _whom(self, kind: str, random: Random) -> Person | None:
        """Somebody in a seat, by what they took if there is one."""
        possible = [person for person in self._room.people if person.in_seat]
        if kind == "over_amping":
            wanted = [person for person in possible if person.on_stimulants]
        else:
            wanted = [person for person in possible if person.visit.opioid]
        return random.choice(wanted or possible) if possible else None

    def _second_of_another(self) -> Worker | None:
        for case in self.running:
            if len(case.hands) > 1:
                worker = case.hands[1]
                self._goes(case, worker)
                return worker
        return None

    def _comes(self, case: Case, worker: Worker) -> None:
        worker.in_response = True
        first = not case.hands
        case.hands.append(worker)
        room = self._room
        wait = way(worker.square, case.square)
        if not first:
            heard = figures.within(room.random, figures.HEARS)
            wait += heard
            if room.random.random() < figures.SECOND_GOING_SHARE:
                room.timeline.after(heard, partial(self._act_of, case, worker, ResponseAct.GOING))
        room.timeline.after(wait, partial(self._arrives, case, worker))

    def _arrives(self, case: Case, worker: Worker) -> None:
        if case not in self.running or worker not in case.hands:
            return
        room = self._room
        worker.square = case.square
        case.there.append(worker)
        if worker is case.hands[0]:
            room.timeline.after(figures.within(room.random, figures.FIRST_ACT), partial(self._logs, case))
        elif room.random.random() < figures.SECOND_HERE_SHARE:
            self._act_of(case, worker, ResponseAct.HERE)

    def _logs(self, case: Case) -> None:
        """An act in the log, and the next; when it takes too long the tablet asks."""
        if case not in self.running:
            return
        room = self._room
        self._act(case, ResponseAct.MARK, case.hands[0])
        began = seconds_of(case.record.response.began_at)
        early = room.timeline.now < began + 300
        every = figures.ACT_EVERY_EARLY if early else figures.ACT_EVERY_LATER
        asked = room.protocol.attended_for + figures.within(room.random, figures.CONFIRMS)
        room.timeline.after(min(figures.within(room.random, every), asked), partial(self._logs, case))

    def _second_goes_back(self, case: Case) -> None:
        """Once the first is there."""
        if case not in self.running or len(case.hands) < 2:
            return
        if case.hands[0] not in case.there:
            self._room.timeline.after(5, partial(self._second_goes_back, case))
            return
        worker = case.hands[1]
        if self._room.random.random() < figures.SECOND_LEAVES_SHARE:
            self._act_of(case, worker, ResponseAct.LEAVE)
        self._goes(case, worker)

    def _goes(self, case: Case, worker: Worker) -> None:
        case.hands.remove(worker)
        if worker in case.there:
            case.there.remove(worker)
        worker.in_response = False

    def _is_over(self, case: Case) -> None:
        room = self._room
        if not case.there:
            # Nobody has come yet, so it cannot be over.
            room.timeline.after(60, partial(self._is_over, case))
            return
        worker = case.there[0]
        sedated = case.sedated or case.transported
        self._act(case, ResponseAct.OVER, worker)
        self._act(
            case,
            ResponseAct.OUTCOME,
            worker,
            outcome_state=OutcomeState.SEDATED_BREATHING if sedated else OutcomeState.AWAKE,
            outcome_place=OutcomePlace.WITH_AMBULANCE if case.transported else OutcomePlace.STAYED,
        )
        self.running.remove(case)
        for hand in case.hands:
            hand.in_response = False
        if case.person is not None:
            self._afterwards(case, case.person)
        room.team.add(
            Job(
                kind=Kind.OTHER,
                square=figures.DOOR,
                takes=lambda: figures.within(room.random, figures.RECORD),
                done=lambda: None,
                wanted=lambda: True,
            )
        )

    def _afterwards(self, case: Case, person: Person) -> None:
        room = self._room
        if case.transported:
            room.act(person, VisitAct.END, end_kind=EndKind.WITH_AMBULANCE)
            room.stays.empties(person)
            return
        answer = rules.answer_after(case.record)
        room.act(person, VisitAct.RESUME, answer=answer, response=case.record.response.id)
        assert person.visit.state is VisitState.AFTERCARE
        room.stays.to_aftercare(person)

    def _act_of(self, case: Case, worker: Worker, act: ResponseAct) -> None:
        """A tap of somebody who was called, if it is still theirs."""
        if case in self.running and worker in case.hands:
            self._act(case, act, worker)

    def _act(self, case: Case, act: ResponseAct, worker: Worker, **said: Any) -> None:
        self._acts += 1
        asked = self._ask(act, worker.name, id=UUID(int=self._acts << 96), **said)
        case.record = rules.advance(case.record, asked, self._room.protocol).record
        self._room.changed()

    def _ask(self, act: ResponseAct, tablet: str, **said: Any) -> Ask:
        """Nobody taps a name chip; the tablet is all that is known."""
        now = self._room.timeline.instant
        return Ask(act=act, at=now, now=now, who=tablet, device_name=tablet, **said)


def _low_high_mode(lasts: tuple[float, float, float]) -> tuple[float, float, float]:
    least, likely, most = lasts
    return least, most, likely
