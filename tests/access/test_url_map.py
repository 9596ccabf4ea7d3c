"""Every address walked as nobody, as each role, and as a device of another site."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from ops.access import IN_A_DRILL, MAY, NEVER_BY_TOKEN, PUBLIC, Permission, needed_by
from ops.domain.drill import slug_of
from ops.domain.words import Role
from tests.routes.acts import calls, drilled, responds, seated, supply, suspects_the_clock, walks
from tests.routes.conftest import door, elsewhere, own_door, prepared, shared_app
from tests.routes.door import Browser, Door, told
from tests.routes.living import ids_of

__all__ = ["door", "elsewhere", "own_door", "prepared", "shared_app"]


def rules(door: Door) -> Iterator[tuple[Rule, str]]:
    """Every address with each of its methods."""
    for rule in door.app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def closed(door: Door) -> list[tuple[Rule, str]]:
    return [(rule, method) for rule, method in rules(door) if rule.endpoint not in PUBLIC]


def address(door: Door, rule: Rule, slug: str, ids: dict[str, str]) -> str:
    """A real address of things that are there."""
    known = {
        "slug": slug,
        "booth": str(door.booth("1")),
        "shift": "today",
        "which": "today",
        "job_id": str(uuid4()),
        "name": "limits",
        "form": "ontario-monthly",
        "device_id": "1",
        "staff_id": "1",
        "hold_id": "1",
        "number": "here-r2026-001",
        "ending": "csv",
        "passkey": "1",
        "device": str(door.furnished.devices["display"]),
    } | ids
    return re.sub(r"<(?:[^<>]*:)?(\w+)>", lambda place: known[place[1]], rule.rule)


def asks(door: Door, path: str, method: str, headers: dict[str, str]) -> TestResponse:
    sent = headers | {"Idempotency-Key": str(uuid4())}
    body: Any = {"json": {}} if method == "POST" else {}
    return door.program.open(path, method=method, headers=sent, **body)


def test_every_view_says_what_it_needs(door: Door) -> None:
    views = {rule.endpoint: door.app.view_functions[rule.endpoint] for rule, _ in closed(door)}
    assert [name for name, view in views.items() if needed_by(view) is None] == []


def test_what_is_public_is_there_and_short(door: Door) -> None:
    assert {rule.endpoint for rule, _ in rules(door)} >= PUBLIC
    assert len(PUBLIC) <= 14


def test_nobody_gets_in_anywhere(door: Door) -> None:
    ids = ids_of(door)
    before = door.version()
    for rule, method in closed(door):
        path = address(door, rule, "here", ids)
        for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic eDp5"}):
            assert asks(door, path, method, headers).status_code == 401, f"{method} {path}"
    assert door.version() == before


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_what_the_table_says_and_no_more(door: Door, role: Role) -> None:
    ids = ids_of(door)
    for rule, method in closed(door):
        needed = needed_by(door.app.view_functions[rule.endpoint])
        assert needed is not None
        path = address(door, rule, "here", ids)
        status = asks(door, path, method, door.headers(role.value)).status_code
        # Forms are no business of tokens: without a form's own token they get no further.
        never = path in ("/unlock", "/pin-code", "/step-up", "/it-is-me", "/join") and method == "GET"
        refused = needed not in MAY[role] - NEVER_BY_TOKEN or never
        assert (status == 403) is refused, f"{method} {path} {status}"
        assert status not in (401, 500)


def test_a_view_that_says_nothing_is_for_nobody(own_door: Door) -> None:
    own_door.app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    for role in Role:
        answer = own_door.program.get("/forgotten", headers=own_door.headers(role.value))
        assert answer.status_code == 403
        assert "secret" not in answer.text
    assert own_door.program.get("/forgotten").status_code == 401


def ids_elsewhere(elsewhere: Door) -> dict[str, str]:
    """Of what is in it."""
    return {
        "visit": _waits(elsewhere),
        "response": _runs(elsewhere),
        "walk": walks(elsewhere),
        "call": calls(elsewhere),
        "supply": supply(elsewhere, "cylinder"),
        "notice": suspects_the_clock(elsewhere),
        "drill": drilled(elsewhere),
    }


@pytest.mark.parametrize("role", list(Role))
def test_another_site_is_as_unknown_as_none(door: Door, elsewhere: Door, role: Role) -> None:
    """By its name in the address, and by the ids of what is in it."""
    ids = ids_elsewhere(elsewhere)
    before = elsewhere.version()
    for rule, method in closed(door):
        # An address that names nothing tells of whoever asks.
        if not rule.rule.startswith("/api/v1/") or not rule.arguments:
            continue
        path = address(elsewhere, rule, "elsewhere", ids)
        status = asks(door, path, method, door.headers(role.value)).status_code
        assert status in (403, 404) or _only_its_words_are_wrong(rule, status), f"{method} {path} {status}"
    assert elsewhere.version() == before


@pytest.mark.parametrize("role", list(Role))
def test_a_drill_is_for_whoever_acts_at_its_site_and_for_nobody_else(
    door: Door, elsewhere: Door, role: Role
) -> None:
    """No journal, no shift, no wall's picture of it; to another site's devices it is not there."""
    slug = slug_of(UUID(drilled(door)))
    acts = Permission.ACT in MAY[role]
    ids = {"response": responds(door), "shift": "today"}
    for rule, method in closed(door):
        if "slug" not in rule.arguments or not rule.rule.startswith("/api/v1/"):
            continue
        needed = needed_by(door.app.view_functions[rule.endpoint])
        path = address(door, rule, slug, ids)
        status = asks(door, path, method, door.headers(role.value)).status_code
        there = acts and needed in IN_A_DRILL and rule.endpoint not in NOT_IN_A_DRILL
        assert (status == 404) is not there, f"{method} {path} {status}"
        assert asks(door, path, method, elsewhere.headers(role.value)).status_code == 404, path
    headers = door.headers(role.value)
    for audience in ("wall", "waiting"):
        path = f"/api/v1/sites/{slug}/board?audience={audience}"
        assert asks(door, path, "GET", headers).status_code == (403 if acts else 404)


NOT_IN_A_DRILL = {"api.read_response"}
"""The response that is asked for is the real room's."""


