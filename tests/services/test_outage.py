"""Outages: told once, by whoever wakes first; nobody's deadline of before is believed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select

from ops.domain.alarms import alarms_at
from ops.domain.words import Answer, Audience, Where
from ops.models import Heartbeat, LateCheck
from ops.services import responses, visits, watch
from ops.services.undo import undo
from ops.services.ways_in import devices
from tests.services.room import START, Room, at

SECOND = timedelta(seconds=1)
# The shortest interval of a site as it comes: two minutes.


def sweeps(room: Room, process: str = "one", since_beat: timedelta | None = None) -> int:
    """One look by a process; without ``since_beat`` it has just begun. How often it beat."""
    beats: list[datetime] = []
    watch.sweep(
        room.house,
        room.clock(),
        process=process,
        started_at=START,
        since_beat=since_beat,
        beaten=lambda: beats.append(room.clock()),
    )
    room.screens_follow()
    return len(beats)


def goes_out(room: Room, minutes: float = 38) -> None:
    """The house beats, and is away for so long; then it begins again."""
    sweeps(room)
    room.clock.pass_(minutes=minutes)
    sweeps(room, "another")


def gaps(room: Room) -> list[tuple[Any, Any]]:
    return [(fact["since"], fact["until"]) for fact in room.facts("not_recorded")]


def written(*instants: str) -> tuple[str, ...]:
    return tuple(
        at(instant).isoformat(timespec="milliseconds").replace("+00:00", "Z") for instant in instants
    )


def shown(room: Room, visit: UUID, audience: Audience = Audience.FLOOR) -> dict[str, Any]:
    """A person in a seat as that audience sees them."""
    for tile in room.board(audience)["booths"]:
        for seat in tile["seats"]:
            if seat.get("visit", {}).get("id") == str(visit):
                found: dict[str, Any] = seat["visit"]
                return found
    raise AssertionError("they are in no seat")


def test_the_gap_is_a_fact_and_everyone_in_place_is_to_be_confirmed(watched: Room) -> None:
    seated = watched.seats("1")
    out = watched.seats("2")
    watched.does(visits.step_out, out, said={"to": Where.SMOKE})
    waits = watched.seats(None)
    watched.clock.pass_(minutes=5)
    goes_out(watched)
    assert gaps(watched) == [written("14:05", "14:43")]
    for audience in (Audience.FLOOR, Audience.WALL):
        since, until = written("14:05", "14:43")
        assert watched.board(audience)["room"]["gap"] == {"from": since, "until": until}
        for visit in (seated, out):
            person = shown(watched, visit, audience)
            assert person["confirm_since"] == until
            assert person["due_at"] is person["urgent_at"] is None
    assert [person["id"] for person in watched.board()["waiting"]] == [str(waits)]


def test_no_deadline_of_before_is_made_late(watched: Room) -> None:
    watched.seats("1")
    goes_out(watched)
    watched.clock.pass_(minutes=20)
    sweeps(watched, "another", SECOND)
    assert watched.facts("check_in_overdue", "check_in_urgent") == []
    with watched.house.db.read() as session:
        assert session.scalar(select(LateCheck.id)) is None


def test_the_next_look_has_a_deadline_again(watched: Room) -> None:
    visit = watched.seats("1")
    goes_out(watched)
    watched.looks_in(visit)
    person = shown(watched, visit)
    assert (person["confirm_since"], person["due_at"]) == (None, *written("14:43"))
    watched.clock.pass_(minutes=7)
    sweeps(watched, "another", SECOND)
    assert [fact["at"] for fact in watched.facts("check_in_overdue")] == [at("14:44")]


def test_a_site_with_nobody_inside_only_has_the_gap(watched: Room, elsewhere: Room) -> None:
    visit = elsewhere.seats("1")
    goes_out(watched)
    assert gaps(watched) == gaps(elsewhere) == [written("14:00", "14:38")]
    assert watched.board()["room"]["gap"] is not None
    assert shown(elsewhere, visit)["confirm_since"] is not None


@pytest.mark.parametrize(("seconds", "told"), [(120, 0), (121, 1)])
def test_longer_than_the_shortest_interval(watched: Room, seconds: float, told: int) -> None:
    watched.seats("1")
    goes_out(watched, seconds / 60)
    assert len(gaps(watched)) == told


def test_a_house_that_never_beat_had_no_outage(watched: Room) -> None:
    visit = watched.seats("1")
    watched.clock.pass_(minutes=30)
    sweeps(watched)
    assert gaps(watched) == []
    assert shown(watched, visit)["confirm_since"] is None


def test_an_outage_may_take_days(watched: Room) -> None:
    visit = watched.seats("1")
    goes_out(watched, minutes=10 * 24 * 60)
    assert len(gaps(watched)) == 1
    assert shown(watched, visit)["confirm_since"] is not None
    with watched.house.db.read() as session:
        assert session.scalars(select(Heartbeat.process)).all() == ["another"]


def test_it_is_told_once(watched: Room) -> None:
    watched.seats("1")
    goes_out(watched)
    for process, since_beat in (("another", SECOND), ("one", None), ("a third", None)):
        watched.clock.pass_(seconds=1)
        sweeps(watched, process, since_beat)
    assert len(gaps(watched)) == 1


def test_two_processes_that_wake_together_tell_it_once(watched: Room) -> None:
    """The second one saw the old beat before the first had written its own."""
    visit = watched.seats("1")
    sweeps(watched)
    watched.clock.pass_(minutes=38)
    sweeps(watched, "first")
    with watched.house.db.write() as session:
        session.execute(delete(Heartbeat).where(Heartbeat.process == "first"))
    watched.looks_in(visit)
    sweeps(watched, "second")
    assert len(gaps(watched)) == 1
    assert shown(watched, visit)["confirm_since"] is None


def test_a_process_that_told_it_and_fell_again_leaves_a_second_gap(watched: Room) -> None:
    watched.seats("1")
    goes_out(watched)
    with watched.house.db.write() as session:
        session.execute(delete(Heartbeat).where(Heartbeat.process == "another"))
    watched.clock.pass_(minutes=10)
    sweeps(watched, "a third")
    assert gaps(watched) == [written("14:00", "14:38"), written("14:38", "14:48")]


def test_while_another_process_beats_a_restart_is_no_outage(watched: Room) -> None:
    watched.seats("1")
    sweeps(watched, "one")
    for _ in range(30):
        watched.clock.pass_(seconds=10)
        sweeps(watched, "two", timedelta(seconds=10))
    sweeps(watched, "one")
    assert gaps(watched) == []


def test_a_process_that_stood_still_while_another_beat_had_no_outage(watched: Room) -> None:
    sweeps(watched, "one")
    sweeps(watched, "two")
    watched.clock.pass_(minutes=10)
    sweeps(watched, "two", SECOND)
    sweeps(watched, "one", timedelta(minutes=10))
    assert gaps(watched) == []


def test_a_machine_that_slept_had_one(watched: Room) -> None:
    """Both clocks went on while it did."""
    visit = watched.seats("1")
    sweeps(watched)
    watched.clock.pass_(minutes=38)
    sweeps(watched, since_beat=timedelta(minutes=38))
    assert gaps(watched) == [written("14:00", "14:38")]
    assert shown(watched, visit)["confirm_since"] is not None


def test_a_wall_clock_that_was_moved_is_none(watched: Room) -> None:
    watched.seats("1")
    sweeps(watched)
    watched.clock.pass_(minutes=90)
    sweeps(watched, since_beat=timedelta(seconds=6))
    assert gaps(watched) == []


def test_a_wall_clock_moved_back_hides_none(watched: Room) -> None:
    visit = watched.seats("1")
    watched.clock.pass_(minutes=60)
    sweeps(watched)
    watched.clock.pass_(minutes=-10)
    sweeps(watched, since_beat=timedelta(minutes=20))
    assert gaps(watched) == [written("14:30", "14:50")]
    assert shown(watched, visit)["confirm_since"] is not None


def test_the_beat_goes_on_when_the_clock_was_moved_back(watched: Room) -> None:
    sweeps(watched)
    watched.clock.pass_(minutes=-60)
    assert sweeps(watched, since_beat=timedelta(seconds=6)) == 1


@pytest.mark.parametrize(
    ("looked", "stands"),
    [("14:04:30", False), ("14:30", False), ("14:40", True)],
)
def test_a_look_that_arrives_from_the_gap(watched: Room, looked: str, stands: bool) -> None:
    visit = watched.seats("1")
    watched.clock.pass_(minutes=5)
    goes_out(watched)
    watched.looks_in(visit, happened_at=at(looked))
    person = shown(watched, visit)
    assert (person["confirm_since"] is None) is stands
    if stands:
        assert (person["due_at"],) == written("14:45")
    watched.clock.pass_(minutes=1)
    sweeps(watched, "another", SECOND)
    assert watched.facts("check_in_overdue") == []


def test_a_look_that_was_faster_than_the_first_sweep_stands(watched: Room) -> None:
    visit = watched.seats("1")
    sweeps(watched)
    watched.clock.pass_(minutes=38)
    watched.looks_in(visit)
    sweeps(watched, "another")
    assert len(gaps(watched)) == 1
    assert shown(watched, visit)["confirm_since"] is None


def _over(room: Room, response: UUID) -> None:
    room.does(responses.over, response)


def _mis_tap(room: Room, response: UUID) -> None:
    room.does(responses.mis_tap, response)


@pytest.mark.parametrize(("ends", "to_confirm"), [(_over, False), (_mis_tap, True)])
def test_a_running_response_stands(
    watched: Room, ends: Callable[[Room, UUID], None], to_confirm: bool
) -> None:
    visit = watched.seats("1")
    response = UUID(watched.does(responses.start, said={"visit": visit})["id"])
    goes_out(watched)
    (running,) = watched.board(Audience.WALL)["responses"]
    assert (running["state"], running["began_at"]) == ("running", *written("14:00"))
    assert shown(watched, visit)["confirm_since"] is None
    ends(watched, response)
    person = shown(watched, visit)
    assert (person["confirm_since"] is not None) is to_confirm
    assert (person["due_at"] is None) is to_confirm


def test_an_undone_look_leaves_them_to_be_confirmed(watched: Room) -> None:
    visit = watched.seats("1")
    goes_out(watched)
    look = watched.looks_in(visit, Answer.ASLEEP)
    watched.does(undo, said={"target": UUID(look["id"])})
    person = shown(watched, visit)
    assert (person["confirm_since"], person["due_at"]) == (*written("14:38"), None)


def test_everyone_is_one_alarm(watched: Room) -> None:
    for booth in ("1", "2", "3"):
        watched.seats(booth)
        watched.clock.pass_(minutes=1)
    goes_out(watched)
    now: datetime = watched.clock()
    (alarm,) = alarms_at(watched.board(Audience.WALL), now, Audience.WALL)
    assert (alarm.cause, alarm.level, len(alarm.holds)) == ("reconfirm", "high", 3)


def test_a_sweep_that_takes_long_is_nobodys_absence(watched: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says on its way that it is there, as soon as a site is done."""
    watched.seats("1")
    sweeps(watched)
    watched.clock.pass_(minutes=6)
    sweeps(watched, since_beat=timedelta(seconds=6))
    watched.clock.pass_(minutes=2)
    said: list[str] = []

    def is_slow() -> None:
        watched.clock.pass_(seconds=6)
        said.append("a site is done")

    def ends_here(*_: object, **__: object) -> set[int]:
        raise OSError("ends here")

    monkeypatch.setattr(devices, "mark_silent", ends_here)
    with pytest.raises(OSError, match="ends here"):
        watch.sweep(
            watched.house,
            watched.clock(),
            process="one",
            started_at=START,
            since_beat=timedelta(seconds=6),
            goes_on=is_slow,
            beaten=lambda: said.append("there"),
        )
    assert said == ["a site is done", "there"]
