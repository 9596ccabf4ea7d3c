"""Overdoses in the classes that public reports ask for.

An overdose is a response whose kind says so; a kind that nobody has set is none, and counted apart. How it was treated
is one class of each, so that the classes add up to all of them.

1. Death, whatever else was recorded.
2. Transported: the ambulance took the person.
3. Where it is not known how it went or whether an ambulance was called: not recorded. "Not known" as
   an answer is no more than that.
4. Treated here by ambulance staff: an act of theirs stands in the log.
5. Solely by staff: awake, or sedated and breathing, as it was over; no ambulance, or one that was not
   needed, was cancelled, or that the person chose not to go with.
6. Otherwise: worse, or handed to other care.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ops.domain.actions import ActionKind
from ops.domain.response_counts import counters
from ops.domain.response_data import Action, Record
from ops.domain.supplies import OURS
from ops.domain.words import GivenBy, OutcomeAmbulance, OutcomePlace, OutcomeState, ResponseKind

KINDS = frozenset(
    {
        ResponseKind.SLOW_BREATHING,
        ResponseKind.PROLONGED_SEDATION,
        ResponseKind.OVER_AMPING,
        ResponseKind.MIXED,
    }
)
CALLED = frozenset(
    {
        ActionKind.AMBULANCE_CALLED,
        ActionKind.AMBULANCE_CANCELLED,
        ActionKind.AMBULANCE_ARRIVED,
        ActionKind.AMBULANCE_LEFT_WITH_PERSON,
        ActionKind.AMBULANCE_CHOSE_NOT_TO_GO,
    }
)
"""Acts that say that an ambulance was called."""
_BREATHING = frozenset({ActionKind.OXYGEN_START, ActionKind.BREATHS_START, ActionKind.STIMULATION})
_RECOVERED = frozenset({OutcomeState.AWAKE, OutcomeState.SEDATED_BREATHING})
_ELSEWHERE = frozenset({OutcomePlace.WITH_AMBULANCE, OutcomePlace.OTHER_CARE})


class Treated(StrEnum):
    """How an overdose was treated, as far as the record says."""

    STAFF = "staff"
    AMBULANCE_STAFF = "ambulance_staff"
    TRANSPORTED = "transported"
    DIED = "died"
    OTHERWISE = "otherwise"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True)
class Overdoses:
    """``treated``: each of them once, by ``Treated``. ``kind_not_recorded``: responses whose kind nobody set,
    in no other figure here. Of those treated solely by staff: ``staff_with_naloxone``: staff gave some;
    ``staff_without_naloxone``: oxygen, breaths or stimulation, and nobody gave naloxone.
    ``others_only``: no naloxone, oxygen, breaths or stimulation, no ambulance called, and how it went is
    recorded. ``doses_by_staff``..``doses_by_staff_at_most``, ``deaths``, ``transported``, ``ambulance_calls``:
    of all overdoses, whatever else is recorded of them."""

    count: int
    kind_not_recorded: int
    treated: Mapping[str, int]
    staff_with_naloxone: int
    staff_without_naloxone: int
    others_only: int
    doses_by_staff: int
    doses_by_staff_at_most: int
    ambulance_calls: int
    transported: int
    deaths: int


def overdoses(records: Sequence[Record]) -> Overdoses:
    """Of responses that took place."""
    those = [record for record in records if record.response.kind in KINDS]
    how = {record.response.id: treated(record) for record in those}
    classes = Counter(how.values())
    by_staff = [record for record in those if how[record.response.id] is Treated.STAFF]
    known = [record for record in those if how[record.response.id] is not Treated.NOT_RECORDED]
    doses = [counters([row for row in record.standing() if _dose_by_staff(row)]) for record in those]
    return Overdoses(
        count=len(those),
        kind_not_recorded=sum(record.response.kind is ResponseKind.UNKNOWN for record in records),
        treated={word.value: classes[word] for word in Treated},
        staff_with_naloxone=sum(any(map(_dose_by_staff, record.standing())) for record in by_staff),
        staff_without_naloxone=sum(
            not _did(record, {ActionKind.NALOXONE}) and _did(record, _BREATHING) for record in by_staff
        ),
        others_only=sum(
            not _did(record, {ActionKind.NALOXONE, *_BREATHING}) and not ambulance_called(record)
            for record in known
        ),
        doses_by_staff=sum(count.doses_low for count in doses),
        doses_by_staff_at_most=sum(count.doses_high for count in doses),
        ambulance_calls=sum(map(ambulance_called, those)),
        transported=sum(map(_transported, those)),
        deaths=sum(record.response.outcome_state is OutcomeState.DIED for record in those),
    )


def treated(record: Record) -> Treated:
    """By the steps above."""
    said = record.response
    if said.outcome_state is OutcomeState.DIED:
        return Treated.DIED
    if _transported(record):
        return Treated.TRANSPORTED
    if said.outcome_ambulance is None or said.outcome_state in (None, OutcomeState.NOT_KNOWN):
        return Treated.NOT_RECORDED
    if any(row.given_by is GivenBy.PARAMEDIC for row in record.standing()):
        return Treated.AMBULANCE_STAFF
    if said.outcome_state in _RECOVERED and said.outcome_place not in _ELSEWHERE:
        return Treated.STAFF
    return Treated.OTHERWISE


def ambulance_called(record: Record) -> bool:
    """By an act in the log or by the recorded outcome, also when it was cancelled."""
    said = record.response.outcome_ambulance
    return _did(record, CALLED) or said not in (None, OutcomeAmbulance.NOT_CALLED)


def _transported(record: Record) -> bool:
    return record.response.outcome_ambulance is OutcomeAmbulance.TRANSPORTED


def _did(record: Record, kinds: set[ActionKind] | frozenset[ActionKind]) -> bool:
    """Whoever did it, but for what was done before we came."""
    return any(row.kind in kinds and row.given_by is not GivenBy.BEFORE_US for row in record.standing())


def _dose_by_staff(row: Action) -> bool:
    return row.kind is ActionKind.NALOXONE and row.given_by in OURS
