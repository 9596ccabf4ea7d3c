"""The clock is behind as the house begins, or is set forward while it runs."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ops.domain.alarms import alarms_at
from ops.domain.words import Answer, Audience
from ops.models import LateCheck
from ops.services import clock_back, clock_trust, responses, watch
from tests.services.room import Room, at

SECOND = timedelta(seconds=1)


def begins(room: Room, process: str = "another") -> None:
    """A process begins: before its first sweep it looks at the clock."""
    clock_trust.compare_with_records(room.house)
    watch.sweep(room.house, room.clock(), process=process, started_at=room.clock())
    room.screens_follow()


def starts_behind(room: Room, minutes: float) -> None:
    """The house stops; as it starts, the clock says so much less than it did."""
    room.sweeps()
    room.clock.pass_(minutes=-minutes)
    begins(room)


def set_forward(room: Room, minutes: float, *, processes: int = 1) -> None:
    """Somebody sets the clock forward; each process notices within a second, and sweeps."""
    room.clock.pass_(minutes=minutes)
    for _ in range(processes):
        room.clock.pass_(seconds=0.4)
        clock_trust.was_moved(room.house, 60 * minutes, within=SECOND)
        room.sweeps()


def instant(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def shown(room: Room, visit: UUID) -> dict[str, Any]:
    person = room.person(visit)
    assert person is not None
    return person


def causes(room: Room) -> list[str]:
    """What the wall alarms of people, worst first."""
    found = alarms_at(room.board(Audience.WALL), room.clock(), Audience.WALL)
    return [alarm.cause.partition(":")[0] for alarm in found if alarm.cause != "clock_suspect"]


@pytest.fixture
def seated(watched: Room) -> UUID:
    """Somebody since 14:00, due at 14:05; it is 14:02, and somebody else has just come."""
    visit = watched.seats("1")
    watched.clock.pass_(minutes=2)
    watched.seats(None)
    return visit


def test_a_start_behind_brings_everything_back_and_has_the_room_walked(watched: Room, seated: UUID) -> None:
    starts_behind(watched, 30)
    person = shown(watched, seated)
    assert (instant(person["seated_at"]), instant(person["last_look_at"])) == (at("13:30"), at("13:30"))
    assert (instant(person["confirm_since"]), person["due_at"]) == (at("13:32"), None)
    assert causes(watched) == ["reconfirm"]
    [fact] = watched.facts("times_moved_back")
    assert (fact["at"], fact["back"], fact["visits"]) == (at("13:32"), 1800.0, 2)
    watched.clock.pass_(minutes=1)
    watched.looks_in(seated, Answer.ASLEEP)
    person = shown(watched, seated)
    assert (person["confirm_since"], instant(person["due_at"])) == (None, at("13:38"))
    assert watched.facts("not_recorded") == []


def test_a_running_response_is_silent_no_longer_than_it_would_have_been(watched: Room, seated: UUID) -> None:
    response = UUID(watched.does(responses.start, said={"visit": seated})["id"])
    watched.does(responses.here, response)
    starts_behind(watched, 600)
    watched.clock.pass_(minutes=5)
    assert causes(watched) == ["response"]


def test_who_starts_second_finds_nothing_to_do(watched: Room, elsewhere: Room, seated: UUID) -> None:
    starts_behind(watched, 30)
    watched.looks_in(seated)
    watched.clock.pass_(seconds=1)
    before = shown(watched, seated)
    begins(watched, "a third")
    assert shown(watched, seated) == before
    assert len(watched.facts("times_moved_back")) == 1
    assert len(elsewhere.facts("times_moved_back")) == 1


def test_a_start_before_the_last_beat_is_behind(watched: Room, seated: UUID) -> None:
    """Nothing was recorded for four minutes as the power went; forty minutes later the machine
    begins with the clock it had saved half a minute before that."""
    watched.clock.pass_(minutes=4)
    watched.sweeps()
    watched.clock.pass_(minutes=-0.5)
    begins(watched)
    person = shown(watched, seated)
    assert (instant(person["confirm_since"]), person["due_at"]) == (at("14:05:30"), None)
    assert instant(person["last_look_at"]) == at("13:59:30")
    assert set(causes(watched)) == {"reconfirm"}
    assert [notice["kind"] for notice in watched.board(Audience.WALL)["notices"]] == ["clock_suspect"]
    [fact] = watched.facts("times_moved_back")
    assert (fact["back"], instant(fact["last_beat"])) == (30.0, at("14:06"))
    assert [fact["behind"] for fact in watched.facts("clock_suspected")] == [30.0]
    watched.clock.pass_(minutes=1)
    watched.looks_in(seated)
    assert instant(shown(watched, seated)["due_at"]) == at("14:11:30")


def test_one_last_beat_moves_everything_once(watched: Room, seated: UUID) -> None:
    """Two processes begin together: the second had read the beat before the first put it back."""
    watched.clock.pass_(minutes=4)
    watched.sweeps()
    watched.clock.pass_(minutes=-0.5)
    begins(watched)
    before = shown(watched, seated)
    clock_back.follow_records(watched.house, [watched.site_id], at("14:06"))
    assert shown(watched, seated) == before
    assert len(watched.facts("times_moved_back")) == 1


def test_a_start_within_a_moment_of_the_last_beat_is_an_ordinary_one(watched: Room, seated: UUID) -> None:
    watched.clock.pass_(minutes=2)
    watched.sweeps()
    watched.clock.pass_(seconds=-1)
    before = shown(watched, seated)
    begins(watched)
    assert shown(watched, seated) == before
    assert watched.facts("clock_suspected", "times_moved_back", "not_recorded") == []


def test_a_start_after_a_step_that_was_followed_moves_nothing(watched: Room, seated: UUID) -> None:
    """What was recorded before the step still lies ahead."""
    watched.clock.pass_(minutes=-60)
    clock_trust.was_moved(watched.house, -3600, within=SECOND)
    watched.clock.pass_(minutes=1)
    watched.sweeps()
    watched.clock.pass_(seconds=5)
    begins(watched)
    person = shown(watched, seated)
    assert (instant(person["due_at"]), person["confirm_since"]) == (at("13:05"), None)
    assert len(watched.facts("times_moved_back")) == 1


def test_a_start_that_is_not_behind_moves_nothing(watched: Room, seated: UUID) -> None:
    starts_behind(watched, 1 / 30)
    assert instant(shown(watched, seated)["due_at"]) == at("14:05")
    assert watched.facts("times_moved_back") == []


@pytest.mark.parametrize("processes", [1, 2])
def test_forty_minutes_forward_are_one_alarm(watched: Room, seated: UUID, processes: int) -> None:
    another = watched.seats("2")
    set_forward(watched, 40, processes=processes)
    for visit in (seated, another):
        person = shown(watched, visit)
        assert (instant(person["confirm_since"]), person["due_at"]) == (at("14:42") + 0.4 * SECOND, None)
    assert causes(watched) == ["reconfirm"]
    assert watched.facts("check_in_overdue", "check_in_urgent") == []
    with watched.house.db.read() as session:
        assert session.scalar(select(LateCheck.id)) is None
    [gap] = watched.facts("not_recorded")
    assert (instant(gap["since"]), instant(gap["until"])) == (
        at("14:02") + 0.4 * SECOND,
        at("14:42") + 0.4 * SECOND,
    )


def test_a_look_of_before_confirms_nobody(watched: Room, seated: UUID) -> None:
    """It was on its way as the clock was set."""
    set_forward(watched, 40)
    watched.looks_in(seated, happened_at=at("14:02"))
    assert shown(watched, seated)["confirm_since"] is not None
    watched.looks_in(seated)
    person = shown(watched, seated)
    assert (person["confirm_since"], instant(person["due_at"])) == (None, watched.clock() + 5 * 60 * SECOND)


def test_forward_makes_no_response_silent_for_longer(watched: Room, seated: UUID) -> None:
    response = UUID(watched.does(responses.start, said={"visit": seated})["id"])
    watched.does(responses.here, response)
    set_forward(watched, 40)
    [running] = watched.board()["responses"]
    assert instant(running["attended_until"]) == at("14:05")
    assert causes(watched) == ["response"]


def test_a_minute_forward_changes_nothing(watched: Room, seated: UUID) -> None:
    before = watched.board()
    set_forward(watched, 1)
    after = watched.board()
    assert after["booths"] == before["booths"]
    assert (after["waiting"], after["room"]) == (before["waiting"], before["room"])
    assert [fact["kind"] for fact in watched.facts()][-1] == "clock_suspected"


def test_back_and_forward_again_is_never_late(watched: Room, seated: UUID) -> None:
    """Somebody tries the clock out. Alarms may come early by that, not late."""
    watched.clock.pass_(minutes=-1.5)
    clock_trust.was_moved(watched.house, -90, within=SECOND)
    set_forward(watched, 1.5)
    due = instant(shown(watched, seated)["due_at"])
    assert due is not None
    assert due <= at("14:05")
