"""Acts are judged at the time they happened, also when they come in after newer ones."""

from typing import Any

import pytest

from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.visit import Outcome
from ops.domain.words import Answer, EndKind, Substance, Track, VisitAct, VisitState, Where
from tests.domain.stays import after, decides, does, in_state, looked, seated, waiting


@pytest.mark.parametrize("answer", [Answer.OK, Answer.HARD_TO_ROUSE, Answer.NOT_HERE])
def test_an_older_look_is_recorded_and_moves_nothing(answer: Answer) -> None:
    person = looked(seated(), Answer.OK, after(5))
    late = decides(person, VisitAct.CHECK_IN, after(3), answer=answer, where=None)
    assert late.outcome is Outcome.LATE
    assert late.visit == person
    assert [type(fact) for fact in late.facts] == [facts.CheckedIn]


def test_a_look_before_the_end_is_recorded_late() -> None:
    person = does(seated(), VisitAct.END, after(8))
    late = decides(person, VisitAct.CHECK_IN, after(7), answer=Answer.OK)
    assert (late.outcome, late.visit) == (Outcome.LATE, person)


def test_a_look_before_it_was_known_that_the_person_left_is_recorded_late() -> None:
    gone = looked(seated(), Answer.NOT_HERE, after(9), Where.LEFT)
    assert gone.ended_at == after(0)
    late = decides(gone, VisitAct.CHECK_IN, after(7), answer=Answer.OK)
    assert (late.outcome, late.visit) == (Outcome.LATE, gone)


def test_a_look_after_the_end_is_for_the_room_to_settle() -> None:
    person = does(seated(), VisitAct.END, after(8))
    with pytest.raises(Refused) as refused:
        decides(person, VisitAct.CHECK_IN, after(9), answer=Answer.OK)
    assert refused.value.code is Code.VISIT_ENDED
    assert refused.value.room_may_differ
    here = decides(person, VisitAct.CHECK_IN, after(9), answer=Answer.KEEP_AN_EYE, room_says_otherwise=True)
    assert here.visit.state is VisitState.USING
    assert here.visit.track is Track.KEEP_AN_EYE
    assert here.visit.due_at == after(11)
    assert isinstance(here.facts[0], facts.BoardWasWrong)


def test_a_look_made_before_stepping_out_brings_nobody_back_but_counts() -> None:
    out = does(looked(seated(), Answer.OK, after(2)), VisitAct.STEP_OUT, after(6), where=Where.SMOKE)
    seen = decides(out, VisitAct.CHECK_IN, after(5), answer=Answer.HARD_TO_ROUSE)
    assert seen.outcome is Outcome.DONE
    assert seen.visit.state is VisitState.STEPPED_OUT
    assert seen.visit.track is Track.SEDATION
    assert seen.visit.due_at == after(8)


def test_a_calm_look_made_before_stepping_out_leaves_the_clock_outside() -> None:
    out = does(looked(seated(), Answer.OK, after(2)), VisitAct.STEP_OUT, after(6))
    seen = looked(out, Answer.OK, after(5))
    assert seen.state is VisitState.STEPPED_OUT
    assert seen.due_at == out.due_at == after(16)


def test_not_here_before_a_move_says_nothing_any_more() -> None:
    person = does(seated(), VisitAct.MOVE, after(6), booth_id=4, seat_id=41)
    late = decides(person, VisitAct.CHECK_IN, after(5), answer=Answer.NOT_HERE, where=Where.LEFT)
    assert (late.outcome, late.visit) == (Outcome.LATE, person)


def test_a_look_before_a_move_counts() -> None:
    person = does(seated(), VisitAct.MOVE, after(6), booth_id=4, seat_id=41)
    seen = looked(person, Answer.KEEP_AN_EYE, after(5))
    assert seen.due_at == after(7)
    assert seen.seat_id == 41


@pytest.mark.parametrize("act", [VisitAct.MOVE, VisitAct.STEP_OUT, VisitAct.AFTERCARE, VisitAct.END])
def test_an_older_change_of_place_is_kept_as_a_fact_only(act: VisitAct) -> None:
    person = does(seated(), VisitAct.MOVE, after(6), booth_id=4, seat_id=41)
    late = decides(person, act, after(5), booth_id=5, seat_id=51)
    assert (late.outcome, late.visit) == (Outcome.LATE, person)
    assert late.facts == [facts.LateActKept(after(5), person.id, act.value)]


def test_an_older_episode_still_counts() -> None:
    person = does(seated(), VisitAct.MOVE, after(6), booth_id=4, seat_id=41)
    assert does(person, VisitAct.EPISODE, after(5)).episodes == 2


