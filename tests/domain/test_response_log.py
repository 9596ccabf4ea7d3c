"""The log: rows are appended, never changed; starts and stops; corrections; same or second."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ops.domain import facts
from ops.domain.actions import RUNNING_PAIRS, ActionKind
from ops.domain.response import Outcome, Record
from ops.domain.response_counts import counters, going_on
from ops.domain.response_data import Action, Mark, standing
from ops.domain.response_log import DOSES
from ops.domain.words import GivenBy, ResponseAct, ResponseState
from tests.domain.records import after, decides, does, dose, in_state, last, logs, running

STARTS = sorted(RUNNING_PAIRS)
VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "standing.json").read_text("utf-8"))["cases"]


def amends(record: Record, row: int, at: float = 9, **changes: object) -> Record:
    return does(record, ResponseAct.AMEND, after(at), action=record.actions[row].id, changes=changes)


def began(record: Record, start: ActionKind) -> datetime:
    """Since when it goes on, as of the newest row."""
    rows = record.standing()
    return going_on(rows, start, rows[-1].happened_at)[0].happened_at


def test_a_row_says_what_when_and_by_whom() -> None:
    decision = decides(
        running(),
        ResponseAct.ACTION,
        after(2),
        now=after(5),
        action_kind=ActionKind.NALOXONE,
        given_by=GivenBy.PEER,
        values={"dose_mg": 4, "by_route": "in"},
        who="Ana",
    )
    row = last(decision.record)
    assert (row.happened_at, row.recorded_at, row.by, row.device_id) == (after(2), after(5), "Ana", 2)
    assert decision.facts == [
        facts.ActionLogged(
            after(2),
            decision.record.response.id,
            row.id,
            "naloxone",
            "peer",
            {"dose_mg": 4, "by_route": "in"},
        )
    ]


def test_free_text_stays_out_of_the_journal() -> None:
    said = {"text": "warm blanket"}
    decision = decides(running(), ResponseAct.ACTION, after(1), action_kind=ActionKind.NOTE, values=said)
    assert last(decision.record).values == said
    (fact,) = decision.facts
    assert isinstance(fact, facts.ActionLogged)
    assert fact.values == {}


@pytest.mark.parametrize("start", STARTS)
def test_a_start_of_what_goes_on_is_a_repeat_and_attendance(start: ActionKind) -> None:
    record = logs(running(), start, after(1))
    again = decides(record, ResponseAct.ACTION, after(3), action_kind=start)
    assert again.outcome is Outcome.REPEAT
    assert len(again.record.actions) == 1
    assert again.record.response.attended_until == after(6)
    assert counters(again.record.actions) == counters(record.actions)


@pytest.mark.parametrize("start", STARTS)
def test_stopped_it_may_start_again(start: ActionKind) -> None:
    record = logs(running(), start, after(1))
    record = logs(record, RUNNING_PAIRS[start], after(2))
    record = logs(record, start, after(3))
    assert [row.kind for row in record.actions] == [start, RUNNING_PAIRS[start], start]
    assert {row.marks for row in record.actions} == {()}


def test_a_start_with_other_values_is_a_change_and_keeps_the_first_time() -> None:
    record = logs(running(), ActionKind.OXYGEN_START, after(1), values={"litres_per_minute": 10})
    more = logs(record, ActionKind.OXYGEN_START, after(4), values={"litres_per_minute": 15})
    assert last(more).marks == (Mark.ALREADY_RUNNING,)
    assert began(more, ActionKind.OXYGEN_START) == after(1)
    same = decides(
        more,
        ResponseAct.ACTION,
        after(5),
        action_kind=ActionKind.OXYGEN_START,
        values={"litres_per_minute": 15},
    )
    assert same.outcome is Outcome.REPEAT


@pytest.mark.parametrize("start", STARTS)
def test_a_stop_without_a_start_is_kept_and_marked(start: ActionKind) -> None:
    record = logs(running(), RUNNING_PAIRS[start], after(1))
    assert last(record).marks == (Mark.STOP_WITHOUT_START,)


@pytest.mark.parametrize("start", STARTS)
def test_a_second_stop_within_a_minute_is_a_repeat_and_later_it_is_kept(start: ActionKind) -> None:
    stop = RUNNING_PAIRS[start]
    record = logs(logs(running(), start, after(1)), stop, after(2))
    assert decides(record, ResponseAct.ACTION, after(2.5), action_kind=stop).outcome is Outcome.REPEAT
    assert last(logs(record, stop, after(9))).marks == (Mark.STOP_WITHOUT_START,)


def test_an_earlier_start_that_comes_in_late_says_since_when() -> None:
    record = logs(running(), ActionKind.BREATHS_START, after(4))
    record = logs(record, ActionKind.BREATHS_START, after(2), now=after(5))
    assert len(record.actions) == 2
    assert began(record, ActionKind.BREATHS_START) == after(2)
    assert going_on(record.standing(), ActionKind.BREATHS_START, after(1)) == []


def test_two_marks_are_two() -> None:
    record = does(does(running(), ResponseAct.MARK, after(1)), ResponseAct.MARK, after(1))
    assert [row.kind for row in record.actions] == [ActionKind.MARK, ActionKind.MARK]


@pytest.mark.parametrize("state", [ResponseState.OVER, ResponseState.ALL_OK, ResponseState.MIS_TAP])
def test_an_act_after_the_end_is_kept_and_marked(state: ResponseState) -> None:
    assert last(logs(in_state(state), ActionKind.NOTE, after(11))).marks == (Mark.AFTER_OVER,)
    assert last(logs(in_state(state), ActionKind.NOTE, after(9))).marks == ()


def test_an_act_before_the_beginning_is_marked_unless_it_was_before_we_came() -> None:
    assert last(logs(running(), ActionKind.NALOXONE, after(-1))).marks == (Mark.BEFORE_BEGIN,)
    before_us = logs(running(), ActionKind.NALOXONE, after(-1), given_by=GivenBy.BEFORE_US)
    assert last(before_us).marks == ()


# -- same or second? --------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(DOSES))
@pytest.mark.parametrize("seconds", [0, 59, 60, -60])
def test_like_doses_from_two_tablets_are_asked_about(kind: ActionKind, seconds: int) -> None:
    record = logs(running(), kind, after(2), device_id=1)
    record = logs(record, kind, after(2, seconds), device_id=2)
    assert [row.marks for row in record.actions] == [(), (Mark.SAME_OR_SECOND,)]


@pytest.mark.parametrize(
    ("kind", "device", "seconds"),
    [
        (ActionKind.NALOXONE, 2, 61),
        (ActionKind.NALOXONE, 1, 10),
        (ActionKind.EPINEPHRINE, 2, 10),
    ],
    ids=["later", "one tablet", "another kind"],
)
def test_unlike_ones_are_two(kind: ActionKind, device: int, seconds: int) -> None:
    record = logs(running(), ActionKind.NALOXONE, after(2), device_id=1)
    assert last(logs(record, kind, after(2, seconds), device_id=device)).marks == ()


PAPER = (Mark.FROM_PAPER,)


@pytest.mark.parametrize(("first", "second"), [((), PAPER), (PAPER, ())])
def test_a_dose_from_paper_beside_a_live_one_is_asked_about(
    first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    record = dose(dose(running(), after(2), marks=first), after(2, 30), marks=second)
    assert last(record).marks == (*second, Mark.SAME_OR_SECOND)
    moved = dose(dose(running(), after(2), marks=first), after(8), marks=second)
    moved = amends(moved, 1, happened_at="2026-11-22T14:02:30Z")
    assert Mark.SAME_OR_SECOND in last(moved).marks


def test_two_doses_of_one_sheet_of_paper_are_two() -> None:
    record = dose(dose(running(), after(2), marks=PAPER), after(2, 30), marks=PAPER)
    assert last(record).marks == PAPER


@pytest.mark.parametrize("kind", sorted(set(ActionKind) - DOSES))
def test_other_acts_are_not_asked_about(kind: ActionKind) -> None:
    record = logs(running(), kind, after(2), device_id=1, values={"x": 1})
    record = logs(record, kind, after(2, 10), device_id=2)
    assert all(Mark.SAME_OR_SECOND not in row.marks for row in record.actions)


def test_until_it_is_answered_the_counter_says_one_to_two() -> None:
    record = dose(dose(running(), after(2), device_id=1), after(2, 20), milligrams=0.8)
    counted = counters(record.actions)
    assert (counted.doses_low, counted.doses_high) == (1, 2)
    assert (counted.milligrams_low, counted.milligrams_high) == (0.4, 1.2)


def test_answered_same_both_are_kept_and_one_counts() -> None:
    record = dose(dose(running(), after(2), device_id=1), after(2, 20))
    record = amends(record, 1, same_as=record.actions[0].id)
    assert len(record.actions) == 2
    assert record.actions[1].void_reason == "same_act"
    counted = counters(record.actions)
    assert (counted.doses_low, counted.doses_high, counted.milligrams_high) == (1, 1, 0.4)


def _row(name: str, at: int, became: str) -> Action:
    ids = {letter: UUID(int=1 + ord(letter)) for letter in "abcz"}
    done = ActionKind.SUCTION if became == "suction" else ActionKind.NALOXONE
    row = Action(ids[name], done, after(at), after(at), "tablet 2")
    match became.split():
        case ["out"]:
            return replace(row, voided_at=after(9))
        case ["same", "as", other]:
            return replace(row, voided_at=after(9), void_reason="same_act", same_as=ids[other])
        case ["now", other]:
            return replace(row, superseded_by=ids[other])
    return row


@pytest.mark.parametrize("case", VECTORS, ids=[case["name"] for case in VECTORS])
def test_what_is_the_same_as_a_row_that_counts_no_more_counts_again(case: dict[str, Any]) -> None:
    rows = [_row(name, at, became) for at, (name, became) in enumerate(case["rows"])]
    assert [chr(row.id.int - 1) for row in standing(rows)] == case["stand"]


def test_what_counts_again_is_a_dose_nobody_asks_about() -> None:
    record = dose(dose(dose(running(), after(-9)), after(2), device_id=1), after(2, 20))
    record = amends(record, 2, same_as=record.actions[1].id)
    record = does(record, ResponseAct.VOID, after(9), action=record.actions[1].id)
    counted = counters(record.actions)
    assert (counted.doses_low, counted.doses_high) == (2, 2)


def test_one_taken_out_by_itself_never_counts_again() -> None:
    record = dose(dose(running(), after(2), device_id=1), after(2, 20))
    first, second = record.actions
    record = amends(record, 1, same_as=first.id)
    record = does(record, ResponseAct.VOID, after(9), action=second.id)
    record = does(record, ResponseAct.VOID, after(9), action=first.id)
    assert record.standing() == []


def test_answered_second_both_count() -> None:
    record = dose(dose(running(), after(2), device_id=1), after(2, 20))
    record = amends(record, 1, same_as=None)
    assert last(record).amends == record.actions[1].id
    assert last(record).marks == ()
    counted = counters(record.actions)
    assert (counted.doses_low, counted.doses_high, counted.milligrams_low) == (2, 2, 0.8)


def test_a_correction_of_values_does_not_answer() -> None:
    record = dose(dose(running(), after(2), device_id=1), after(2, 20))
    record = amends(record, 1, values={"dose_mg": 0.8})
    assert last(record).marks == (Mark.SAME_OR_SECOND,)


def test_with_the_other_taken_back_there_is_nothing_to_ask() -> None:
    record = dose(dose(running(), after(2), device_id=1), after(2, 20))
    record = does(record, ResponseAct.VOID, after(3), action=record.actions[0].id)
    counted = counters(record.actions)
    assert (counted.doses_low, counted.doses_high) == (1, 1)


def test_a_mark_named_as_a_dose_may_be_the_dose_of_another_tablet() -> None:
    record = dose(running(), after(2), device_id=1)
    record = does(record, ResponseAct.MARK, after(2, 10), device_id=2)
    record = does(
        record,
        ResponseAct.AMEND,
        after(20),
        device_id=1,
        action=last(record).id,
        changes={"kind": ActionKind.NALOXONE, "values": {"dose_mg": 0.4}},
    )
    assert last(record).happened_at == after(2, 10)
    assert last(record).marks == (Mark.SAME_OR_SECOND,)
