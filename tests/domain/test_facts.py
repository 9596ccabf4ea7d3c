"""Facts: plain values for the journal, and nothing that could name a participant."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import get_type_hints
from uuid import UUID

import pytest

from ops.domain import facts
from ops.domain.facts import Fact

AT = datetime(2026, 11, 22, 14, 0, 5, 123000, tzinfo=UTC)
VISIT = UUID("019a0000-0000-7000-8000-000000000001")
KINDS: list[type[Fact]] = [
    fact for name in facts.__all__ if isinstance(fact := getattr(facts, name), type) and name != "Fact"
]
NEVER = ("handle", "card", "gender", "age", "name", "initials", "birth", "phone", "address", "text", "ip")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_fact_is_frozen_and_happened_at_a_time(kind: type[Fact]) -> None:
    assert issubclass(kind, Fact)
    assert is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert fields(kind)[0].name == "at"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_fact_can_name_a_participant(kind: type[Fact]) -> None:
    assert not {item.name for item in fields(kind)} & set(NEVER)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_field_is_not_called_like_the_kind_or_the_time(kind: type[Fact]) -> None:
    names = [item.name for item in fields(kind)]
    assert "kind" not in names
    assert names.count("at") == 1
    assert get_type_hints(kind)["at"] is datetime


def test_kinds_are_words_of_their_own() -> None:
    words = [kind.kind() for kind in KINDS]
    assert len(set(words)) == len(words)
    assert all(word == word.lower() and len(word) <= 40 and " " not in word for word in words)
    assert facts.CheckInOverdue.kind() == "check_in_overdue"
    assert facts.ResponseAllOk.kind() == "response_all_ok"


def test_what_was_not_said_is_left_out() -> None:
    assert facts.PersonArrived(AT, VISIT, None).data() == {"visit": str(VISIT)}


def test_the_journal_holds_plain_json() -> None:
    told = facts.ResponseStarted(AT, VISIT, 3, "A", None, None, "unknown", ("clock_ahead",)).data()
    assert json.loads(json.dumps(told)) == told
    assert told["marks"] == ["clock_ahead"]
    called = facts.PersonCalled(AT, VISIT, AT).data()
    assert called["hold_until"] == "2026-11-22T14:00:05.123Z"


def test_a_reason_is_a_word_of_the_house_or_not_in_the_journal() -> None:
    assert facts.BoothClosed(AT, 3, "cleaning").data() == {"booth": 3, "reason": "cleaning"}
    for said in ("somebody was sick", "", None):
        assert facts.BoothClosed(AT, 3, said).data() == {"booth": 3}
    reasons = {kind for kind in KINDS if "reason" in {item.name for item in fields(kind)}}
    assert reasons == {facts.BoothClosed, facts.RoomClosed}


def test_every_fact_lies_in_one_file_and_is_known_by_the_package() -> None:
    defined = {kind for kind in Fact.__subclasses__() if kind.__module__.startswith("ops.domain.facts")}
    assert defined == set(KINDS)
