"""A start where one runs joins it; in doubt it is another one, and alarms."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from ops.services import responses
from tests.services.room import Room, at


def starts(room: Room, **said: Any) -> dict[str, Any]:
    return room.does(responses.start, said=said)


def test_where_one_runs_a_second_tap_joins_it(watched: Room) -> None:
    watched.seats("3")
    first = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(seconds=20)
    reply = watched.tries(responses.start, said={"booth": watched.booth("3")}, device="responder")
    answer = reply.json()
    assert reply.status == 200
    assert answer["already_running"] is True
    assert answer["response"]["id"] == first["id"]
    assert answer["response"]["aliases"] == [answer["id"]]
    assert len(watched.board()["responses"]) == 1


def test_the_second_id_is_another_name_for_it(watched: Room) -> None:
    first = starts(watched, booth=watched.booth("3"))
    second = starts(watched, booth=watched.booth("3"))
    watched.does(responses.log_action, UUID(second["id"]), said={"kind": "airway"})
    (shown,) = watched.board()["responses"]
    assert shown["id"] == first["id"]
    assert [action["kind"] for action in shown["actions"]] == ["airway"]


def test_another_person_is_another_response(watched: Room) -> None:
    starts(watched, booth=watched.booth("5"))
    second = starts(watched, booth=watched.booth("5"), another=True)
    assert "already_running" not in second
    assert len(watched.board()["responses"]) == 2


def person_of(answer: dict[str, Any]) -> str | None:
    visit: str | None = answer["response"]["visit"]
    return visit


def test_another_person_is_not_who_sits_there_and_is_being_helped(watched: Room) -> None:
    visit = watched.seats("3")
    spot = {"booth": watched.booth("3"), "seat": "A"}
    first = starts(watched, **spot)
    second = starts(watched, **spot, another=True)
    assert (person_of(first), person_of(second)) == (str(visit), None)
    assert (second["response"]["booth"], second["response"]["seat"]) == (watched.booth("3"), "A")
    watched.does(responses.over, UUID(second["id"]))
    watched.does(responses.outcome, UUID(second["id"]), said={"place": "left"})
    person = watched.person(visit)
    assert person is not None
    assert person["response"] == first["id"]


def test_another_person_stays_another_when_the_first_is_over(watched: Room) -> None:
    visit = watched.seats("3")
    spot = {"booth": watched.booth("3"), "seat": "A"}
    first = starts(watched, **spot)
    watched.clock.pass_(minutes=1)
    second = starts(watched, **spot, another=True)
    watched.clock.pass_(minutes=10)
    watched.does(responses.over, UUID(first["id"]))
    watched.clock.pass_(minutes=5)
    joined = starts(watched, **spot)
    assert joined["response"]["id"] == second["id"]
    corrected = watched.does(responses.amend, UUID(second["id"]), said={"seat": "A"})
    assert (person_of(joined), person_of(corrected)) == (None, None)
    named = watched.does(responses.amend, UUID(second["id"]), said={"visit": str(visit)})
    assert person_of(named) == str(visit)


def test_another_person_from_an_outbox_is_not_who_was_helped_then(watched: Room) -> None:
    visit = watched.seats("3")
    first = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=10)
    watched.does(responses.over, UUID(first["id"]))
    watched.clock.pass_(minutes=5)
    said = {"booth": watched.booth("3"), "another": True}
    assert person_of(watched.does(responses.start, said=said, happened_at=at("14:05"))) is None
    assert person_of(watched.does(responses.start, said=said)) == str(visit)


def test_another_person_where_nobody_is_helped_is_who_sits_there(watched: Room) -> None:
    visit = watched.seats("3")
    starts(watched, place="other")
    assert person_of(starts(watched, booth=watched.booth("3"), another=True)) == str(visit)


def test_who_is_named_is_who_is_meant(watched: Room) -> None:
    visit = watched.seats("3")
    starts(watched, booth=watched.booth("3"))
    assert person_of(starts(watched, visit=str(visit), another=True)) == str(visit)


def test_another_seat_is_another_response(watched: Room) -> None:
    watched.seats("5", "A")
    watched.seats("5", "B")
    starts(watched, booth=watched.booth("5"), seat="A")
    starts(watched, booth=watched.booth("5"), seat="B")
    assert {response["seat"] for response in watched.board()["responses"]} == {"A", "B"}


@pytest.mark.parametrize("said", [{}, {"place": "other"}, {"place": "roof"}, {"booth": 99_999}])
def test_an_attended_one_elsewhere_swallows_no_other(watched: Room, said: dict[str, Any]) -> None:
    first = starts(watched)
    watched.clock.pass_(seconds=5)
    watched.does(responses.here, UUID(first["id"]))
    watched.clock.pass_(seconds=5)
    second = starts(watched, **said)
    assert "already_running" not in second
    (shown,) = [one for one in watched.board()["responses"] if one["id"] == second["id"]]
    assert (shown["there"], shown["attended_until"]) == (0, None)


def test_two_taps_elsewhere_at_the_same_moment_are_one(watched: Room) -> None:
    first = starts(watched, place="other")
    watched.clock.pass_(seconds=20)
    assert starts(watched, place="other")["response"]["id"] == first["id"]
    watched.clock.pass_(minutes=1)
    assert "already_running" not in starts(watched, place="other")


def test_five_at_one_time(watched: Room) -> None:
    for name in ("1", "2", "3", "4", "5"):
        watched.seats(name)
        starts(watched, booth=watched.booth(name))
    starts(watched, place="washroom")
    assert len(watched.board()["responses"]) == 6


def test_a_tap_that_comes_in_after_the_end_joins_what_ran_then(watched: Room) -> None:
    first = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=10)
    watched.does(responses.over, UUID(first["id"]))
    watched.clock.pass_(minutes=5)
    late = watched.does(responses.start, said={"booth": watched.booth("3")}, happened_at=at("14:01"))
    assert late["response"]["id"] == first["id"]
    assert late["response"]["state"] == "over"
    assert "already_running" not in late
    again = starts(watched, booth=watched.booth("3"))
    assert again["response"]["state"] == "running"


def test_a_mis_tap_swallows_no_other_tap(watched: Room) -> None:
    first = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=1)
    watched.does(responses.mis_tap, UUID(first["id"]))
    watched.clock.pass_(minutes=1)
    late = watched.does(responses.start, said={"booth": watched.booth("3")}, happened_at=at("14:00:30"))
    assert late["response"]["id"] != first["id"]
    assert late["response"]["state"] == "running"


@pytest.mark.parametrize("end", [responses.over, responses.all_ok])
@pytest.mark.parametrize("tapped", [None, at("14:09:58"), at("14:10"), at("14:10:01")])
def test_moments_after_the_end_it_is_a_new_emergency(
    watched: Room, end: Any, tapped: datetime | None
) -> None:
    visit = watched.seats("3")
    first = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=10)
    watched.does(end, UUID(first["id"]))
    watched.clock.pass_(seconds=2)
    said = {"booth": watched.booth("3")}
    reply = watched.tries(responses.start, said=said, device="responder", happened_at=tapped)
    watched.screens_follow()
    assert reply.status == 201
    answer = reply.json()
    assert "already_running" not in answer
    assert answer["response"]["id"] == answer["id"] != first["id"]
    assert answer["response"]["state"] == "running"
    person = watched.person(visit)
    assert person is not None
    assert person["response"] == answer["id"]


def test_a_tap_moments_before_the_end_that_comes_in_late_alarms_too(watched: Room) -> None:
    first = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=10)
    watched.does(responses.over, UUID(first["id"]))
    watched.clock.pass_(minutes=5)
    late = watched.does(responses.start, said={"booth": watched.booth("3")}, happened_at=at("14:09:58"))
    assert late["response"]["state"] == "running"
