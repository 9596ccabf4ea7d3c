"""What can be read, by whom, in which shape."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from ops.routes.api.description import description
from tests.routes.acts import open_shift, responds, seated, team, waits
from tests.routes.door import Door
from tests.routes.schema import faults
from tests.routes.test_bad_input import CANARY, is_a_clear_no

SCHEMAS = description()["components"]["schemas"]


def read(door: Door, path: str, shape: str, role: str = "floor") -> dict[str, Any]:
    """A good answer, as described."""
    answer = door.get(path, role)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json or {}
    assert faults(SCHEMAS[shape], body, SCHEMAS) == []
    return body


def busy(door: Door) -> str:
    """A bit of everything; the id of a response."""
    ana = team(door)
    open_shift(door)
    seated(door, "2")
    waits(door)
    door.post("/sites/here/staff-on-shift", {"staff": ana, "place": "floor"})
    left = seated(door, "3")
    door.post(f"/visits/{left}/end")
    response = responds(door)
    door.post(f"/responses/{response}/actions", {"kind": "naloxone", "by": "Ana"})
    return response


@pytest.mark.parametrize(
    ("role", "audience"),
    [
        ("floor", None),
        ("floor", "floor"),
        ("floor", "wall"),
        ("display", None),
        ("display", "waiting"),
        ("coordinator", None),
        ("integration", None),
    ],
)
def test_the_board_is_as_described(door: Door, role: str, audience: str | None) -> None:
    busy(door)
    argument = f"?audience={audience}" if audience else ""
    board = read(door, f"/sites/here/board{argument}", "Board", role)
    assert board["version"] == door.version()
    assert board["server_now"] == "2026-11-22T14:00:00.000Z"
    told = str(board)
    sees_names = role in ("floor", "coordinator") and audience in (None, "floor")
    assert ("Ana" in told) is sees_names
    assert ("naloxone" in told) is sees_names
    assert bool(board["booths"]) is (audience != "waiting")


@pytest.mark.parametrize("role", ["display", "integration"])
def test_the_floors_board_is_not_for_walls_and_programs(door: Door, role: str) -> None:
    is_a_clear_no(door.get("/sites/here/board?audience=floor", role), 403, "forbidden")


def test_an_audience_that_is_none(door: Door) -> None:
    is_a_clear_no(door.get(f"/sites/here/board?audience={CANARY}"), 400, "bad_value")


def test_who_a_tablet_is_as_described(door: Door) -> None:
    team(door)
    assert [one["name"] for one in read(door, "/tablet", "Tablet")["team"]] == ["Ana"]


def test_a_response_by_each_of_its_names(door: Door) -> None:
    response = busy(door)
    other = door.post("/sites/here/responses", {"booth": door.booth("1")})
    assert other.json is not None
    assert other.json["already_running"] is True
    for name in (response, other.json["id"]):
        assert read(door, f"/sites/here/responses/{name}", "Response")["id"] == response


def test_a_response_that_is_not_there(door: Door, elsewhere: Door) -> None:
    there = elsewhere.post("/sites/elsewhere/responses", {}).json
    assert there is not None
    is_a_clear_no(door.get(f"/sites/here/responses/{uuid4()}"), 404, "not_found")
    is_a_clear_no(door.get(f"/sites/here/responses/{there['id']}"), 404, "not_found")


def journal(door: Door, role: str = "coordinator", query: str = "") -> dict[str, Any]:
    return read(door, f"/sites/here/journal{query}", "Facts", role)


def test_the_journal_page_by_page_misses_nothing(door: Door) -> None:
    busy(door)
    journal(door)  # that it was read is a fact as well, once
    whole = journal(door)
    facts, after = [], 0
    while page := journal(door, query=f"?after={after}&limit=2")["facts"]:
        facts += page
        after = page[-1]["version"]
    assert facts == whole["facts"]
    assert whole["next"] == door.version() == after
    assert journal(door, query=f"?after={after}") == {"facts": [], "next": after}


def test_a_version_is_never_cut_in_two(door: Door) -> None:
    seated(door)
    page = journal(door, query="?limit=1")
    assert len(page["facts"]) > 1
    assert {fact["version"] for fact in page["facts"]} == {1}


def test_programs_are_told_no_names(door: Door) -> None:
    team(door)
    seated(door)
    door.post("/sites/here/room", {"state": "closed", "by": "Ana"})
    door.post(f"/responses/{responds(door)}/lead", {"by": "Ana"})
    assert "Ana" in str(journal(door))
    assert "lead" in str(journal(door, "floor"))
    told = journal(door, "integration")["facts"]
    assert told
    assert all("by" not in fact for fact in told)
    assert "lead_taken" in {fact["kind"] for fact in told}
    assert "Ana" not in str(told)


def test_tablets_are_told_the_running_shift(door: Door) -> None:
    seated(door, "1")
    door.clock.pass_(minutes=1)
    open_shift(door)
    seated(door, "2")
    told = journal(door, "floor")["facts"]
    assert {fact["version"] for fact in told} == {2, 3}
    assert {fact["version"] for fact in journal(door, "coordinator")["facts"]} == {1, 2, 3}


@pytest.mark.parametrize("query", ["?limit=0", "?limit=1001", "?after=-1", f"?after={CANARY}", "?limit=²"])
def test_numbers_that_are_none(door: Door, query: str) -> None:
    is_a_clear_no(door.get(f"/sites/here/journal{query}", "coordinator"), 400, "bad_value")


def test_shifts_and_their_summaries(door: Door) -> None:
    busy(door)
    door.clock.pass_(minutes=30)
    found = read(door, "/sites/here/shifts", "Shifts", "coordinator")
    (shift,) = found["shifts"]
    for which in (shift["id"], "today", "2026-11-22"):
        summary = read(door, f"/sites/here/shifts/{which}/summary", "Summary", "coordinator")
        assert summary["visits"]["begun"] == 2
    assert (
        read(door, f"/sites/here/shifts?before={shift['opened_at']}", "Shifts", "coordinator")["shifts"] == []
    )


@pytest.mark.parametrize("which", [CANARY, "2099-01-01", str(UUID(int=1))])
def test_a_summary_of_nothing(door: Door, which: str) -> None:
    is_a_clear_no(door.get(f"/sites/here/shifts/{which}/summary", "coordinator"), 404, "not_found")


def test_shifts_are_not_for_the_floor(door: Door) -> None:
    for role in ("floor", "display", "integration"):
        is_a_clear_no(door.get("/sites/here/shifts", role), 403, "forbidden")
