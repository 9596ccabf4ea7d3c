"""What is done in a response: acts of several people, doubts, corrections, place and person."""

from typing import Any
from uuid import UUID

import pytest

from ops.models import Response
from ops.services import response_rows, responses, visits
from ops.services.undo import undo
from tests.services.room import Room, at


@pytest.fixture
def response(watched: Room) -> UUID:
    """One that runs in booth 3 since 14:00, for who sits there."""
    watched.seats("3")
    return UUID(watched.does(responses.start, said={"booth": watched.booth("3")})["id"])


def shown(room: Room) -> dict[str, Any]:
    """The one response as tablets show it."""
    (only,) = room.board()["responses"]
    return dict(only)


# -- the log ----------------------------------------------------------------------------


def test_an_act_is_a_row_under_its_own_id(watched: Room, response: UUID) -> None:
    watched.clock.pass_(minutes=2)
    said = {"kind": "naloxone", "given_by": "staff", "values": {"dose_mg": 0.4, "by_route": "im"}}
    answer = watched.does(responses.log_action, response, said=said, happened_at=at("14:01:30"))
    (row,) = answer["response"]["actions"]
    assert row == {
        "id": answer["id"],
        "kind": "naloxone",
        "given_by": "staff",
        "values": {"dose_mg": 0.4, "by_route": "im"},
        "happened_at": "2026-11-22T14:01:30.000Z",
        "recorded_at": "2026-11-22T14:02:00.000Z",
        "by": "The floor",
        "corrected_by": None,
        "marks": [],
        "amends": None,
        "amend_reason": None,
        "voided_at": None,
        "void_reason": None,
        "same_as": None,
        "superseded_by": None,
    }


def test_a_row_and_an_outcome_are_signed_later(watched: Room, response: UUID) -> None:
    ana = watched.staff("Ana")
    dose = watched.does(responses.log_action, response, said={"kind": "naloxone"})
    watched.clock.pass_(seconds=1)
    signed = watched.does(responses.amend, response, said={"action": dose["id"], "done_by": ana})
    assert [(row["by"], row["corrected_by"]) for row in signed["response"]["actions"]] == [
        ("The floor", None),
        ("Ana", "The floor"),
    ]
    watched.does(responses.outcome, response, said={"state": "awake"})
    said = watched.does(responses.outcome, response, said={"done_by": "Ana"})
    assert said["response"]["outcome"]["by"] == "Ana"
    unknown = watched.does(responses.amend, response, said={"action": dose["id"], "done_by": "Nobody"})
    (row,) = (row for row in unknown["response"]["actions"] if row["superseded_by"] is None)
    assert (unknown["marks"], row["by"]) == (["unknown_staff"], "Ana")


JUNK: list[tuple[dict[str, Any], str, list[str]]] = [
    ({"kind": "singing"}, "mark", ["unknown_kind"]),
    ({}, "mark", ["unknown_kind"]),
    ({"kind": 7, "values": {"a": 1}}, "mark", ["unknown_kind", "value_unknown"]),
    ({"kind": "airway", "given_by": "the cat"}, "airway", ["value_unknown"]),
    ({"kind": "naloxone", "values": {"dose_mg": 400}}, "naloxone", ["out_of_bounds"]),
    ({"kind": "naloxone", "values": {"dose_mg": "lots"}}, "naloxone", ["value_unreadable"]),
    ({"kind": "naloxone", "values": {"colour": "red"}}, "naloxone", ["value_unknown"]),
    ({"kind": "naloxone", "values": "0.4"}, "naloxone", ["value_unreadable"]),
    ({"kind": "note", "values": {"text": "x" * 500}}, "note", ["text_cut"]),
    ({"kind": "note", "values": {"text": "a\x00\ud800b"}}, "note", []),
    ({"kind": "oxygen_stop"}, "oxygen_stop", ["stop_without_start"]),
]


@pytest.mark.parametrize(("said", "kind", "marks"), JUNK)
def test_whatever_is_said_is_kept_as_far_as_it_goes(
    watched: Room, response: UUID, said: dict[str, Any], kind: str, marks: list[str]
) -> None:
    answer = watched.does(responses.log_action, response, said=said)
    (row,) = answer["response"]["actions"]
    assert (row["kind"], row["marks"]) == (kind, marks)
    assert answer.get("marks", []) == marks


