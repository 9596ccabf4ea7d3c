"""The six answers of a look, and what follows from each."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ops.domain import facts
from ops.domain.visit import Outcome
from ops.domain.words import Answer, EndKind, Substance, Track, VisitAct, VisitState, Where
from tests.domain.stays import after, decides, does, in_state, looked, seated

SEEN = [Answer.OK, Answer.ASLEEP, Answer.KEEP_AN_EYE, Answer.HARD_TO_ROUSE]


def every(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("answer", "track", "interval"),
    [
        (Answer.OK, Track.REGULAR, 5),
        (Answer.ASLEEP, Track.REGULAR, 5),
        (Answer.KEEP_AN_EYE, Track.KEEP_AN_EYE, 2),
        (Answer.HARD_TO_ROUSE, Track.SEDATION, 3),
    ],
)
def test_an_answer_sets_the_track_and_the_next_look(answer: Answer, track: Track, interval: float) -> None:
    person = looked(seated(), answer, after(4))
    assert person.state is VisitState.USING
    assert person.track is track
    assert person.due_at == after(4) + every(interval)
    assert person.last_look_at == person.last_seen_at == after(4)
    assert person.answer is answer


def test_a_look_is_a_fact_with_the_time_it_answered() -> None:
    person = seated()
    (fact,) = decides(
        person, VisitAct.CHECK_IN, after(6), answer=Answer.HARD_TO_ROUSE, breaths_per_minute=11.0
    ).facts
    assert fact == facts.CheckedIn(after(6), person.id, 1, "hard_to_rouse", None, 11.0, after(5), after(9))


@pytest.mark.parametrize(
    ("worry", "track"),
    [
        (Answer.KEEP_AN_EYE, Track.KEEP_AN_EYE),
        (Answer.HARD_TO_ROUSE, Track.SEDATION),
    ],
)
def test_sleep_does_not_undo_a_worry(worry: Answer, track: Track) -> None:
    person = looked(looked(seated(), worry, after(4)), Answer.ASLEEP, after(6))
    assert person.track is track
    assert person.track_since == after(4)


def test_awake_ends_a_worry() -> None:
    person = looked(looked(seated(), Answer.HARD_TO_ROUSE, after(4)), Answer.OK, after(6))
    assert person.track is Track.REGULAR
    assert person.track_since == after(6)


def test_a_long_sedation_keeps_its_clock() -> None:
    person = seated()
    for minute in range(3, 60, 3):
        person = looked(person, Answer.HARD_TO_ROUSE, after(minute))
    assert person.track_since == after(3)


def test_asleep_is_counted_in_a_row() -> None:
    person = seated()
    for minute in (5, 10, 15):
        person = looked(person, Answer.ASLEEP, after(minute))
    assert person.asleep_in_a_row == 3
    assert looked(person, Answer.OK, after(20)).asleep_in_a_row == 0
    assert looked(person, Answer.NOT_HERE, after(20), Where.UNKNOWN).asleep_in_a_row == 0


@pytest.mark.parametrize("where", [Where.UNKNOWN, Where.MOVED, None])
def test_not_here_by_itself_ends_nothing(where: Where | None) -> None:
    person = looked(seated(), Answer.NOT_HERE, after(5), where)
    assert person.state is VisitState.LOOKED_FOR
    assert person.seat_id is not None
    assert person.due_at == after(7)
    assert person.last_seen_at == after(0)


def test_left_ends_the_stay_when_the_person_was_last_seen() -> None:
    seen = looked(seated(), Answer.OK, after(5))
    decision = decides(seen, VisitAct.CHECK_IN, after(12), answer=Answer.NOT_HERE, where=Where.LEFT)
    assert decision.visit.state is VisitState.ENDED
    assert decision.visit.ended_at == after(5)
    assert decision.visit.end_kind is EndKind.LEFT
    assert decision.visit.due_at is None
    assert decision.facts[-1] == facts.VisitEnded(after(5), seen.id, "left")


def test_left_again_is_a_repeat() -> None:
    gone = looked(seated(), Answer.NOT_HERE, after(5), Where.LEFT)
    again = decides(gone, VisitAct.CHECK_IN, after(6), answer=Answer.NOT_HERE, where=Where.LEFT)
    assert again.outcome is Outcome.REPEAT


def test_washroom_keeps_the_place_and_a_clock() -> None:
    person = looked(seated(), Answer.NOT_HERE, after(5), Where.WASHROOM)
    assert person.state is VisitState.STEPPED_OUT
    assert person.stepped_out_to is Where.WASHROOM
    assert person.stepped_out_until == person.due_at == after(15)


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (Answer.OK, False),
        (Answer.ASLEEP, False),
        (Answer.KEEP_AN_EYE, True),
        (Answer.HARD_TO_ROUSE, True),
    ],
)
def test_nobody_knows_where_after_a_worry_asks_for_a_look_outside(before: Answer, asked: bool) -> None:
    worried = looked(seated(), before, after(3))
    assert looked(worried, Answer.NOT_HERE, after(5), Where.UNKNOWN).look_outside is asked
    assert looked(worried, Answer.NOT_HERE, after(5), Where.MOVED).look_outside is False


def test_nobody_knows_where_after_naloxone_asks_for_a_look_outside() -> None:
    treated = replace(seated(), naloxone=True)
    assert looked(treated, Answer.NOT_HERE, after(5), Where.UNKNOWN).look_outside


def test_a_worry_is_not_forgotten_while_the_person_is_looked_for() -> None:
    person = looked(seated(), Answer.HARD_TO_ROUSE, after(3))
    for minute in (5, 7):
        person = looked(person, Answer.NOT_HERE, after(minute), Where.UNKNOWN)
    assert person.look_outside
    assert person.track is Track.SEDATION


@pytest.mark.parametrize("answer", SEEN)
@pytest.mark.parametrize("state", [VisitState.STEPPED_OUT, VisitState.LOOKED_FOR])
def test_whoever_is_seen_is_back(state: VisitState, answer: Answer) -> None:
    person = looked(in_state(state), answer, after(6))
    assert person.state is VisitState.USING
    assert person.stepped_out_to is None
    assert person.stepped_out_until is None
    assert not person.look_outside


@pytest.mark.parametrize("answer", SEEN)
def test_whoever_was_in_aftercare_is_back_in_aftercare(answer: Answer) -> None:
    person = does(in_state(VisitState.AFTERCARE), VisitAct.STEP_OUT, after(4))
    assert looked(person, answer, after(6)).state is VisitState.AFTERCARE


def test_every_look_is_a_new_check() -> None:
    person = seated(after(0), Substance.FENTANYL)
    numbers = [person.check_number]
    for minute in (3, 6, 9):
        person = looked(person, Answer.OK, after(minute))
        numbers.append(person.check_number)
    assert numbers == [1, 2, 3, 4]


def test_going_is_quiet_for_its_time_and_never_shrinks() -> None:
    person = does(seated(), VisitAct.GOING, after(6))
    assert person.going_until == after(8)
    assert does(person, VisitAct.GOING, after(5)).going_until == after(8)
    assert looked(person, Answer.OK, after(7)).going_until is None
