"""A full disk at the door: a clear no under /api, a page elsewhere, and reading goes on."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.routes.door import Door
from tests.routes.test_bad_input import is_a_clear_no
from tests.support.disk import no_room

VISITS = "/sites/here/visits"
MANY = 500


@pytest.fixture
def full(door: Door) -> Iterator[Door]:
    """The door of a house whose database gets no page more."""
    with no_room(door.house.db):
        for _ in range(MANY):
            if door.post(VISITS).status_code == 503:
                break
        yield door


def test_an_act_is_refused_in_words(full: Door) -> None:
    version = full.version()
    body: dict[str, Any] = is_a_clear_no(full.post(VISITS), 503, "disk_full")
    assert "nothing was recorded" in body["detail"]
    assert "offers" not in body
    assert full.version() == version


def test_what_is_there_can_still_be_read(full: Door) -> None:
    assert full.get("/sites/here/board").status_code == 200
    assert full.get("/sites/here/journal?after=0").status_code == 200


def test_a_list_stops_where_the_disk_did(full: Door) -> None:
    answer = full.post("/sites/here/commands", {"commands": [_arrival(), _arrival()]})
    assert [one["body"]["code"] for one in (answer.json or {})["results"]] == ["disk_full", "not_tried"]


def _arrival() -> dict[str, Any]:
    return {"id": str(uuid4()), "path": VISITS, "body": {}}
