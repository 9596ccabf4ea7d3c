"""Every code and every word has words for people."""

from enum import StrEnum

import pytest

from ops.domain import words
from ops.domain.actions import ActionKind
from ops.domain.errors import THE_ROOM_MAY_DIFFER, Code
from ops.errors import TABLE, DoorCode
from ops.routes.labels import LABELS, word
from tests.routes.door import Door

FOR_THE_HOUSE = {
    words.VisitAct,
    words.BoothAct,
    words.ResponseAct,
    words.Phase,
    words.LateLevel,
    words.PaperKind,
}
FOR_THE_FILE = {words.Subject, words.ToldBy}
WITH_THE_HOUR = {words.Became}
"""Said by the log of a tablet, in a sentence with when that was."""
NOT_SAID = FOR_THE_HOUSE | FOR_THE_FILE | WITH_THE_HOUR | {words.AlarmLevel, words.Audience}
VOCABULARIES = [
    kind
    for kind in (*vars(words).values(), ActionKind)
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum and kind not in NOT_SAID
]


@pytest.mark.parametrize("kind", VOCABULARIES, ids=lambda kind: kind.__name__)
def test_every_word_has_its_label(kind: type[StrEnum], door: Door) -> None:
    assert set(LABELS[kind]) == {item.value for item in kind}
    with door.app.test_request_context():
        assert all(str(word(item)) for item in kind)


def test_every_code_has_words_and_a_status() -> None:
    assert set(TABLE) == {*Code, *DoorCode}
    assert all(400 <= said.status <= 503 for said in TABLE.values())


def test_codes_are_told_apart() -> None:
    assert len({code.value for code in TABLE}) == len(TABLE)


def test_what_the_room_may_overrule_is_a_conflict() -> None:
    assert {TABLE[code].status for code in THE_ROOM_MAY_DIFFER} == {409}


def test_words_say_something(door: Door) -> None:
    with door.app.test_request_context():
        for said in TABLE.values():
            assert str(said.detail).endswith(".")
            assert not str(said.title).endswith(".")
