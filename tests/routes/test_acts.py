"""Every act of the wire: done, sent again, and its id used for something else."""

from uuid import uuid4

import pytest

from ops.routes.api.description import description
from ops.routes.api.table import WRITES
from tests.routes.acts import EXAMPLES, seated
from tests.routes.door import Door, told
from tests.routes.schema import faults

FOR_GOOD = {"drill", "drill_delete", "drill_end", "paper_printed", "sound_test", "undo"}
"""What was heard or printed cannot be taken back, and a drill is only ended; an undo made by a slip is
the act done again."""

SCHEMAS = description()["components"]["schemas"]


def test_every_act_has_an_example() -> None:
    assert set(EXAMPLES) == {write.name for write in WRITES}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_act_is_done_and_answers_as_described(door: Door, name: str) -> None:
    example = EXAMPLES[name](door)
    key, before = uuid4(), door.version()
    answer = door.post(example.path, example.body, key=key)
    assert answer.status_code == example.status, answer.text
    assert answer.mimetype == "application/json"
    assert faults(SCHEMAS["Answer"], answer.json, SCHEMAS) == []
    assert answer.json is not None
    assert answer.json["id"] == str(key)
    assert answer.json["version"] == door.version() == before + 1
    assert "Idempotency-Replayed" not in answer.headers


@pytest.mark.parametrize("name", EXAMPLES)
def test_sent_again_it_answers_the_same_bytes_and_changes_nothing(door: Door, name: str) -> None:
    example = EXAMPLES[name](door)
    key = uuid4()
    first = door.post(example.path, example.body, key=key)
    before = door.version()
    door.clock.pass_(minutes=3)
    again = door.post(example.path, dict(reversed(example.body.items())), key=key)
    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert door.version() == before


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_id_cannot_be_used_for_another_act(door: Door, name: str) -> None:
    example = EXAMPLES[name](door)
    key = uuid4()
    door.post(example.path, example.body, key=key)
    before = door.version()
    other = door.post(example.path, example.other, key=key)
    assert other.status_code == 422
    assert other.json is not None
    assert other.json["code"] == "idempotency_key_reused"
    assert door.version() == before


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - FOR_GOOD))
def test_every_act_that_changed_something_can_be_taken_back(door: Door, name: str) -> None:
    """Tablets offer it for each of them."""
    example = EXAMPLES[name](door)
    done = told(door.post(example.path, example.body))
    undone = door.post("/sites/here/undo", {"command": done["id"]})
    assert undone.status_code == 200 or done.get("repeat"), undone.text


def test_a_receipt_knows_an_arrival_again_without_its_handle(door: Door) -> None:
    """A tablet drops it once it is on record, and may be asked again by another epoch."""
    said = {"route": "smoke", "handle": "heron"}
    key = uuid4()
    first = door.post("/sites/here/visits", said, key=key)
    again = door.post("/sites/here/visits", {"route": "smoke"}, key=key)
    assert (again.data, again.headers["Idempotency-Replayed"]) == (first.data, "true")
    for other in (
        {"route": "smoke", "handle": "kite"},
        {"route": "snort"},
        {"route": "snort", "handle": "heron"},
    ):
        assert door.post("/sites/here/visits", other, key=key).status_code == 422


def test_the_same_words_about_someone_else_are_another_act(door: Door) -> None:
    one, two = seated(door, "1"), seated(door, "2")
    key = uuid4()
    assert door.post(f"/visits/{one}/check-ins", {"answer": "ok"}, key=key).status_code == 200
    other = door.post(f"/visits/{two}/check-ins", {"answer": "ok"}, key=key)
    assert other.status_code == 422


def test_an_id_may_be_in_capitals(door: Door) -> None:
    key = str(uuid4())
    first = door.post("/sites/here/visits", {}, key=key.upper())
    again = door.post("/sites/here/visits", {}, key=key)
    assert first.status_code == 201
    assert again.headers["Idempotency-Replayed"] == "true"


def test_an_id_of_a_refused_act_is_still_free(door: Door) -> None:
    key = uuid4()
    seated(door, "1")
    there = {"booth": door.booth("1")}
    assert door.post("/sites/here/visits", there, key=key).status_code == 409
    assert door.post("/sites/here/visits", {"booth": door.booth("2")}, key=key).status_code == 201
