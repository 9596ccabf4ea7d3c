"""A list of acts from an outbox: each as if it came alone."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from ops.domain.drill import slug_of
from ops.routes.api.description import description
from ops.routes.api.table import WRITES
from tests.routes.acts import EXAMPLES, drilled, seated
from tests.routes.door import Door, told
from tests.routes.schema import faults
from tests.routes.test_bad_input import CANARY, is_a_clear_no

SCHEMAS = description()["components"]["schemas"]
HERE = "/sites/here/commands"


def sent(door: Door, *acts: Any, role: str = "floor") -> list[dict[str, Any]]:
    """The results of a list."""
    answer = door.post(HERE, {"commands": list(acts)}, role=role)
    assert answer.status_code == 200, answer.text
    assert faults(SCHEMAS["Results"], answer.json, SCHEMAS) == []
    results: list[dict[str, Any]] = answer.json["results"] if answer.json else []
    return results


def act(path: str, body: dict[str, Any] | None = None, key: Any = None) -> dict[str, Any]:
    return {"id": str(key or uuid4()), "path": path, "body": body or {}}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_act_can_come_in_a_list(door: Door, name: str) -> None:
    example = EXAMPLES[name](door)
    key = uuid4()
    (result,) = sent(door, act(example.path, example.body, key))
    assert (result["id"], result["status"]) == (str(key), example.status)
    alone = door.post(example.path, example.body, key=key)
    assert alone.headers["Idempotency-Replayed"] == "true"
    assert alone.json == result["body"]


def test_in_order_and_a_refusal_does_not_stop_the_rest(door: Door) -> None:
    there = {"booth": door.booth("1")}
    key = uuid4()
    results = sent(
        door,
        act("/sites/here/visits", there, key),
        act("/sites/here/visits", there),
        act(f"/visits/{key}/check-ins", {"answer": "asleep"}),
        act(f"/visits/{uuid4()}/check-ins", {"answer": "ok"}),
        act("/sites/here/responses", {"booth": CANARY}),
    )
    assert [result["status"] for result in results] == [201, 409, 200, 404, 201]
    assert results[1]["body"]["offers"] == ["room_says_otherwise"]
    versions = [result["body"]["version"] for result in results if "version" in result["body"]]
    assert versions == [1, 2, 3]


@pytest.mark.parametrize("name", sorted(write.name for write in WRITES if write.beyond))
def test_nothing_reaches_beyond_a_drill(door: Door, name: str) -> None:
    slug = slug_of(UUID(drilled(door)))
    example = EXAMPLES[name](door)
    path = example.path.replace("/sites/here/", f"/sites/{slug}/")
    board = door.get("/sites/here/board").json
    alone = door.post(path, example.body) if slug in path else None
    listed = door.post(f"/sites/{slug}/commands", {"commands": [act(path, dict(example.body))]})
    [result] = told(listed)["results"]
    for said in (result["body"], *([alone.json] if alone else [])):
        assert (said["status"], said["code"]) == (409, "not_in_a_drill")
    assert door.get("/sites/here/board").json == board


def test_a_list_sent_again_changes_nothing(door: Door) -> None:
    acts = [act("/sites/here/visits"), act("/sites/here/responses", {"booth": door.booth("1")})]
    first = sent(door, *acts)
    before = door.version()
    again = sent(door, *acts)
    assert door.version() == before
    assert [result.pop("replayed") for result in again] == [True, True]
    assert again == first


def test_a_name_for_something_made_in_the_same_list(door: Door) -> None:
    response = uuid4()
    results = sent(
        door,
        act("/sites/here/responses", {"booth": door.booth("1")}, response),
        act(f"/responses/{response}/actions", {"kind": "stimulation"}),
    )
    assert [result["status"] for result in results] == [201, 200]


BAD_ACTS: list[tuple[str, Any, int, str]] = [
    ("a number", 7, 400, "bad_value"),
    ("no path", {"id": str(uuid4())}, 400, "bad_value"),
    ("no such path", act(f"/{CANARY}"), 404, "not_found"),
    ("a path with a host", act("//example.org/sites/here/visits"), 404, "not_found"),
    ("the list in the list", act(HERE, {"commands": []}), 404, "not_found"),
    ("something to read", act("/sites/here/board"), 404, "not_found"),
    ("another site", act("/sites/elsewhere/visits"), 404, "not_found"),
    (
        "a body that is a list",
        {"id": str(uuid4()), "path": "/sites/here/visits", "body": []},
        400,
        "not_json",
    ),
    ("something more", act("/sites/here/visits") | {CANARY: 1}, 400, "unknown_field"),
    ("no id", {"path": "/sites/here/visits"}, 400, "idempotency_key_missing"),
    ("an id that is none", act("/sites/here/visits", key=CANARY), 400, "idempotency_key_bad"),
    ("an id that is a number", {"id": 1, "path": "/sites/here/visits"}, 400, "idempotency_key_missing"),
]


@pytest.mark.parametrize(
    ("bad", "status", "code"), [case[1:] for case in BAD_ACTS], ids=[c[0] for c in BAD_ACTS]
)
def test_an_act_that_cannot_be_read(door: Door, bad: Any, status: int, code: str) -> None:
    answer = door.post(HERE, {"commands": [bad, act("/sites/here/visits")]})
    assert answer.json is not None
    refused, done = answer.json["results"]
    assert (refused["status"], refused["body"]["code"]) == (status, code)
    assert done["status"] == 201
    assert CANARY not in answer.text


def test_an_act_in_a_response_needs_no_more_than_a_path(door: Door) -> None:
    (result,) = sent(door, {"path": "/sites/here/responses", "surely": 1})
    assert result["status"] == 201
    assert "id_made_here" in result["body"]["marks"]


@pytest.mark.parametrize(
    "body", [{}, {"commands": {}}, {"commands": [], CANARY: 1}, {"commands": [{}] * 201}]
)
def test_what_is_no_list(door: Door, body: dict[str, Any]) -> None:
    is_a_clear_no(door.post(HERE, body), 400, "bad_value")


def test_a_day_offline_fits_and_a_megabyte_does_not(door: Door) -> None:
    visit = seated(door)
    path = f"/visits/{visit}/going"
    acts = [act(path, {"by": "A name of some length", "room_says_otherwise": False}) for _ in range(200)]
    assert len(sent(door, *acts)) == 200
    is_a_clear_no(door.raw(HERE, b" " * 1_000_000), 413, "too_large")


def test_after_a_fault_the_rest_is_not_tried(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any, **__: Any) -> None:
        raise RuntimeError(CANARY)

    visit = seated(door)
    monkeypatch.setattr("ops.services.stays.find", breaks)
    before = door.version()
    results = sent(
        door,
        act(f"/visits/{uuid4()}/nothing"),
        act(f"/visits/{visit}/going"),
        act("/sites/here/visits"),
        act("/sites/here/responses"),
    )
    assert [result["status"] for result in results] == [404, 500, 503, 503]
    assert [result["body"]["code"] for result in results[2:]] == ["not_tried", "not_tried"]
    assert all(result["id"] for result in results)
    assert door.version() == before


def test_each_act_needs_its_own_permission(door: Door) -> None:
    is_a_clear_no(door.post(HERE, {"commands": []}, role="display"), 403, "forbidden")
    is_a_clear_no(door.post(HERE, {"commands": []}, role="auditor"), 403, "forbidden")
    is_a_clear_no(door.post("/sites/elsewhere/commands", {"commands": []}), 404, "not_found")
