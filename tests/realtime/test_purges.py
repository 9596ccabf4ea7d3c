"""When the house deletes by itself what is over: daily, while nobody is there or before dawn."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from ops.db import Base, Database
from ops.domain import facts
from ops.domain.words import NoticeKind, RoomReason, RoomState
from ops.models import Visit
from ops.realtime.purges import SETTLED_AFTER, PurgeRound
from ops.services import notices, rooms, turns, visits, watch
from ops.services.retention import purge
from tests.services.room import Room, a_room, at
from tests.support.furnished import furnish
from tests.support.written import Written


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Somebody was here nine days ago."""
    database = Database(f"sqlite:///{tmp_path / 'room.db'}")
    Base.metadata.create_all(database.engine)
    room = a_room(database)
    room.does(visits.end, room.seats("3"))
    room.clock.time = at("12:00") + timedelta(days=9)
    yield room
    database.close()


class Round:
    """A process that has been serving for so long."""

    def __init__(self, room: Room, settled: bool = True, process: str = "test") -> None:
        self.room = room
        self.passed = 0.0
        self.round = PurgeRound(room.house, process, lambda: self.passed, lambda: lambda: None)
        self.passed = SETTLED_AFTER if settled else 0.0

    def looks(self) -> bool:
        """Whether a run began, or went on, now."""
        before = purge.newest(self.room.house, self.room.site_id)
        self.round.purge_when_due()
        after = purge.newest(self.room.house, self.room.site_id)
        return (before and (before.began_at, before.ended_at)) != (after and (after.began_at, after.ended_at))


def kept(room: Room) -> int:
    with room.house.db.read() as session:
        return session.scalar(select(func.count(Visit.id))) or 0


def test_once_the_clock_has_had_time_to_be_set(room: Room) -> None:
    process = Round(room, settled=False)
    assert not process.looks()
    process.passed = SETTLED_AFTER
    assert process.looks()
    assert kept(room) == 0
    done = purge.newest(room.house, room.site_id)
    assert done is not None
    assert done.wiped_at == done.ended_at == room.clock.time
    assert not Round(room).looks()


def test_each_day_before_dawn_while_the_room_is_open(room: Room) -> None:
    process = Round(room)
    assert process.looks()
    for hour, due in (
        (16, False),
        (23, False),
        (27, False),
        (28, True),
        (28.5, False),
        (40, False),
        (52, True),
    ):
        room.clock.time = at("00:00") + timedelta(days=9, hours=hour)
        assert process.looks() is due, hour


def test_a_new_site_has_nothing_that_is_over_and_waits_for_the_quiet_hour(room: Room) -> None:
    there = Room(room.house, room.clock, furnish(room.house, "there"))
    there.seats("3")

    def was_purged() -> bool:
        process.looks()
        return purge.newest(room.house, there.site_id) is not None

    process = Round(room)
    for day, hour in ((9, 12.2), (9, 23), (10, 3.9)):
        room.clock.time = at("00:00") + timedelta(days=day, hours=hour)
        assert not was_purged(), (day, hour)
    room.clock.time = at("04:01") + timedelta(days=10)
    assert was_purged()


def test_as_soon_as_the_room_is_closed_and_empty(room: Room) -> None:
    process = Round(room)
    assert process.looks()
    room.clock.pass_(minutes=21 * 60)
    visit = room.seats("4")
    room.does(rooms.set_room, said={"state": RoomState.CLOSED, "reason": RoomReason.STAFF})
    assert not process.looks()
    room.does(visits.end, visit)
    assert process.looks()


def test_what_was_interrupted_goes_on_at_once(room: Room) -> None:
    purge.begin(room.house, room.site_id)
    assert purge.go_on(room.house, room.site_id)
    room.clock.pass_(minutes=1)
    assert Round(room).looks()
    assert kept(room) == 0


def test_a_run_of_a_time_to_come_keeps_none_from_coming(room: Room) -> None:
    """The clock was a year ahead and has been set back."""
    process = Round(room)
    assert process.looks()
    room.clock.pass_(minutes=-60)
    assert process.looks()


def test_what_another_process_has_done_since_it_was_looked_for_is_done(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both saw that it is due; one of them was quick."""
    process = Round(room)
    assert process.looks()
    monkeypatch.setattr(PurgeRound, "_is_due", lambda *_: True)
    room.clock.pass_(seconds=1)
    assert not process.looks()


def test_never_by_a_clock_that_is_suspect(room: Room) -> None:
    notices.say(room.house, NoticeKind.CLOCK_SUSPECT, facts.ClockSuspected(room.clock.time, stepped=9.0))
    assert not Round(room).looks()
    assert kept(room) == 1


def test_a_log_that_somebody_reads_is_emptied_at_the_next_look(room: Room, written: Written) -> None:
    process = Round(room)
    with room.house.db.read() as session:
        session.execute(text("SELECT count(*) FROM visit")).all()
        assert process.looks()
    [said] = written.of("warning")
    assert "It is tried again." in said["event"]
    assert not process.looks()
    done = purge.newest(room.house, room.site_id)
    assert done is not None
    assert done.wiped_at is not None


def beat(room: Room, *processes: str) -> None:
    for name in processes:
        watch.sweep(room.house, room.clock(), process=name, started_at=room.clock())


@pytest.fixture
def two(room: Room) -> tuple[str, str]:
    """Two processes: whose turn it is at this site now, and the other."""
    beat(room, "a", "b")
    [own] = [name for name in ("a", "b") if turns.own_sites(room.house, name)]
    return own, "b" if own == "a" else "a"


def test_of_several_processes_one_does_it(room: Room, two: tuple[str, str]) -> None:
    own, other = two
    assert not Round(room, process=other).looks()
    assert Round(room, process=own).looks()


def test_what_one_leaves_undone_another_does_within_an_hour(room: Room, two: tuple[str, str]) -> None:
    room.clock.time += turns.TURN
    beat(room, *two)
    assert Round(room, process=two[1]).looks()


def test_what_one_that_has_ended_leaves_another_does_at_once(room: Room, two: tuple[str, str]) -> None:
    room.clock.time += turns.THERE_FOR + timedelta(seconds=1)
    assert Round(room, process=two[1]).looks()
