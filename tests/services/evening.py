"""A busy evening through the services: about a hundred visits and four responses in eight
hours, the same each time, with a clock that jumps from one happening to the next.

Volumes are of the published kind: stays of about 20 minutes, waits when it is full, some
late looks, a few that nobody made, two falls of a wall, one closing to new people.
"""

import heapq
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from ops.domain.errors import Refused
from ops.domain.words import (
    Answer,
    EndKind,
    RoomReason,
    RoomState,
    Route,
    StaffPlace,
    TurnedAwayWhy,
    VisitState,
    Where,
)
from ops.models import Device, Response, Visit
from ops.services import rooms, screens, shifts, undo, visits, watch
from ops.services.screens import Here
from ops.services.ways_in import staff
from tests.services.evening_responses import RESPONSES
from tests.services.room import Room

BUSY = (0.7, 0.9, 1.1, 1.4, 1.5, 1.4, 1.1, 0.6)
"""How busy each hour is beside the average."""
WALL = "display"


class Evening:
    """``play()`` runs it all; then the room is as a team leaves it."""

    def __init__(
        self, room: Room, start: datetime, *, hours: int = 8, people: int = 104, seed: int = 4
    ) -> None:
        self.room = room
        self.start = start
        self.hours = hours
        self.people = people
        self.dice = random.Random(seed)
        self.free: list[tuple[str, str]] = []
        self.seated: dict[UUID, tuple[str, str]] = {}
        self.queue: list[tuple[UUID, datetime]] = []
        self.without_use: set[UUID] = set()
        """Whose stay turned out to hold no use: the one thing the journal does not tell."""
        self._agenda: list[tuple[datetime, int, Callable[[], Any]]] = []
        self._order = count()
        for tile in room.board()["booths"]:
            if tile["kind"] != "aftercare":
                self.free += [(tile["name"], seat["mark"]) for seat in tile["seats"]]

    @property
    def now(self) -> datetime:
        return self.room.clock.time

    def at(self, when: datetime, do: Callable[[], Any]) -> None:
        heapq.heappush(self._agenda, (when, next(self._order), do))

    def after(self, minutes: float, do: Callable[[], Any]) -> None:
        self.at(self.now + timedelta(seconds=round(minutes * 60)), do)

    def from_start(self, minutes: float, do: Callable[[], Any]) -> None:
        self.at(self.start + timedelta(minutes=minutes), do)

    def play(self, *, until: float | None = None) -> None:
        """From half an hour before the shift opens until it has been handed over."""
        self.room.clock.time = self.start - timedelta(minutes=30)
        self._plan()
        end = self.start + timedelta(minutes=self.hours * 60 + 15 if until is None else until)
        while self._agenda and self._agenda[0][0] <= end:
            when, _, do = heapq.heappop(self._agenda)
            self.room.clock.time = max(when, self.now)
            self._sweep_when_due()
            do()
        self.room.clock.time = end

    def _sweep_when_due(self) -> None:
        """The sweep of every second, without the seconds in which it finds nothing."""
        silent = select(func.min(Device.last_heard_at)).where(Device.sleeping.is_(False))
        wanted = (select(func.min(Visit.wake_at)), select(func.min(Response.wake_at)), silent)
        with self.room.house.db.read() as session:
            row = session.execute(select(*(one.scalar_subquery() for one in wanted))).one()
        if any(at is not None and at <= self.now for at in row):
            watch.sweep(
                self.room.house,
                self.now,
                process="test",
                started_at=self.start - timedelta(days=1),
                since_beat=timedelta(seconds=1),
            )

    def _row(self, visit: UUID) -> Visit:
        with self.room.house.db.read() as session:
            row = session.get_one(Visit, visit)
            session.expunge(row)
            return row

    def does(
        self, act: Callable[..., Any], *subject: Any, said: dict[str, Any] | None = None, **of: Any
    ) -> Any:
        return self.room.does(act, *subject, said=said, **of)

    def _plan(self) -> None:
        for _ in range(3):
            self.from_start(-self.dice.uniform(5, 25), self.arrive)
        for number in range(self.people):
            hour = self.dice.choices(range(self.hours), [BUSY[h % len(BUSY)] for h in range(self.hours)])[0]
            self.from_start(60 * hour + self.dice.uniform(0, 60), self.arrive)
            del number
        self.from_start(0, lambda: self.does(shifts.open_shift))
        self.from_start(self.hours * 60, lambda: self.does(shifts.hand_over))
        self._plan_staff()
        for minutes, away in ((95, 7.5), (300, 2)):
            self.from_start(minutes, lambda: self._wall_says(sleeping=False))
            self.from_start(minutes + away, lambda: self._wall_says(sleeping=True))
        closed = {"state": RoomState.CLOSED, "reason": RoomReason.STAFF}
        self.from_start(190, lambda: self.does(rooms.set_room, said=closed))
        states = (
            (232, RoomState.OPEN),
            (400, RoomState.LAST_ENTRY),
            (425, RoomState.CLOSING),
            (440, RoomState.OPEN),
        )
        for minutes, state in states:
            said = {"state": state}
            self.from_start(minutes, lambda said=said: self.does(rooms.set_room, said=said))  # type: ignore[misc]
        for minutes, respond in zip((75, 186, 290, 402, 430, 455), RESPONSES, strict=True):
            self.from_start(minutes, lambda respond=respond: respond(self))  # type: ignore[misc]
        self.from_start(260, self._undo_a_look)
        self.from_start(330, self._somebody_sits_where_nobody_should)

    def _plan_staff(self) -> None:
        team = [self.room.staff(name) for name in ("Ana", "Bo", "Cleo")]
        turns = [(0, 0, "floor"), (0, 1, "floor"), (0, 2, "floor"), (150, 1, "break"), (180, 1, "floor")]
        turns += [(190, 2, "outside"), (215, 0, "response"), (232, 0, "floor"), (300, 2, "floor")]
        turns += [(480, 0, "off"), (480, 1, "off"), (480, 2, "off")]
        for minutes, who, place in turns:
            said = {"staff": team[who], "place": None if place == "off" else StaffPlace(place)}
            self.from_start(minutes, lambda said=said: self.does(staff.staff_on_shift, said=said))  # type: ignore[misc]

    def _wall_says(self, *, sleeping: bool) -> None:
        wall = self.room.furnished.devices[WALL]
        screens.heard(self.room.house, [Here(wall, self.now, 1, "on", 0, sleeping)])

    def arrive(self) -> None:
        """Someone comes: to a place, to the waiting list, or is sent on."""
        full = not self.free or bool(self.queue)
        if full and len(self.queue) > 4:
            visit = UUID(self.does(visits.arrive, said={"route": Route.INJECT}, otherwise=True)["id"])
            why = self.dice.choice([TurnedAwayWhy.FULL, TurnedAwayWhy.FULL, TurnedAwayWhy.AGE, None])
            said = {"reason": EndKind.TURNED_AWAY, "why": why}
            self.after(1, lambda: self.does(visits.leave_waiting, visit, said=said))
            return
        if not full and self.dice.random() < 0.8:
            self._sit(None)
            return
        visit = UUID(self.does(visits.arrive, said={"route": self._route()}, otherwise=True)["id"])
        self.queue.append((visit, self.now))
        self.after(self.dice.uniform(12, 45), lambda: self._gives_up(visit))
        self.after(0.2, self._next_one)

    def _route(self) -> Route | None:
        return self.dice.choice([Route.INJECT, Route.INJECT, Route.SMOKE, None])

    def _gives_up(self, visit: UUID) -> None:
        if any(visit == waiting for waiting, _ in self.queue):
            self.queue = [one for one in self.queue if one[0] != visit]
            self.does(visits.leave_waiting, visit, said={"reason": EndKind.LEFT_BEFORE_USING})

    def _next_one(self) -> None:
        if self.free and self.queue:
            visit, _ = self.queue.pop(0)
            if self.dice.random() < 0.7:
                self.does(visits.call, visit, otherwise=True)
            self.after(self.dice.uniform(0.2, 1.5), lambda: self._sit(visit))

    def _sit(self, visit: UUID | None) -> None:
        """In a place that is free, or a minute later."""
        if not self.free:
            self.after(1, lambda: self._sit(visit))
            return
        booth, seat = self.free.pop(self.dice.randrange(len(self.free)))
        if visit is None:
            visit = self.room.seats(booth, seat, route=self._route(), otherwise=True)
        else:
            said = {"booth": self.room.booth(booth), "seat": seat}
            self.does(visits.seat, visit, said=said, otherwise=True)
        self.seated[visit] = (booth, seat)
        stay = min(95.0, max(4.0, self.dice.lognormvariate(2.95, 0.45)))
        one = visit
        self.after(stay, lambda: self._leave(one))
        self.after(self.dice.uniform(4, 5.2), lambda: self._look(one))
        if self.dice.random() < 0.12:
            self.after(stay * 0.5, lambda: self._acts(one, visits.episode))
        if self.dice.random() < 0.15:
            self.after(stay * 0.8, lambda: self._acts(one, visits.extend))
        if self.dice.random() < 0.10:
            self.after(stay * 0.4, lambda: self._washroom(one))

    def _here(self, visit: UUID) -> bool:
        """Whether they are in a place; how a response went may have ended the stay."""
        if visit in self.seated and self._row(visit).state is VisitState.ENDED:
            booth, seat = self.seated.pop(visit)
            self.after(3, lambda: self._wiped(booth, seat))
        return visit in self.seated

    def _acts(self, visit: UUID, act: Callable[..., Any], **said: Any) -> None:
        if self._here(visit):
            self.does(act, visit, said=said)

    def _washroom(self, visit: UUID) -> None:
        self._acts(visit, visits.step_out, to=Where.WASHROOM)
        self.after(self.dice.uniform(2, 14), lambda: self._acts(visit, visits.back))

    def _look(self, visit: UUID) -> None:
        """A look, mostly in time; sometimes late, sometimes written down later, seldom not at all."""
        if not self._here(visit):
            return
        chance = self.dice.random()
        if chance < 0.965:
            answers = [Answer.OK] * 9 + [Answer.ASLEEP, Answer.KEEP_AN_EYE, Answer.HARD_TO_ROUSE]
            earlier = self.now - timedelta(minutes=2) if chance < 0.04 else None
            self.room.looks_in(visit, self.dice.choice(answers), happened_at=earlier)
            due_at = self._row(visit).due_at
            wait = 5.0 if due_at is None else (due_at - self.now).total_seconds() / 60
            late = self.dice.random()
            drift = self.dice.uniform(-1.2, 0.6) if late < 0.955 else self.dice.uniform(1.1, 5)
            self.after(max(0.5, wait + drift), lambda: self._look(visit))
        else:
            self.after(self.dice.uniform(2, 9), lambda: self._look(visit))

    def _leave(self, visit: UUID) -> None:
        """To aftercare, or out: by the door, or found gone."""
        if not self._here(visit):
            return
        if self._row(visit).response_id is not None:
            self.after(10, lambda: self._leave(visit))
            return
        booth, seat = self.seated.pop(visit)
        chance = self.dice.random()
        try:
            if chance < 0.35:
                self.does(visits.aftercare, visit, said={"booth": self.room.booth("Aftercare")})
                self.after(self.dice.uniform(8, 25), lambda: self.does(visits.end, visit))
                self.after(3, lambda: self._look_in_aftercare(visit))
            elif chance < 0.42:
                self.room.looks_in(visit, Answer.NOT_HERE, Where.LEFT)
            elif chance < 0.45:
                if self._row(visit).episodes == 1:
                    self.without_use.add(visit)
                self.does(visits.end, visit, said={"without_use": True})
            else:
                self.does(visits.end, visit)
        except Refused:
            self.does(visits.end, visit)
        self.after(self.dice.uniform(2, 5), lambda: self._wiped(booth, seat))

    def _look_in_aftercare(self, visit: UUID) -> None:
        if self._row(visit).state is VisitState.AFTERCARE:
            self.room.looks_in(visit)
            self.after(self.dice.uniform(8, 10.5), lambda: self._look_in_aftercare(visit))

    def _wiped(self, booth: str, seat: str) -> None:
        self.does(rooms.booth_cleaned, self.room.booth(booth))
        self.free.append((booth, seat))
        self._next_one()

    def _undo_a_look(self) -> None:
        visit = next(iter(self.seated))
        look = self.room.looks_in(visit)
        self.room.clock.pass_(seconds=4)
        self.does(undo.undo, said={"target": UUID(look["id"])})

    def _somebody_sits_where_nobody_should(self) -> None:
        visit, (booth, seat) = next(iter(self.seated.items()))
        said = {"booth": self.room.booth(booth), "seat": seat}
        other = UUID(self.does(visits.arrive, said=said, otherwise=True)["id"])
        self.after(12, lambda: self.does(visits.end, other))
        self.after(3, lambda: self.room.looks_in(visit, Answer.NOT_HERE, Where.LEFT))
        self.seated.pop(visit)
        self.after(16, lambda: self._wiped(booth, seat))
