"""Every state of a response × every act: a step or a repeat, never a refusal."""

from dataclasses import replace

import pytest

from ops.domain import facts
from ops.domain.actions import ActionKind
from ops.domain.response import TABLE, Outcome, Rule, advance
from ops.domain.response_data import HERE, Mark, Person
from ops.domain.words import ResponseAct, ResponseState
from tests.domain.records import BEGAN, FIRST, SITE, after, decides, does, in_state, logs, running, usual_ask

RUNNING, OVER = ResponseState.RUNNING, ResponseState.OVER
ALL_OK, MIS_TAP, UNDONE = ResponseState.ALL_OK, ResponseState.MIS_TAP, ResponseState.UNDONE
PAIRS = [(state, act) for state in ResponseState for act in ResponseAct]

# s(tep) or r(epeat).
ACTS = "start going here leave more_hands action mark amend void lead over outcome care all_ok mis_tap"
WRITTEN = {
    RUNNING: "s s s s s s s s s s s s s s s",
    OVER: "s s s s s s s s s s r s s s s",
    ALL_OK: "s s s s s s s s s s s s s r s",
    MIS_TAP: "s s s s s s s s s s s s s s r",
    UNDONE: "r s s r s s s r r r r s r r r",
}

# The state afterwards, where it is another.
BECOMES = {
    (RUNNING, ResponseAct.OVER): OVER,
    (RUNNING, ResponseAct.ALL_OK): ALL_OK,
    (RUNNING, ResponseAct.MIS_TAP): MIS_TAP,
    (OVER, ResponseAct.ALL_OK): ALL_OK,
    (OVER, ResponseAct.MIS_TAP): MIS_TAP,
    (ALL_OK, ResponseAct.MIS_TAP): MIS_TAP,
    (MIS_TAP, ResponseAct.ALL_OK): ALL_OK,
    (UNDONE, ResponseAct.GOING): RUNNING,
    (UNDONE, ResponseAct.HERE): RUNNING,
    (UNDONE, ResponseAct.ACTION): RUNNING,
    (UNDONE, ResponseAct.MARK): RUNNING,
    (UNDONE, ResponseAct.OUTCOME): OVER,
    **{(state, ResponseAct.MORE_HANDS): RUNNING for state in (OVER, ALL_OK, MIS_TAP, UNDONE)},
    **{
        (state, act): OVER
        for state in (ALL_OK, MIS_TAP)
        for act in (ResponseAct.ACTION, ResponseAct.MARK, ResponseAct.OVER, ResponseAct.OUTCOME)
    },
}


def test_the_table_is_the_written_one() -> None:
    letters = {"s": Rule.STEP, "r": Rule.REPEAT}
    for state, line in WRITTEN.items():
        for act, letter in zip(ACTS.split(), line.split(), strict=True):
            assert TABLE[state, ResponseAct(act)] is letters[letter], (state, act)


def test_the_table_is_whole() -> None:
    assert set(TABLE) == set(PAIRS)


@pytest.mark.parametrize(("state", "act"), PAIRS)
def test_an_act_is_taken_and_leads_where_it_should(state: ResponseState, act: ResponseAct) -> None:
    record = in_state(state)
    if act is ResponseAct.LEAVE:
        record = replace(record, people=(Person("tablet 2", HERE, after(1)),))
    decision = advance(record, usual_ask(act, after(20)), SITE)
    if TABLE[state, act] is Rule.REPEAT:
        assert (decision.outcome, decision.record, decision.facts) == (Outcome.REPEAT, record, [])
        return
    assert decision.outcome is Outcome.DONE
    assert decision.facts
    assert decision.record.response.state is BECOMES.get((state, act), state)


@pytest.mark.parametrize(("state", "act"), PAIRS)
def test_no_act_is_refused_for_its_time(state: ResponseState, act: ResponseAct) -> None:
    for minutes in (-600, 0, 5, 600):
        advance(in_state(state), usual_ask(act, after(minutes)), SITE)


@pytest.mark.parametrize(("state", "act"), PAIRS)
def test_what_ends_a_response_stops_its_clocks(state: ResponseState, act: ResponseAct) -> None:
    after_it = advance(in_state(state), usual_ask(act, after(20)), SITE).record.response
    if after_it.running:
        assert after_it.over_at is None
    else:
        assert after_it.over_at is not None
        assert after_it.more_hands_at is None


def test_a_start_makes_a_running_response_under_its_own_id() -> None:
    response = running().response
    assert response.id == FIRST
    assert (response.began_at, response.state) == (BEGAN, RUNNING)
    assert (response.going_until, response.attended_until) == (None, None)


