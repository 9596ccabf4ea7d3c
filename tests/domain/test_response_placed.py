"""Acts placed afterwards: their order is meant, their minute is approximate, and the record says so."""

from ops.domain import facts
from ops.domain.actions import ActionKind
from ops.domain.response import Record
from ops.domain.response_data import Mark
from ops.domain.words import ResponseAct
from tests.domain.records import after, complete, decides, does, last, over, running

APPROXIMATE, RECONSTRUCTED = Mark.APPROXIMATE, Mark.RECONSTRUCTED


def placed(record: Record, minutes: float = 4) -> Record:
    """The record after an act told at minute 30 was put at an earlier one."""
    said = {"action_kind": ActionKind.AIRWAY, "marks": (APPROXIMATE,), "now": after(30)}
    return does(record, ResponseAct.ACTION, after(minutes), **said)


def amends(record: Record, **changes: object) -> Record:
    return does(record, ResponseAct.AMEND, after(40), action=last(record).id, changes=changes)


def test_it_stands_at_its_place_and_the_record_is_reconstructed_and_still_complete() -> None:
    said = {"action_kind": ActionKind.AIRWAY, "marks": (APPROXIMATE,), "now": after(30)}
    decision = decides(complete(), ResponseAct.ACTION, after(4), **said)
    row, response = last(decision.record), decision.record.response
    assert (row.happened_at, row.recorded_at, row.marks) == (after(4), after(30), (APPROXIMATE,))
    assert (response.marks, response.complete_at) == ((RECONSTRUCTED,), after(12))
    assert decision.facts[-1] == facts.ResponseMarked(after(4), response.id, (RECONSTRUCTED,))
    assert placed(decision.record, 5).response.marks == (RECONSTRUCTED,)


def test_what_is_logged_in_the_moment_reconstructs_nothing() -> None:
    assert does(running(), ResponseAct.MARK, after(2)).response.marks == ()


def test_a_correction_stays_approximate_until_someone_knows_the_minute() -> None:
    record = placed(over())
    assert last(amends(record, values={}, happened_at="2026-11-22T14:05:00Z")).marks == (APPROXIMATE,)
    known = amends(record, happened_at="2026-11-22T14:05:00Z", approximate=False)
    assert last(known).marks == ()
    assert last(amends(known, approximate=True)).marks == (APPROXIMATE,)


def test_a_row_logged_in_the_moment_may_be_put_elsewhere_afterwards() -> None:
    record = does(running(), ResponseAct.MARK, after(2))
    moved = amends(record, happened_at="2026-11-22T14:01:00Z", approximate=True)
    assert (last(moved).marks, moved.response.marks) == ((APPROXIMATE,), (RECONSTRUCTED,))


def test_a_corrected_row_from_paper_still_says_so() -> None:
    record = does(running(), ResponseAct.MARK, after(2), marks=(Mark.FROM_PAPER,))
    assert last(amends(record, kind=ActionKind.SUCTION)).marks == (Mark.FROM_PAPER,)
