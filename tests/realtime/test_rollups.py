"""When days that are over are added up by themselves, and when again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from ops.db import Base, Database
from ops.domain.words import Theme
from ops.models import DayTotals
from ops.realtime import rollups
from ops.realtime.rollups import RollupRound
from ops.services import drills, responses, screen_settings, visits
from ops.services.screen_settings import ScreenSettings
from ops.services.summaries import touched
from tests.services.room import Room, a_room


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Somebody was here yesterday, was helped and left."""
    database = Database(f"sqlite:///{tmp_path / 'room.db'}")
    Base.metadata.create_all(database.engine)
    room = a_room(database)
    visit = room.seats("1")
    room.does(responses.over, UUID(room.does(responses.start, said={"visit": str(visit)})["id"]))
    room.does(visits.end, visit)
    room.clock.time += timedelta(days=1)
    yield room
    database.close()


class Process:
    """One that serves, by a clock of its own."""

    def __init__(self, room: Room) -> None:
        self.passed = 0.0
        self.round = RollupRound(room.house, "test", lambda: self.passed, lambda: lambda: None)

    def looks(self, after: float = 0.0) -> None:
        self.passed += after
        self.round.roll_up()


def days_kept(room: Room) -> dict[int, int]:
    """How many days are added up, by site."""
    with room.house.db.read() as session:
        rows = session.execute(select(DayTotals.site_id, func.count()).group_by(DayTotals.site_id))
        return dict(rows.all())


def is_left(room: Room) -> bool:
    """Whether something was recorded since, which pages have to count from rows."""
    with room.house.db.read() as session:
        return touched.since_rolled(session, [room.site_id])[room.site_id].anything


def test_a_drill_is_never_rolled(room: Room) -> None:
    room.does(drills.begin)
    room.clock.time += timedelta(days=1)
    Process(room).looks()
    assert days_kept(room) == {room.site_id: 2}


def test_what_may_touch_many_days_is_added_up_in_the_next_minute(room: Room) -> None:
    process = Process(room)
    process.looks()
    assert days_kept(room) == {room.site_id: 1}
    quiet = ScreenSettings(60, 30, Theme.QUIET)
    screen_settings.change(room.house, room.site_id, room.furnished.devices["display"], quiet)
    assert is_left(room)
    process.looks(after=rollups.LOOK_EVERY)
    assert not is_left(room)


def test_all_else_in_ten_minutes(room: Room) -> None:
    process = Process(room)
    process.looks()
    room.seats("2")
    process.looks(after=rollups.LOOK_EVERY)
    assert is_left(room)
    process.looks(after=rollups.ALL_EVERY)
    assert not is_left(room)
