"""Over is not complete: what a record still lacks."""

from collections.abc import Sequence

from ops.domain.actions import ActionKind
from ops.domain.response_data import Action, Mark, Record, Response, standing
from ops.domain.words import ResponseKind, ResponseState

NOT_A_RECORD = frozenset({ResponseState.ALL_OK, ResponseState.MIS_TAP, ResponseState.UNDONE})
"""No response took place, so there is nothing to finish."""


_HOW_MUCH = {
    ActionKind.NALOXONE: ("dose_mg", "amount"),
    ActionKind.EPINEPHRINE: ("dose_mg", "amount"),
    ActionKind.GLUCOSE: ("dose_grams", "amount"),
    ActionKind.OXYGEN_START: ("litres_per_minute", "flow"),
}
"""Of these how much belongs to the record: the number, or "not known" in its place."""


def missing(response: Response, actions: Sequence[Action]) -> list[str]:
    """Codes of what nobody has said yet. "Not known" is an answer, silence is not."""
    if response.state in NOT_A_RECORD:
        return []
    rows = standing(actions)
    lacks = {
        "kind": response.kind is ResponseKind.UNKNOWN,
        "outcome_state": response.outcome_state is None,
        "outcome_place": response.outcome_place is None,
        "outcome_ambulance": response.outcome_ambulance is None,
        "unnamed_mark": any(row.kind is ActionKind.MARK for row in rows),
        "same_or_second": bool(unanswered(rows)),
        "dose_without_amount": any(row.kind is not ActionKind.OXYGEN_START for row in _blank(rows)),
        "oxygen_without_flow": any(row.kind is ActionKind.OXYGEN_START for row in _blank(rows)),
    }
    return [code for code, is_missing in lacks.items() if is_missing]


def _blank(rows: Sequence[Action]) -> list[Action]:
    """Rows of which nobody has said how much. A change of oxygen that runs may be of its mask only."""
    return [
        row
        for row in rows
        if row.kind in _HOW_MUCH
        and not any(name in row.values for name in _HOW_MUCH[row.kind])
        and Mark.ALREADY_RUNNING not in row.marks
    ]


def unanswered(rows: Sequence[Action]) -> list[Action]:
    """Rows of which nobody has said yet whether they are the same act or a second one."""
    return [
        row
        for row in rows
        if Mark.SAME_OR_SECOND in row.marks
        and row.same_as is None
        and any(other.kind is row.kind and other.id != row.id for other in rows)
    ]


def complete(record: Record) -> bool:
    """Over, and nothing missing."""
    return record.response.state is ResponseState.OVER and not missing(record.response, record.actions)
