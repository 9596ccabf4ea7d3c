"""An act that is sent again after weeks: what it is answered, and what is never refused."""

from datetime import timedelta
from uuid import UUID

import pytest

from ops.routes.api.description import description
from tests.routes.acts import seated
from tests.routes.door import Door
from tests.routes.schema import faults
from tests.routes.test_bad_input import is_a_clear_no
from tests.services.test_receipts import made_at

SCHEMAS = description()["components"]["schemas"]


@pytest.fixture
def months_ago(door: Door) -> UUID:
    """An id of then; what it was given to may be on record, or not."""
    return made_at(door.clock() - timedelta(days=60))


def test_a_repeat_whose_answer_is_gone_is_as_described(door: Door) -> None:
    key, path = made_at(door.clock()), f"/visits/{seated(door)}/check-ins"
    assert door.post(path, {"answer": "ok"}, key=key).status_code == 200
    door.clock.pass_(minutes=8 * 24 * 60)
    door.room.sweeps()
    again = door.post(path, {"answer": "ok"}, key=key)
    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (200, "true")
    assert again.json is not None
    assert again.json["answer_gone"] is True
    assert faults(SCHEMAS["Answer"], again.json, SCHEMAS) == []


def test_an_id_of_long_ago_is_to_be_typed_in_as_a_late_entry(door: Door, months_ago: UUID) -> None:
    path, before = f"/visits/{seated(door)}/check-ins", door.version()
    refused = door.post(path, {"answer": "ok"}, key=months_ago)
    is_a_clear_no(refused, 422, "too_old_to_repeat")
    assert "type it in as a late entry" in str(refused.json)
    assert door.version() == before


def test_in_a_list_too(door: Door, months_ago: UUID) -> None:
    act = {"id": str(months_ago), "path": f"/visits/{seated(door)}/check-ins", "body": {"answer": "ok"}}
    [result] = (door.post("/sites/here/commands", {"commands": [act]}).json or {})["results"]
    assert (result["status"], result["body"]["code"]) == (422, "too_old_to_repeat")


def test_a_response_begins_and_goes_on_whatever_its_id_says(door: Door, months_ago: UUID) -> None:
    begun = door.post("/sites/here/responses", {"booth": door.booth("3")}, key=months_ago)
    assert begun.status_code == 201
    later = UUID(int=months_ago.int + 1)
    logged = door.post(f"/responses/{months_ago}/actions", {"kind": "naloxone"}, key=later)
    assert logged.status_code in (200, 201)
    look = UUID(int=months_ago.int + 2)
    assert door.post(f"/visits/{seated(door)}/check-ins", {"answer": "respond"}, key=look).status_code in (
        200,
        201,
    )


def test_what_happened_just_now_is_taken_whatever_the_id_says(door: Door, months_ago: UUID) -> None:
    said = {"answer": "ok", "happened_at": "2026-11-22T14:00:00Z"}
    assert door.post(f"/visits/{seated(door)}/check-ins", said, key=months_ago).status_code == 200
