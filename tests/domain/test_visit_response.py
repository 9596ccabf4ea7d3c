"""A response pauses a person's timer; what follows depends on how it ended."""

from dataclasses import replace

import pytest

from ops.domain import facts
from ops.domain.visit import Outcome, Visit
from ops.domain.words import Answer, Track, VisitAct, VisitState, Where
from tests.domain.stays import (
    ANOTHER_RESPONSE,
    RESPONSE,
    after,
    decides,
    does,
    in_state,
    looked,
    seated,
)

REAL = [Answer.KEEP_AN_EYE, Answer.HARD_TO_ROUSE]


def paused(visit: Visit | None = None) -> Visit:
    return does(visit or seated(), VisitAct.PAUSE, after(4), response=RESPONSE)


def test_a_pause_keeps_the_deadlines_and_says_who_holds_them() -> None:
    before = seated()
    decision = decides(before, VisitAct.PAUSE, after(4), response=RESPONSE)
    assert decision.visit == replace(before, response_id=RESPONSE)
    assert decision.facts == [facts.TimerPaused(after(4), before.id, RESPONSE)]


def test_all_ok_is_a_look_just_now() -> None:
    person = does(paused(), VisitAct.RESUME, after(9), answer=Answer.OK, response=RESPONSE)
    assert person.response_id is None
    assert person.state is VisitState.USING
    assert person.last_look_at == after(9)
    assert person.due_at == after(14)


def test_a_mis_tap_leaves_the_old_deadline() -> None:
    before = seated()
    person = does(paused(before), VisitAct.RESUME, after(9), answer=None, response=RESPONSE)
    assert person == before


@pytest.mark.parametrize(
    ("answer", "track", "minutes"),
    [(Answer.KEEP_AN_EYE, Track.KEEP_AN_EYE, 2), (Answer.HARD_TO_ROUSE, Track.SEDATION, 3)],
)
def test_after_a_real_one_comes_aftercare_on_a_short_track(
    answer: Answer, track: Track, minutes: int
) -> None:
    decision = decides(paused(), VisitAct.RESUME, after(20), answer=answer, response=RESPONSE)
    person = decision.visit
    assert person.state is VisitState.AFTERCARE
    assert person.track is track
    assert person.due_at == after(20 + minutes)
    assert person.usual_until == after(35)
    assert decision.facts == [
        facts.TimerResumed(after(20), person.id, RESPONSE, answer.value),
        facts.AftercareBegun(after(20), person.id),
    ]


@pytest.mark.parametrize("answer", REAL)
def test_aftercare_begins_once(answer: Answer) -> None:
    person = paused(in_state(VisitState.AFTERCARE))
    told = decides(person, VisitAct.RESUME, after(20), answer=answer, response=RESPONSE).facts
    assert [type(fact) for fact in told] == [facts.TimerResumed]


@pytest.mark.parametrize("state", [VisitState.STEPPED_OUT, VisitState.LOOKED_FOR])
@pytest.mark.parametrize("answer", [Answer.OK, *REAL])
def test_whoever_was_out_has_been_found(state: VisitState, answer: Answer) -> None:
    person = does(paused(in_state(state)), VisitAct.RESUME, after(20), answer=answer, response=RESPONSE)
    assert person.state is (VisitState.USING if answer is Answer.OK else VisitState.AFTERCARE)
    assert person.stepped_out_until is None
    assert not person.look_outside


def test_what_was_seen_since_still_stands() -> None:
    seen = looked(paused(), Answer.HARD_TO_ROUSE, after(21))
    person = does(seen, VisitAct.RESUME, after(20), answer=Answer.KEEP_AN_EYE, response=RESPONSE)
    assert person.state is VisitState.AFTERCARE
    assert person.track is Track.SEDATION
    assert person.last_look_at == after(21)
    assert person.due_at == after(24)


def test_who_has_gone_out_since_is_still_out() -> None:
    out = does(paused(), VisitAct.STEP_OUT, after(21), where=Where.SMOKE)
    person = does(out, VisitAct.RESUME, after(20), answer=Answer.KEEP_AN_EYE, response=RESPONSE)
    assert person.state is VisitState.STEPPED_OUT
    assert person.stage is VisitState.AFTERCARE
    assert person.due_at == after(22)


@pytest.mark.parametrize("answer", [Answer.OK, *REAL, None])
@pytest.mark.parametrize("state", [VisitState.WAITING, VisitState.CALLED])
def test_someone_on_the_list_stays_on_the_list(state: VisitState, answer: Answer | None) -> None:
    before = in_state(state)
    held = does(before, VisitAct.PAUSE, after(4), response=RESPONSE)
    assert does(held, VisitAct.RESUME, after(9), answer=answer, response=RESPONSE) == before


def test_a_timer_goes_over_to_another_response() -> None:
    assert does(paused(), VisitAct.PAUSE, after(9), response=ANOTHER_RESPONSE).response_id == ANOTHER_RESPONSE


@pytest.mark.parametrize("act", [VisitAct.PAUSE, VisitAct.RESUME])
def test_an_ended_stay_is_left_alone(act: VisitAct) -> None:
    ended = in_state(VisitState.ENDED)
    decision = decides(ended, act, after(9), response=RESPONSE, answer=Answer.OK)
    assert (decision.outcome, decision.visit) == (Outcome.REPEAT, ended)


def test_who_left_during_a_response_comes_back_to_a_running_timer() -> None:
    left = does(paused(), VisitAct.END, after(9))
    back = does(left, VisitAct.BACK, after(30))
    assert back.response_id is None
    assert back.due_at == after(35)
