"""A refusal says whose act it rests on, and when, for whoever could not have heard of it."""

from typing import Any

from tests.routes.acts import seated, waits
from tests.routes.door import Door, told
from tests.routes.schema import faults
from tests.routes.test_reads import SCHEMAS

AT_TWO = "2026-11-22T14:00:00.000Z"
HERE = "/sites/here"


def rests_on(door: Door, path: str, body: Any = None) -> tuple[str, Any]:
    """The code, and what happened meanwhile."""
    answer = door.post(path, body)
    assert answer.status_code == 409, answer.text
    problem = answer.get_json()
    assert faults(SCHEMAS["Problem"], problem, SCHEMAS) == []
    return problem["code"], problem.get("meanwhile")


def test_whoever_was_away_reads_who_ended_the_stay(door: Door) -> None:
    visit = seated(door, "1")
    door.post(f"/visits/{visit}/end", role="responder")
    door.clock.pass_(minutes=5)
    assert rests_on(door, f"/visits/{visit}/step-out", {}) == (
        "visit_ended",
        {"happened_at": AT_TWO, "by": "The responder"},
    )


def test_who_is_there_now_who_closed_it_and_who_closed_the_room(door: Door) -> None:
    told(door.post(f"{HERE}/visits", {"booth": door.booth("2")}, role="responder"))
    door.post(f"/booths/{door.booth('3')}/close", {}, role="responder")
    by = {"happened_at": AT_TWO, "by": "The responder"}
    visit = seated(door, "1")
    door.clock.pass_(minutes=1)
    assert rests_on(door, f"/visits/{visit}/move", {"booth": door.booth("2"), "seat": "A"}) == (
        "seat_taken",
        by,
    )
    assert rests_on(door, f"/visits/{visit}/move", {"booth": door.booth("3")}) == ("booth_closed", by)
    door.post(f"{HERE}/room", {"state": "closed", "reason": "staff"})
    code, closed = rests_on(door, f"{HERE}/visits", {"booth": door.booth("4")})
    assert (code, closed["by"]) == ("room_closed", "The floor")


def test_what_was_undone_is_no_reason(door: Door) -> None:
    visit = waits(door)
    door.post(f"{HERE}/room", {"state": "closed"}, role="responder")
    undone = told(door.post(f"{HERE}/room", {"state": "closed", "reason": "staff"}, role="coordinator"))
    door.post(f"{HERE}/undo", {"command": undone["id"]}, role="coordinator")
    code, closed = rests_on(door, f"/visits/{visit}/seat", {"booth": door.booth("1")})
    assert (code, closed["by"]) == ("room_closed", "The responder")
