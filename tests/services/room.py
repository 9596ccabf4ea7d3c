"""A room as a test works in it: acts through the services, the board as screens get it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from ops.db import Database
from ops.domain import board as shapes
from ops.domain.words import Answer, Audience, Route, Substance, Where
from ops.models import JournalEntry, Staff
from ops.services import board, checkins, eyes, visits, watch
from ops.services.house import House
from ops.services.transaction import Actor, Command, Reply
from ops.services.ways_in import devices, sessions, staying
from ops.services.ways_in.devices import DeviceRef
from tests.support.furnished import Furnished, furnish
from tests.support.keys import KEYS

START = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


class Clock:
    """Stands still until it is moved. ``rings`` are the bells that were rung."""

    def __init__(self) -> None:
        self.time = START
        self.rings: list[int] = []

    def __call__(self) -> datetime:
        return self.time

    def pass_(self, *, minutes: float = 0, seconds: float = 0) -> datetime:
        """Let time go by."""
        self.time += timedelta(minutes=minutes, seconds=seconds)
        return self.time


def at(clock_time: str) -> datetime:
    """``at("14:05")`` or ``at("14:05:30")`` of the test's day."""
    hours, minutes, *seconds = (int(part) for part in clock_time.split(":"))
    return START.replace(hour=hours, minute=minutes, second=seconds[0] if seconds else 0)


def still_valid(house: House, device: DeviceRef) -> bool:
    """Whether what was true at the door is true now."""
    return staying.look(house, {device}) == staying.Staying(frozenset(), frozenset())


class Room:
    """One site. What is not said about an act is the floor tablet, now."""

    def __init__(self, house: House, clock: Clock, furnished: Furnished) -> None:
        self.house = house
        self.clock = clock
        self.furnished = furnished
        self.site_id = furnished.site_id
        self._seen: dict[Audience, board.Picture] = {}
        self._boards = eyes.Boards()
        self.in_preparation = False
        """What a test's fixtures do reaches the screens in one go, with the first act of the test."""

    def browser(self, device_id: int) -> DeviceRef:
        """Another browser on that device."""
        known = devices.identify_session(self.house, sessions.open_session(self.house, device_id))
        assert known is not None
        return known

    def command(
        self,
        name: str,
        *,
        key: UUID | None = None,
        device: str = "floor",
        happened_at: datetime | None = None,
        by: int | str | None = None,
        otherwise: bool = False,
        from_paper: bool = False,
        **body: Any,
    ) -> Command:
        """An act on its way in, under an id of its own."""
        return Command(
            id=key or uuid4(),
            site_id=self.site_id,
            actor=Actor(self.furnished.devices[device], f"The {device}"),
            name=name,
            body=body,
            happened_at=happened_at,
            by=by,
            room_says_otherwise=otherwise,
            from_paper=from_paper,
        )

    def does(
        self, act: Callable[..., Reply], *subject: Any, said: dict[str, Any] | None = None, **of: Any
    ) -> dict[str, Any]:
        """Do an act and read its answer: ``does(visits.end, visit, by="Ana")``. ``said`` is
        what the act itself takes; everything else is about the command.

        With ``screens_watch()``, each screen's picture plus what it is told is the fresh one.
        """
        reply = self.tries(act, *subject, said=said, **of)
        self.screens_follow()
        answer: dict[str, Any] = reply.json()
        return answer

    def tries(
        self, act: Callable[..., Reply], *subject: Any, said: dict[str, Any] | None = None, **of: Any
    ) -> Reply:
        """The same, for its status, or for its refusal."""
        command = self.command(act.__name__, **of)
        return act(self.house, command, *subject, **(said or {}))

    def screens_watch(self) -> None:
        """From now on a screen of each audience is held against the board after every act."""
        with board.moment(self.house, self.site_id) as now:
            self._seen = {audience: board.picture(now, audience) for audience in Audience}

    def screens_follow(self) -> None:
        """Every screen that has seen all until now applies what is new."""
        if not self._seen or self.in_preparation:
            return
        with board.moment(self.house, self.site_id) as now:
            for audience, seen in self._seen.items():
                told = board.changes(now, seen.version, audience)
                fresh = board.picture(now, audience)
                assert shapes.apply(seen.body, told.body) == fresh.body
                self._seen[audience] = fresh

    def sweeps(self) -> None:
        """The sweep looks now, as it has done each second until now; screens hear of it."""
        watch.sweep(
            self.house,
            self.clock(),
            process="test",
            started_at=START,
            since_beat=timedelta(seconds=1),
            boards=self._boards,
        )
        self.screens_follow()

    def comes_back(self) -> None:
        """The house was away until now: another process begins, and looks."""
        watch.sweep(self.house, self.clock(), process="another", started_at=self.clock())
        self.screens_follow()

    def booth(self, name: str) -> int:
        """The booth's number."""
        return self.furnished.booths[name]

    def seats(
        self,
        booth: str | None,
        seat: str | None = None,
        *,
        route: Route | None = Route.INJECT,
        substances: Sequence[Substance] = (),
        **of: Any,
    ) -> UUID:
        """Someone comes, to a booth or to the waiting list."""
        said = {
            "booth": self.booth(booth) if booth else None,
            "seat": seat,
            "route": route,
            "substances": substances,
        }
        return UUID(self.does(visits.arrive, said=said, **of)["id"])

    def looks_in(
        self, visit: UUID, answer: Answer = Answer.OK, where: Where | None = None, **of: Any
    ) -> dict[str, Any]:
        """One look."""
        return self.does(checkins.check_in, visit, said={"answer": answer, "where": where}, **of)

    def staff(self, name: str) -> int:
        """A name chip."""
        with self.house.db.write() as session:
            person = Staff(site_id=self.site_id, name=name, role="floor")
            session.add(person)
            session.flush()
            return person.id

    def board(self, audience: Audience = Audience.FLOOR) -> dict[str, Any]:
        """A fresh snapshot."""
        return board.snapshot(self.house, self.site_id, audience).body

    def person(self, visit: UUID) -> dict[str, Any] | None:
        """The visit as a tablet shows it in its seat, if it is in one."""
        for tile in self.board()["booths"]:
            for seat in tile["seats"]:
                shown: dict[str, Any] | None = seat.get("visit")
                if shown is not None and shown["id"] == str(visit):
                    return shown | {"booth": tile["name"], "seat": seat["mark"]}
        return None

    def facts(self, *kinds: str) -> list[dict[str, Any]]:
        """The journal in order, these kinds or all: kind, at, and what it says."""
        with self.house.db.read() as session:
            entries = session.scalars(
                select(JournalEntry).where(JournalEntry.site_id == self.site_id).order_by(JournalEntry.id)
            )
            return [
                {"kind": entry.kind, "at": entry.happened_at, "by": entry.by, **entry.data}
                for entry in entries
                if not kinds or entry.kind in kinds
            ]


def a_room(database: Database) -> Room:
    """A furnished one in that database, with a clock of its own."""
    clock = Clock()
    house = House(db=database, now=clock, ring=clock.rings.append, keys=KEYS)
    return Room(house, clock, furnish(house))
