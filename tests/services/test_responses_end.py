"""The end of a response: the person's stay follows, the record stays until it is complete."""

from typing import Any
from uuid import UUID

import pytest

from ops.domain.words import Answer, Audience
from ops.services import responses, visits
from tests.services.room import Room, at

OUTCOME = {"state": "awake", "place": "stayed", "ambulance": "not_called"}


def starts(room: Room, **said: Any) -> UUID:
    return UUID(room.does(responses.start, said=said)["id"])


def person(room: Room, visit: UUID) -> dict[str, Any]:
    """The person, who is in a seat."""
    found = room.person(visit)
    assert found is not None
    return found


def gone(room: Room, visit: UUID) -> dict[str, Any]:
    """How the stay ended."""
    assert room.person(visit) is None
    (fact,) = [fact for fact in room.facts("visit_ended") if fact["visit"] == str(visit)]
    return fact


def test_over_is_aftercare_on_a_short_track(watched: Room) -> None:
    visit = watched.seats("3")
    response = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=12)
    answer = watched.does(responses.over, response)
    assert answer["response"]["state"] == "over"
    after = person(watched, visit)
    assert (after["state"], after["track"], after["response"]) == ("aftercare", "keep_an_eye", None)
    assert after["due_at"] == "2026-11-22T14:14:00.000Z"
    assert watched.board(Audience.WALL)["responses"] == []


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (responses.log_action, {"kind": "assessment", "values": {"sedation": "unresponsive"}}),
        (responses.outcome, {"state": "sedated_breathing"}),
        (responses.amend, {"kind": "prolonged_sedation"}),
    ],
)
def test_still_sedated_is_the_sedation_track(watched: Room, act: Any, said: dict[str, Any]) -> None:
    visit = watched.seats("3")
    response = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=2)
    watched.does(act, response, said=said)
    watched.does(responses.over, response)
    after = person(watched, visit)
    assert (after["state"], after["track"]) == ("aftercare", "sedation")
    assert after["due_at"] == "2026-11-22T14:05:00.000Z"


def test_all_ok_was_a_look(watched: Room) -> None:
    visit = watched.seats("3")
    response = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=1)
    answer = watched.does(responses.all_ok, response)
    assert answer["response"]["state"] == "all_ok"
    after = person(watched, visit)
    assert (after["state"], after["track"], after["answer"]) == ("using", "regular", "ok")
    assert after["due_at"] == "2026-11-22T14:06:00.000Z"
    assert watched.board()["responses"] == []


def test_a_mis_tap_leaves_the_old_deadline(watched: Room) -> None:
    visit = watched.seats("3")
    before = person(watched, visit)
    watched.clock.pass_(minutes=1)
    response = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=10)
    watched.does(responses.mis_tap, response)
    assert person(watched, visit) == before
    assert watched.board()["responses"] == []


def test_the_timer_waits_for_the_last_response(watched: Room) -> None:
    visit = watched.seats("3")
    first = starts(watched, booth=watched.booth("3"))
    second = starts(watched, visit=str(visit), another=True)
    watched.clock.pass_(minutes=1)
    watched.does(responses.over, first)
    held = person(watched, visit)
    assert (held["response"], held["state"]) == (str(second), "using")
    watched.clock.pass_(minutes=1)
    watched.does(responses.all_ok, second)
    assert person(watched, visit)["response"] is None


def test_the_other_one_over_first_changes_nothing(watched: Room) -> None:
    visit = watched.seats("3")
    first = starts(watched, booth=watched.booth("3"))
    second = starts(watched, booth=watched.booth("3"), another=True)
    watched.does(responses.over, second)
    assert person(watched, visit)["response"] == str(first)


@pytest.mark.parametrize(
    ("place", "how"),
    [("left", "left"), ("with_ambulance", "with_ambulance"), ("other_care", "other_care")],
)
def test_the_outcome_ends_the_stay(watched: Room, place: str, how: str) -> None:
    visit = watched.seats("3")
    response = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=12)
    watched.does(responses.over, response)
    watched.clock.pass_(minutes=20)
    watched.does(responses.outcome, response, said=OUTCOME | {"place": place})
    ended = gone(watched, visit)
    assert (ended["how"], ended["at"]) == (how, at("14:12"))