def test_an_episode_before_the_end_still_counts() -> None:
    person = does(seated(), VisitAct.END, after(9))
    counted = decides(person, VisitAct.EPISODE, after(5))
    assert counted.visit.episodes == 2
    assert counted.visit.state is VisitState.ENDED
    assert counted.facts == [facts.EpisodeBegun(after(5), person.id, 2)]


@pytest.mark.parametrize("act", [VisitAct.GOING, VisitAct.EXTEND, VisitAct.STEP_OUT, VisitAct.MOVE])
def test_an_act_before_the_end_is_kept_as_a_fact(act: VisitAct) -> None:
    person = does(seated(), VisitAct.END, after(9))
    late = decides(person, act, after(5), booth_id=4, seat_id=41)
    assert (late.outcome, late.visit) == (Outcome.LATE, person)


def test_going_before_the_newest_look_keeps_nothing_quiet() -> None:
    person = looked(seated(), Answer.KEEP_AN_EYE, after(5))
    late = decides(person, VisitAct.GOING, after(4))
    assert (late.outcome, late.visit) == (Outcome.LATE, person)


def test_an_end_before_the_newest_look_is_for_the_room_to_settle() -> None:
    person = looked(seated(), Answer.OK, after(5))
    with pytest.raises(Refused) as refused:
        decides(person, VisitAct.END, after(4))
    assert refused.value.code is Code.SEEN_SINCE
    assert refused.value.room_may_differ
    settled = decides(person, VisitAct.END, after(4), room_says_otherwise=True)
    assert settled.visit.ended_at == after(4)
    assert isinstance(settled.facts[0], facts.BoardWasWrong)


LEFT: list[dict[str, Any]] = [
    {"act": VisitAct.END},
    {"act": VisitAct.CHECK_IN, "answer": Answer.NOT_HERE, "where": Where.LEFT},
]


@pytest.mark.parametrize("left", LEFT, ids=["end", "not here"])
def test_that_someone_looked_for_had_left_is_news_however_late_it_comes(left: dict[str, Any]) -> None:
    person = looked(looked(seated(), Answer.OK, after(3)), Answer.NOT_HERE, after(8), Where.UNKNOWN)
    gone = decides(person, at=after(5), **left)
    assert gone.outcome is Outcome.DONE
    assert gone.visit.state is VisitState.ENDED
    assert gone.visit.changed_at == after(8)
    seen_after = decides(person, at=after(2), **left)
    assert (seen_after.outcome, seen_after.visit) == (Outcome.LATE, person)


def test_an_end_that_the_room_insists_on_is_never_late() -> None:
    person = does(seated(), VisitAct.MOVE, after(6), booth_id=4, seat_id=41)
    gone = decides(person, VisitAct.END, after(5), room_says_otherwise=True)
    assert (gone.outcome, gone.visit.ended_at) == (Outcome.DONE, after(5))
    assert isinstance(gone.facts[0], facts.BoardWasWrong)
    again = decides(gone.visit, VisitAct.CHECK_IN, after(5.5), answer=Answer.OK)
    assert again.outcome is Outcome.LATE


@pytest.mark.parametrize(
    ("act", "state"),
    [(VisitAct.SEAT, VisitState.USING), (VisitAct.LEAVE_WAITING, VisitState.ENDED)],
)
def test_whoever_was_called_later_was_already_seated_or_gone(act: VisitAct, state: VisitState) -> None:
    called = does(waiting(), VisitAct.CALL, after(5))
    person = does(called, act, after(4), booth_id=3, seat_id=31)
    assert person.state is state
    assert person.hold_until is None


def test_left_without_a_seat_can_overrule_the_board() -> None:
    person = in_state(VisitState.USING)
    gone = decides(
        person,
        VisitAct.LEAVE_WAITING,
        after(5),
        end_kind=EndKind.LEFT_BEFORE_USING,
        room_says_otherwise=True,
    )
    assert gone.visit.state is VisitState.ENDED
    assert gone.visit.end_kind is EndKind.LEFT_BEFORE_USING
    assert gone.visit.episodes == 0
    assert isinstance(gone.facts[0], facts.BoardWasWrong)


def test_late_looks_never_move_a_deadline_back() -> None:
    person = seated(after(0), Substance.FENTANYL)
    person = looked(person, Answer.HARD_TO_ROUSE, after(6))
    due = person.due_at
    for minute in (1, 3, 5, 6):
        person = decides(person, VisitAct.CHECK_IN, after(minute), answer=Answer.OK).visit
    assert person.due_at == due
    assert person.track is Track.SEDATION
