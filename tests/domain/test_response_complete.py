"""Over is not complete. And what the end of a response means for the person."""

from itertools import product

import pytest

from ops.domain import facts
from ops.domain.actions import ActionKind
from ops.domain.response import Record, answer_after, ending
from ops.domain.response_complete import missing
from ops.domain.words import (
    Answer,
    Debrief,
    EndKind,
    Offered,
    OutcomeAmbulance,
    OutcomePlace,
    OutcomeState,
    ResponseAct,
    ResponseKind,
    ResponseState,
)
from tests.domain.records import after, complete, decides, does, dose, in_state, last, logs, over, running

NOTHING_SAID = ["kind", "outcome_state", "outcome_place", "outcome_ambulance"]


def lacks(record: Record) -> list[str]:
    return missing(record.response, record.actions)


def test_a_bare_response_lacks_kind_and_outcome() -> None:
    assert lacks(running()) == NOTHING_SAID
    assert lacks(over()) == NOTHING_SAID


@pytest.mark.parametrize("state", [ResponseState.ALL_OK, ResponseState.MIS_TAP, ResponseState.UNDONE])
def test_where_nothing_was_needed_nothing_is_missing(state: ResponseState) -> None:
    record = in_state(state)
    assert lacks(record) == []
    assert record.response.complete_at is None


@pytest.mark.parametrize("word", OutcomeState)
def test_each_part_of_the_outcome_may_come_alone(word: OutcomeState) -> None:
    record = does(over(), ResponseAct.OUTCOME, after(11), outcome_state=word)
    assert lacks(record) == ["kind", "outcome_place", "outcome_ambulance"]
    record = does(record, ResponseAct.OUTCOME, after(12), outcome_place=OutcomePlace.STAYED)
    assert record.response.outcome_state is word
    assert lacks(record) == ["kind", "outcome_ambulance"]


def test_with_everything_said_it_is_complete() -> None:
    record = complete()
    assert lacks(record) == []
    assert record.response.complete_at == after(12)


def test_complete_is_told_once() -> None:
    record = does(complete(), ResponseAct.LEAD, after(20), lead="Ana")
    assert record.response.complete_at == after(12)
    told = decides(complete(), ResponseAct.LEAD, after(20), lead="Ana").facts
    assert [type(fact) for fact in told] == [facts.LeadTaken]


def test_everything_said_before_the_end_completes_it_with_the_end() -> None:
    record = does(
        running(),
        ResponseAct.OUTCOME,
        after(5),
        outcome_state=OutcomeState.NOT_KNOWN,
        outcome_place=OutcomePlace.LEFT,
        outcome_ambulance=OutcomeAmbulance.NOT_CALLED,
    )
    record = does(record, ResponseAct.AMEND, after(6), changes={"kind": ResponseKind.OTHER})
    assert record.response.complete_at is None
    decision = decides(record, ResponseAct.OVER, after(7))
    assert decision.record.response.complete_at == after(7)
    assert decision.facts[-1] == facts.RecordCompleted(after(7), record.response.id)


def test_a_bare_mark_has_to_be_named_or_taken_back() -> None:
    record = does(complete(), ResponseAct.MARK, after(5), now=after(20))
    assert lacks(record) == ["unnamed_mark"]
    assert record.response.complete_at is None
    named = does(
        record, ResponseAct.AMEND, after(21), action=last(record).id, changes={"kind": ActionKind.AED}
    )
    assert named.response.complete_at == after(21)
    assert does(record, ResponseAct.VOID, after(22), action=last(record).id).response.complete_at == after(22)


def test_becoming_incomplete_is_told() -> None:
    decision = decides(complete(), ResponseAct.MARK, after(20))
    assert decision.facts[-1] == facts.RecordReopened(
        after(20), decision.record.response.id, ("unnamed_mark",)
    )


def test_same_or_second_has_to_be_answered() -> None:
    record = complete(dose(dose(running(), after(2), device_id=1), after(2, 20)))
    assert lacks(record) == ["same_or_second"]
    answered = does(
        record,
        ResponseAct.AMEND,
        after(13),
        action=record.actions[1].id,
        changes={"same_as": record.actions[0].id},
    )
    assert answered.response.complete_at == after(13)


@pytest.mark.parametrize(
    ("kind", "number", "unknown", "code"),
    [
        (ActionKind.NALOXONE, {"dose_mg": 0.4}, {"amount": "not_known"}, "dose_without_amount"),
        (ActionKind.EPINEPHRINE, {"dose_mg": 0.3}, {"amount": "not_known"}, "dose_without_amount"),
        (ActionKind.GLUCOSE, {"dose_grams": 15}, {"amount": "not_known"}, "dose_without_amount"),
        (ActionKind.OXYGEN_START, {"litres_per_minute": 10}, {"flow": "not_known"}, "oxygen_without_flow"),
    ],
)
def test_how_much_is_said_or_not_known_and_never_silently_blank(
    kind: ActionKind, number: dict[str, object], unknown: dict[str, object], code: str
) -> None:
    record = complete(logs(running(), kind, after(2)))
    assert lacks(record) == [code]
    for values in (number, unknown):
        said = {"action": last(record).id, "changes": {"values": values}}
        assert lacks(does(record, ResponseAct.AMEND, after(13), **said)) == []
    assert lacks(does(record, ResponseAct.VOID, after(13), action=last(record).id)) == []


