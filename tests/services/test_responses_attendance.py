"""Who is going, who is there, and when that lapses."""

from typing import Any
from uuid import UUID

import pytest

from ops.domain.words import Audience
from ops.services import responses
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


def test_going_and_here_are_seen_by_everyone(watched: Room, response: UUID) -> None:
    watched.staff("Ana")
    watched.does(responses.going, response, by="Ana")
    (wall,) = watched.board(Audience.WALL)["responses"]
    assert (wall["going"], wall["there"]) == (1, 0)
    assert wall["going_until"] == "2026-11-22T14:02:00.000Z"
    watched.clock.pass_(seconds=40)
    watched.does(responses.here, response, by="Ana")
    (wall,) = watched.board(Audience.WALL)["responses"]
    assert (wall["going"], wall["there"]) == (0, 1)
    assert wall["attended_until"] == "2026-11-22T14:03:40.000Z"
    assert shown(watched)["people"] == [{"who": "Ana", "state": "here", "since": "2026-11-22T14:00:40.000Z"}]


def test_several_people_log_into_the_same_one(watched: Room, response: UUID) -> None:
    watched.staff("Ana")
    watched.staff("Bo")
    watched.does(responses.log_action, response, said={"kind": "airway"}, by="Ana")
    watched.clock.pass_(seconds=5)
    watched.does(responses.log_action, response, said={"kind": "oxygen_start"}, by="Bo", device="responder")
    record = shown(watched)
    assert [(action["kind"], action["by"]) for action in record["actions"]] == [
        ("airway", "Ana"),
        ("oxygen_start", "Bo"),
    ]
    assert record["there"] == 2


def test_attendance_that_lapses_is_told_once(watched: Room, response: UUID) -> None:
    watched.does(responses.here, response)
    watched.clock.pass_(minutes=2, seconds=59)
    watched.sweeps()
    assert watched.facts("attendance_lapsed") == []
    watched.clock.pass_(seconds=5)
    watched.sweeps()
    watched.sweeps()
    (lapsed,) = watched.facts("attendance_lapsed")
    assert lapsed["at"] == at("14:03")
    watched.does(responses.lead, response, said={"to": "Nobody"})
    watched.sweeps()
    assert len(watched.facts("attendance_lapsed")) == 1
    watched.does(responses.mark, response)
    watched.clock.pass_(minutes=4)
    watched.sweeps()
    assert len(watched.facts("attendance_lapsed")) == 2


def test_after_the_end_nothing_lapses(watched: Room, response: UUID) -> None:
    watched.does(responses.here, response)
    watched.does(responses.over, response)
    watched.clock.pass_(minutes=10)
    watched.sweeps()
    assert watched.facts("attendance_lapsed") == []


def test_an_act_of_long_ago_keeps_nothing_quiet(watched: Room, response: UUID) -> None:
    watched.clock.pass_(minutes=10)
    watched.does(responses.log_action, response, said={"kind": "airway"}, happened_at=at("14:01"))
    assert shown(watched)["attended_until"] == "2026-11-22T14:04:00.000Z"


def test_in_a_long_sedation_one_interval(watched: Room, response: UUID) -> None:
    watched.does(responses.amend, response, said={"kind": "prolonged_sedation"})
    watched.does(responses.here, response)
    assert shown(watched)["attended_until"] == "2026-11-22T14:03:00.000Z"


def test_a_tablet_without_a_name_that_leads_is_there(watched: Room, response: UUID) -> None:
    watched.does(responses.lead, response)
    record = shown(watched)
    assert (record["lead"], record["there"]) == (record["people"][0]["who"], 1)
    assert record["attended_until"] == "2026-11-22T14:03:00.000Z"


def test_a_second_tablet_without_a_name_is_there_too(watched: Room, response: UUID) -> None:
    watched.staff("Ana")
    watched.does(responses.log_action, response, said={"kind": "airway"})
    watched.clock.pass_(seconds=5)
    watched.does(responses.log_action, response, said={"kind": "oxygen_start"}, device="responder")
    assert shown(watched)["there"] == 2
    watched.does(responses.leave, response)
    assert shown(watched)["there"] == 1
    assert shown(watched)["attended_until"] == "2026-11-22T14:03:05.000Z"


def test_more_hands_and_lead(watched: Room, response: UUID) -> None:
    watched.staff("Ana")
    bo = watched.staff("Bo")
    watched.does(responses.more_hands, response)
    (wall,) = watched.board(Audience.WALL)["responses"]
    assert wall["more_hands_at"] == "2026-11-22T14:00:00.000Z"
    watched.does(responses.more_hands, response, said={"on": False})
    assert shown(watched)["more_hands_at"] is None
    watched.does(responses.lead, response, by="Ana")
    assert shown(watched)["lead"] == "Ana"
    watched.does(responses.lead, response, said={"to": "Bo"})
    assert shown(watched)["lead"] == "Bo"
    watched.does(responses.lead, response, said={"to": bo}, by="Ana")
    assert shown(watched)["lead"] == "Bo"
    answer = watched.does(responses.lead, response, said={"to": "Nobody"}, by="Ana")
    assert answer["marks"] == ["unknown_staff"]
    assert answer["response"]["lead"] == "Bo"
