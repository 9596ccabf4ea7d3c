"""A shift: every act, with and without one running, is a move, a repeat or a refusal."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.shift import TABLE, Move, ShiftAct, Stretch, close, forgotten, judge, part
from ops.domain.visit_data import Visit
from ops.domain.words import EndKind, VisitState

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def hour(number: float) -> datetime:
    return NOON + timedelta(hours=number)


RUNNING = Stretch(hour(-4), None)
HANDED = Stretch(hour(-4), None, by_hand_over=True)
BEFORE = Stretch(hour(-12), hour(-4))


@pytest.mark.parametrize("act", ShiftAct)
@pytest.mark.parametrize("running", [None, RUNNING], ids=["none running", "one running"])
def test_every_act_has_a_rule(act: ShiftAct, running: Stretch | None) -> None:
    rule = TABLE[running is not None, act]
    if isinstance(rule, Move):
        assert judge(act, NOON, running=running, before=BEFORE) is rule
    else:
        with pytest.raises(Refused) as refused:
            judge(act, NOON, running=running, before=BEFORE)
        assert refused.value.code is rule


def test_a_second_tablet_opening_means_the_same_shift() -> None:
    fresh = Stretch(hour(0), None)
    assert judge(ShiftAct.OPEN, hour(0.1), running=fresh, before=None) is Move.REPEAT
    with pytest.raises(Refused) as refused:
        judge(ShiftAct.OPEN, hour(1), running=fresh, before=None)
    assert refused.value.code is Code.SHIFT_RUNNING
    assert refused.value.room_may_differ


def test_opening_while_one_runs_hands_over_when_the_room_says_so() -> None:
    move = judge(ShiftAct.OPEN, hour(0), running=RUNNING, before=BEFORE, room_says_otherwise=True)
    assert move is Move.HANDS_OVER


def test_a_second_tablet_handing_over_means_the_same_handover() -> None:
    fresh = Stretch(hour(0), None, by_hand_over=True)
    assert judge(ShiftAct.HAND_OVER, hour(0.1), running=fresh, before=BEFORE) is Move.REPEAT
    opened = Stretch(hour(0), None)
    assert judge(ShiftAct.HAND_OVER, hour(0.1), running=opened, before=BEFORE) is Move.HANDS_OVER
    assert judge(ShiftAct.HAND_OVER, hour(0), running=HANDED, before=BEFORE) is Move.HANDS_OVER


def test_a_second_tablet_closing_means_the_same_closing() -> None:
    assert judge(ShiftAct.CLOSE, hour(-4), running=None, before=BEFORE) is Move.REPEAT
    assert judge(ShiftAct.CLOSE, hour(-3.9), running=None, before=BEFORE) is Move.REPEAT


@pytest.mark.parametrize("act", ShiftAct)
def test_an_act_older_than_the_board_changes_nothing(act: ShiftAct) -> None:
    assert judge(act, hour(-5), running=RUNNING, before=None) is Move.REPEAT
    assert judge(act, hour(-5), running=None, before=BEFORE) is Move.REPEAT


def test_handing_over_what_nobody_opened_opens() -> None:
    assert judge(ShiftAct.HAND_OVER, NOON, running=None, before=None) is Move.OPENS


def person(state: VisitState = VisitState.USING, **values: Any) -> Visit:
    seen = {"last_seen_at": hour(-1), "seated_at": hour(-2)} if state is not VisitState.WAITING else {}
    return Visit(uuid4(), hour(-2), hour(-1), state=state, **(seen | values))


def test_who_is_named_in_a_response_or_waiting_is_accounted_for() -> None:
    named, waiting, cared_for = person(), person(VisitState.WAITING), person(response_id=uuid4())
    forgotten_one = person(VisitState.STEPPED_OUT)
    inside = part([named, waiting, cared_for, forgotten_one], {named.id})
    assert inside.unnamed == (forgotten_one,)
    assert inside.staying == (named, waiting, cared_for)


def test_closing_waits_until_everyone_is_named() -> None:
    people = [person(), person()]
    with pytest.raises(Refused) as refused:
        close(people, {people[0].id}, NOON, room_says_otherwise=False)
    assert (refused.value.code, refused.value.field) == (Code.PEOPLE_INSIDE, "staying")
    assert close(people, {one.id for one in people}, NOON, room_says_otherwise=False).unnamed == ()


def test_the_room_says_otherwise_and_nobody_in_a_response_is_ended() -> None:
    here, gone, cared_for = person(), person(), person(response_id=uuid4())
    left_waiting = person(VisitState.WAITING)
    inside = close([here, gone, cared_for, left_waiting], {here.id}, NOON, room_says_otherwise=True)
    assert inside.staying == (here, cared_for)
    assert inside.unnamed == (gone, left_waiting)


def test_whoever_was_seen_a_moment_ago_is_inside_whatever_the_list_says() -> None:
    just_seated, gone = person(last_seen_at=hour(-0.02)), person(last_seen_at=hour(-0.04))
    inside = close([just_seated, gone], set(), NOON, room_says_otherwise=True)
    assert (inside.staying, inside.unnamed) == ((just_seated,), (gone,))


@pytest.mark.parametrize(
    ("values", "ended_at"),
    [
        ({"last_seen_at": hour(-0.5)}, hour(-0.5)),
        ({"last_seen_at": None, "called_at": hour(-0.75)}, hour(-0.75)),
        ({"last_seen_at": None}, hour(-2)),
    ],
)
def test_a_forgotten_stay_ends_when_the_person_was_last_seen(
    values: dict[str, Any], ended_at: datetime
) -> None:
    after, happened = forgotten(person(**values), NOON)
    assert (after.ended_at, after.end_kind) == (ended_at, EndKind.NOT_RECORDED)
    assert (after.state, after.due_at, after.changed_at) == (VisitState.ENDED, None, NOON)
    assert [fact.at for fact in happened] == [ended_at]
