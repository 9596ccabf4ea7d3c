"""Who opened a complete record, and who took the journal of past shifts, is on record itself."""

import pytest

from ops.db import DiskFull
from ops.services import reads_on_record
from ops.services.transaction import Command
from tests.routes.acts import open_shift, responds, seated
from tests.routes.door import Door


@pytest.fixture
def complete(door: Door) -> str:
    """A response whose record is complete."""
    response = str(
        (door.post("/sites/here/responses", {"booth": 1, "kind": "slow_breathing"}).json or {})["id"]
    )
    door.post(f"/responses/{response}/over")
    said = {"state": "awake", "place": "stayed", "ambulance": "not_called"}
    told = door.post(f"/responses/{response}/outcome", said).json or {}
    assert told["response"]["complete"] is True
    return response


def opens(door: Door, response: str, role: str = "floor") -> None:
    assert door.get(f"/sites/here/responses/{response}", role).status_code == 200


def takes(door: Door, role: str, after: int = 0) -> tuple[int, int]:
    """Up to which version, and how many facts that were."""
    told = door.get(f"/sites/here/journal?after={after}", role).json or {}
    return int(told["next"]), len(told["facts"])


def readers(door: Door, kind: str) -> list[str]:
    """By whom, as the team is told: a name, or the device."""
    return [str(fact["by"]) for fact in door.room.facts(kind)]


def test_opening_a_complete_record_is_on_record(door: Door, complete: str) -> None:
    opens(door, complete)
    [read] = door.room.facts("record_read")
    assert (read["response"], read["at"]) == (complete, door.clock())


def test_a_page_that_asks_again_is_one_reading(door: Door, complete: str) -> None:
    for minutes in (0, 9, 1, 5):
        door.clock.pass_(minutes=minutes)
        opens(door, complete)
    assert len(door.room.facts("record_read")) == 2
    opens(door, complete, "responder")
    assert len(door.room.facts("record_read")) == 3, "another tablet, another reader"


def test_the_work_at_hand_is_not(door: Door) -> None:
    running = responds(door)
    opens(door, running)
    door.post(f"/responses/{running}/over")
    opens(door, running)
    assert door.room.facts("record_read") == []


def test_a_person_is_named_whose_pin_opened_it(door: Door, complete: str) -> None:
    rosa = door.coordinator()
    rosa.client.get(f"/api/v1/sites/here/responses/{complete}", base_url="http://127.0.0.1:8000")
    assert readers(door, "record_read") == ["Rosa"]


def test_a_record_can_be_read_when_nothing_can_be_recorded(
    door: Door, complete: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> Command:
        raise DiskFull

    monkeypatch.setattr(reads_on_record, "perform", full)
    opens(door, complete)
    assert door.room.facts("record_read") == []


@pytest.mark.parametrize("role", ["coordinator", "integration"])
def test_taking_the_journal_of_past_shifts_is_on_record(door: Door, role: str) -> None:
    seated(door)
    first, number = takes(door, role)
    [read] = door.room.facts("journal_read")
    assert (read["after"], read["facts"]) == (0, number)
    door.clock.pass_(minutes=11)
    last, one = takes(door, role, after=first)
    assert (last, one) == (first + 1, 1)
    assert len(door.room.facts("journal_read")) == 1, "that it was read needs no word of its own"
    seated(door, "2")
    _, more = takes(door, role, after=last)
    assert [(fact["after"], fact["facts"]) for fact in door.room.facts("journal_read")] == [
        (0, number),
        (last, more),
    ]


def test_a_tablet_that_reads_its_own_shift_is_not(door: Door) -> None:
    open_shift(door)
    seated(door)
    takes(door, "floor")
    assert door.room.facts("journal_read") == []
