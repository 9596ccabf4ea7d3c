"""What holds whatever is done in a response, in whatever order, at whatever time."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from ops.domain.actions import ACTION_VALUES, ActionKind
from ops.domain.board_response import shape, shown
from ops.domain.response import Ask, Decision, Outcome, Record, advance, wake_at
from ops.domain.response_complete import complete, missing
from ops.domain.response_counts import counters
from ops.domain.response_data import HERE
from ops.domain.words import (
    Audience,
    GivenBy,
    OutcomeAmbulance,
    OutcomePlace,
    OutcomeState,
    ResponseAct,
    ResponseKind,
    ResponseState,
)
from tests.domain.records import PERSON, SITE, after, new_id, running

NOW = after(120)
PEOPLE = ["Ana", "Bo", "tablet 2", "tablet 7"]


@some.composite
def asks(draw: some.DrawFn) -> Ask:
    """Any act, said in any way a service could say it."""
    at = after(draw(some.integers(-10, 120)))
    device = draw(some.sampled_from([2, 7]))
    kind = draw(some.sampled_from(ActionKind))
    changes: dict[str, Any] = draw(
        some.sampled_from(
            [
                {},
                {"kind": ActionKind.AED},
                {"kind": ActionKind.NALOXONE},
                {"same_as": None},
                {"same_as": new_id()},
                {"visit_id": PERSON},
                {"happened_at": "2026-11-22T14:20:00Z"},
                {"values": {"dose_mg": 2}},
                {"given_by": GivenBy.PEER},
            ]
        )
    )
    return Ask(
        draw(some.sampled_from(ResponseAct)),
        new_id(),
        at,
        NOW,
        draw(some.sampled_from(PEOPLE)),
        device_name=f"tablet {device}",
        device_id=device,
        on=draw(some.booleans()),
        action_kind=kind,
        values={"dose_mg": 0.4} if "dose_mg" in ACTION_VALUES.get(kind, {}) else {},
        changes=changes,
        outcome_state=draw(some.sampled_from([None, *OutcomeState])),
        outcome_place=draw(some.sampled_from([None, *OutcomePlace])),
        outcome_ambulance=draw(some.sampled_from([None, *OutcomeAmbulance])),
    )


def lived(acts: list[tuple[Ask, int]]) -> list[tuple[Record, Ask, Decision]]:
    """Each act with the record before it and what was decided; the number picks a row."""
    record, steps = running(), list[tuple[Record, Ask, Decision]]()
    for said, number in acts:
        ask = said
        if said.act in (ResponseAct.VOID, ResponseAct.AMEND) and record.actions and number:
            ask = replace(said, action=record.actions[number % len(record.actions)].id)
        elif said.act is ResponseAct.AMEND:
            of_response = {name: value for name, value in said.changes.items() if name == "visit_id"}
            ask = replace(said, changes=of_response | {"kind": ResponseKind.INJURY})
        decision = advance(record, ask, SITE)
        steps.append((record, ask, decision))
        record = decision.record
    return steps


LIVES = some.lists(some.tuples(asks(), some.integers(0, 30)), max_size=20)


@given(LIVES)
def test_nothing_is_lost_and_nothing_overwritten(acts: list[tuple[Ask, int]]) -> None:
    for before, _, decision in lived(acts):
        kept = {row.id: row for row in decision.record.actions}
        for row in before.actions:
            now = kept[row.id]
            untouched = replace(
                now,
                superseded_by=row.superseded_by,
                voided_at=row.voided_at,
                void_reason=row.void_reason,
                same_as=row.same_as,
            )
            assert untouched == row


@given(LIVES)
def test_every_logged_act_is_a_row_or_a_repeat(acts: list[tuple[Ask, int]]) -> None:
    for before, ask, decision in lived(acts):
        grown = len(decision.record.actions) - len(before.actions)
        if ask.act in (ResponseAct.ACTION, ResponseAct.MARK):
            assert grown == (decision.outcome is Outcome.DONE)
        else:
            assert grown in (0, 1)


@given(LIVES)
def test_a_repeat_changes_nothing_but_attendance(acts: list[tuple[Ask, int]]) -> None:
    for before, ask, decision in lived(acts):
        if decision.outcome is Outcome.REPEAT:
            assert decision.record.actions == before.actions
            if ask.act not in (ResponseAct.ACTION, ResponseAct.MARK):
                assert decision.record == before
                assert decision.facts == []


@given(LIVES)
def test_what_changes_is_told(acts: list[tuple[Ask, int]]) -> None:
    for before, _, decision in lived(acts):
        if decision.record != before:
            assert decision.facts


@given(LIVES)
def test_complete_is_exactly_over_with_nothing_missing(acts: list[tuple[Ask, int]]) -> None:
    for _, _, decision in lived(acts):
        response = decision.record.response
        assert (response.complete_at is not None) == complete(decision.record)
        if response.complete_at is not None:
            assert response.state is ResponseState.OVER
            assert missing(response, decision.record.actions) == []


@given(LIVES)
def test_attendance_is_never_longer_than_its_time_and_ends_early_only_when_somebody_left(
    acts: list[tuple[Ask, int]],
) -> None:
    longest = timedelta(seconds=max(SITE.attended_for, SITE.interval("sedation").every))
    for before, ask, decision in lived(acts):
        old, new = before.response, decision.record.response
        for name, at_most in (
            ("attended_until", longest),
            ("going_until", timedelta(seconds=SITE.going_for)),
        ):
            was, now = getattr(old, name), getattr(new, name)
            assert was is None or now >= was or ask.act is ResponseAct.LEAVE
            if now != was:
                assert now <= ask.at + at_most
        wakes = wake_at(new)
        assert wakes is None or new.running


@given(LIVES)
def test_leaving_keeps_who_was_there_and_prolongs_nothing(acts: list[tuple[Ask, int]]) -> None:
    for before, ask, decision in lived(acts):
        old, new = before.response, decision.record.response
        assert decision.record.left[: len(before.left)] == before.left
        if ask.act is not ResponseAct.LEAVE:
            continue
        assert (new.state, new.attended_at) == (old.state, old.attended_at)
        for was, now in ((old.attended_until, new.attended_until), (old.going_until, new.going_until)):
            assert now == was or (was is not None and now is not None and now < was)
        if decision.outcome is Outcome.DONE and new.running:
            there = [person for person in decision.record.people if person.state == HERE]
            assert there or new.attended_until is None or new.attended_until <= max(ask.at, new.began_at)


@given(LIVES)
def test_running_or_ended_with_a_time(acts: list[tuple[Ask, int]]) -> None:
    for _, _, decision in lived(acts):
        response = decision.record.response
        assert response.running == (response.over_at is None)
        assert response.over_at is None or response.over_at >= response.began_at
        assert response.state is not ResponseState.UNDONE


@given(LIVES)
def test_counters_are_ranges(acts: list[tuple[Ask, int]]) -> None:
    for _, _, decision in lived(acts):
        counted = counters(decision.record.actions)
        assert 0 <= counted.doses_low <= counted.doses_high
        assert (counted.doses_low == 0) == (counted.doses_high == 0)
        assert counted.milligrams_low <= counted.milligrams_high


@given(LIVES)
def test_each_person_is_listed_once(acts: list[tuple[Ask, int]]) -> None:
    for _, _, decision in lived(acts):
        names = [person.who for person in decision.record.people]
        assert len(names) == len(set(names))


@given(LIVES)
def test_the_wall_learns_nothing_about_the_person(acts: list[tuple[Ask, int]]) -> None:
    private = {
        "kind",
        "actions",
        "people",
        "lead",
        "outcome",
        "missing",
        "marks",
        "aliases",
    }
    for _, _, decision in lived(acts):
        record = decision.record
        seen = shape(record, [], Audience.WALL)
        assert not private & seen.keys()
        floor = shape(record, [], Audience.FLOOR)
        assert seen.items() <= floor.items()
        assert shown(record.response, Audience.WALL) <= shown(record.response, Audience.FLOOR)
        assert not shown(record.response, Audience.WAITING)
