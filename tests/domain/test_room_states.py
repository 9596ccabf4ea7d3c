"""Every state of the room × every act: a step, a repeat, or a refusal with its reason; and what
each state means for somebody new."""

from datetime import UTC, datetime, timedelta

import pytest

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.room_states import (
    ACT_FOR,
    BEGINS,
    REPEAT,
    STATE_OF,
    STEP,
    TABLE,
    Coming,
    Room,
    RoomAct,
    advance,
    refuses,
    says_the_same,
)
from ops.domain.words import RoomReason, RoomState

AT = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=20)
S = RoomState
STAFF, HOURS = RoomReason.STAFF, RoomReason.HOURS

# One line a state, one word an act: s(tep), r(epeat), or held: it has to be ended first.
ACTS = "open close last_entry closing everyone_out lock_down back_in"
WORDS = {"s": STEP, "r": REPEAT, "held": Code.ROOM_HELD}
WRITTEN = {
    S.OPEN: "r s s s s s r",
    S.CLOSED: "s r s s s s r",
    S.LAST_ENTRY: "s s r s s s r",
    S.CLOSING: "s s s r s s r",
    S.EVERYONE_OUT: "held held held held r held s",
    S.LOCK_DOWN: "held held held held s r s",
}
# Somebody new: arrives, is called, is given a seat from the list.
NEW: dict[RoomState, list[Code | None]] = {
    S.OPEN: [None, None, None],
    S.CLOSED: [Code.ROOM_CLOSED] * 3,
    S.LAST_ENTRY: [Code.LAST_ENTRY_PASSED, None, None],
    S.CLOSING: [Code.ROOM_CLOSING] * 3,
    S.EVERYONE_OUT: [Code.EVERYONE_IS_OUT] * 3,
    S.LOCK_DOWN: [Code.LOCKED_DOWN] * 3,
}
PAIRS = [(state, act) for state in RoomState for act in RoomAct]


def in_state(state: RoomState) -> Room:
    held = state in (S.EVERYONE_OUT, S.LOCK_DOWN)
    reason = STAFF if state is S.CLOSED else None
    return Room(state, reason, AT, S.CLOSED if held else None, HOURS if held else None)


def test_the_table_is_whole_and_the_written_one() -> None:
    written = {
        (state, RoomAct(act)): WORDS[word]
        for state, line in WRITTEN.items()
        for act, word in zip(ACTS.split(), line.split(), strict=True)
    }
    assert written == TABLE
    assert set(TABLE) == set(PAIRS)


@pytest.mark.parametrize(("state", "act"), PAIRS)
def test_an_act_does_what_the_table_says(state: RoomState, act: RoomAct) -> None:
    room, rule = in_state(state), TABLE[state, act]
    if isinstance(rule, Code):
        with pytest.raises(Refused) as refused:
            advance(room, act, LATER, STAFF)
        assert refused.value.code is rule
        assert not refused.value.room_may_differ
        return
    decision = advance(room, act, LATER, STAFF)
    if rule is REPEAT:
        assert (decision.room, decision.facts) == (room, [])
        return
    assert decision.room.since == LATER
    assert STATE_OF[decision.facts[-1].kind()] is decision.room.state
    if act is RoomAct.BACK_IN:
        assert (decision.room.state, decision.room.reason, decision.room.before) == (S.CLOSED, HOURS, None)
    else:
        assert act is ACT_FOR[decision.room.state]


@pytest.mark.parametrize("state", RoomState)
@pytest.mark.parametrize("coming", list(Coming))
def test_what_a_state_means_for_somebody_new(state: RoomState, coming: Coming) -> None:
    code = refuses(state, coming)
    assert code is NEW[state][list(Coming).index(coming)]
    assert code is None or Refused(code).room_may_differ


def test_only_closed_keeps_a_reason() -> None:
    for state in RoomState:
        after = advance(in_state(S.CLOSED if state is S.OPEN else S.OPEN), ACT_FOR[state], LATER, HOURS)
        told = after.facts or [facts.RoomOpened(LATER)]
        assert (after.room.reason is HOURS) == (state is S.CLOSED)
        assert ("reason" in told[-1].data()) == (state is S.CLOSED)


def test_closed_for_another_reason_is_closed_anew() -> None:
    room = in_state(S.CLOSED)
    assert says_the_same(room, RoomAct.CLOSE, STAFF)
    after = advance(room, RoomAct.CLOSE, LATER, HOURS)
    assert (after.room.reason, after.facts) == (HOURS, [facts.RoomClosed(LATER, "hours")])


@pytest.mark.parametrize("act", [RoomAct.EVERYONE_OUT, RoomAct.LOCK_DOWN])
@pytest.mark.parametrize("state", [S.OPEN, S.CLOSED, S.LAST_ENTRY, S.CLOSING])
def test_back_in_brings_the_state_of_before(state: RoomState, act: RoomAct) -> None:
    before = in_state(state)
    held = advance(before, act, LATER).room
    after = advance(held, RoomAct.BACK_IN, LATER + timedelta(minutes=1))
    assert (after.room.state, after.room.reason) == (before.state, before.reason)
    assert [type(fact) for fact in after.facts] == [
        facts.EveryoneBackIn if act is RoomAct.EVERYONE_OUT else facts.LockDownEnded,
        BEGINS[state],
    ]


def test_everyone_out_in_a_lock_down_ends_the_lock_down() -> None:
    locked = advance(in_state(S.CLOSED), RoomAct.LOCK_DOWN, AT).room
    out = advance(locked, RoomAct.EVERYONE_OUT, LATER).room
    assert (out.state, out.before, out.reason_before) == (S.EVERYONE_OUT, S.CLOSED, STAFF)
    assert advance(out, RoomAct.BACK_IN, LATER).room.state is S.CLOSED