@pytest.mark.parametrize("by", ["Nobody", "", "\x00", 10**30, -1, "x" * 1000])
def test_whoever_it_was_said_to_be(watched: Room, response: UUID, by: int | str) -> None:
    answer = watched.does(responses.mark, response, by=by)
    assert answer["response"]["actions"][0]["by"] == "The floor"
    assert answer["marks"] == ["unknown_staff"]


def test_a_start_of_what_goes_on_is_a_repeat(watched: Room, response: UUID) -> None:
    watched.does(responses.log_action, response, said={"kind": "breaths_start"})
    watched.clock.pass_(minutes=1)
    again = watched.does(responses.log_action, response, said={"kind": "breaths_start"}, device="responder")
    assert again["repeat"] is True
    assert len(again["response"]["actions"]) == 1
    assert again["response"]["attended_until"] == "2026-11-22T14:04:00.000Z"


def test_like_doses_of_two_tablets_are_asked_about_and_answered(watched: Room, response: UUID) -> None:
    said = {"kind": "naloxone", "values": {"dose_mg": 0.4}}
    first = watched.does(responses.log_action, response, said=said)
    watched.clock.pass_(seconds=15)
    second = watched.does(responses.log_action, response, said=said, device="responder")
    assert second["marks"] == ["same_or_second"]
    assert "same_or_second" in second["response"]["missing"]
    same = {"action": second["id"], "same_as": first["id"]}
    answer = watched.does(responses.amend, response, said=same)
    assert "same_or_second" not in answer["response"]["missing"]
    assert [row["void_reason"] for row in answer["response"]["actions"]] == [None, "same_act"]


@pytest.mark.parametrize("answered_first", [True, False])
@pytest.mark.parametrize("undone", [True, False])
def test_a_dose_is_not_lost_between_two_tablets(
    watched: Room, response: UUID, answered_first: bool, undone: bool
) -> None:
    said = {"kind": "naloxone", "values": {"dose_mg": 0.4}}
    first = watched.does(responses.log_action, response, said=said)
    watched.clock.pass_(seconds=3)
    second = watched.does(responses.log_action, response, said=said, device="responder")

    def answers() -> None:
        same = {"action": second["id"], "same_as": first["id"]}
        watched.does(responses.amend, response, said=same, device="responder")

    def takes_back() -> None:
        if undone:
            watched.does(undo, said={"target": UUID(first["id"])})
        else:
            watched.does(responses.void, response, said={"action": first["id"]})

    for step in (answers, takes_back) if answered_first else (takes_back, answers):
        step()
    with watched.house.db.read() as session:
        record = response_rows.record(session, session.get_one(Response, response))
    assert [str(row.id) for row in record.standing()] == [second["id"]]
    assert "same_or_second" not in shown(watched)["missing"]
    watched.does(responses.over, response)
    watched.does(visits.end, UUID(shown(watched)["visit"]))
    assert watched.board()["room"]["recently_left"][0]["naloxone"] is True


def test_an_answer_taken_back_is_asked_again(watched: Room, response: UUID) -> None:
    said = {"kind": "naloxone", "values": {"dose_mg": 0.4}}
    first = watched.does(responses.log_action, response, said=said)
    second = watched.does(responses.log_action, response, said=said, device="responder")
    same = watched.does(responses.amend, response, said={"action": second["id"], "same_as": first["id"]})
    watched.does(undo, said={"target": UUID(same["id"])})
    assert [row["same_as"] for row in shown(watched)["actions"]] == [None, None]
    assert "same_or_second" in shown(watched)["missing"]


def test_a_second_dose_is_a_second_dose(watched: Room, response: UUID) -> None:
    said = {"kind": "naloxone", "values": {"dose_mg": 0.4}}
    watched.does(responses.log_action, response, said=said)
    second = watched.does(responses.log_action, response, said=said, device="responder")
    answer = watched.does(responses.amend, response, said={"action": second["id"], "same_as": None})
    standing = [row for row in answer["response"]["actions"] if not row["superseded_by"]]
    assert [(row["kind"], row["marks"], row["voided_at"]) for row in standing] == [("naloxone", [], None)] * 2
    assert "same_or_second" not in answer["response"]["missing"]


