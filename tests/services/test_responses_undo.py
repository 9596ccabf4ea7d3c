"""A slip taken back within ten seconds is nothing at all."""

from typing import Any
from uuid import UUID

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.words import Answer, Audience
from ops.services import responses, visits
from ops.services.undo import undo
from tests.services.room import Room, at


@pytest.fixture
def visit(watched: Room) -> UUID:
    """Someone in booth 3."""
    return watched.seats("3")


@pytest.fixture
def response(watched: Room, visit: UUID) -> UUID:
    """One that runs for them."""
    watched.clock.pass_(minutes=1)
    return UUID(watched.does(responses.start, said={"booth": watched.booth("3")})["id"])


def undoes(room: Room, answer: dict[str, Any], seconds: float = 5) -> None:
    room.clock.pass_(seconds=seconds)
    room.does(undo, said={"target": UUID(answer["id"])})


def test_a_start_taken_back_was_nothing(watched: Room, visit: UUID) -> None:
    before = watched.person(visit)
    answer = watched.does(responses.start, said={"booth": watched.booth("3")})
    undoes(watched, answer)
    assert watched.person(visit) == before
    assert watched.board()["responses"] == []
    assert watched.board(Audience.WALL)["responses"] == []


ACTS = [
    (responses.going, {}),
    (responses.here, {}),
    (responses.more_hands, {}),
    (responses.lead, {}),
    (responses.over, {}),
    (responses.outcome, {"state": "awake", "place": "left"}),
    (responses.all_ok, {}),
    (responses.mis_tap, {}),
    (responses.amend, {"kind": "seizure"}),
    (responses.amend, {"place": "door"}),
    (responses.amend, {"visit": None}),
]


@pytest.mark.parametrize(("act", "said"), ACTS)
def test_an_act_taken_back_leaves_everything_as_it_was(
    watched: Room, visit: UUID, response: UUID, act: Any, said: dict[str, Any]
) -> None:
    board, person = watched.board()["responses"], watched.person(visit)
    undoes(watched, watched.does(act, response, said=said))
    assert watched.board()["responses"] == board
    assert watched.person(visit) == person


def test_a_row_taken_back_is_void_and_a_corrected_one_stands_again(
    watched: Room, visit: UUID, response: UUID
) -> None:
    said = {"kind": "naloxone", "values": {"dose_mg": 0.4}}
    dose = watched.does(responses.log_action, response, said=said)
    watched.clock.pass_(seconds=1)
    undoes(
        watched,
        watched.does(responses.amend, response, said={"action": dose["id"], "values": {"dose_mg": 0.8}}),
    )
    (shown,) = watched.board()["responses"]
    assert [(row["superseded_by"], row["void_reason"]) for row in shown["actions"]] == [
        (None, None),
        (None, "undone"),
    ]
    void = watched.does(responses.void, response, said={"action": dose["id"]})
    undoes(watched, void, seconds=2)
    (shown,) = watched.board()["responses"]
    assert shown["actions"][0]["voided_at"] is None


def test_a_dose_taken_back_no_longer_stays_with_the_person(
    watched: Room, visit: UUID, response: UUID
) -> None:
    dose = watched.does(responses.log_action, response, said={"kind": "naloxone"})
    undoes(watched, dose)
    watched.does(responses.over, response)
    watched.does(visits.end, visit)
    assert watched.board()["room"]["recently_left"][0]["naloxone"] is False


LATER = [
    (responses.log_action, {"kind": "stimulation"}, "floor"),
    (responses.here, {}, "responder"),
    (responses.mark, {}, "responder"),
    (responses.over, {}, "responder"),
]


@pytest.mark.parametrize(("act", "said", "device"), LATER)
def test_a_row_goes_out_alone_where_somebody_has_worked_since(
    watched: Room, visit: UUID, response: UUID, act: Any, said: dict[str, Any], device: str
) -> None:
    dose = watched.does(responses.log_action, response, said={"kind": "naloxone"})
    watched.clock.pass_(seconds=2)
    later = watched.does(act, response, said=said, device=device)
    (before,) = watched.board()["responses"]
    undoes(watched, dose)
    (shown,) = watched.board()["responses"]
    gone, *others = shown["actions"]
    assert (gone["id"], gone["void_reason"]) == (dose["id"], "undone")
    assert others == before["actions"][1:]
    assert (shown["state"], shown["there"]) == (before["state"], before["there"])
    assert later["id"] != dose["id"]
    with pytest.raises(Refused) as refused:
        undoes(watched, dose, seconds=0)
    assert refused.value.code is Code.UNDO_TOO_LATE


def test_a_row_that_was_put_right_since_stays(watched: Room, visit: UUID, response: UUID) -> None:
    dose = watched.does(responses.log_action, response, said={"kind": "naloxone"})
    said = {"action": dose["id"], "values": {"dose_mg": 0.8}}
    watched.does(responses.amend, response, said=said, device="responder")
    with pytest.raises(Refused) as refused:
        undoes(watched, dose)
    assert refused.value.code is Code.UNDO_TOO_LATE


def test_what_others_built_on_stays(watched: Room, visit: UUID, response: UUID) -> None:
    going = watched.does(responses.going, response)
    watched.does(responses.mark, response, device="responder")
    with pytest.raises(Refused) as refused:
        undoes(watched, going)
    assert refused.value.code is Code.UNDO_TOO_LATE


def test_a_stay_that_comes_back_is_not_held_by_what_has_ended(
    watched: Room, visit: UUID, response: UUID
) -> None:
    end = watched.does(visits.end, visit)
    watched.does(responses.over, response)
    undoes(watched, end)
    person = watched.person(visit)
    assert person is not None
    assert person["response"] is None
    assert person["due_at"] is not None


def test_a_start_that_a_second_tablet_joined_stays(watched: Room, visit: UUID) -> None:
    first = watched.does(responses.start, said={"booth": watched.booth("3")})
    watched.clock.pass_(seconds=2)
    watched.does(responses.start, said={"booth": watched.booth("3")}, device="responder")
    with pytest.raises(Refused) as refused:
        undoes(watched, first)
    assert refused.value.code is Code.UNDO_TOO_LATE
    assert [shown["state"] for shown in watched.board()["responses"]] == ["running"]


@pytest.mark.parametrize(
    ("act", "said"),
    [(responses.log_action, {"kind": "breaths_start"}), (responses.going, {}), (responses.here, {})],
)
def test_an_act_after_a_start_was_taken_back_begins_it_again(
    watched: Room, visit: UUID, act: Any, said: dict[str, Any]
) -> None:
    answer = watched.does(responses.start, said={"booth": watched.booth("3")})
    undoes(watched, answer)
    again = watched.does(act, UUID(answer["id"]), said=said, device="responder")
    assert "repeat" not in again
    (running,) = watched.board()["responses"]
    assert running["marks"] == ["begun_by_act"]
    person = watched.person(visit)
    assert person is not None
    assert person["response"] == answer["id"]


def test_a_check_that_a_slip_had_begun_never_fell_due(watched: Room, visit: UUID) -> None:
    watched.clock.pass_(minutes=20)
    slip = watched.looks_in(visit, Answer.KEEP_AN_EYE, happened_at=at("14:15"))
    watched.sweeps()
    undoes(watched, slip)
    watched.looks_in(visit)
    watched.clock.pass_(minutes=7)
    watched.sweeps()
    late = watched.facts("check_in_overdue")
    assert [fact["at"] for fact in late] == [at("14:18"), at("14:26:05")]
