"""The wall of the model room: the board as it travels, and what is loud on it.

It is looked at after everything that happens, and at every instant at which something may
become loud or quiet by itself. *Before* is the same board with a minimum of no free staff:
then the rule never gathers.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from ops.alarm_load import figures
from ops.alarm_load.places import Booth
from ops.alarm_load.tally import Onset, counts
from ops.alarm_load.timeline import at, seconds_of
from ops.domain import board, board_response
from ops.domain.alarm_sources import RESPONSE, Alarm
from ops.domain.alarms import alarms_at, needs_eyes
from ops.domain.board import BoothPicture, SeatPicture
from ops.domain.words import AlarmLevel, Audience, RoomState, StaffPlace

if TYPE_CHECKING:
    from ops.alarm_load.room import Room

WALL = Audience.WALL
Loud = frozenset[tuple[str, AlarmLevel]]
COUNTED = (AlarmLevel.HIGH, AlarmLevel.MEDIUM)


class Wall:
    """``changed``: the board is another one than when it was looked at."""

    def __init__(self, room: "Room") -> None:
        self._room = room
        self._tiles: dict[int, dict[str, Any]] = {}
        self._before: Loud = frozenset()
        self._after: Loud = frozenset()
        self._eyes = False
        self._last = 0.0
        self._next: float | None = None
        self._chips: list[StaffPlace] = []
        self.changed = True

    def touch(self, booth: Booth) -> None:
        """Somebody in it is not as they were."""
        self._tiles.pop(booth.id, None)
        self.changed = True

    def until(self, time: float) -> None:
        """Everything that becomes loud or quiet by itself before then."""
        while self._next is not None and self._next < time:
            self._look_at(self._next)
        self._passes(time)

    def look(self) -> None:
        """What is loud now that something has happened."""
        chips = [worker.chip for worker in self._room.team.workers]
        if self.changed or chips != self._chips:
            self.changed, self._chips = False, chips
            self._look_at(self._room.timeline.now)

    def may_be_loud(self, now: datetime) -> bool:
        """Where nothing is late and nobody is helped the rule need not be asked."""
        return bool(self._room.responses.running) or any(
            person.visit.overdue_at is not None and person.visit.overdue_at <= now
            for person in self._room.in_seats.values()
        )

    def alarms(self, now: datetime) -> tuple[list[Alarm], list[Alarm]]:
        """Without and with the gathering."""
        picture = self.board()
        after = alarms_at(picture, now, WALL)
        self._eyes = needs_eyes(picture, now)
        if not self._eyes:
            return after, after
        apart = {**picture, "room": {**picture["room"], "minimum_free_staff": 0}}
        return alarms_at(apart, now, WALL), after

    def board(self) -> dict[str, Any]:
        """The board as a wall has it."""
        room = self._room
        for booth in room.places.booths:
            if booth.id not in self._tiles:
                self._tiles[booth.id] = self._tile(booth)
        return {
            "room": {
                "state": RoomState.OPEN.value,
                "shift": None,
                "minimum_free_staff": room.protocol.minimum_free_staff,
                "soft_before_loud": room.protocol.soft_before_loud,
                # It only matters while the board counts people busy after a response is
                # over, by chips that nobody taps here.
                "eyes_since": None,
            },
            "booths": list(self._tiles.values()),
            "waiting": [],
            "responses": [
                travels(board_response.shape(case.record, (), WALL)) for case in room.responses.running
            ],
            "staff": [{"place": worker.chip.value} for worker in room.team.workers],
            "devices": [],
            "notices": [],
        }

    def _tile(self, booth: Booth) -> dict[str, Any]:
        room = self._room
        here = [seat for seat in room.places.seats if seat.booth is booth]
        people = [(seat.mark, room.in_seats.get(seat.id)) for seat in here]
        picture = BoothPicture(
            id=booth.id,
            name=str(booth.id),
            kind=booth.kind,
            row=1,
            column=1,
            width=1,
            height=1,
            closed=False,
            closed_reason=None,
            cleaning_since=None,
            seats=[SeatPicture(mark, False, person.visit if person else None) for mark, person in people],
        )
        return travels(board.tile(picture, WALL, room.protocol))

    def _turns(self) -> Iterator[datetime]:
        """Instants at which a limit is passed or a silence ends."""
        for person in self._room.in_seats.values():
            visit = person.visit
            for instant in (visit.overdue_at, visit.urgent_at, visit.going_until):
                if instant is not None:
                    yield instant
        soft = timedelta(seconds=self._room.protocol.soft_before_loud)
        for case in self._room.responses.running:
            response = case.record.response
            if response.going_until is not None:
                yield response.going_until
            if response.attended_until is not None:
                yield response.attended_until
                yield response.attended_until + soft

    def _look_at(self, time: float) -> None:
        self._passes(time)
        now = at(time)
        before: list[Alarm] = []
        after: list[Alarm] = []
        self._eyes = False
        if self.may_be_loud(now):
            before, after = self.alarms(now)
        self._next = min((seconds_of(turn) for turn in self._turns() if turn > now), default=None)
        self._before = self._count(self._before, before, self._room.tally.before)
        self._after = self._count(self._after, after, self._room.tally.after)

    def _count(self, was: Loud, alarms: list[Alarm], onsets: list[Onset]) -> Loud:
        now = frozenset((alarm.cause, alarm.level) for alarm in alarms if alarm.level in COUNTED)
        if counts(self._last):
            during = bool(self._room.responses.running)
            onsets += [
                Onset(self._last, level, cause.startswith(RESPONSE), during) for cause, level in now - was
            ]
        return now

    def _passes(self, time: float) -> None:
        """Time goes by with everything as it was."""
        room, times = self._room, self._room.tally.times
        passed = max(0.0, min(time, figures.SHIFT) - self._last)
        self._last = time
        on_floor = [worker for worker in room.team.workers if worker.chip is StaffPlace.FLOOR]
        at_work = [worker for worker in on_floor if worker.in_response or worker.job is not None]
        times.sounding += passed * bool(self._after)
        times.eyes += passed * self._eyes
        times.response_runs += passed * bool(room.responses.running)
        nobody_free = all(worker.in_response for worker in on_floor)
        times.nobody_free += passed * nobody_free
        times.eyes_rightly += passed * (self._eyes and nobody_free)
        times.work += passed * len(at_work)
        times.on_floor += passed * len(on_floor)
        times.people += passed * len(room.in_seats)


def travels(shape: dict[str, Any]) -> dict[str, Any]:
    """A shape as it is on the wire."""
    sent: dict[str, Any] = json.loads(json.dumps(shape, default=_written))
    return sent


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
