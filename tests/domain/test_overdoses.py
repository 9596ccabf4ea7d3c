"""Every overdose is in one class, by what its record says and by nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.domain.actions import ActionKind
from ops.domain.overdoses import Treated, overdoses, treated
from ops.domain.response_data import Action, Mark, Record, Response
from ops.domain.words import GivenBy, OutcomeAmbulance, OutcomePlace, OutcomeState, ResponseKind
from tests.domain.records import after, new_id

Did = tuple[ActionKind, GivenBy | None]
OXYGEN, NALOXONE, CALM = ActionKind.OXYGEN_START, ActionKind.NALOXONE, ActionKind.CALM_SPACE
STAFF, PEER, PARAMEDIC, BEFORE = GivenBy.STAFF, GivenBy.PEER, GivenBy.PARAMEDIC, GivenBy.BEFORE_US
AWAKE, SEDATED, WORSE = OutcomeState.AWAKE, OutcomeState.SEDATED_BREATHING, OutcomeState.WORSE
NOT_CALLED, TRANSPORTED = OutcomeAmbulance.NOT_CALLED, OutcomeAmbulance.TRANSPORTED


def record(
    *did: Did,
    kind: ResponseKind = ResponseKind.SLOW_BREATHING,
    state: OutcomeState | None = AWAKE,
    place: OutcomePlace | None = OutcomePlace.STAYED,
    ambulance: OutcomeAmbulance | None = NOT_CALLED,
) -> Record:
    response = Response(
        id=new_id(), began_at=after(), recorded_at=after(), kind=kind, outcome_state=state,
        outcome_place=place, outcome_ambulance=ambulance,
    )  # fmt: skip
    rows = (
        Action(new_id(), what, after(number), after(number), "tablet", given_by=by, values={"dose_mg": 0.4})
        for number, (what, by) in enumerate(did)
    )
    return Record(response, tuple(rows))


@pytest.mark.parametrize(
    ("one", "how"),
    [
        (record((OXYGEN, STAFF)), Treated.STAFF),
        (record((OXYGEN, STAFF), state=SEDATED, ambulance=OutcomeAmbulance.CHOSE_NOT_TO_GO), Treated.STAFF),
        (record((OXYGEN, STAFF), ambulance=OutcomeAmbulance.CAME_NOT_NEEDED), Treated.STAFF),
        (record((NALOXONE, PARAMEDIC), ambulance=OutcomeAmbulance.CHOSE_NOT_TO_GO), Treated.AMBULANCE_STAFF),
        (record((NALOXONE, PARAMEDIC), ambulance=TRANSPORTED), Treated.TRANSPORTED),
        (record(state=None, ambulance=TRANSPORTED), Treated.TRANSPORTED),
        (record(state=OutcomeState.DIED, ambulance=TRANSPORTED), Treated.DIED),
        (record(state=WORSE), Treated.OTHERWISE),
        (record(place=OutcomePlace.OTHER_CARE), Treated.OTHERWISE),
        (record(state=None), Treated.NOT_RECORDED),
        (record(state=OutcomeState.NOT_KNOWN), Treated.NOT_RECORDED),
        (record(ambulance=None), Treated.NOT_RECORDED),
    ],
)
def test_how_it_was_treated_is_one_class(one: Record, how: Treated) -> None:
    assert treated(one) is how


def test_an_evening_counted_by_hand() -> None:
    """Nine responses, of which seven were overdoses."""
    found = overdoses(
        [
            record((OXYGEN, STAFF)),
            record((OXYGEN, STAFF), (NALOXONE, STAFF), (NALOXONE, STAFF)),
            record((NALOXONE, PEER), (ActionKind.STIMULATION, STAFF)),
            record((CALM, STAFF), kind=ResponseKind.OVER_AMPING),
            record((NALOXONE, BEFORE), (CALM, STAFF), kind=ResponseKind.MIXED),
            record((OXYGEN, STAFF), (ActionKind.AMBULANCE_CALLED, STAFF), ambulance=TRANSPORTED),
            record((CALM, STAFF), kind=ResponseKind.PROLONGED_SEDATION, state=None),
            record((OXYGEN, STAFF), kind=ResponseKind.SEIZURE),
            record((NALOXONE, STAFF), kind=ResponseKind.UNKNOWN),
        ]
    )
    assert (found.count, found.kind_not_recorded) == (7, 1)
    assert {how: count for how, count in found.treated.items() if count} == {
        "staff": 5,
        "transported": 1,
        "not_recorded": 1,
    }
    assert (found.staff_with_naloxone, found.staff_without_naloxone) == (1, 1)
    # Calm space, and naloxone that was given before we came; not the one whose outcome nobody recorded.
    assert found.others_only == 2
    assert (found.doses_by_staff, found.doses_by_staff_at_most) == (2, 2)
    assert (found.ambulance_calls, found.transported, found.deaths) == (1, 1, 0)


def test_a_dose_that_may_be_the_one_before_is_from_to() -> None:
    one = record((NALOXONE, STAFF), (NALOXONE, STAFF))
    first, second = one.actions
    doubtful = replace(second, marks=(Mark.SAME_OR_SECOND,))
    found = overdoses([replace(one, actions=(first, doubtful))])
    assert (found.doses_by_staff, found.doses_by_staff_at_most) == (1, 2)


def test_what_was_taken_back_is_not_counted() -> None:
    one = record((OXYGEN, STAFF), (NALOXONE, STAFF))
    kept, dose = one.actions
    found = overdoses([replace(one, actions=(kept, replace(dose, voided_at=after(9))))])
    assert (found.doses_by_staff, found.staff_with_naloxone, found.staff_without_naloxone) == (0, 0, 1)


acts = st.lists(st.tuples(st.sampled_from(ActionKind), st.sampled_from([None, *GivenBy])), max_size=5)
records = st.builds(
    lambda did, kind, state, place, ambulance: record(
        *did, kind=kind, state=state, place=place, ambulance=ambulance
    ),
    acts,
    st.sampled_from(ResponseKind),
    st.sampled_from([None, *OutcomeState]),
    st.sampled_from([None, *OutcomePlace]),
    st.sampled_from([None, *OutcomeAmbulance]),
)


@given(st.lists(records, max_size=8))
def test_classes_add_up_and_parts_are_no_more_than_their_whole(several: Sequence[Record]) -> None:
    found = overdoses(several)
    assert sum(found.treated.values()) == found.count <= len(several) - found.kind_not_recorded
    assert found.staff_with_naloxone + found.staff_without_naloxone <= found.treated["staff"]
    assert found.treated["transported"] <= found.transported <= found.ambulance_calls
    assert found.treated["died"] == found.deaths
    assert found.others_only <= found.count - found.treated["not_recorded"]
    assert found.doses_by_staff <= found.doses_by_staff_at_most
    halves = [overdoses(several[::2]), overdoses(several[1::2])]
    assert found.count == sum(half.count for half in halves)
    assert found.doses_by_staff_at_most == sum(half.doses_by_staff_at_most for half in halves)


def test_nothing_names_a_response() -> None:
    one = record((OXYGEN, STAFF))
    assert isinstance(one.response.id, UUID)
    assert str(one.response.id) not in repr(overdoses([one]))