def test_an_outcome_said_before_the_end_ends_the_stay_with_it(watched: Room) -> None:
    visit = watched.seats("3")
    response = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=9)
    watched.does(responses.log_action, response, said={"kind": "ambulance_left_with_person"})
    watched.does(responses.outcome, response, said=OUTCOME | {"place": "with_ambulance"})
    assert watched.person(visit) is not None
    watched.clock.pass_(minutes=3)
    watched.does(responses.over, response)
    assert gone(watched, visit)["at"] == at("14:09")
    assert watched.facts("aftercare_begun") == []


def test_someone_who_waited_leaves_with_the_ambulance(watched: Room) -> None:
    visit = watched.seats(None)
    response = starts(watched, visit=str(visit), place="door")
    watched.does(responses.over, response)
    watched.does(responses.outcome, response, said={"place": "with_ambulance"})
    assert watched.board()["waiting"] == []
    assert gone(watched, visit)["how"] == "with_ambulance"


def test_who_came_back_is_not_sent_away_again(watched: Room) -> None:
    visit = watched.seats("3")
    response = starts(watched, booth=watched.booth("3"))
    watched.does(responses.over, response)
    watched.does(responses.outcome, response, said=OUTCOME | {"place": "left"})
    watched.clock.pass_(minutes=20)
    watched.does(visits.back, visit, otherwise=True)
    watched.does(responses.amend, response, said={"kind": "mixed"})
    watched.does(responses.outcome, response, said=OUTCOME | {"place": "left"})
    assert watched.person(visit) is not None


def test_who_left_during_it_comes_back_to_a_running_timer(watched: Room) -> None:
    visit = watched.seats("3")
    starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=5)
    watched.does(visits.end, visit)
    watched.clock.pass_(minutes=20)
    watched.does(visits.back, visit, otherwise=True)
    assert person(watched, visit)["due_at"] is not None


def test_a_dose_stays_with_the_person(watched: Room) -> None:
    visit = watched.seats("3")
    response = starts(watched, booth=watched.booth("3"))
    dose = watched.does(responses.log_action, response, said={"kind": "naloxone"})["id"]
    watched.does(responses.over, response)
    watched.does(responses.outcome, response, said=OUTCOME | {"place": "left"})
    (left,) = watched.board()["room"]["recently_left"]
    assert left["naloxone"] is True
    watched.does(responses.void, response, said={"action": dose})
    (left,) = watched.board()["room"]["recently_left"]
    assert left["naloxone"] is False
    watched.does(responses.log_action, response, said={"kind": "naloxone", "given_by": "peer"})
    watched.clock.pass_(minutes=20)
    watched.does(visits.back, visit, otherwise=True)
    assert person(watched, visit)["state"] == "aftercare"


# -- the record -------------------------------------------------------------------------


def test_over_is_not_complete(watched: Room) -> None:
    response = starts(watched, booth=watched.booth("3"))
    watched.does(responses.over, response)
    (to_finish,) = watched.board()["responses"]
    assert (to_finish["state"], to_finish["complete"]) == ("over", False)
    assert to_finish["missing"] == ["kind", "outcome_state", "outcome_place", "outcome_ambulance"]
    watched.does(responses.outcome, response, said=OUTCOME)
    watched.does(responses.amend, response, said={"kind": "slow_breathing"})
    assert watched.board()["responses"] == []
    assert len(watched.facts("record_completed")) == 1
    (record,) = watched.board()["room"]["records"]
    assert (record["id"], record["booth"], record["state"]) == (str(response), watched.booth("3"), "over")
    assert "records" not in watched.board(Audience.WALL)["room"]
    watched.does(responses.outcome, response, said={"state": "died"})
    watched.does(responses.mark, response)
    assert watched.board()["room"]["records"] == []


def test_a_later_act_takes_the_record_back_to_the_list(watched: Room) -> None:
    response = starts(watched, kind="other")
    watched.does(responses.over, response)
    watched.does(responses.outcome, response, said=OUTCOME)
    assert watched.board()["responses"] == []
    watched.clock.pass_(minutes=1)
    answer = watched.does(responses.mark, response)
    assert answer["marks"] == ["after_over"]
    assert watched.board()["responses"][0]["missing"] == ["unnamed_mark"]


@pytest.mark.parametrize("junk", [{}, {"state": 3}, {"state": "?", "place": [], "ambulance": {}}])
def test_an_outcome_nobody_can_read_is_kept_open(watched: Room, junk: dict[str, Any]) -> None:
    response = starts(watched)
    watched.does(responses.over, response)
    answer = watched.does(responses.outcome, response, said=junk)
    assert answer["response"]["outcome"] == {
        "state": None,
        "place": None,
        "ambulance": None,
        "by": None,
    }
    assert answer.get("marks", []) == (["value_unknown"] if junk else [])


