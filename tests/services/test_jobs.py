"""Long work: one at a time, held by a sign of life, found again, gone soon after."""

from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from ops.domain.errors import Refused
from ops.models import JobState
from ops.services.house import House
from ops.services.jobs import Asker, File, Lost, asking, running
from tests.services.room import Clock, Room

ROSA, NOOR = Asker(1, 7), Asker(1, 8)
PDF = File("a.pdf", "application/pdf", b"%PDF-1.7 what is on it")


def asked(room: Room, which: str = "a", asker: Asker = ROSA) -> UUID:
    return asking.queue(room.house, room.site_id, "pdf", {"number": which}, asker, language="en")


def state(room: Room, job: UUID, asker: Asker = ROSA) -> JobState:
    return asking.look(room.house, room.site_id, job, asker).state


@pytest.fixture
def kept(tmp_path: Path, room: Room) -> Room:
    """With a folder of its own for what is made."""
    keys = replace(room.house.keys, months=tmp_path / "months")
    return Room(replace(room.house, keys=keys), room.clock, room.furnished)


def test_the_oldest_first_and_one_at_a_time(room: Room, clock: Clock) -> None:
    first = asked(room, "a")
    clock.pass_(seconds=1)
    second = asked(room, "b")
    assert running.take_up(room.house, "one") == first
    assert running.take_up(room.house, "two") is None
    assert (state(room, first), state(room, second)) == (JobState.RUNNING, JobState.QUEUED)
    running.finish(room.house, first, "one", {"rows": 3})
    assert running.take_up(room.house, "two") == second
    shown = asking.look(room.house, room.site_id, first, ROSA)
    assert (shown.state, shown.answer) == (JobState.DONE, {"rows": 3})


def test_what_is_asked_again_while_it_goes_on_is_the_same(room: Room) -> None:
    job = asked(room)
    assert asked(room) == job
    assert asked(room, asker=NOOR) != job
    assert asked(room, "b") != job


def test_who_is_silent_has_lost_it_and_what_they_say_later_counts_for_nothing(
    room: Room, clock: Clock
) -> None:
    job = asked(room)
    assert running.take_up(room.house, "killed") == job
    clock.pass_(seconds=29)
    assert running.alive(room.house, job, "killed")
    clock.pass_(seconds=29)
    assert running.take_up(room.house, "next") is None
    clock.pass_(seconds=2)
    assert running.take_up(room.house, "next") == job
    assert not running.alive(room.house, job, "killed")
    with pytest.raises(Lost):
        running.say(room.house, job, "killed", 1, 2)
    with pytest.raises(Lost):
        running.finish(room.house, job, "killed", {})
    with pytest.raises(Lost):
        running.fail(room.house, job, "killed", "no")
    running.say(room.house, job, "next", 1, 2)
    shown = asking.look(room.house, room.site_id, job, ROSA)
    assert (shown.state, shown.done, shown.of) == (JobState.RUNNING, 1, 2)


def test_what_breaks_three_times_is_not_tried_again(room: Room, clock: Clock) -> None:
    job = asked(room)
    for runner in "abc":
        assert running.take_up(room.house, runner) == job
        running.broke(room.house, job, runner)
    assert state(room, job) is JobState.FAILED
    silent = asked(room, "b")
    for runner in "abc":
        assert running.take_up(room.house, runner) == silent
        clock.pass_(seconds=31)
    assert running.take_up(room.house, "d") is None
    assert state(room, silent) is JobState.FAILED


def test_the_last_try_is_not_taken_from_who_has_just_begun_it(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = asked(room)
    for runner in "ab":
        assert running.take_up(room.house, runner) == job
        running.broke(room.house, job, runner)
    write = room.house.db.write

    def others_first() -> AbstractContextManager[Session]:
        monkeypatch.undo()
        assert running.take_up(room.house, "c") == job
        return write()

    monkeypatch.setattr(room.house.db, "write", others_first)
    assert running.take_up(room.house, "late") is None
    assert state(room, job) is JobState.RUNNING
    running.say(room.house, job, "c", 1, 2)


def test_why_it_cannot_be_done_is_said(room: Room) -> None:
    job = asked(room)
    running.take_up(room.house, "one")
    running.fail(room.house, job, "one", "There is nothing to print with.")
    assert asking.look(room.house, room.site_id, job, ROSA).why == "There is nothing to print with."


def test_only_who_asked_sees_it(room: Room) -> None:
    job = asked(room)
    assert state(room, job, Asker(2, 7)) is JobState.QUEUED  # the same person elsewhere
    for other in (NOOR, Asker(1)):
        with pytest.raises(Refused):
            asking.look(room.house, room.site_id, job, other)
    with pytest.raises(Refused):
        asking.look(room.house, room.site_id + 1, job, ROSA)


def test_its_file_is_sealed_and_goes_after_an_hour_with_the_row(kept: Room, tmp_path: Path) -> None:
    house: House = kept.house
    job = asked(kept)
    running.take_up(house, "one")
    running.finish(house, job, "one", {}, PDF)
    assert asking.file_of(house, kept.site_id, job, ROSA) == PDF
    [path] = (tmp_path / "jobs").iterdir()
    assert b"what is on it" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    (tmp_path / "jobs" / str(UUID(int=1))).write_bytes(b"of nobody")
    kept.clock.pass_(minutes=59)
    assert running.sweep(house) == 0
    assert [left.name for left in (tmp_path / "jobs").iterdir()] == [str(job)]
    kept.clock.pass_(minutes=1)
    assert running.sweep(house) == 1
    assert list((tmp_path / "jobs").iterdir()) == []
    with pytest.raises(Refused):
        asking.look(house, kept.site_id, job, ROSA)