def test_another_mask_says_nothing_of_the_flow() -> None:
    record = logs(running(), ActionKind.OXYGEN_START, after(2), values={"litres_per_minute": 10})
    assert lacks(complete(logs(record, ActionKind.OXYGEN_START, after(3), values={"device": "mask"}))) == []


def test_a_response_that_runs_again_is_not_complete() -> None:
    assert does(complete(), ResponseAct.MORE_HANDS, after(20)).response.complete_at is None


def test_said_to_be_nothing_after_all_it_is_no_record() -> None:
    decision = decides(complete(), ResponseAct.MIS_TAP, after(20))
    assert decision.record.response.complete_at is None
    assert [type(fact) for fact in decision.facts] == [facts.ResponseMisTapped]


# -- what follows for the person ----------------------------------------------------


def assessed(word: str) -> Record:
    return over(logs(running(), ActionKind.ASSESSMENT, after(5), values={"sedation": word}))


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("awake", Answer.KEEP_AN_EYE),
        ("drowsy", Answer.KEEP_AN_EYE),
        ("responds_to_voice", Answer.KEEP_AN_EYE),
        ("responds_to_pressure", Answer.HARD_TO_ROUSE),
        ("unresponsive", Answer.HARD_TO_ROUSE),
    ],
)
def test_the_last_assessment_says_how_to_watch(word: str, answer: Answer) -> None:
    assert answer_after(assessed(word)) is answer


def test_an_assessment_without_the_scale_says_nothing_about_it() -> None:
    record = over(
        logs(assessed("unresponsive"), ActionKind.ASSESSMENT, after(6), values={"spo2_percent": 98})
    )
    assert answer_after(record) is Answer.HARD_TO_ROUSE


@pytest.mark.parametrize(
    ("outcome", "answer"),
    [
        (OutcomeState.AWAKE, Answer.KEEP_AN_EYE),
        (OutcomeState.SEDATED_BREATHING, Answer.HARD_TO_ROUSE),
        (OutcomeState.WORSE, Answer.HARD_TO_ROUSE),
        (OutcomeState.NOT_KNOWN, Answer.HARD_TO_ROUSE),
    ],
)
def test_the_outcome_outranks_an_earlier_assessment(outcome: OutcomeState, answer: Answer) -> None:
    record = does(assessed("unresponsive"), ResponseAct.OUTCOME, after(11), outcome_state=outcome)
    assert answer_after(record) is answer


def test_without_a_word_the_kind_says_it() -> None:
    assert answer_after(over()) is Answer.KEEP_AN_EYE
    assert answer_after(over(running(kind=ResponseKind.PROLONGED_SEDATION))) is Answer.HARD_TO_ROUSE


def test_all_ok_was_a_look_and_a_mis_tap_was_none() -> None:
    assert answer_after(in_state(ResponseState.ALL_OK)) is Answer.OK
    assert answer_after(in_state(ResponseState.MIS_TAP)) is None


@pytest.mark.parametrize(
    ("place", "how"),
    [
        (OutcomePlace.STAYED, None),
        (OutcomePlace.LEFT, EndKind.LEFT),
        (OutcomePlace.WITH_AMBULANCE, EndKind.WITH_AMBULANCE),
        (OutcomePlace.OTHER_CARE, EndKind.OTHER_CARE),
    ],
)
def test_the_place_of_the_outcome_ends_the_stay(place: OutcomePlace, how: EndKind | None) -> None:
    said = does(running(), ResponseAct.OUTCOME, after(5), outcome_place=place)
    assert ending(said) is None
    assert ending(over(said)) == (how and (how, after(10)))


def test_with_the_ambulance_they_left_when_it_left() -> None:
    record = logs(running(), ActionKind.AMBULANCE_LEFT_WITH_PERSON, after(8))
    record = does(over(record), ResponseAct.OUTCOME, after(30), outcome_place=OutcomePlace.WITH_AMBULANCE)
    assert ending(record) == (EndKind.WITH_AMBULANCE, after(8))


@pytest.mark.parametrize("state", ResponseState)
def test_without_an_outcome_nobody_has_left(state: ResponseState) -> None:
    assert ending(in_state(state)) is None


def test_every_outcome_can_be_said() -> None:
    for state, place, ambulance in product(OutcomeState, OutcomePlace, OutcomeAmbulance):
        record = does(
            over(running(kind=ResponseKind.OTHER)),
            ResponseAct.OUTCOME,
            after(11),
            outcome_state=state,
            outcome_place=place,
            outcome_ambulance=ambulance,
        )
        assert lacks(record) == []


def test_care_completes_nothing_and_is_never_missing() -> None:
    record = does(over(), ResponseAct.CARE, after(11), debrief=Debrief.LATER)
    assert lacks(record) == NOTHING_SAID
    record = does(record, ResponseAct.CARE, after(12), care_naloxone=Offered.NOT_ASKED)
    assert (record.response.debrief, record.response.care_naloxone) == (Debrief.LATER, Offered.NOT_ASKED)
    assert lacks(complete()) == []
    assert does(complete(), ResponseAct.CARE, after(20), debrief=Debrief.HELD).response.complete_at == after(
        12
    )