@pytest.mark.parametrize(
    ("act", "mark"),
    [
        (responses.all_ok, "all_ok_after_acts"),
        (responses.mis_tap, "mis_tap_after_acts"),
    ],
)
def test_with_acts_in_the_log_it_was_a_real_one(watched: Room, act: Any, mark: str) -> None:
    visit = watched.seats("3")
    response = starts(watched, booth=watched.booth("3"))
    watched.does(responses.log_action, response, said={"kind": "oxygen_start"})
    answer = watched.does(act, response)
    assert answer["response"]["state"] == "over"
    assert answer["marks"] == [mark]
    assert person(watched, visit)["state"] == "aftercare"


def test_an_act_after_all_ok_brings_aftercare_and_a_record(watched: Room) -> None:
    visit = watched.seats("3")
    response = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=1)
    watched.does(responses.all_ok, response)
    watched.clock.pass_(minutes=1)
    watched.does(responses.log_action, response, said={"kind": "naloxone"})
    (to_finish,) = watched.board()["responses"]
    assert to_finish["marks"] == ["acts_after_all_ok"]
    after = person(watched, visit)
    assert (after["state"], after["track"]) == ("aftercare", "keep_an_eye")


def test_a_call_for_hands_after_the_end_makes_it_run_again(watched: Room) -> None:
    visit = watched.seats("3")
    response = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=5)
    watched.does(responses.over, response)
    watched.clock.pass_(minutes=1)
    watched.does(responses.more_hands, response)
    (running,) = watched.board(Audience.WALL)["responses"]
    assert (running["state"], running["over_at"]) == ("running", None)
    assert person(watched, visit)["response"] == str(response)


def test_a_person_chosen_after_the_end_is_in_aftercare(watched: Room) -> None:
    one = watched.seats("5", "A")
    watched.seats("5", "B")
    response = starts(watched, booth=watched.booth("5"))
    watched.clock.pass_(minutes=4)
    watched.does(responses.over, response)
    watched.clock.pass_(minutes=1)
    watched.does(responses.amend, response, said={"visit": str(one)})
    after = person(watched, one)
    assert (after["state"], after["response"]) == ("aftercare", None)
    assert after["due_at"] == "2026-11-22T14:06:00.000Z"


def test_a_record_written_afterwards_says_nothing_about_who_came_later(watched: Room) -> None:
    response = starts(watched, booth=watched.booth("3"))
    watched.does(responses.over, response)
    watched.clock.pass_(minutes=10)
    visit = watched.seats("3")
    before = person(watched, visit)
    watched.does(responses.amend, response, said={"visit": str(visit)})
    assert person(watched, visit) == before


def test_what_was_seen_since_the_end_still_stands(watched: Room) -> None:
    visit = watched.seats("3")
    response = starts(watched, booth=watched.booth("3"))
    watched.clock.pass_(minutes=10)
    watched.looks_in(visit, Answer.HARD_TO_ROUSE)
    watched.does(responses.over, response, happened_at=at("14:09"))
    after = person(watched, visit)
    assert (after["state"], after["track"], after["response"]) == ("aftercare", "sedation", None)
    assert after["due_at"] == "2026-11-22T14:13:00.000Z"


def test_over_twice_is_a_repeat(watched: Room) -> None:
    response = starts(watched, booth=watched.booth("3"))
    watched.does(responses.over, response)
    assert watched.does(responses.over, response)["repeat"] is True
    assert len(watched.facts("response_over")) == 1


def test_the_clock_of_a_long_sedation_goes_on_after_over(watched: Room) -> None:
    visit = watched.seats("3")
    response = UUID(watched.does(responses.start, said={"booth": watched.booth("3")})["id"])
    for minutes, sedation in (
        (2, "unresponsive"),
        (3, "awake"),
        (4, "responds_to_pressure"),
        (5, "unresponsive"),
    ):
        watched.clock.pass_(minutes=minutes)
        watched.does(
            responses.log_action, response, said={"kind": "assessment", "values": {"sedation": sedation}}
        )
    watched.clock.pass_(minutes=6)
    watched.does(responses.over, response)
    after = watched.person(visit)
    assert after is not None
    assert (after["track"], after["track_since"]) == ("sedation", "2026-11-22T14:09:00.000Z")
