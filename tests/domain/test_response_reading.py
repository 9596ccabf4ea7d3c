"""Reading what was said: nothing is refused, what cannot be used is marked and not repeated."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ops.domain.actions import ACTION_VALUES, NOT_KNOWN, ActionKind, Choice, Measure, Text
from ops.domain.response_data import Mark
from ops.domain.response_reading import (
    read_id,
    read_instant,
    read_number_of_booth,
    read_text,
    read_values,
    read_word,
)
from ops.domain.words import GivenBy, OutcomeState, ResponseKind
from tests.domain.records import SITE, after

WITH_VALUES = [(kind, name) for kind, values in ACTION_VALUES.items() for name in values]
ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=8,
)


def a_good(kind: ActionKind, name: str) -> Any:
    rule = ACTION_VALUES[kind][name]
    match rule:
        case Measure():
            return (rule.low + rule.high) / 2
        case Choice():
            return rule.words[0]
        case Text():
            return "short"


@pytest.mark.parametrize(("kind", "name"), WITH_VALUES)
def test_a_good_value_is_kept(kind: ActionKind, name: str) -> None:
    value = a_good(kind, name)
    assert read_values(kind, {name: value}) == ({name: value}, ())


@pytest.mark.parametrize(("kind", "name"), WITH_VALUES)
def test_a_value_out_of_bounds_is_kept_and_marked(kind: ActionKind, name: str) -> None:
    rule = ACTION_VALUES[kind][name]
    if not isinstance(rule, Measure):
        return
    for value in (rule.low - 1, rule.high + 1):
        assert read_values(kind, {name: value}) == ({name: value}, (Mark.OUT_OF_BOUNDS,))
    for value in (rule.low, rule.high):
        assert read_values(kind, {name: value}) == ({name: value}, ())


@pytest.mark.parametrize(("kind", "name"), WITH_VALUES)
@pytest.mark.parametrize("junk", [[], {}, True, ["im"], {"a": 1}, float("nan"), float("inf"), 10**400])
def test_an_unreadable_value_is_left_out_and_marked(kind: ActionKind, name: str, junk: object) -> None:
    assert read_values(kind, {name: junk}) == ({}, (Mark.VALUE_UNREADABLE,))


@pytest.mark.parametrize("kind", ActionKind)
def test_a_value_nobody_knows_is_left_out_and_marked(kind: ActionKind) -> None:
    assert read_values(kind, {"colour": "red"}) == ({}, (Mark.VALUE_UNKNOWN,))


@pytest.mark.parametrize("kind", ActionKind)
@pytest.mark.parametrize("junk", ["x", 3, [], True])
def test_values_that_are_no_values(kind: ActionKind, junk: object) -> None:
    assert read_values(kind, junk) == ({}, (Mark.VALUE_UNREADABLE,))
    assert read_values(kind, None) == ({}, ())


@pytest.mark.parametrize(("said", "number"), [("0.4", 0.4), ("0,4", 0.4), (" 2 ", 2), (2.0, 2), ("1e0", 1)])
def test_a_number_may_be_written(said: object, number: float) -> None:
    assert read_values(ActionKind.NALOXONE, {"dose_mg": said}) == ({"dose_mg": number}, ())


@pytest.mark.parametrize("said", ["", "two", "0.4 mg", "1" * 30, "nan", "٣x"])
def test_a_word_is_no_number(said: str) -> None:
    assert read_values(ActionKind.NALOXONE, {"dose_mg": said}) == ({}, (Mark.VALUE_UNREADABLE,))


def test_too_long_a_text_is_cut_and_marked() -> None:
    values, marks = read_values(ActionKind.NOTE, {"text": "a" * 201})
    assert (values, marks) == ({"text": "a" * 200}, (Mark.TEXT_CUT,))


def test_a_text_holds_nothing_that_cannot_be_read_or_sent() -> None:
    assert read_text("a\x00b\nc\ud800d", 60) == ("a b c d", ())
    assert read_text("  ", 60) == (None, ())


def test_several_oddities_are_all_marked_once() -> None:
    values, marks = read_values(
        ActionKind.ASSESSMENT, {"pulse_per_minute": 900, "spo2_percent": "?", "mood": 1, "sedation": None}
    )
    assert values == {"pulse_per_minute": 900}
    assert marks == (Mark.OUT_OF_BOUNDS, Mark.VALUE_UNKNOWN, Mark.VALUE_UNREADABLE)


@given(some.sampled_from(ActionKind), ANYTHING)
def test_whatever_is_said_what_is_kept_can_be_stored_and_sent(kind: ActionKind, said: object) -> None:
    values, marks = read_values(kind, said)
    assert set(values) <= set(ACTION_VALUES.get(kind, {}))
    json.dumps(values, allow_nan=False).encode()
    assert all(isinstance(mark, Mark) for mark in marks)


@given(some.sampled_from(WITH_VALUES), ANYTHING)
def test_whatever_a_value_is(name: tuple[ActionKind, str], said: object) -> None:
    values, _ = read_values(name[0], {name[1]: said})
    json.dumps(values, ensure_ascii=False, allow_nan=False).encode()


@given(ANYTHING)
def test_any_word_id_number_text_or_time_can_be_read(said: object) -> None:
    read_word(ResponseKind, said, Mark.UNKNOWN_KIND)
    read_word(GivenBy, said, Mark.VALUE_UNKNOWN)
    read_id(said)
    number = read_number_of_booth(said)
    assert number is None or 0 < number < 2**31
    text, _ = read_text(said, 20)
    assert text is None or len(text.encode()) > 0
    moment, _ = read_instant(said, after(5), after(0))
    assert moment is None or after(0) <= moment <= after(5)


def test_a_word_is_one_of_the_words() -> None:
    assert read_word(OutcomeState, "awake", Mark.VALUE_UNKNOWN) == (OutcomeState.AWAKE, ())
    assert read_word(OutcomeState, "Awake", Mark.VALUE_UNKNOWN) == (None, (Mark.VALUE_UNKNOWN,))
    assert read_word(OutcomeState, None, Mark.VALUE_UNKNOWN) == (None, ())


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (3, 3),
        ("3", 3),
        (0, None),
        (-1, None),
        (2**31, None),
        (True, None),
        (3.0, None),
        ("x", None),
        ("³", None),
    ],
)
def test_the_number_of_a_booth(said: object, number: int | None) -> None:
    assert read_number_of_booth(said) == number


def test_an_instant_has_a_zone_and_is_not_to_come() -> None:
    now, earliest = after(6), after(0)
    assert read_instant("2026-11-22T14:05:00Z", now, earliest) == (after(5), ())
    assert read_instant("2026-11-22T15:05:00+01:00", now, earliest) == (after(5), ())
    assert read_instant(after(5), now, earliest) == (after(5), ())
    assert read_instant(after(7), now, earliest) == (after(6), (Mark.CLOCK_AHEAD,))
    assert read_instant(after(0), now, earliest) == (after(0), ())
    assert read_instant(after(-1), now, earliest) == (None, (Mark.CLOCK_BEHIND,))
    assert read_instant("2026-11-22T14:05:00", now, earliest) == (None, (Mark.TIME_UNREADABLE,))
    assert read_instant("0001-01-01T00:00:00+23:00", now, earliest) == (None, (Mark.TIME_UNREADABLE,))
    fine = after(5) + timedelta(microseconds=1_999)
    assert read_instant(fine, now, earliest) == (after(5) + timedelta(milliseconds=1), ())


def test_the_sites_one_tap_values_are_known_and_within_bounds() -> None:
    for kind, values in SITE.action_defaults.items():
        assert read_values(ActionKind(kind), values) == (dict(values), ())


def test_every_act_that_goes_on_can_be_logged_with_its_values() -> None:
    for values in ACTION_VALUES.values():
        for rule in values.values():
            if isinstance(rule, Measure):
                assert rule.low < rule.high
            if isinstance(rule, Choice):
                assert len(set(rule.words)) == len(rule.words) > (0 if rule is NOT_KNOWN else 1)
