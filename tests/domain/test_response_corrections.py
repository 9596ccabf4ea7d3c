"""Corrections and voids: a new row stands for the old one, nothing is overwritten."""

from dataclasses import replace

from ops.domain import facts
from ops.domain.actions import RUNNING_PAIRS, ActionKind
from ops.domain.response import Outcome, Record
from ops.domain.response_counts import counters
from ops.domain.response_data import Mark
from ops.domain.words import GivenBy, OutcomeState, ResponseAct
from tests.domain.records import after, decides, does, dose, last, new_id, over, running

STARTS = sorted(RUNNING_PAIRS)


def amends(record: Record, row: int, at: float = 9, **changes: object) -> Record:
    return does(record, ResponseAct.AMEND, after(at), action=record.actions[row].id, changes=changes)


def test_a_correction_is_a_new_row_and_the_old_one_stays() -> None:
    record = dose(running(), after(2))
    old = record.actions[0]
    record = does(
        record,
        ResponseAct.AMEND,
        after(9),
        who="Ana",
        action=old.id,
        reason="misread",
        changes={"values": {"dose_mg": 0.8, "by_route": "im"}, "happened_at": "2026-11-22T14:03:00Z"},
    )
    new = last(record)
    assert record.actions[0] == replace(old, superseded_by=new.id)
    assert (new.amends, new.amend_reason, new.corrected_by) == (old.id, "misread", "Ana")
    assert (new.by, new.device_id) == (old.by, old.device_id) == ("tablet 2", 2)
    assert (new.happened_at, new.recorded_at) == (after(3), after(9))
    assert new.values == {"dose_mg": 0.8, "by_route": "im"}
    assert [row.id for row in record.standing()] == [new.id]


def test_a_correction_is_told_whole() -> None:
    record = dose(running(), after(2))
    decision = decides(
        record,
        ResponseAct.AMEND,
        after(9),
        action=record.actions[0].id,
        changes={"given_by": GivenBy.PEER},
        reason="she did",
    )
    new = last(decision.record)
    assert decision.facts == [
        facts.ActionAmended(
            after(9),
            record.response.id,
            new.id,
            record.actions[0].id,
            "naloxone",
            "peer",
            {"dose_mg": 0.4, "by_route": "im"},
            after(2),
            (),
            "tablet 2",
        )
    ]
    assert new.amend_reason == "she did"


def test_a_row_gets_the_name_of_whose_act_it_was_and_keeps_it() -> None:
    record = amends(dose(running(), after(2)), 0, by="Ana")
    assert (last(record).by, last(record).corrected_by) == ("Ana", "tablet 2")
    assert last(amends(record, 0, values={"dose_mg": 0.8})).by == "Ana"
    again = decides(record, ResponseAct.AMEND, after(9), action=record.actions[0].id, changes={"by": "Ana"})
    assert again.outcome is Outcome.REPEAT


def test_a_dose_that_is_moved_is_asked_about_again_by_the_tablet_it_was_logged_on() -> None:
    """One tablet logs at once; on the other it is caught up, and "2 min ago" brings it next to the first."""
    record = dose(dose(running(), after(2), device_id=1), after(4, 30))
    assert last(record).marks == ()
    moved = amends(record, 1, happened_at="2026-11-22T14:02:10Z")
    assert last(moved).marks == (Mark.SAME_OR_SECOND,)
    assert last(amends(moved, 2, happened_at="2026-11-22T14:08:00Z")).marks == ()
    other = does(
        moved,
        ResponseAct.AMEND,
        after(9),
        action=last(moved).id,
        device_id=1,
        changes={"happened_at": "2026-11-22T14:02:20Z"},
    )
    assert last(other).marks == (Mark.SAME_OR_SECOND,), "whoever puts it right, it came from tablet 2"


def test_the_outcome_has_the_name_of_who_says_so() -> None:
    said = {"outcome_state": OutcomeState.AWAKE}
    record = does(over(), ResponseAct.OUTCOME, after(11), **said)
    assert record.response.outcome_by == "tablet 2"
    assert does(over(), ResponseAct.OUTCOME, after(11), done_by="Ana").response.outcome_by is None
    signed = decides(record, ResponseAct.OUTCOME, after(12), done_by="Ana")
    assert signed.record.response.outcome_by == "Ana"
    assert signed.facts == [
        facts.OutcomeRecorded(after(12), record.response.id, OutcomeState.AWAKE, None, None, "Ana")
    ]
    assert decides(signed.record, ResponseAct.OUTCOME, after(13), **said).outcome is Outcome.REPEAT


