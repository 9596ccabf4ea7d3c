"""What cannot be used: a clear no with a stable code, nothing changed, nothing repeated."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from ops.routes.api.description import description
from ops.services import rooms
from tests.routes.acts import ended, open_shift, responds, seated
from tests.routes.door import Door
from tests.routes.schema import faults
from tests.support.written import Written

SCHEMAS = description()["components"]["schemas"]
CANARY = "canary-4711"


def is_a_clear_no(answer: TestResponse, status: int, code: str) -> dict[str, Any]:
    """As every no under /api has to be; answers its body."""
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
    body: dict[str, Any] = answer.json or {}
    assert body["code"] == code
    assert faults(SCHEMAS["Problem"], body, SCHEMAS) == []
    assert body["status"] == status
    assert CANARY not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    return body


BAD_BODIES: list[tuple[str, dict[str, Any], str, str]] = [
    ("a booth that is no number", {"booth": CANARY}, "bad_value", "booth"),
    ("a booth that is true", {"booth": True}, "bad_value", "booth"),
    ("a booth that is a fraction", {"booth": 1.5}, "bad_value", "booth"),
    ("a booth beyond every number", {"booth": 10**30}, "bad_value", "booth"),
    ("a booth below every number", {"booth": -1}, "bad_value", "booth"),
    ("a seat that is a list", {"seat": [CANARY]}, "bad_value", "seat"),
    ("a seat too long", {"seat": "AAAAAAA"}, "bad_value", "seat"),
    ("no such route", {"route": CANARY}, "bad_value", "route"),
    ("a route of another type", {"route": {"a": CANARY}}, "bad_value", "route"),
    ("substances that are no list", {"substances": "crack"}, "bad_value", "substances"),
    ("no such substance", {"substances": ["crack", CANARY]}, "bad_value", "substances"),
    ("a substance that is a list", {"substances": [["crack"]]}, "bad_value", "substances"),
    ("very many substances", {"substances": ["crack"] * 400}, "bad_value", "substances"),
    ("a handle with a line end", {"handle": f"{CANARY}\n"[:20] + "x\ny"}, "bad_value", "handle"),
    ("a handle too long", {"handle": CANARY * 9}, "bad_value", "handle"),
    ("a handle of spaces", {"handle": "   "}, "bad_value", "handle"),
    ("half a character", {"handle": "a\ud800"}, "bad_value", "handle"),
    ("writing turned round", {"handle": "a\u202eb"}, "bad_value", "handle"),
    ("no such way to look", {"look": CANARY}, "bad_value", "look"),
    ("an unknown field", {CANARY: 1}, "unknown_field", ""),
    ("a time without a zone", {"happened_at": "2026-11-22T14:00:00"}, "bad_value", "happened_at"),
    ("a day", {"happened_at": "2026-11-22"}, "bad_value", "happened_at"),
    ("no day", {"happened_at": "2026-02-30T14:00:00Z"}, "bad_value", "happened_at"),
    ("a number for a time", {"happened_at": 1795355000}, "bad_value", "happened_at"),
    ("a clock never set", {"happened_at": "1970-01-01T00:00:00Z"}, "bad_value", "happened_at"),
    ("a time before time", {"happened_at": "0001-01-01T00:00:00+14:00"}, "bad_value", "happened_at"),
    ("someone who is a list", {"by": []}, "bad_value", "by"),
    ("a yes that is a word", {"room_says_otherwise": "yes"}, "bad_value", "room_says_otherwise"),
]


@pytest.mark.parametrize(
    ("body", "code", "field"), [case[1:] for case in BAD_BODIES], ids=[c[0] for c in BAD_BODIES]
)
def test_a_field_that_cannot_be_used(door: Door, body: dict[str, Any], code: str, field: str) -> None:
    problem = is_a_clear_no(door.post("/sites/here/visits", body), 400, code)
    assert [error["field"] for error in problem["errors"]] == [field]
    assert door.version() == 0


def test_all_wrong_fields_are_listed(door: Door) -> None:
    answer = door.post("/sites/here/visits", {"booth": CANARY, "look": 3, CANARY: 1})
    problem = is_a_clear_no(answer, 400, "bad_value")
    named = [(error["field"], error["code"]) for error in problem["errors"]]
    assert named == [("booth", "bad_value"), ("look", "bad_value"), ("", "unknown_field")]


def test_what_is_needed_and_missing(door: Door) -> None:
    problem = is_a_clear_no(door.post(f"/visits/{seated(door)}/check-ins"), 400, "missing_field")
    assert [error["field"] for error in problem["errors"]] == ["answer"]


def test_null_is_the_same_as_not_said(door: Door) -> None:
    assert door.post("/sites/here/visits", {"booth": None, "route": None}).status_code == 201
    is_a_clear_no(door.post(f"/visits/{seated(door)}/check-ins", {"answer": None}), 400, "missing_field")


BAD_BYTES: list[tuple[str, bytes, int, str]] = [
    ("nothing", b"", 400, "not_json"),
    ("words", CANARY.encode(), 400, "not_json"),
    ("half an object", b'{"booth": 1', 400, "not_json"),
    ("a list", b"[]", 400, "not_json"),
    ("a number", b"17", 400, "not_json"),
    ("a field said twice", b'{"booth": 1, "booth": 2}', 400, "not_json"),
    ("NaN", b'{"booth": NaN}', 400, "not_json"),
    ("a number beyond numbers", b'{"booth": 1e999}', 400, "not_json"),
    ("very many digits", b'{"booth": ' + b"9" * 10_000 + b"}", 400, "not_json"),
    ("not UTF-8", b'{"handle": "\xff"}', 400, "not_json"),
    ("two objects", b"{}{}", 400, "not_json"),
    ("30,000 deep", b"[" * 30_000, 400, "too_deep"),
    ("21 deep", b'{"a":' * 21 + b"1" + b"}" * 21, 400, "too_deep"),
    ("100,000 deep", b"[" * 100_000 + b"]" * 100_000, 413, "too_large"),
    ("1 MB", b'{"handle": "' + b"x" * 1_000_000 + b'"}', 413, "too_large"),
    ("just over 64 kB", b'{"handle": "' + b"x" * 65_536 + b'"}', 413, "too_large"),
]


@pytest.mark.parametrize(
    ("raw", "status", "code"), [case[1:] for case in BAD_BYTES], ids=[c[0] for c in BAD_BYTES]
)
def test_bytes_that_cannot_be_used(door: Door, raw: bytes, status: int, code: str) -> None:
    for path in ("/sites/here/visits", "/sites/here/responses", f"/responses/{uuid4()}/here"):
        is_a_clear_no(door.raw(path, raw), status, code)
    assert door.version() == 0


def test_brackets_in_words_are_not_depth(door: Door) -> None:
    raw = json.dumps({"handle": '[[[[[[[[[["{[[[[[[[[['}).encode()
    assert door.raw("/sites/here/visits", raw).status_code == 201


def test_a_body_of_another_type(door: Door) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json-patch+json", ""):
        answer = door.raw("/sites/here/visits", b"{}", {"Content-Type": kind})
        is_a_clear_no(answer, 415, "unsupported_media_type")


def test_no_id_or_one_that_is_none(door: Door) -> None:
    usual = door.headers()
    path = "/api/v1/sites/here/visits"
    is_a_clear_no(door.program.post(path, json={}, headers=usual), 400, "idempotency_key_missing")
    for key in ("", CANARY, "7", f"{uuid4()}x", "{" + str(uuid4()) + "}"):
        answer = door.program.post(path, json={}, headers=usual | {"Idempotency-Key": key})
        is_a_clear_no(answer, 400, "idempotency_key_bad")


def _full(door: Door) -> TestResponse:
    seated(door, "1")
    return door.post("/sites/here/visits", {"booth": door.booth("1")})


def _taken(door: Door) -> TestResponse:
    seated(door, "5")
    return door.post("/sites/here/visits", {"booth": door.booth("5"), "seat": "A"})


def _closed(door: Door) -> TestResponse:
    rooms.booth_close(door.house, door.room.command("close"), door.booth("1"))
    return door.post("/sites/here/visits", {"booth": door.booth("1")})


def _room_closed(door: Door) -> TestResponse:
    door.post("/sites/here/room", {"state": "closed"})
    return door.post("/sites/here/visits", {"booth": door.booth("1")})


def _ended(door: Door) -> TestResponse:
    visit = ended(door)
    door.clock.pass_(minutes=1)
    return door.post(f"/visits/{visit}/check-ins", {"answer": "ok"})


def _people_inside(door: Door) -> TestResponse:
    open_shift(door)
    seated(door)
    return door.post("/sites/here/shifts", {"act": "close"})


OFFERS: dict[str, Callable[[Door], TestResponse]] = {
    "booth_full": _full,
    "seat_taken": _taken,
    "booth_closed": _closed,
    "room_closed": _room_closed,
    "visit_ended": _ended,
    "people_inside": _people_inside,
}


@pytest.mark.parametrize("code", OFFERS)
def test_the_board_says_no_and_offers_the_rooms_word(door: Door, code: str) -> None:
    problem = is_a_clear_no(OFFERS[code](door), 409, code)
    assert problem["offers"] == ["room_says_otherwise"]


def test_people_inside_are_listed_by_place(door: Door) -> None:
    (person,) = is_a_clear_no(_people_inside(door), 409, "people_inside")["still_here"]
    assert (person["booth"], person["seat"]) == (door.booth("1"), "A")
    assert "handle" not in person


def test_the_rooms_word_does_it_anyway(door: Door) -> None:
    seated(door, "1")
    there = {"booth": door.booth("1")}
    assert door.post("/sites/here/visits", there).status_code == 409
    assert door.post("/sites/here/visits", there | {"room_says_otherwise": True}).status_code == 201


UNKNOWN: list[tuple[str, str, dict[str, Any]]] = [
    ("booth", "/sites/here/visits", {"booth": 4711}),
    ("seat", "/sites/here/visits", {"booth": 1, "seat": "Z"}),
    ("visit", f"/visits/{uuid4()}/check-ins", {"answer": "ok"}),
    ("visit to swap with", f"/visits/{uuid4()}/swap", {"with": str(uuid4())}),
    ("booth to clean", "/booths/4711/cleaned", {}),
    ("booth without end", f"/booths/{10**40}/cleaned", {}),
    ("act to undo", "/sites/here/undo", {"command": str(uuid4())}),
    ("site", "/sites/nowhere/visits", {}),
    ("address", "/nothing/here", {}),
    ("visit that is no id", f"/visits/{CANARY}/check-ins", {"answer": "ok"}),
]


@pytest.mark.parametrize(("path", "body"), [case[1:] for case in UNKNOWN], ids=[c[0] for c in UNKNOWN])
def test_what_is_not_there(door: Door, path: str, body: dict[str, Any]) -> None:
    is_a_clear_no(door.post(path, body), 404, "not_found")
    assert door.version() == 0


def test_someone_not_on_the_team_list(door: Door) -> None:
    answer = door.post("/sites/here/staff-on-shift", {"staff": CANARY, "place": "floor"})
    is_a_clear_no(answer, 422, "unknown_staff")


def test_a_look_from_the_future(door: Door) -> None:
    visit = seated(door)
    before = door.version()
    answer = door.post(f"/visits/{visit}/check-ins", {"answer": "ok", "happened_at": "2026-11-22T14:02:01Z"})
    problem = is_a_clear_no(answer, 422, "happened_in_future")
    assert problem["server_now"] == "2026-11-22T14:00:00.000Z"
    assert door.version() == before


def test_a_look_from_another_week(door: Door) -> None:
    visit = seated(door)
    before = door.version()
    answer = door.post(f"/visits/{visit}/check-ins", {"answer": "ok", "happened_at": "2026-11-20T13:59:59Z"})
    problem = is_a_clear_no(answer, 422, "happened_too_long_ago")
    assert problem["server_now"] == "2026-11-22T14:00:00.000Z"
    assert door.version() == before


def test_somebody_in_a_seat_does_not_leave_the_waiting_list(door: Door) -> None:
    visit = seated(door)
    answer = door.post(f"/visits/{visit}/leave-waiting", {"reason": "left"})
    problem = is_a_clear_no(answer, 409, "not_waiting")
    assert problem["offers"] == ["room_says_otherwise"]
    assert "their stay ends" in problem["detail"]


def test_another_way_to_ask(door: Door) -> None:
    answer = door.program.put("/api/v1/sites/here/visits", json={}, headers=door.headers())
    is_a_clear_no(answer, 405, "method_not_allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


def test_an_unforeseen_fault_says_nothing_of_what_was_sent(
    door: Door, monkeypatch: pytest.MonkeyPatch, written: Written
) -> None:
    def breaks(*_: Any, **__: Any) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr("ops.services.board.snapshot", breaks)
    is_a_clear_no(door.get("/sites/here/board"), 500, "server_error")
    assert "RuntimeError" in written.text
    assert CANARY not in written.text


def test_the_bare_door_of_programs_says_no_as_a_problem(door: Door) -> None:
    is_a_clear_no(door.program.get("/api"), 404, "not_found")


def test_pages_say_no_in_words_too(door: Door) -> None:
    answer = door.browser("floor").get(f"/{CANARY}")
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert "There is no such thing" in answer.text
    assert CANARY not in answer.text


SHELF = ("/sites/here/supplies", {"form": "cylinder", "count": 1})
CHECK = ("/sites/here/opening-checks", {"point": "oxygen", "state": "done"})
ANY_ID = "019a0000-0000-7000-8000-000000000001"
BAD_SHELF: list[tuple[str, tuple[str, dict[str, Any]], dict[str, Any], str]] = [
    ("a day there is not", SHELF, {"expires": "2027-02-30"}, "expires"),
    ("no month", SHELF, {"expires": "2027-13"}, "expires"),
    ("another writing of a day", SHELF, {"expires": "03/2027"}, "expires"),
    ("a day that is a number", SHELF, {"expires": 202703}, "expires"),
    ("fewer than none", SHELF, {"count": -1}, "count"),
    ("a form that is not known", SHELF, {"form": CANARY}, "form"),
    ("what was seen is no list", CHECK, {"found": {"supply": ANY_ID, "number": 1}}, "found"),
    ("of nothing", CHECK, {"found": [{"number": 1}]}, "found"),
    ("no number", CHECK, {"found": [{"supply": ANY_ID, "number": CANARY}]}, "found"),
    ("very much of it", CHECK, {"found": [{"supply": ANY_ID, "number": 1}] * 200}, "found"),
]


@pytest.mark.parametrize(
    ("act", "said", "field"), [case[1:] for case in BAD_SHELF], ids=[case[0] for case in BAD_SHELF]
)
def test_what_cannot_be_meant_of_the_shelf(
    door: Door, act: tuple[str, dict[str, Any]], said: dict[str, Any], field: str
) -> None:
    path, body = act
    problem = is_a_clear_no(door.post(path, body | said), 400, "bad_value")
    assert [error["field"] for error in problem["errors"]] == [field]
    assert door.version() == 0


def test_what_was_seen_of_a_thing_that_is_not_there(door: Door) -> None:
    path, body = CHECK
    answer = door.post(path, body | {"found": [{"supply": ANY_ID, "number": 1}]})
    is_a_clear_no(answer, 404, "not_found")
    assert door.version() == 0


def test_nothing_that_is_sent_comes_into_the_log(door: Door, written: Written) -> None:
    """Not in an act that is taken, not in one that is refused, not at the finest level."""
    visit = seated(door)
    response = responds(door)
    sent = [
        ("/sites/here/visits", {"booth": door.booth("2"), "handle": CANARY}),
        (f"/visits/{visit}/end", {"note": CANARY, "how": CANARY}),
        (f"/responses/{response}/actions", {"kind": "note", "values": {"text": CANARY}}),
        (f"/responses/{CANARY}/actions", {"kind": CANARY}),
        (f"/booths/{door.booth('3')}/close", {"reason": CANARY}),
    ]
    for path, body in sent:
        door.post(path, body)
    door.raw(f"/sites/{CANARY}/visits?{CANARY}", CANARY.encode(), {"X-Canary": CANARY})
    door.post("/sites/here/visits", {}, headers={"Authorization": f"Bearer {CANARY}"})
    stranger = door.stranger()
    stranger.client.set_cookie(door.cookie_name, CANARY, domain="127.0.0.1")
    for page in (f"/in/{CANARY}", f"/floor/response/{CANARY}", f"/{CANARY}", "/shifts"):
        stranger.get(page)
    assert len([event for event in written.events if event["logger"] == "ops.access_log"]) > len(sent)
    for secret in (CANARY, visit, response, "127.0.0.1"):
        assert secret not in written.text