def test_a_correction_stands_for_the_old_row(watched: Room, response: UUID) -> None:
    first = watched.does(responses.mark, response)
    watched.clock.pass_(minutes=3)
    said = {
        "action": first["id"],
        "kind": "naloxone",
        "values": {"dose_mg": 2},
        "given_by": "peer",
        "happened_at": "2026-11-22T14:00:30Z",
        "reason": "named after",
    }
    answer = watched.does(responses.amend, response, said=said)
    old, new = answer["response"]["actions"]
    assert (old["kind"], old["superseded_by"]) == ("mark", new["id"])
    assert (new["id"], new["amends"]) == (answer["id"], first["id"])
    assert (new["kind"], new["values"], new["given_by"]) == ("naloxone", {"dose_mg": 2}, "peer")
    assert new["happened_at"] == "2026-11-22T14:00:30.000Z"


@pytest.mark.parametrize(
    ("said", "marks"),
    [
        ({"action": "?"}, []),
        ({"action": "019a0000-0000-7000-8000-000000000001"}, []),
        (
            {"action": 7, "kind": "nothing", "values": 3, "given_by": [], "happened_at": {}, "same_as": "?"},
            [],
        ),
        ({"kind": 3, "visit": [], "booth": {}, "seat": 4, "place": 5, "reason": "x" * 999}, []),
        ({"visit": "nobody"}, []),
        ({"booth": 10**40, "seat": "\x00"}, []),
    ],
)
def test_whatever_a_correction_says(
    watched: Room, response: UUID, said: dict[str, Any], marks: list[str]
) -> None:
    answer = watched.does(responses.amend, response, said=said)
    assert answer["marks"]
    assert shown(watched)["booth"] == watched.booth("3")


@pytest.mark.parametrize("said", [{}, {"action": None}, {"action": "?"}, {"action": 3, "reason": {}}])
def test_whatever_a_void_says(watched: Room, response: UUID, said: dict[str, Any]) -> None:
    answer = watched.does(responses.void, response, said=said)
    assert "unknown_action" in answer["response"]["marks"]


def test_a_voided_row_stays(watched: Room, response: UUID) -> None:
    row = watched.does(responses.mark, response)["id"]
    answer = watched.does(responses.void, response, said={"action": row, "reason": "slip"})
    assert [(action["id"], action["void_reason"]) for action in answer["response"]["actions"]] == [
        (row, "slip")
    ]
    assert "unnamed_mark" not in answer["response"]["missing"]


def test_free_text_is_in_the_log_and_not_in_the_journal(watched: Room, response: UUID) -> None:
    said = {"kind": "note", "values": {"text": "left shoe by the door"}}
    watched.does(responses.log_action, response, said=said)
    assert shown(watched)["actions"][0]["values"] == {"text": "left shoe by the door"}
    assert "shoe" not in str(watched.facts())


# -- where and who -----------------------------------------------------------------------


def test_a_place_can_be_put_right(watched: Room, response: UUID) -> None:
    answer = watched.does(responses.amend, response, said={"place": "washroom"})
    moved = answer["response"]
    assert (moved["booth"], moved["seat"], moved["place"]) == (None, None, "washroom")
    back = watched.does(responses.amend, response, said={"booth": watched.booth("5"), "seat": "B"})
    assert (back["response"]["booth"], back["response"]["seat"]) == (watched.booth("5"), "B")
    assert back["response"]["place"] is None


def test_another_person_was_meant(watched: Room) -> None:
    one, two = watched.seats("5", "A"), watched.seats("5", "B")
    said = {"booth": watched.booth("5"), "seat": "A"}
    response = UUID(watched.does(responses.start, said=said)["id"])
    before = watched.person(two)
    watched.clock.pass_(minutes=1)
    watched.does(responses.amend, response, said={"seat": "B"})
    freed, held = watched.person(one), watched.person(two)
    assert before is not None
    assert freed is not None
    assert held is not None
    assert (freed["response"], held["response"]) == (None, str(response))
    assert freed["due_at"] == before["due_at"]
    assert freed["last_look_at"] == before["last_look_at"]


def test_nobody_was_meant_after_all(watched: Room) -> None:
    visit = watched.seats("3")
    response = UUID(watched.does(responses.start, said={"booth": watched.booth("3")})["id"])
    watched.does(responses.amend, response, said={"visit": None})
    person = watched.person(visit)
    assert person is not None
    assert person["response"] is None
    assert person["due_at"] is not None