def test_a_mark_is_named_at_its_own_time() -> None:
    record = does(running(), ResponseAct.MARK, after(2))
    named = last(amends(record, 0, kind=ActionKind.SUCTION))
    assert (named.kind, named.happened_at) == (ActionKind.SUCTION, after(2))


def test_another_kind_drops_values_that_were_of_the_old_one() -> None:
    record = dose(running(), after(2))
    assert last(amends(record, 0, kind=ActionKind.SUCTION)).values == {}


def test_a_correction_of_a_corrected_row_corrects_the_newest() -> None:
    record = dose(running(), after(2))
    record = amends(record, 0, values={"dose_mg": 0.8})
    record = amends(record, 0, values={"dose_mg": 1.2})
    assert [row.values.get("dose_mg") for row in record.standing()] == [1.2]
    assert last(record).amends == record.actions[1].id


def test_a_correction_that_corrects_nothing_is_a_repeat() -> None:
    record = dose(running(), after(2))
    decision = decides(record, ResponseAct.AMEND, after(3), action=record.actions[0].id, changes={})
    assert (decision.outcome, decision.record) == (Outcome.REPEAT, record)


def test_a_time_to_come_is_now_and_marked() -> None:
    record = dose(running(), after(2))
    new = last(amends(record, 0, happened_at="2026-11-22T23:00:00Z"))
    assert (new.happened_at, new.marks) == (after(9), (Mark.CLOCK_AHEAD,))


def test_a_time_nobody_can_read_is_left_and_marked() -> None:
    record = dose(running(), after(2))
    new = last(amends(record, 0, happened_at="half past"))
    assert (new.happened_at, new.marks) == (after(2), (Mark.TIME_UNREADABLE,))


def test_a_time_from_another_week_is_left_and_marked() -> None:
    record = dose(running(), after(2))
    new = last(amends(record, 0, happened_at="2000-01-01T00:00:00Z"))
    assert (new.happened_at, new.marks) == (after(2), (Mark.CLOCK_BEHIND,))
    before_we_came = last(amends(record, 0, happened_at="2026-11-22T13:40:00Z"))
    assert before_we_came.happened_at == after(-20)


def test_a_record_put_right_days_later_keeps_its_times() -> None:
    record = dose(running(), after(2))
    new = last(amends(record, 0, at=6 * 24 * 60, happened_at="2026-11-22T14:01:00Z"))
    assert (new.happened_at, new.marks) == (after(1), ())


def test_an_act_moved_behind_the_end_says_so_and_one_moved_before_it_no_longer() -> None:
    record = over(dose(running(), after(2)))
    late = amends(record, 0, at=20, happened_at="2026-11-22T14:15:00Z")
    assert last(late).marks == (Mark.AFTER_OVER,)
    assert last(amends(late, 0, at=21, happened_at="2026-11-22T14:05:00Z")).marks == ()


def test_a_correction_of_an_unknown_row_is_a_row_of_its_own() -> None:
    record = does(
        running(),
        ResponseAct.AMEND,
        after(5),
        action=new_id(),
        changes={"kind": ActionKind.NALOXONE, "values": {"dose_mg": 0.4}, "given_by": GivenBy.STAFF},
    )
    row = last(record)
    assert (row.kind, row.values, row.given_by) == (ActionKind.NALOXONE, {"dose_mg": 0.4}, GivenBy.STAFF)
    assert row.marks == (Mark.UNKNOWN_ACTION,)


def test_a_void_keeps_the_row_and_counts_it_no_more() -> None:
    record = dose(running(), after(2))
    row = record.actions[0]
    decision = decides(record, ResponseAct.VOID, after(3), action=row.id, reason="wrong person")
    assert decision.record.actions == (replace(row, voided_at=after(3), void_reason="wrong person"),)
    assert counters(decision.record.actions).doses_high == 0
    assert decision.facts == [facts.ActionVoided(after(3), record.response.id, row.id)]
    again = decides(decision.record, ResponseAct.VOID, after(4), action=row.id)
    assert again.outcome is Outcome.REPEAT


def test_a_void_of_a_corrected_row_voids_what_stands_for_it() -> None:
    record = amends(dose(running(), after(2)), 0, values={"dose_mg": 0.8})
    record = does(record, ResponseAct.VOID, after(3), action=record.actions[0].id)
    assert record.standing() == []


def test_a_void_of_an_unknown_row_is_marked() -> None:
    record = does(running(), ResponseAct.VOID, after(3), action=new_id())
    assert record.response.marks == (Mark.UNKNOWN_ACTION,)


def test_a_correction_brings_a_voided_row_back() -> None:
    record = dose(running(), after(2))
    record = does(record, ResponseAct.VOID, after(3), action=record.actions[0].id)
    assert counters(amends(record, 0).actions).doses_high == 1
