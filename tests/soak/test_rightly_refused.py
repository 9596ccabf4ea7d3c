"""What the checker believes of a no, of a repeat and of a start that joins: where the room has that reason, and
there alone."""

from collections.abc import Callable

import pytest

from tests.soak.checker.acts import check_acts
from tests.soak.checker.history import history
from tests.soak.lies.telling import (
    Records,
    also_on_record,
    also_tapped,
    answer,
    clock_set,
    journal,
    only,
    refused,
)
from tests.soak.told import BEGAN, TABLET, well_told

COLLEAGUE = "another tablet"


def found(records: Records) -> set[str]:
    return {finding.rule for finding in check_acts(history(records))}


def seat_where_somebody_is(records: Records) -> None:
    said = {"code": "booth_full"}
    also_tapped(records, 12, "cleo", "/sites/here/visits", said, status=409, booth=1, route="inject")


def seat_that_nobody_wiped(records: Records) -> None:
    said = {"code": "booth_cleaning"}
    also_tapped(records, 40, "cleo", "/sites/here/visits", said, status=409, booth=1, route="inject")


def look_after_they_left(records: Records) -> None:
    said = {"code": "visit_ended"}
    also_tapped(records, 38, "late", "/visits/ann/check-ins", said, status=409, who=COLLEAGUE, answer="ok")


def look_at_whom_nobody_let_in(records: Records) -> None:
    seat_where_somebody_is(records)
    also_tapped(records, 14, "look", "/visits/cleo/check-ins", {"code": "not_found"}, status=404, answer="ok")


def end_before_a_colleague_looked(records: Records) -> None:
    said = {"id": "last", "version": 12}
    also_tapped(records, 36.9, "last", "/visits/ann/check-ins", said, who=COLLEAGUE, dated=37.5, answer="ok")
    also_on_record(records, 12, "checked_in", 37.5, "last")
    refused(records, "ann leaves", "seen_since")


def booth_wiped_already(records: Records) -> None:
    said = {"id": "wiped", "version": 12}
    also_tapped(records, 38, "wiped", "/booths/1/cleaned", said)
    also_on_record(records, 12, "booth_cleaned", 38, "wiped")
    again = {"id": "again", "version": 13, "repeat": True}
    also_tapped(records, 39, "again", "/booths/1/cleaned", again, who=COLLEAGUE)


def booth_that_somebody_sits_in(records: Records) -> None:
    said = {"id": "again", "version": 9, "repeat": True}
    also_tapped(records, 28, "again", "/booths/1/cleaned", said, who=COLLEAGUE)


def start_that_joins(records: Records) -> None:
    said = {"id": "me too", "version": 12, "already_running": True, "response": {"id": "help"}}
    answer(records, "over")["body"]["version"] = 13
    for fact in journal(records):
        if fact["command"] == "over":
            fact["version"] = 13
    only(records, "journal")[0]["facts"].sort(key=lambda fact: int(fact["version"]))
    also_tapped(records, 16, "me too", "/sites/here/responses", said, who=COLLEAGUE, visit="bob")
    also_on_record(records, 12, "response_joined", 16, "me too")


@pytest.mark.parametrize(
    "happens",
    [
        seat_where_somebody_is,
        seat_that_nobody_wiped,
        look_after_they_left,
        look_at_whom_nobody_let_in,
        end_before_a_colleague_looked,
        booth_wiped_already,
        booth_that_somebody_sits_in,
    ],
)
def test_what_the_room_has_a_reason_for_is_believed(happens: Callable[[Records], None]) -> None:
    records = well_told()
    happens(records)
    assert found(records) == set()


def test_a_start_may_join_a_response_that_runs() -> None:
    records = well_told()
    start_that_joins(records)
    assert found(records) == {"on record out of order"}, "as over was moved behind what was tapped after it"


def test_a_start_that_joins_is_on_record() -> None:
    records = well_told()
    start_that_joins(records)
    with_facts = only(records, "journal")[0]
    with_facts["facts"] = [fact for fact in with_facts["facts"] if fact["kind"] != "response_joined"]
    assert "acknowledged and lost" in found(records)


@pytest.mark.parametrize(("code", "second"), [("booth_cleaning", 12), ("booth_full", 38)])
def test_it_is_believed_at_its_own_time_alone(code: str, second: float) -> None:
    records = well_told()
    said = {"code": code}
    also_tapped(records, second, "cleo", "/sites/here/visits", said, status=409, booth=1, route="inject")
    assert found(records) == {"refused for no reason of the room"}


@pytest.mark.parametrize("is_heard", [True, False])
def test_a_seat_whose_refusal_nobody_heard_may_be_given_later(*, is_heard: bool) -> None:
    """Sent while somebody was there, and again once they had left; what was tapped between stands before it."""
    records = well_told()
    said = {"id": "cleo", "version": 12}
    also_tapped(records, 39, "cleo", "/sites/here/visits", said, booth=2, route="inject")
    also_on_record(records, 12, "person_arrived", 12, "cleo")
    for one in only(records, "tapped"):
        if one["act"]["id"] == "cleo":
            one["t"] = BEGAN + 12
    if not is_heard:
        records.append({"t": BEGAN + 12, "who": TABLET, "what": "sent", "ids": ["cleo"]})
    assert found(records) == ({"on record out of order"} if is_heard else set())


def test_the_house_may_speak_of_a_clock_that_was_set() -> None:
    records = well_told()
    also_on_record(records, 8, "clock_suspected", 25, "sweep", stepped=-4.0)
    clock_set(records, 24)
    assert found(records) == set()


def test_no_date_says_which_was_later_where_the_clock_was_set() -> None:
    records = well_told()
    refused(records, "ann leaves", "seen_since")
    clock_set(records, 30)
    assert found(records) == set()
