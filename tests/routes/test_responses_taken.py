"""Acts in a response are taken for whatever they say, and marked."""

from typing import Any
from uuid import uuid4

import pytest

from ops.routes.api.table import WRITES
from tests.routes.acts import logged, responds, seated
from tests.routes.door import Door, told
from tests.routes.test_bad_input import CANARY, is_a_clear_no

ROUGH: dict[str, Any] = {
    "booth": CANARY,
    "seat": [1],
    "place": 7,
    "visit": {"a": 1},
    "kind": 3.5,
    "another": "yes",
    "given_by": CANARY,
    "values": [CANARY],
    "state": False,
    "ambulance": [],
    "action": CANARY,
    "reason": "\ud800\x00" + "x" * 5000,
    "to": {},
    "on": CANARY,
    "same_as": 1,
    "happened_at": "yesterday",
    "by": [],
    "room_says_otherwise": "perhaps",
    "never heard of": CANARY,
    "half a letter": "\ud800",
}
LENIENT = [write for write in WRITES if write.lenient]


def test_every_act_in_a_response_is_taken_this_way_and_a_call_for_help() -> None:
    in_responses = {write.name for write in WRITES if "/respon" in write.path}
    assert {write.name for write in LENIENT} == in_responses | {"help"}


@pytest.mark.parametrize("name", [write.name for write in LENIENT])
def test_nothing_is_refused_for_what_it_says(door: Door, name: str) -> None:
    write = next(write for write in LENIENT if write.name == name)
    path = write.path.replace("<slug>", "here").replace("<uuid:response>", responds(door))
    answer = door.post(path, ROUGH)
    assert answer.status_code in (200, 201), answer.text
    assert answer.json is not None
    assert "unknown_field" in answer.json["marks"]
    assert CANARY not in answer.text


@pytest.mark.parametrize("name", [write.name for write in LENIENT])
def test_an_unknown_response_is_begun_under_its_id(door: Door, name: str) -> None:
    if name in ("respond", "help"):
        return
    write = next(write for write in LENIENT if write.name == name)
    response = str(uuid4())
    answer = door.post(write.path.replace("<uuid:response>", response), {})
    assert answer.json is not None
    assert answer.json["response"]["id"] == response
    assert "begun_by_act" in answer.json["response"]["marks"]


def test_nothing_at_all_is_enough(door: Door) -> None:
    answer = door.post("/sites/here/responses", {})
    assert answer.status_code == 201
    assert answer.json is not None
    assert answer.json["response"]["place"] == "other"


@pytest.mark.parametrize("key", [None, "", CANARY])
def test_an_id_is_made_where_there_is_none(door: Door, key: str | None) -> None:
    headers = door.headers() | ({} if key is None else {"Idempotency-Key": key})
    answer = door.program.post(
        "/api/v1/sites/here/responses", json={"booth": door.booth("1")}, headers=headers
    )
    assert answer.status_code == 201
    assert answer.json is not None
    assert answer.json["id"] == answer.json["response"]["id"]
    assert answer.json["marks"] == ["id_made_here"]


def test_a_clock_ahead_is_taken_and_marked(door: Door) -> None:
    answer = door.post("/sites/here/responses", {"happened_at": "2026-11-22T15:00:00Z"})
    assert answer.status_code == 201
    assert answer.json is not None
    assert "clock_ahead" in answer.json["marks"]
    assert answer.json["response"]["began_at"] == "2026-11-22T14:00:00.000Z"


def test_a_clock_far_behind_is_taken_and_marked(door: Door) -> None:
    answer = door.post("/sites/here/responses", {"happened_at": "2000-01-01T00:00:10Z"})
    assert answer.status_code == 201
    assert answer.json is not None
    assert answer.json["marks"] == ["clock_behind"]
    assert answer.json["response"]["began_at"] == "2026-11-22T14:00:00.000Z"
    log = f"/responses/{answer.json['id']}/actions"
    logged = door.post(log, {"kind": "airway", "happened_at": "2000-01-01T00:01:00Z"})
    assert logged.json is not None
    (row,) = logged.json["response"]["actions"]
    assert (row["happened_at"], row["marks"]) == ("2026-11-22T14:00:00.000Z", ["clock_behind"])


