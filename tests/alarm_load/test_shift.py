"""A shift of the model room: the same by its seed, nobody lost, nothing worse hidden."""

from datetime import datetime

import pytest

from ops.alarm_load import figures
from ops.alarm_load.room import Room
from ops.alarm_load.wall import Wall
from ops.domain.alarm_sources import Alarm
from ops.domain.alarms import EYES
from ops.domain.words import AlarmLevel, EndKind, ResponseState, VisitState
from tests.alarm_load.starter import BOOTHS, PROTOCOL, shift


def nobody_is_in_two_places(room: Room) -> None:
    seated = list(room.in_seats.values())
    assert len({person.visit.id for person in seated}) == len(seated)
    for number, person in room.in_seats.items():
        assert person.seat is not None
        assert (person.seat.id, person.visit.seat_id) == (number, number)
        assert number in room.places.taken
    hands = [worker.name for case in room.responses.running for worker in case.hands]
    assert len(set(hands)) == len(hands)
    for worker in room.team.workers:
        assert (worker.job is None) or not worker.in_response
        assert worker.in_response == (worker.name in hands)


def test_the_same_seed_is_the_same_shift_and_another_is_another() -> None:
    first = shift("quiet", seed="7/1").play()
    assert shift("quiet", seed="7/1").play() == first
    assert shift("quiet", seed="7/2").play() != first


@pytest.mark.parametrize(("load", "staff"), [("busy", 2), ("middle", 3), ("quiet", 2)])
def test_everybody_leaves_and_nobody_is_in_two_places(load: str, staff: int) -> None:
    room = shift(load, staff)
    while room.step():
        nobody_is_in_two_places(room)
    assert room.people
    assert {person.visit.state for person in room.people} == {VisitState.ENDED}
    assert (room.in_seats, room.places.taken) == ({}, set())
    assert room.responses.running == []
    used = [person for person in room.people if person.visit.end_kind is not EndKind.LEFT_BEFORE_USING]
    assert all(person.visit.episodes >= 1 for person in used)
    assert len(used) >= room.tally.seated


def test_other_staff_have_the_same_people_and_responses() -> None:
    two, other = shift("quiet", 2), shift("quiet", 3)
    began: list[list[datetime]] = []
    for room in (two, other):
        starts: list[datetime] = []
        while room.step():
            starts += [case.record.response.began_at for case in room.responses.running]
        began.append(sorted(set(starts)))
    assert began[0] == began[1]
    assert len(began[0]) == figures.RESPONSES
    assert [(one.visit.arrived_at, one.visit.substances, one.stays) for one in two.people] == [
        (one.visit.arrived_at, one.visit.substances, one.stays) for one in other.people
    ]


def test_the_gathering_hides_nothing_and_makes_nothing_milder(monkeypatch: pytest.MonkeyPatch) -> None:
    gathered = 0
    alarms = Wall.alarms

    def compared(wall: Wall, now: datetime) -> tuple[list[Alarm], list[Alarm]]:
        nonlocal gathered
        before, after = alarms(wall, now)
        looks = {(one.cause, one.level) for one in before}
        held = {(one.cause, one.level) for alarm in after if alarm.cause == EYES for one in alarm.holds}
        apart = {(one.cause, one.level) for one in after if one.cause != EYES}
        assert looks == held | apart
        assert [one.level for one in before][:1] == [one.level for one in after][:1]
        gathered += bool(held)
        return before, after

    monkeypatch.setattr(Wall, "alarms", compared)
    shift("middle").play()
    assert gathered > 10


def test_the_rule_is_asked_whenever_it_would_say_something(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = shift("quiet").play()
    monkeypatch.setattr(Wall, "may_be_loud", lambda wall, now: True)
    assert shift("quiet").play() == usual


def test_each_response_is_unattended_once_and_somebody_always_comes() -> None:
    tally = shift("quiet", 3).play()
    high = [one for one in tally.after if one.of_response]
    assert [one.level for one in high] == [AlarmLevel.HIGH] * figures.RESPONSES
    assert all(one.during for one in high)


def test_what_is_after_the_shift_is_not_counted() -> None:
    room = shift("middle", 2)
    tally = room.play()
    assert room.timeline.now > figures.SHIFT
    assert max(one.time for one in tally.before + tally.after) < figures.SHIFT
    assert tally.times.response_runs <= figures.SHIFT
    assert tally.times.on_floor <= 2 * figures.SHIFT


def test_the_board_is_the_one_that_travels() -> None:
    room = shift("busy", 2)
    while room.timeline.now < 3 * 3600:
        room.step()
    board = room.wall.board()
    assert len(board["booths"]) == len(BOOTHS)
    assert board["room"]["minimum_free_staff"] == PROTOCOL.minimum_free_staff
    people = [seat["visit"] for tile in board["booths"] for seat in tile["seats"] if "visit" in seat]
    assert len(people) == len(room.in_seats) > 0
    assert all(isinstance(visit["id"], str) for visit in people)
    assert not any("handle" in visit or "substances" in visit for visit in people)
    assert all(response["state"] == ResponseState.RUNNING for response in board["responses"])