def test_over_is_the_time_of_the_tap_and_not_before_the_beginning() -> None:
    assert does(running(), ResponseAct.OVER, after(7)).response.over_at == after(7)
    assert does(running(), ResponseAct.OVER, after(-7)).response.over_at == BEGAN


@pytest.mark.parametrize(
    ("act", "mark"),
    [(ResponseAct.ALL_OK, Mark.ALL_OK_AFTER_ACTS), (ResponseAct.MIS_TAP, Mark.MIS_TAP_AFTER_ACTS)],
)
def test_with_acts_in_the_log_something_was_needed(act: ResponseAct, mark: Mark) -> None:
    record = logs(running(), ActionKind.OXYGEN_START, after(2))
    decision = decides(record, act, after(5))
    assert decision.record.response.state is OVER
    assert mark in decision.record.response.marks
    assert [type(fact) for fact in decision.facts] == [facts.ResponseOver, facts.ResponseMarked]
    again = does(decision.record, act, after(6))
    assert again.response.state is OVER


@pytest.mark.parametrize("act", [ResponseAct.ALL_OK, ResponseAct.MIS_TAP])
def test_acts_that_were_taken_back_were_none(act: ResponseAct) -> None:
    record = logs(running(), ActionKind.OXYGEN_START, after(2))
    record = does(record, ResponseAct.VOID, after(3), action=record.actions[0].id)
    assert does(record, act, after(5)).response.state is not OVER


@pytest.mark.parametrize(
    ("state", "mark"), [(ALL_OK, Mark.ACTS_AFTER_ALL_OK), (MIS_TAP, Mark.ACTS_AFTER_MIS_TAP)]
)
def test_an_act_after_no_response_was_needed_means_one_was(state: ResponseState, mark: Mark) -> None:
    record = logs(in_state(state), ActionKind.NALOXONE, after(8))
    assert record.response.state is OVER
    assert record.response.over_at == after(10)
    assert mark in record.response.marks
    assert record.actions[0].marks == ()


@pytest.mark.parametrize("act", [ResponseAct.MARK, ResponseAct.GOING, ResponseAct.HERE])
def test_an_act_after_an_undo_begins_it_again(act: ResponseAct) -> None:
    decision = decides(in_state(UNDONE), act, after(1))
    assert decision.record.response.state is RUNNING
    assert decision.record.response.marks == (Mark.BEGUN_BY_ACT,)
    assert isinstance(decision.facts[0], facts.ResponseReopened)


@pytest.mark.parametrize("state", [OVER, ALL_OK, MIS_TAP])
def test_a_call_for_hands_is_never_swallowed(state: ResponseState) -> None:
    decision = decides(in_state(state), ResponseAct.MORE_HANDS, after(11))
    response = decision.record.response
    assert (response.state, response.over_at, response.more_hands_at) == (RUNNING, None, after(11))
    assert facts.ResponseReopened(after(11), response.id) in decision.facts


@pytest.mark.parametrize("state", [OVER, ALL_OK, MIS_TAP])
def test_an_older_call_for_hands_opens_nothing(state: ResponseState) -> None:
    record = in_state(state)
    assert decides(record, ResponseAct.MORE_HANDS, after(9)).record == record


@pytest.mark.parametrize("state", ResponseState)
def test_no_more_hands_needed_opens_nothing(state: ResponseState) -> None:
    decision = decides(in_state(state), ResponseAct.MORE_HANDS, after(11), on=False)
    assert decision.outcome is Outcome.REPEAT


def test_more_hands_keeps_its_first_time_and_can_be_taken_back() -> None:
    record = does(running(), ResponseAct.MORE_HANDS, after(1))
    assert decides(record, ResponseAct.MORE_HANDS, after(2)).outcome is Outcome.REPEAT
    assert record.response.more_hands_at == after(1)
    assert does(record, ResponseAct.MORE_HANDS, after(3), on=False).response.more_hands_at is None


def test_lead_is_who_taps_or_who_is_named() -> None:
    record = does(running(), ResponseAct.LEAD, after(1), who="Ana")
    assert record.response.lead == "Ana"
    assert does(record, ResponseAct.LEAD, after(1), lead="Bo").response.lead == "Bo"
    assert decides(record, ResponseAct.LEAD, after(1), who="Ana").outcome is Outcome.REPEAT
    unknown = decides(
        record, ResponseAct.LEAD, after(3), who="Kim", somebody_named=True, marks=(Mark.UNKNOWN_STAFF,)
    ).record.response
    assert (unknown.lead, unknown.marks) == ("Ana", (Mark.UNKNOWN_STAFF,))
