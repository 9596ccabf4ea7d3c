"""Another program holds the database: said as such, nothing recorded, and tried again."""

import sqlite3
from collections.abc import Iterator
from uuid import uuid4

import pytest

from ops import embedded
from tests.routes.door import Door
from tests.routes.test_bad_input import is_a_clear_no

IMPATIENT = (*embedded.PRAGMAS, "busy_timeout=1")


@pytest.fixture
def held(door: Door, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Somebody else's open transaction on the room's file."""
    monkeypatch.setattr(embedded, "PRAGMAS", IMPATIENT)
    door.house.db.engine.dispose()
    other = sqlite3.connect(door.house.db.engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def test_an_act_is_told_to_come_again_and_then_is_done_once(door: Door, held: sqlite3.Connection) -> None:
    key = str(uuid4())
    before = door.version()
    said = {"booth": door.booth("1")}
    is_a_clear_no(door.post("/sites/here/visits", said, key=key), 503, "database_busy")
    assert door.version() == before
    held.rollback()
    assert door.post("/sites/here/visits", said, key=key).status_code == 201
    assert door.version() == before + 1


def test_a_response_too(door: Door, held: sqlite3.Connection) -> None:
    is_a_clear_no(door.post("/sites/here/responses", {"booth": door.booth("1")}), 503, "database_busy")


def test_of_a_list_nothing_is_tried_after_it(door: Door, held: sqlite3.Connection) -> None:
    ids = [f"019a0000-0000-7000-8000-00000000000{number}" for number in (1, 2)]
    acts = [{"id": one, "path": "/sites/here/visits", "body": {"booth": door.booth("1")}} for one in ids]
    answer = door.post("/sites/here/commands", {"commands": acts})
    assert answer.json is not None
    results = [(one["status"], one["body"]["code"]) for one in answer.json["results"]]
    assert results == [(503, "database_busy"), (503, "not_tried")]


def test_the_board_can_be_read_meanwhile(door: Door, held: sqlite3.Connection) -> None:
    assert door.get("/sites/here/board").status_code == 200
