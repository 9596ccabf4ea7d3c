"""People who left come back within the hour; after naloxone the observation comes back too."""

from datetime import timedelta

from ops.domain.errors import Code
from ops.domain.words import Audience, Track, VisitState
from tests.scenarios.pictures import CLEANING, DUE, FREE, OK
from tests.scenarios.shift import Shift, instant


def test_back_within_the_hour_reopens_the_stay(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "3")
    at("10:05").leaves("Robin")
    at("10:07").cleans("3")
    at("10:30").comes_back("Robin")
    between("10:30", "10:33:59").wall_shows("3", OK)
    assert shift.visit("3")["seated_at"] == "2026-11-22T10:00:00.000Z"
    assert shift.pictures.of(Audience.FLOOR)["room"]["recently_left"] == []
    at("10:34").leaves("Robin")
    assert [data["reopened"] for _, data in shift.facts("came_back")] == [True]


def test_back_when_their_place_is_taken(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "3")
    at("10:05").leaves("Robin")
    at("10:07").cleans("3")
    at("10:08").seats("Alex", "3")
    with shift.refused(Code.BOOTH_FULL, offers_otherwise=True):
        at("10:30").comes_back("Robin")
    at("10:30").comes_back("Robin", "4")
    assert shift.visit("4")["id"] == str(shift.people["Robin"])


def test_back_after_naloxone_is_observed(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "3")
    at("10:05").responds("it", "3")
    at("10:06").in_response("it").logs("naloxone", dose_mg=0.4, by_route="im")
    at("10:12").in_response("it").over()
    at("10:13").leaves("Robin")
    between("10:13", "10:14").wall_shows("3", CLEANING)
    at("10:14").cleans("3")
    between("10:14", "10:15").wall_shows("3", FREE)
    at("10:40").comes_back("Robin", "Aftercare", "4")
    assert shift.visit("Aftercare", "4")["state"] == VisitState.AFTERCARE
    due = shift.stored("Robin").due_at
    assert due is not None
    assert due - instant("10:40") <= timedelta(minutes=10)


def test_back_brings_the_worry_back(shift: Shift) -> None:
    """Keep an eye, or sedated: what was last seen of somebody is not forgotten at the door."""
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "3")
    at("10:05").responds("it", "3")
    at("10:06").in_response("it").logs("naloxone", dose_mg=0.4, by_route="im")
    at("10:12").in_response("it").over()
    assert shift.visit("3")["track"] == Track.KEEP_AN_EYE
    at("10:13").leaves("Robin")
    at("10:20", room_says_otherwise=True).comes_back("Robin")
    assert shift.visit("3")["track"] == Track.KEEP_AN_EYE
    between("10:22", "10:22:30").wall_shows("3", DUE)
