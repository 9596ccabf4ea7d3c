"""One tap starts a response, and nothing that is said refuses it."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.words import Answer, Audience, BoothStatus, ResponsePlace
from ops.services import checkins, responses, rooms, visits
from tests.services.room import Room, at


def starts(room: Room, **said: Any) -> dict[str, Any]:
    return room.does(responses.start, said=said)


def test_one_tap_in_a_single_booth_is_for_who_sits_there(watched: Room) -> None:
    visit = watched.seats("3")
    watched.clock.pass_(minutes=2)
    reply = watched.tries(responses.start, said={"booth": watched.booth("3")})
    answer = reply.json()
    assert reply.status == 201
    response = answer["response"]
    assert answer["id"] == response["id"]
    assert (response["booth"], response["seat"], response["visit"]) == (watched.booth("3"), "A", str(visit))
    assert response["state"] == "running"
    assert answer["tile"]["id"] == watched.booth("3")
    person = watched.person(visit)
    assert person is not None
    assert person["response"] == response["id"]
    assert {person[name] for name in ("due_soon_at", "due_at", "overdue_at", "urgent_at")} == {None}
    assert [fact["kind"] for fact in watched.facts()[-2:]] == ["response_started", "timer_paused"]


def test_the_wall_learns_the_place_and_no_more(watched: Room) -> None:
    watched.seats("3")
    starts(watched, booth=watched.booth("3"), kind="seizure")
    (shown,) = watched.board(Audience.WALL)["responses"]
    assert shown["booth"] == watched.booth("3")
    assert not {"kind", "actions", "people", "outcome", "marks", "lead"} & shown.keys()
    assert watched.board(Audience.WAITING)["responses"] == []


@pytest.mark.parametrize("place", ResponsePlace)
def test_elsewhere_in_the_building(watched: Room, place: ResponsePlace) -> None:
    response = starts(watched, place=place.value)["response"]
    assert (response["booth"], response["place"], response["visit"]) == (None, place.value, None)


def test_it_needs_nothing_at_all(watched: Room) -> None:
    assert starts(watched)["response"]["place"] == "other"


def test_in_a_shared_booth_nobody_is_guessed(watched: Room) -> None:
    one, two = watched.seats("5", "A"), watched.seats("5", "B")
    assert starts(watched, booth=watched.booth("5"))["response"]["visit"] is None
    for visit in (one, two):
        person = watched.person(visit)
        assert person is not None
        assert person["response"] is None


def test_a_seat_says_who(watched: Room) -> None:
    watched.seats("5", "A")
    two = watched.seats("5", "B")
    response = starts(watched, booth=watched.booth("5"), seat="B")["response"]
    assert (response["seat"], response["visit"]) == ("B", str(two))


def test_who_was_chosen_later_pauses_then(watched: Room) -> None:
    watched.seats("5", "A")
    two = watched.seats("5", "B")
    response = starts(watched, booth=watched.booth("5"))["id"]
    answer = watched.does(responses.amend, UUID(response), said={"visit": str(two)})
    assert (answer["response"]["seat"], answer["response"]["visit"]) == ("B", str(two))
    person = watched.person(two)
    assert person is not None
    assert person["response"] == response


def test_a_person_brings_their_booth_and_a_place_stands_for_itself(watched: Room) -> None:
    one, two = watched.seats("5", "B"), watched.seats("2")
    there = starts(watched, visit=str(one))["response"]
    assert (there["booth"], there["seat"]) == (watched.booth("5"), "B")
    away = starts(watched, visit=str(two), place="washroom")["response"]
    assert (away["booth"], away["place"], away["visit"]) == (None, "washroom", str(two))
    person = watched.person(two)
    assert person is not None
    assert person["response"] == away["id"]


def test_someone_who_waits_may_need_one(watched: Room) -> None:
    visit = watched.seats(None)
    response = starts(watched, visit=str(visit), place="door")
    assert response["response"]["visit"] == str(visit)
    assert [person["id"] for person in watched.board()["waiting"]] == [str(visit)]


def test_respond_is_an_answer_of_a_look(watched: Room) -> None:
    visit = watched.seats("5", "B")
    answer = watched.looks_in(visit, Answer.RESPOND)
    response = answer["response"]
    assert (response["id"], response["seat"], response["visit"]) == (answer["id"], "B", str(visit))


# -- accepted and marked ------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ({"booth": 99_999}, "unknown_booth"),
        ({"booth": 10**30}, "unknown_booth"),
        ({"booth": "three"}, "unknown_booth"),
        ({"booth": {"a": 1}}, "unknown_booth"),
        ({"place": "roof"}, "unknown_place"),
        ({"place": ["door"]}, "unknown_place"),
        ({"visit": "nobody"}, "unknown_visit"),
        ({"visit": "019a0000-0000-7000-8000-000000000001"}, "unknown_visit"),
        ({"visit": 7}, "unknown_visit"),
        ({"kind": "bad luck"}, "unknown_kind"),
        ({"kind": {}}, "unknown_kind"),
    ],
)
def test_what_nobody_knows_is_marked(watched: Room, said: dict[str, Any], mark: str) -> None:
    reply = watched.tries(responses.start, said=said)
    answer = reply.json()
    watched.screens_follow()
    assert reply.status == 201
    assert answer["marks"] == answer["response"]["marks"] == [mark]
    assert answer["response"]["place"] == "other"


@pytest.mark.parametrize("seat", ["Z", "", 4, ["A"], "\x00"])
def test_a_seat_nobody_knows_is_marked(watched: Room, seat: object) -> None:
    watched.seats("5", "A")
    response = starts(watched, booth=watched.booth("5"), seat=seat)["response"]
    assert (response["booth"], response["seat"], response["visit"]) == (watched.booth("5"), None, None)
    assert response["marks"] == ["unknown_seat"]


def test_closed_and_unclean_booths_are_marked(watched: Room) -> None:
    watched.does(rooms.booth_close, watched.booth("1"))
    visit = watched.seats("2")
    watched.does(visits.end, visit)
    assert starts(watched, booth=watched.booth("1"))["marks"] == ["booth_closed"]
    assert starts(watched, booth=watched.booth("2"))["marks"] == ["booth_cleaning"]
    statuses = {tile["name"]: tile["status"] for tile in watched.board()["booths"]}
    assert (statuses["1"], statuses["2"]) == (BoothStatus.CLOSED, BoothStatus.CLEANING)


def test_a_stay_that_has_ended_is_marked(watched: Room) -> None:
    visit = watched.seats("2")
    watched.does(visits.end, visit)
    answer = starts(watched, visit=str(visit))
    assert answer["marks"] == ["visit_ended"]
    assert answer["response"]["visit"] == str(visit)


def test_a_person_of_another_booth_is_marked(watched: Room) -> None:
    visit = watched.seats("2")
    answer = starts(watched, visit=str(visit), booth=watched.booth("3"))
    assert answer["marks"] == ["visit_elsewhere"]
    assert (answer["response"]["booth"], answer["response"]["seat"]) == (watched.booth("3"), None)


def test_a_booth_and_a_place_is_the_booth(watched: Room) -> None:
    answer = starts(watched, booth=watched.booth("3"), place="door")
    assert answer["marks"] == ["place_ignored"]
    assert answer["response"]["place"] is None


def test_a_clock_ahead_is_marked_and_counts_as_now(watched: Room) -> None:
    answer = watched.does(responses.start, happened_at=at("15:30"))
    assert answer["marks"] == ["clock_ahead"]
    assert answer["response"]["began_at"] == "2026-11-22T14:00:00.000Z"


def test_a_time_long_past_is_taken(watched: Room) -> None:
    visit = watched.seats("3")
    answer = watched.does(responses.start, said={"visit": str(visit)}, happened_at=at("09:00"))
    assert answer["response"]["began_at"] == "2026-11-22T09:00:00.000Z"
    person = watched.person(visit)
    assert person is not None
    assert person["response"] == answer["id"]


def test_a_name_nobody_knows_is_marked(watched: Room) -> None:
    answer = watched.does(responses.start, by="Nobody")
    assert answer["marks"] == ["unknown_staff"]


def test_marks_of_the_door_are_kept(watched: Room) -> None:
    assert starts(watched, marks=("unknown_field",))["marks"] == ["unknown_field"]


# -- begun by an act ------------------------------------------------------------------

ACTS = [
    (responses.going, {}),
    (responses.here, {}),
    (responses.more_hands, {}),
    (responses.log_action, {"kind": "naloxone", "values": {"dose_mg": 0.4}}),
    (responses.mark, {}),
    (responses.amend, {"kind": "seizure"}),
    (responses.void, {"action": "x"}),
    (responses.lead, {}),
    (responses.over, {}),
    (responses.outcome, {"state": "awake"}),
    (responses.all_ok, {}),
    (responses.mis_tap, {}),
]


@pytest.mark.parametrize(("act", "said"), ACTS, ids=lambda value: getattr(value, "__name__", ""))
def test_an_act_for_one_the_server_does_not_know_begins_it(
    watched: Room, act: Any, said: dict[str, Any]
) -> None:
    response = uuid4()
    answer = watched.does(act, response, said=said)
    assert answer["response"]["id"] == str(response)
    assert "begun_by_act" in answer["response"]["marks"]
    assert answer["response"]["place"] == "other"


@pytest.mark.parametrize(("act", "said"), ACTS, ids=lambda value: getattr(value, "__name__", ""))
def test_another_sites_response_is_unknown(
    room: Room, elsewhere: Room, act: Any, said: dict[str, Any]
) -> None:
    theirs = starts(elsewhere, place="door")
    alias = starts(elsewhere, place="door")
    before = elsewhere.board()["responses"]
    for name in (theirs["id"], alias["id"]):
        with pytest.raises(Refused) as refused:
            room.tries(act, UUID(name), said=said)
        assert refused.value.code is Code.NOT_FOUND
    assert room.board()["responses"] == []
    assert elsewhere.board()["responses"] == before


def test_another_sites_person_and_booth_are_unknown(room: Room, elsewhere: Room) -> None:
    visit = elsewhere.seats("3")
    answer = starts(room, visit=str(visit), booth=elsewhere.booth("3"))
    assert answer["marks"] == ["unknown_visit", "unknown_booth"]
    assert answer["response"]["visit"] is None


def test_one_for_somebody_whose_seating_was_refused_is_at_the_seat_that_was_tapped(watched: Room) -> None:
    """Tapped offline: seated, RESPOND. A colleague's person sits there, and keeps their deadline."""
    theirs = watched.seats("2")
    refused = uuid4()
    answer = starts(watched, booth=watched.booth("2"), seat="A", visit=str(refused))
    shown = answer["response"]
    assert (shown["booth"], shown["seat"], shown["place"]) == (watched.booth("2"), "A", None)
    assert (shown["visit"], shown["marks"]) == (None, ["unknown_visit"])
    person = watched.person(theirs)
    assert person is not None
    assert person["due_at"] is not None
    looked = watched.looks_in(uuid4(), Answer.RESPOND)
    assert looked["response"]["marks"] == ["unknown_visit"]


