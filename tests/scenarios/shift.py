"""A shift in a starter room, told by the clock.

    at("10:00").seats("Robin", "3")
    between("10:05", "10:05:59").wall_shows("3", DUE)

The clock only goes forward, unless a test sets it. While it goes, the sweep looks whenever a deadline passed, as
it does each second in the served room. After every act all screens are compared with a
fresh picture.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ops.db import Database
from ops.domain.alarms import alarms_at
from ops.domain.errors import Code, Refused
from ops.domain.visit import Visit as Stay
from ops.domain.words import AlarmLevel, Audience, Role
from ops.models import JournalEntry, LateCheck, Response, Visit
from ops.services import clock_trust, stays, watch
from ops.services.house import House
from ops.services.set_up import setup, site_file
from ops.services.transaction import Actor
from ops.services.ways_in import devices, staff
from ops.starter import SITE_FILE
from tests.scenarios.acts import Acts, Done
from tests.scenarios.pictures import Pictures, alarm_of, shown, tile_of, visit_in
from tests.support.keys import KEYS

MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NEVER = MORNING + timedelta(days=30)
TABLETS = ("tablet 1", "tablet 2")
TEAM = ("Kim", "Sam")


def instant(said: str) -> datetime:
    """``"10:05"`` or ``"10:05:30"`` of that day."""
    hours, minutes, *seconds = map(int, said.split(":"))
    return MORNING.replace(hour=hours, minute=minutes, second=seconds[0] if seconds else 0)


class Shift:
    """One site on a database, its clock, its screens, its people by name."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.now = MORNING
        self.began = MORNING
        self.house = self.another_house()
        plan = site_file.read(SITE_FILE.read_text())
        self.site_id = setup.configure(self.house, plan, "as shipped", may_add=True).site_id
        self.tablets = {name: self._tablet(name) for name in TABLETS}
        for name in TEAM:
            staff.add(self.house, self.site_id, name=name)
        self.people: dict[str, UUID] = {}
        self.responses: dict[str, UUID] = {}
        self.shelf: dict[str, UUID] = {}
        self.walk = UUID(int=0)
        self._beaten = False
        self.pictures = Pictures(self.house, self.site_id)
        self._wake: datetime | None = None
        self._swept: datetime | None = None
        """What the sweep left alone at that time it leaves alone until something happens."""
        self._soon: datetime | None = None
        """In the second after an act the sweep sees what it made of the room."""

    def another_house(self) -> House:
        """Another process over the same database, with the same clock."""
        return House(
            db=Database(self.url),
            now=lambda: self.now,
            ring=lambda site_id: None,
            keys=KEYS,
        )

    def at(
        self,
        time: str,
        tablet: str = TABLETS[0],
        *,
        happened: str | None = None,
        by: str | None = None,
        room_says_otherwise: bool = False,
    ) -> Acts:
        """At that time somebody taps on that tablet; ``happened``: what the tap says about when."""
        self.go_to(instant(time))
        return Acts(
            self,
            self.tablets[tablet],
            happened_at=instant(happened) if happened else None,
            by=by,
            room_says_otherwise=room_says_otherwise,
        )

    def between(self, first: str, last: str) -> "Watching":
        """From the first second to the last, both included."""
        return Watching(self, instant(first), instant(last))

    def go_to(self, time: datetime) -> None:
        """Time passes; the sweep sees each deadline in the second after it passed."""
        assert time >= self.now, "the clock only goes forward"
        while self._next_wake() <= time:
            self.now = max(self.now, self._next_wake())
            self.sweep()
        self.now = time

    def sweep(self) -> None:
        """The sweep looks now, as it does each second in the served room."""
        if self.site_id in self._sweep_from(self.house):
            self.changed()
        self._wake = self._soon = None
        self._swept = self.now

    def changed(self) -> None:
        """Something happened: all screens hear of it, and the sweep in the next second."""
        self._wake = self._swept = None
        self._soon = self.now + SECOND
        self.pictures.catch_up(self.house)

    @contextmanager
    def refused(self, code: Code, *, offers_otherwise: bool | None = None) -> Iterator[None]:
        """The act within is refused for this reason, and nothing changes."""
        with pytest.raises(Refused) as refusal:
            yield
        assert refusal.value.code is code
        if offers_otherwise is not None:
            assert refusal.value.room_may_differ is offers_otherwise
        self.changed()

    @contextmanager
    def off(self, first: str, last: str) -> Iterator[None]:
        """The server is off in between: nobody sweeps, then another process begins, looks at the
        clock, and sweeps before anything else happens. ``last``: what the clock says then."""
        self.go_to(instant(first))
        self.sweep()
        self.house.db.close()
        yield
        self.now = instant(last)
        self.began = self.now
        self._beaten = False
        self.house = self.another_house()
        clock_trust.compare_with_records(self.house)
        self.changed()
        self._wake = self.now

    def clock_is_set(self, time: str, *, to: str) -> None:
        """At that time somebody sets the clock of the machine, and the house notices."""
        self.go_to(instant(time))
        self.now = instant(to)
        step = (self.now - instant(time)).total_seconds()
        self.began += timedelta(seconds=step)
        clock_trust.was_moved(self.house, step, within=SECOND)
        self.changed()

    def two_sweep_at(self, time: str) -> None:
        """Two processes sweep in the same moment, unaware of each other."""
        self.now = instant(time)
        houses = [self.another_house(), self.another_house()]
        with ThreadPoolExecutor(2) as both:
            list(both.map(self._sweep_from, houses))
        for house in houses:
            house.db.close()
        self.changed()

    def facts(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        """All facts of a kind: when each happened, and what it says."""
        with self.house.db.read() as session:
            rows = session.scalars(
                select(JournalEntry)
                .where(JournalEntry.site_id == self.site_id, JournalEntry.kind == kind)
                .order_by(JournalEntry.id)
            )
            return [(f"{row.happened_at:%H:%M:%S}", row.data) for row in rows]

    def times(self, kind: str) -> list[str]:
        """When each fact of a kind happened."""
        return [time for time, _ in self.facts(kind)]

    def late_checks(self) -> list[str]:
        """When each limit that passed did, as the rows have it."""
        with self.house.db.read() as session:
            rows = session.scalars(select(LateCheck.at).where(LateCheck.site_id == self.site_id))
            return sorted(f"{at:%H:%M:%S}" for at in rows)

    def tile(self, booth: str) -> dict[str, Any]:
        """A tile as tablets have it now."""
        return tile_of(self.pictures.of(Audience.FLOOR), booth)

    def visit(self, booth: str, seat: str | None = None) -> dict[str, Any]:
        """Who is in a seat, as tablets have them now."""
        visit = visit_in(self.tile(booth), seat)
        assert visit is not None, f"nobody is in {booth}"
        return visit

    def stored(self, name: str) -> Stay:
        """Somebody's stay as it lies in the database."""
        with self.house.db.read() as session:
            return stays.to_domain(session.get_one(Visit, self.people[name]))

    def close(self) -> None:
        self.house.db.close()

    def _tablet(self, name: str) -> Actor:
        device, _ = devices.add_device(self.house, self.site_id, role=Role.FLOOR, name=name)
        return device.actor

    def _next_wake(self) -> datetime:
        """When the sweep next has something to do; asked again only after something happened."""
        if self._wake is None:
            wakes = []
            with self.house.db.read() as session:
                for table in (Visit, Response):
                    wanted = select(table.wake_at).where(table.site_id == self.site_id)
                    wakes += [wake for wake in session.scalars(wanted) if wake is not None]
            if self._swept is not None:
                wakes = [wake for wake in wakes if wake > self._swept]
            wakes += [self._soon] if self._soon is not None else []
            self._wake = min(wakes, default=NEVER)
        return self._wake

    def _sweep_from(self, house: House) -> frozenset[int]:
        """One that has beaten has done so each few seconds until now."""
        since_beat = SECOND if self._beaten else None
        process = f"test {id(house)}"
        began = self.began
        result = watch.sweep(house, self.now, process=process, started_at=began, since_beat=since_beat)
        self._beaten = True
        return result


class Watching:
    """What screens say through a stretch of time, looked at each second."""

    def __init__(self, shift: Shift, first: datetime, last: datetime) -> None:
        self._shift = shift
        self._first = first
        self._last = last

    def wall_shows(self, booth: str, what: str, seat: str | None = None) -> "Watching":
        """The wall's tile says this all the time."""
        for now in self._seconds():
            found = shown(self._shift.pictures.wall(), booth, seat, now)
            assert found == what, f"{booth} at {now:%H:%M:%S}: {found}"
        return self

    def wall_sounds(self, booth: str | None, level: AlarmLevel | None, seat: str | None = None) -> "Watching":
        """The wall's alarm of this place; ``None``: it is silent."""
        return self._sounds(Audience.WALL, booth, level, seat)

    def tablets_sound(
        self, booth: str | None, level: AlarmLevel | None, seat: str | None = None
    ) -> "Watching":
        """The tablets' alarm of this place; ``None``: they are silent."""
        return self._sounds(Audience.FLOOR, booth, level, seat)

    def wall_alarms(self, *expected: str) -> "Watching":
        """All that alarms on the wall, worst first: ``eyes``, ``visit``, ``response`` …"""
        for now in self._seconds():
            alarms = alarms_at(self._shift.pictures.wall(), now, Audience.WALL)
            found = tuple(alarm.cause.partition(":")[0] for alarm in alarms)
            assert found == expected, f"at {now:%H:%M:%S}: {found}"
        return self

    def _sounds(
        self, who: Audience, booth: str | None, level: AlarmLevel | None, seat: str | None
    ) -> "Watching":
        for now in self._seconds():
            alarm = alarm_of(self._shift.pictures.of(who), booth, seat, now, who)
            found = alarm.level if alarm else None
            assert found is level, f"{booth} at {now:%H:%M:%S}: {found}"
        return self

    def _seconds(self) -> Iterator[datetime]:
        """A second look at the same stretch looks from where the clock is."""
        now = self._first
        while now <= self._last:
            if now >= self._shift.now:
                self._shift.go_to(now)
            yield now
            now += SECOND


__all__ = ["Done", "Shift", "Watching", "instant"]
