"""While everyone is out: what a tick says, and who is to be confirmed when they are back in."""

from dataclasses import replace

import pytest

from ops.domain import facts
from ops.domain.head_count import back_in, counted
from ops.domain.words import HeadCount, VisitState
from tests.domain.stays import after, in_state

IN_PLACE = [VisitState.USING, VisitState.AFTERCARE, VisitState.STEPPED_OUT, VisitState.LOOKED_FOR]


@pytest.mark.parametrize("said", HeadCount)
@pytest.mark.parametrize("state", [*IN_PLACE, VisitState.WAITING, VisitState.CALLED])
def test_a_tick_says_what_is_known_and_touches_no_clock(state: VisitState, said: HeadCount) -> None:
    visit = replace(in_state(state), last_seen_at=after(1), last_look_at=after(1))
    ticked, happened = counted(visit, said, after(3))
    assert happened == [facts.HeadCounted(after(3), visit.id, said.value)]
    seen = after(1) if said is HeadCount.NOT_FOUND else after(3)
    assert ticked == replace(visit, head_count=said, last_seen_at=seen)


def test_a_late_tick_never_moves_when_they_were_seen_back() -> None:
    visit = replace(in_state(VisitState.USING), last_seen_at=after(5))
    assert counted(visit, HeadCount.OUT, after(3))[0].last_seen_at == after(5)


@pytest.mark.parametrize("state", IN_PLACE)
def test_back_in_whoever_is_in_place_is_to_be_confirmed(state: VisitState) -> None:
    visit = replace(in_state(state), head_count=HeadCount.OUT, last_look_at=after(1))
    held = back_in(visit, after(9))
    assert (held.confirm_since, held.head_count) == (after(9), None)
    assert held.check_number == visit.check_number + 1
    assert {held.due_soon_at, held.due_at, held.overdue_at, held.urgent_at, held.going_until} == {None}
    assert held.state is state


def test_a_newer_look_stands() -> None:
    seen = replace(in_state(VisitState.USING), last_look_at=after(10), head_count=HeadCount.OUT)
    assert back_in(seen, after(9)) == replace(seen, head_count=None)


def test_who_waits_has_no_seat_to_confirm() -> None:
    visit = replace(in_state(VisitState.WAITING), head_count=HeadCount.REFUSED)
    assert back_in(visit, after(9)) == replace(visit, head_count=None)
