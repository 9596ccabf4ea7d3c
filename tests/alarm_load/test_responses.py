"""Who goes to a response of the model room, and when: two at first, one until it is over."""

from collections.abc import Iterator

import pytest

from ops.alarm_load import figures
from ops.alarm_load.responses import Case
from ops.alarm_load.room import Room
from ops.alarm_load.timeline import seconds_of
from ops.domain import board_response
from ops.domain.words import Audience
from tests.alarm_load.starter import shift


def watched(room: Room) -> Iterator[tuple[float, Case]]:
    """Every running response after everything that happens."""
    while room.step():
        for case in room.responses.running:
            yield room.timeline.now, case


def test_two_at_first_and_one_until_it_is_over() -> None:
    most: dict[Case, int] = {}
    late: list[int] = []
    longest = max(most for _, most in figures.TWO_FOR.values())
    for now, case in watched(shift("quiet", 3, seed="3/1")):
        most[case] = max(most.get(case, 0), len(case.hands))
        if now > seconds_of(case.record.response.began_at) + longest + 60:
            late.append(len(case.hands))
    assert len(most) == figures.RESPONSES
    assert set(most.values()) == {2}
    assert set(late) == {1}


def test_two_staff_share_two_that_run_at_once() -> None:
    room = shift("quiet", 2, seed="3/7")
    shared = 0
    for now, case in watched(room):
        began = seconds_of(case.record.response.began_at)
        if len(room.responses.running) == 2 and now > began + 60:
            shared += 1
            assert len(case.hands) == 1
    assert shared


def test_somebody_is_at_each_until_it_is_over_and_it_never_lapses() -> None:
    room = shift("middle", 2, seed="4/1")
    unattended: list[float] = []
    arrived: set[Case] = set()
    for now, case in watched(room):
        if case.there:
            arrived.add(case)
        until = case.record.response.attended_until
        if case in arrived and until is not None:
            soft = room.protocol.soft_before_loud
            if seconds_of(until) + soft < now:
                unattended.append(now)
        assert not (case in arrived and not case.there)
    assert len(arrived) == figures.RESPONSES
    assert unattended == []


def test_the_one_who_is_helped_is_not_looked_at_as_usual() -> None:
    room = shift("middle", 3)
    helped = 0
    for _, case in watched(room):
        if case.person is not None:
            helped += 1
            assert case.person.visit.response_id == case.record.response.id
            assert case.person.plans == []
    assert helped


@pytest.mark.parametrize(("share", "there"), [(0.0, 2), (1.0, 1)])
def test_whoever_goes_back_and_taps_it_is_counted_there_no_longer(
    monkeypatch: pytest.MonkeyPatch, share: float, there: int
) -> None:
    monkeypatch.setattr(figures, "SECOND_HERE_SHARE", 1.0)
    monkeypatch.setattr(figures, "SECOND_LEAVES_SHARE", share)
    before: dict[Case, int] = {}
    counted: set[int] = set()
    for _, case in watched(shift("quiet", 3, seed="3/1")):
        if before.get(case) == 2 and len(case.there) == 1:
            counted.add(board_response.shape(case.record, (), Audience.WALL)["there"])
        before[case] = len(case.there)
    assert max(counted) == there
