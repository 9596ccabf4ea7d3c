"""Whatever is done in a room, in whatever order and with clocks that disagree: refusals are
refusals, every screen follows, and nobody is left without a deadline.
"""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ops.domain.actions import ActionKind
from ops.domain.errors import Code, Refused
from ops.domain.words import (
    IN_PLACE,
    Answer,
    EndKind,
    ResponseKind,
    ResponsePlace,
    ResponseState,
    Route,
    Substance,
    VisitState,
    Where,
)
from ops.models import Response, Visit
from ops.services import checkins, responses, rooms, visits
from ops.services.undo import undo
from tests.services.room import Room

ACTS = 80


class Evening:
    """Draws one act after the other; knows the ids it has made."""

    def __init__(self, room: Room, seed: int) -> None:
        self.room = room
        self.draw = random.Random(seed)
        self.visits: list[UUID] = []
        self.responses: list[UUID] = []
        self.last: UUID | None = None
        self.booths = list(room.furnished.booths.values())
        room.staff("Ana")

    def act(self) -> None:
        """One act of anybody, or time passing."""
        self.room.clock.pass_(seconds=self.draw.choice([0, 5, 20, 60, 150]))
        kind = self.draw.choice([self.stay, self.stay, self.stay, self.respond, self.respond, self.other])
        what, subject, said = kind()
        command = self.room.command(
            what.__name__,
            device=self.draw.choice(["floor", "responder"]),
            happened_at=self.draw.choice([None, None, None, self.some_time()]),
            by=self.draw.choice([None, "Ana"]),
            otherwise=self.draw.random() < 0.3,
            body=repr(said),
        )
        try:
            what(self.room.house, command, *subject, **said)
        except Refused as refused:
            self.refused(what, refused)
            return
        self.last = command.id
        if what is visits.arrive:
            self.visits.append(command.id)
        if what is responses.start or said.get("answer") is Answer.RESPOND:
            self.responses.append(command.id)

    def refused(self, what: Callable[..., Any], refused: Refused) -> None:
        """An act in a response is never refused; nothing is refused without a reason."""
        assert what.__module__ not in (responses.__name__, "ops.services.response_log")
        assert isinstance(refused.code, Code)

    def some_time(self) -> Any:
        return self.room.clock() + timedelta(seconds=self.draw.randint(-900, 30))

    def booth(self) -> dict[str, Any]:
        seat = self.draw.choice([None, None, "A", "B"])
        return {"booth": self.draw.choice(self.booths), "seat": seat}

    def stay(self) -> Any:
        draw = self.draw
        if len(self.visits) < 4 or draw.random() < 0.2:
            said: dict[str, Any] = self.booth() if draw.random() < 0.7 else {}
            said["route"] = draw.choice([*Route, None])
            return visits.arrive, (), said | {"substances": draw.choice([(), (Substance.FENTANYL,)])}
        visit = draw.choice(self.visits)
        answer, where = draw.choice(list(Answer)), draw.choice([None, *Where])
        looked = {"answer": answer, "where": where if answer is Answer.NOT_HERE else None}
        return draw.choice(
            [
                (checkins.check_in, (visit,), looked),
                (checkins.check_in, (visit,), {"answer": Answer.OK}),
                (visits.call, (visit,), {}),
                (visits.going, (visit,), {}),
                (visits.seat, (visit,), self.booth()),
                (visits.move, (visit,), self.booth()),
                (visits.swap, (visit,), {"other": draw.choice(self.visits)}),
                (visits.step_out, (visit,), {"to": Where.SMOKE}),
                (visits.back, (visit,), draw.choice([{}, self.booth()])),
                (visits.extend, (visit,), {}),
                (visits.episode, (visit,), {}),
                (visits.aftercare, (visit,), draw.choice([{}, self.booth()])),
                (visits.end, (visit,), {"how": draw.choice([EndKind.LEFT, EndKind.OTHER_CARE])}),
                (visits.leave_waiting, (visit,), {"reason": EndKind.LEFT_BEFORE_USING}),
            ]
        )

    def respond(self) -> Any:
        draw = self.draw
        if not self.responses or draw.random() < 0.25:
            said = draw.choice([{}, self.booth(), {"place": draw.choice(list(ResponsePlace)).value}])
            if self.visits and draw.random() < 0.5:
                said["visit"] = str(draw.choice(self.visits))
            return responses.start, (), said | {"another": draw.random() < 0.2}
        response = (draw.choice(self.responses),)
        row = str(self.last)
        person = str(draw.choice(self.visits)) if self.visits else None
        return draw.choice(
            [
                (responses.going, response, {}),
                (responses.here, response, {}),
                (responses.more_hands, response, {"on": draw.random() < 0.6}),
                (responses.log_action, response, {"kind": draw.choice(list(ActionKind)).value}),
                (responses.log_action, response, {"kind": "naloxone", "values": {"dose_mg": 0.4}}),
                (responses.mark, response, {}),
                (responses.amend, response, {"kind": draw.choice(list(ResponseKind)).value}),
                (responses.amend, response, {"action": row, "kind": "naloxone"}),
                (responses.amend, response, {"visit": draw.choice([person, None])}),
                (responses.amend, response, self.booth()),
                (responses.void, response, {"action": row}),
                (responses.over, response, {}),
                (responses.outcome, response, {"place": draw.choice(["left", "stayed"]), "state": "awake"}),
                (responses.all_ok, response, {}),
                (responses.mis_tap, response, {}),
            ]
        )

    def other(self) -> Any:
        draw = self.draw
        booth = (draw.choice(self.booths),)
        acts: list[Any] = [
            (rooms.booth_cleaned, booth, {}),
            (rooms.booth_close, booth, {}),
            (rooms.booth_open, booth, {}),
        ]
        if self.last is not None:
            acts += [(undo, (), {"target": self.last})] * 3
        return draw.choice(acts)


def nobody_is_forgotten(room: Room) -> None:
    """Whoever sits here has a deadline, or a response that runs for them."""
    with room.house.db.read() as session:
        running = set(session.scalars(select(Response.id).where(Response.state == ResponseState.RUNNING)))
        for visit in session.scalars(select(Visit).where(Visit.site_id == room.site_id)):
            if visit.response_id is not None:
                assert visit.response_id in running
            if visit.state in IN_PLACE:
                assert visit.seat_id is not None
                assert visit.due_at is not None
                assert visit.wake_at is not None or visit.response_id is not None or is_told(visit, room)
            if visit.state is VisitState.ENDED:
                assert visit.handle is None


def is_told(visit: Visit, room: Room) -> bool:
    return visit.urgent_at is not None and visit.urgent_at <= room.clock()


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 6))])
def test_an_evening(room: Room, seed: int) -> None:
    evening = Evening(room, seed)
    room.screens_watch()
    for _ in range(ACTS):
        evening.act()
        room.sweeps()
        nobody_is_forgotten(room)
    assert evening.visits
    assert evening.responses
