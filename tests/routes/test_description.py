"""The wire's description holds every route, and every act as it is read."""

import re
from typing import Any

from ops.errors import TABLE
from ops.routes.api.description import body_of, description
from ops.routes.api.table import WRITES
from tests.routes.acts import EXAMPLES
from tests.routes.door import Door
from tests.routes.schema import faults


def routes(door: Door) -> set[tuple[str, str]]:
    """Method and path of everything below /api/v1, as the app has it."""
    found = set()
    for rule in door.app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/"):
            path = re.sub(r"<(?:[^<>]*:)?(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1"))
            found |= {(method.lower(), path) for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}
    return found


def test_every_route_is_described_and_nothing_else(door: Door) -> None:
    described = {(method, path) for path, ways in description()["paths"].items() for method in ways}
    assert described == routes(door)


def test_it_can_be_fetched(door: Door) -> None:
    answer = door.program.get("/api/openapi.json", headers=door.headers("integration"))
    assert answer.status_code == 200
    assert answer.json == description()
    assert answer.json["openapi"].startswith("3.1")


def test_every_name_in_it_leads_somewhere() -> None:
    whole = description()
    names = set(re.findall(r"'#/components/(\w+)/(\w+)'", str(whole)))
    assert names
    for kind, name in names:
        assert name in whole["components"][kind]


def test_names_of_operations_are_used_once() -> None:
    names = [way["operationId"] for ways in description()["paths"].values() for way in ways.values()]
    assert len(names) == len(set(names))


def test_places_in_a_path_are_described() -> None:
    for path, ways in description()["paths"].items():
        for way in ways.values():
            placed = {item["name"] for item in way["parameters"] if item["in"] == "path"}
            assert placed == set(re.findall(r"\{(\w+)\}", path))


def test_examples_are_as_described(door: Door) -> None:
    for write in WRITES:
        example = EXAMPLES[write.name]
        for body in (example(door).body,):
            assert faults(body_of(write), body, {}) == [], write.name
        door.post("/sites/here/back-in")
        door.post("/sites/here/room", {"state": "open"})
        _clear(door)


def _clear(door: Door) -> None:
    """Room for the next example."""
    board: dict[str, Any] = door.get("/sites/here/board").json or {}
    for tile in board["booths"]:
        for seat in tile["seats"]:
            if "visit" in seat:
                door.post(f"/visits/{seat['visit']['id']}/end", {"room_says_otherwise": True})
        door.post(f"/booths/{tile['id']}/open")


def test_every_code_is_described() -> None:
    codes = description()["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]
    assert codes == sorted(code.value for code in TABLE)
