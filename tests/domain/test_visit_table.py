"""Every state of a stay × every act: a step, a repeat, or a refusal with its reason."""

from dataclasses import replace

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.visit import REPEAT, STEP, TABLE, Outcome, advance
from ops.domain.words import VisitAct, VisitState
from tests.domain.stays import RESPONSE, SITE, after, in_state, usual_ask

# One line a state, one word an act: s(tep), r(epeat), or why not.
ACTS = (
    "call seat going check_in move swap step_out back extend episode aftercare end leave_waiting pause resume"
)
WORDS = {
    "s": STEP,
    "r": REPEAT,
    "seated": Code.ALREADY_SEATED,
    "unseated": Code.NOT_IN_A_SEAT,
    "inside": Code.NOT_WAITING,
    "over": Code.VISIT_ENDED,
}
_IN_A_SEAT = "seated seated s s s s s {back} s s s s inside s s"
_ON_THE_LIST = (
    "{call} s unseated unseated unseated unseated unseated r unseated unseated unseated unseated s s s"
)
WRITTEN = {
    VisitState.WAITING: _ON_THE_LIST.format(call="s"),
    VisitState.CALLED: _ON_THE_LIST.format(call="r"),
    VisitState.USING: _IN_A_SEAT.format(back="r"),
    VisitState.AFTERCARE: _IN_A_SEAT.format(back="r"),
    VisitState.STEPPED_OUT: "seated seated s s s s r s s s s s inside s s",
    VisitState.LOOKED_FOR: _IN_A_SEAT.format(back="s"),
    VisitState.ENDED: "over over over over over over over s over over over r r r r",
}
PAIRS = [(state, act) for state in VisitState for act in VisitAct]

# The same again, by what the person already has: not a matter of the state alone.
SAME_AGAIN = {(VisitState.AFTERCARE, VisitAct.AFTERCARE)}


def test_the_table_is_the_written_one() -> None:
    for state, line in WRITTEN.items():
        for act, word in zip(ACTS.split(), line.split(), strict=True):
            assert TABLE[state, VisitAct(act)] is WORDS[word], (state, act)


def test_the_table_is_whole() -> None:
    assert set(TABLE) == set(PAIRS)


@pytest.mark.parametrize(("state", "act"), PAIRS)
def test_an_act_does_what_the_table_says(state: VisitState, act: VisitAct) -> None:
    visit = in_state(state)
    if act is VisitAct.RESUME:
        visit = replace(visit, response_id=RESPONSE)
    rule = TABLE[state, act]
    ask = usual_ask(act, after(3))
    if isinstance(rule, Code):
        with pytest.raises(Refused) as refused:
            advance(visit, ask, SITE)
        assert refused.value.code is rule
        assert visit == in_state(state)
        return
    decision = advance(visit, ask, SITE)
    if rule is REPEAT or (state, act) in SAME_AGAIN:
        assert decision.outcome is Outcome.REPEAT
        assert decision.visit == visit
        assert decision.facts == []
    else:
        assert decision.outcome is Outcome.DONE
        assert decision.visit != visit
        assert decision.facts or act is VisitAct.SWAP  # a swap is told once, for both


@pytest.mark.parametrize(("state", "act"), PAIRS)
def test_nothing_is_done_before_the_person_came(state: VisitState, act: VisitAct) -> None:
    visit = in_state(state)
    decided = TABLE[state, act] is REPEAT or (state, act) in SAME_AGAIN
    if decided:
        assert advance(visit, usual_ask(act, after(-1)), SITE).outcome is Outcome.REPEAT
        return
    with pytest.raises(Refused) as refused:
        advance(visit, usual_ask(act, after(-1)), SITE)
    assert refused.value.code is Code.HAPPENED_BEFORE_VISIT


@pytest.mark.parametrize("state", [VisitState.USING, VisitState.AFTERCARE])
def test_the_same_seat_again_is_a_repeat(state: VisitState) -> None:
    visit = in_state(state)
    for act in (VisitAct.SEAT, VisitAct.MOVE):
        ask = usual_ask(act, after(3))
        again = advance(visit, type(ask)(act, ask.at, booth_id=visit.booth_id, seat_id=visit.seat_id), SITE)
        assert again.outcome is Outcome.REPEAT