def _only_its_words_are_wrong(rule: Rule, status: int) -> bool:
    """An act that needs to say something is refused for saying nothing before it is looked up."""
    return status == 400 and "<slug>" not in rule.rule


def _waits(door: Door) -> str:
    answer = door.post("/sites/elsewhere/visits", {"booth": door.booth("2")})
    return str(told(answer)["id"])


def _runs(door: Door) -> str:
    return str(told(door.post("/sites/elsewhere/responses", {}))["id"])


def test_acts_with_words_on_another_sites_things(door: Door, elsewhere: Door) -> None:
    visit, booth = _waits(elsewhere), elsewhere.booth("1")
    mine, walk = seated(door, "1"), walks(elsewhere)
    theirs = supply(elsewhere, "take-home kit")
    before = elsewhere.version()
    for path, body in (
        (f"/visits/{visit}/check-ins", {"answer": "ok"}),
        (f"/visits/{visit}/move", {"booth": door.booth("3")}),
        (f"/visits/{mine}/move", {"booth": booth}),
        (f"/visits/{mine}/swap", {"with": visit}),
        (f"/visits/{visit}/leave-waiting", {"reason": "left"}),
        (f"/supplies/{theirs}/count", {"count": 1}),
        (f"/supplies/{theirs}/change", {"number": 1, "why": "added"}),
        (f"/walk-rounds/{walk}/found", {"booth": booth, "seat": "A", "found": "here"}),
        ("/sites/here/visits", {"booth": booth}),
        ("/sites/here/undo", {"command": visit}),
    ):
        assert door.post(path, body).status_code == 404, path
    assert elsewhere.version() == before


def test_a_browser_of_another_site_sees_its_own(door: Door, elsewhere: Door) -> None:
    browser: Browser = elsewhere.browser("floor")
    for path in ("/wall?site=here", "/waiting-room?site=here"):
        assert browser.get(path).status_code == 404
    assert '"site":"elsewhere"' in browser.get("/api/v1/tablet").text.replace(" ", "")
