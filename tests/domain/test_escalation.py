"""Who is told next: time and lack of attendance, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from ops.domain import escalation
from ops.domain.escalation import due_at, next_try, to_be_taken, unattended_from
from ops.domain.response_data import HERE, Person, Record, Response
from ops.domain.words import ResponseState

RESPONSE = UUID("019a0000-0000-7000-8000-000000000001")
SOFT = 60


def at(clock_time: str) -> datetime:
    minutes, seconds = clock_time.split(":")
    return datetime(2026, 11, 22, 14, int(minutes), int(seconds), tzinfo=UTC)


BEGUN = Response(RESPONSE, began_at=at("00:00"), recorded_at=at("00:00"))


def record(going: str | None = None, attended: str | None = None, there: int = 0) -> Record:
    response = replace(
        BEGUN,
        going_until=at(going) if going else None,
        attended_until=at(attended) if attended else None,
    )
    people = tuple(Person(f"tablet {number}", HERE, at("00:30")) for number in range(there))
    return Record(response, people=people)


@pytest.mark.parametrize(
    ("told", "begins"),
    [
        pytest.param(record(), "00:00", id="nobody at all: from the beginning"),
        pytest.param(record(going="02:10"), "02:10", id="somebody set off and never came"),
        pytest.param(record(attended="03:30", there=1), "04:30", id="who is listed is asked softly first"),
        pytest.param(record(attended="03:30"), "03:30", id="everybody left: at once"),
        pytest.param(record(going="06:00", attended="03:30", there=1), "06:00", id="a second one sets off"),
    ],
)
def test_from_when_nobody_counts(told: Record, begins: str) -> None:
    assert unattended_from(told, SOFT) == at(begins)


def test_what_is_over_tells_nobody() -> None:
    over = Record(replace(BEGUN, state=ResponseState.OVER, over_at=at("02:00")))
    assert unattended_from(over, SOFT) is None


def test_a_beginning_heard_late_has_a_moment_for_what_came_after_it() -> None:
    assert due_at(at("00:00"), at("00:00"), 60) == at("01:00")
    assert due_at(at("00:00"), at("20:00"), 60) == at("20:15")
    assert due_at(at("00:00"), at("20:00"), 5) == at("20:05")


def test_a_step_is_taken_once_in_a_stretch_and_again_in_the_next() -> None:
    assert not to_be_taken(at("01:00"), None, at("00:59"))
    assert to_be_taken(at("01:00"), None, at("01:00"))
    assert not to_be_taken(at("01:00"), at("01:00"), at("05:00"))
    # Heard late, somebody had set off for a moment before: the stretch is earlier, nobody is told twice.
    assert not to_be_taken(at("00:50"), at("01:00"), at("05:00"))
    # Somebody was there, and is not any more.
    assert not to_be_taken(at("06:00"), at("01:00"), at("05:59"))
    assert to_be_taken(at("06:00"), at("01:00"), at("06:00"))
    assert not to_be_taken(None, None, at("06:00"))


def test_a_message_is_tried_with_growing_pauses_and_not_for_ever() -> None:
    made, now, pauses = at("00:00"), at("00:00"), []
    for attempt in range(1, 100):
        again = next_try(made, attempt, now)
        if again is None:
            break
        pauses.append((again - now).total_seconds())
        now = again
    assert pauses[:6] == [5, 10, 20, 40, 60, 60]
    assert now - made >= escalation.GIVE_UP_AFTER
    assert now - made < escalation.GIVE_UP_AFTER + timedelta(minutes=1)
    assert next_try(made, 5000, at("01:00")) == at("02:00")


def test_what_became_of_a_message_is_the_strongest_that_is_known() -> None:
    columns = ("confirmed_at", "sent_at", "withdrawn_at", "given_up_at", "failing_since")
    words = ("confirmed", "sent", "withdrawn", "given_up", "failing", "sending")
    told: dict[str, datetime | None] = dict.fromkeys(columns, at("02:00"))
    for column, word in zip(columns, words, strict=False):
        assert escalation.became(**told) == (word, at("02:00"))
        told[column] = None
    assert escalation.became(**told) == (words[-1], None)
