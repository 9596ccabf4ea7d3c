"""A record that is finished never ends the stay of someone who is here."""

from typing import Any
from uuid import UUID

import pytest

from ops.domain.words import Answer, EndKind
from ops.services import responses, visits
from tests.services.room import Room, at

MARK = "person_seen_since"


@pytest.fixture
def visit(watched: Room) -> UUID:
    """Someone in booth 3."""
    return watched.seats("3")


@pytest.fixture
def response(watched: Room, visit: UUID) -> UUID:
    """One that runs for them since 14:00."""
    return UUID(watched.does(responses.start, said={"booth": watched.booth("3")})["id"])


def stays(room: Room, visit: UUID, answer: dict[str, Any]) -> dict[str, Any]:
    """The person as they sit there, with a deadline."""
    assert answer["marks"] == [MARK]
    person = room.person(visit)
    assert person is not None
    assert person["response"] is None
    assert person["due_at"] is not None
    return person


def test_who_came_back_and_was_looked_at_stays(watched: Room, visit: UUID, response: UUID) -> None:
    watched.clock.pass_(minutes=12)
    watched.does(responses.over, response)
    watched.clock.pass_(minutes=1)
    watched.does(visits.end, visit, said={"how": EndKind.WITH_AMBULANCE})
    watched.clock.pass_(minutes=10)
    watched.does(visits.back, visit, said={"booth": watched.booth("3")}, otherwise=True)
    watched.clock.pass_(minutes=5)
    watched.looks_in(visit, Answer.OK)
    before = watched.person(visit)
    watched.clock.pass_(minutes=1)
    said = {"state": "awake", "place": "with_ambulance", "ambulance": "transported"}
    answer = watched.does(responses.outcome, response, said=said)
    assert stays(watched, visit, answer) == before
    assert answer["response"]["outcome"]["place"] == "with_ambulance"
    (left,) = watched.facts("visit_ended")
    assert left["at"] == at("14:13")


def test_an_outcome_from_before_a_look_ends_nothing(watched: Room, visit: UUID, response: UUID) -> None:
    watched.clock.pass_(minutes=12)
    watched.does(responses.over, response)
    watched.clock.pass_(minutes=20)
    watched.looks_in(visit, Answer.OK)
    watched.clock.pass_(minutes=1)
    said = {"place": "left"}
    answer = watched.does(responses.outcome, response, said=said, happened_at=at("14:15"))
    stays(watched, visit, answer)
    assert watched.facts("visit_ended") == []


def test_who_is_named_later_and_was_seen_since_stays(watched: Room) -> None:
    one, two = watched.seats("5", "A"), watched.seats("5", "B")
    response = UUID(watched.does(responses.start, said={"booth": watched.booth("5")})["id"])
    watched.clock.pass_(minutes=12)
    watched.does(responses.over, response)
    watched.does(responses.outcome, response, said={"place": "left"})
    watched.clock.pass_(minutes=5)
    watched.looks_in(one, Answer.OK)
    watched.clock.pass_(minutes=1)
    stays(watched, one, watched.does(responses.amend, response, said={"visit": str(one)}))
    watched.does(responses.amend, response, said={"visit": str(two)})
    assert watched.person(two) is None
    assert watched.person(one) is not None


def test_who_was_seated_since_stays(watched: Room) -> None:
    visit = watched.seats(None)
    response = UUID(watched.does(responses.start, said={"visit": str(visit), "place": "door"})["id"])
    watched.does(responses.over, response)
    watched.clock.pass_(minutes=5)
    watched.does(visits.seat, visit, said={"booth": watched.booth("3")})
    watched.clock.pass_(minutes=1)
    stays(watched, visit, watched.does(responses.outcome, response, said={"place": "left"}))


def test_a_second_end_does_not_send_away_who_came_back(watched: Room, visit: UUID, response: UUID) -> None:
    watched.does(responses.over, response)
    watched.does(responses.outcome, response, said={"place": "left"})
    watched.clock.pass_(minutes=5)
    watched.does(visits.back, visit, said={"booth": watched.booth("3")}, otherwise=True)
    watched.clock.pass_(minutes=1)
    watched.does(responses.more_hands, response)
    watched.clock.pass_(minutes=1)
    person = stays(watched, visit, watched.does(responses.over, response))
    assert person["state"] == "aftercare"


def test_an_outcome_said_before_a_look_in_a_running_one_ends_nothing(
    watched: Room, visit: UUID, response: UUID
) -> None:
    watched.clock.pass_(minutes=5)
    watched.does(responses.outcome, response, said={"place": "left"})
    watched.clock.pass_(minutes=1)
    watched.looks_in(visit, Answer.KEEP_AN_EYE)
    watched.does(responses.outcome, response, said={"state": "awake"})
    watched.clock.pass_(minutes=1)
    person = stays(watched, visit, watched.does(responses.over, response))
    assert person["state"] == "aftercare"


@pytest.fixture
def other(watched: Room, visit: UUID, response: UUID) -> UUID:
    """A second one for them, running since 14:05; the first is over and says that they left."""
    watched.does(responses.over, response)
    watched.clock.pass_(minutes=5)
    other = watched.does(responses.start, said={"booth": watched.booth("3"), "another": True})["id"]
    answer = watched.does(responses.outcome, response, said={"place": "left"})
    assert answer["marks"] == ["other_response_runs"]
    watched.clock.pass_(minutes=1)
    return UUID(other)


def test_someone_for_whom_another_response_runs_stays(watched: Room, visit: UUID, other: UUID) -> None:
    person = watched.person(visit)
    assert person is not None
    assert person["response"] == str(other)


def test_their_end_follows_when_the_other_one_was_a_mis_tap(watched: Room, visit: UUID, other: UUID) -> None:
    watched.does(responses.mis_tap, other)
    assert watched.person(visit) is None
    (left,) = watched.facts("visit_ended")
    assert left["visit"] == str(visit)


def test_their_end_follows_when_the_other_one_was_about_somebody_else(
    watched: Room, visit: UUID, other: UUID
) -> None:
    somebody = watched.seats("2")
    watched.does(responses.amend, other, said={"visit": str(somebody)})
    assert watched.person(visit) is None
    person = watched.person(somebody)
    assert person is not None
    assert person["response"] == str(other)


@pytest.mark.parametrize("end", [responses.over, responses.all_ok])
def test_whoever_was_seen_in_the_other_one_stays(watched: Room, visit: UUID, other: UUID, end: Any) -> None:
    watched.does(end, other)
    person = watched.person(visit)
    assert person is not None
    assert person["due_at"] is not None


@pytest.mark.parametrize("tapped", ["14:10", "14:12", "14:30"])
def test_the_end_of_the_response_itself_is_no_doubt(
    watched: Room, visit: UUID, response: UUID, tapped: str
) -> None:
    watched.clock.pass_(minutes=12)
    watched.does(responses.over, response)
    watched.clock.pass_(minutes=5)
    watched.looks_in(visit, Answer.OK, happened_at=at("14:09"))
    watched.clock.pass_(minutes=20)
    said = {"place": "left"}
    answer = watched.does(responses.outcome, response, said=said, happened_at=at(tapped))
    assert "marks" not in answer
    assert watched.person(visit) is None