def test_an_act_kept_for_a_day_keeps_its_time(door: Door) -> None:
    answer = door.post("/sites/here/responses", {"happened_at": "2026-11-21T14:00:00Z"})
    assert answer.json is not None
    assert answer.json["response"]["began_at"] == "2026-11-21T14:00:00.000Z"
    assert "marks" not in answer.json


def test_a_time_that_cannot_be_read_is_now_and_marked(door: Door) -> None:
    answer = door.post("/sites/here/responses", {"happened_at": "2026-11-22T13:00:00"})
    assert answer.json is not None
    assert "time_unreadable" in answer.json["marks"]


def test_an_unknown_booth_is_taken_and_marked(door: Door) -> None:
    answer = door.post("/sites/here/responses", {"booth": 4711})
    assert answer.status_code == 201
    assert answer.json is not None
    assert "unknown_booth" in answer.json["marks"]


def test_the_answer_respond_is_a_response(door: Door) -> None:
    """Whatever else the look says, and whoever it was about."""
    visit = seated(door, "2")
    path = f"/api/v1/visits/{visit}/check-ins"
    said = {"answer": "respond", "where": 7, "happened_at": "soon", CANARY: 1}
    answer = door.program.post(path, json=said, headers=door.headers())
    assert answer.status_code == 201, answer.text
    assert answer.json is not None
    response = answer.json["response"]
    assert (response["booth"], response["visit"]) == (door.booth("2"), visit)
    assert set(answer.json["marks"]) == {
        "id_made_here",
        "time_unreadable",
        "unknown_field",
        "value_unreadable",
    }
    nobody = door.post(f"/visits/{uuid4()}/check-ins", {"answer": "respond"})
    assert nobody.status_code == 201
    assert "unknown_visit" in nobody.text


def test_a_correction_tells_null_from_not_said(door: Door) -> None:
    """Same or second dose? Null is an answer: a second one."""
    response = responds(door)
    first = logged(door, response)
    second = door.post(f"/responses/{response}/actions", {"kind": "naloxone"}, role="responder")
    assert second.json is not None
    assert "same_or_second" in second.json["marks"]
    row = second.json["id"]
    asked = door.post(f"/responses/{response}/amend", {"action": row, "same_as": None})
    assert asked.json is not None
    (kept,) = [one for one in asked.json["response"]["actions"] if one["amends"] == row]
    assert "same_or_second" not in kept["marks"]
    said = {"action": kept["id"], "same_as": first}
    joined = door.post(f"/responses/{response}/amend", said)
    assert joined.json is not None
    voided = [one["id"] for one in joined.json["response"]["actions"] if one["voided_at"]]
    assert voided == [kept["id"]]


def test_the_time_of_a_correction_is_when_it_was_done(door: Door) -> None:
    response = responds(door)
    door.clock.pass_(minutes=1)
    row = logged(door, response)
    said = {"action": row, "happened_at": "2026-11-22T14:00:20Z"}
    answer = door.post(f"/responses/{response}/amend", said)
    assert answer.json is not None
    rows = {action["amends"]: action for action in answer.json["response"]["actions"]}
    assert rows[row]["happened_at"] == "2026-11-22T14:00:20.000Z"
    assert rows[row]["recorded_at"] == "2026-11-22T14:01:00.000Z"


def test_what_is_still_refused(door: Door, elsewhere: Door) -> None:
    path = "/sites/here/responses"
    key = uuid4()
    there = str(told(elsewhere.post("/sites/elsewhere/responses", {}))["id"])
    is_a_clear_no(door.program.post(f"/api/v1{path}", json={}), 401, "unauthenticated")
    is_a_clear_no(door.post(path, {}, role="display"), 403, "forbidden")
    is_a_clear_no(door.post("/sites/elsewhere/responses", {}), 404, "not_found")
    is_a_clear_no(door.post(f"/responses/{there}/here", {}), 404, "not_found")
    assert door.post(path, {"booth": door.booth("1")}, key=key).status_code == 201
    is_a_clear_no(door.post(path, {"booth": 4711}, key=key), 422, "idempotency_key_reused")