@pytest.mark.parametrize(("tapped", "theirs"), [("14:01", True), ("14:05", False)])
def test_it_finds_whom_it_was_for_once_their_seating_is_taken(
    watched: Room, tapped: str, theirs: bool
) -> None:
    """The room said otherwise: seated at 14:01, RESPOND at 14:02. Who was seated later is somebody else."""
    watched.seats("2")
    watched.clock.pass_(minutes=2)
    where = {"booth": watched.booth("2"), "seat": "A"}
    begun = starts(watched, **where, visit=str(uuid4()))["response"]
    watched.clock.pass_(minutes=10)
    reply = watched.tries(visits.arrive, said=where, happened_at=at(tapped), otherwise=True).json()
    (shown,) = watched.board()["responses"]
    person = watched.person(UUID(reply["id"]))
    assert person is not None
    assert shown["id"] == begun["id"]
    assert (shown["visit"], person["response"]) == ((reply["id"], begun["id"]) if theirs else (None, None))
    assert (person["due_at"] is None) is theirs


def test_the_start_that_comes_in_last_brings_place_and_person(watched: Room) -> None:
    visit = watched.seats("3")
    watched.clock.pass_(minutes=5)
    response = uuid4()
    watched.does(responses.log_action, response, said={"kind": "airway"}, happened_at=at("14:03"))
    said = {"booth": watched.booth("3")}
    answer = watched.does(responses.start, said=said, key=response, happened_at=at("14:02"))
    shown = answer["response"]
    assert (shown["booth"], shown["place"], shown["visit"]) == (watched.booth("3"), None, str(visit))
    assert shown["began_at"] == "2026-11-22T14:02:00.000Z"
    assert shown["aliases"] == []
    assert "already_running" not in answer
    person = watched.person(visit)
    assert person is not None
    assert person["response"] == str(response)


# -- once -----------------------------------------------------------------------------


def test_the_same_tap_sent_again_is_the_same_answer(room: Room) -> None:
    command = room.command("start", booth=room.booth("3"))
    first = responses.start(room.house, command, booth=room.booth("3"))
    again = responses.start(room.house, command, booth=room.booth("3"))
    assert (again.status, again.body, again.replayed) == (201, first.body, True)
    assert len(room.board()["responses"]) == 1


def test_the_same_id_for_another_act_is_refused(room: Room) -> None:
    command = room.command("start", booth=room.booth("3"))
    responses.start(room.house, command, booth=room.booth("3"))
    other = room.command("start", key=command.id, booth=room.booth("4"))
    with pytest.raises(Refused) as refused:
        responses.start(room.house, other, booth=room.booth("4"))
    assert refused.value.code is Code.KEY_REUSED


def test_a_look_that_answers_respond_leaves_no_look_behind(room: Room) -> None:
    visit = room.seats("3")
    room.clock.pass_(minutes=1)
    room.does(checkins.check_in, visit, said={"answer": Answer.RESPOND})
    assert room.facts("checked_in") == []
