"""The waiting list: in order, called, held, left by their own choice, turned away by us."""

from ops.domain.errors import Code
from ops.domain.words import Audience, Route, TurnedAwayWhy, VisitState
from tests.scenarios.pictures import OK
from tests.scenarios.shift import Shift


def waiting(shift: Shift) -> list[tuple[str, int]]:
    """Who waits, by name and position."""
    names = {str(visit): name for name, visit in shift.people.items()}
    return [(names[person["id"]], person["position"]) for person in shift.pictures.wall()["waiting"]]


def test_in_the_order_they_came(shift: Shift) -> None:
    at = shift.at
    at("10:00").arrives("Robin", route=Route.INJECT)
    at("10:01").arrives("Alex")
    at("10:02").arrives("Kit", route=Route.SMOKE)
    assert waiting(shift) == [("Robin", 1), ("Alex", 2), ("Kit", 3)]
    at("10:03").leaves_without_using("Alex")
    assert waiting(shift) == [("Robin", 1), ("Kit", 2)]
    at("10:04").seats("Robin", "1")
    assert waiting(shift) == [("Kit", 1)]
    shift.between("10:04", "10:05").wall_shows("1", OK)


def test_a_place_is_held_for_who_is_called(shift: Shift) -> None:
    at = shift.at
    at("10:00").arrives("Robin")
    at("10:10").calls("Robin")
    assert shift.pictures.wall()["waiting"][0]["hold_until"] == "2026-11-22T10:15:00.000Z"
    assert at("10:10:05", "tablet 2").calls("Robin").repeat
    shift.go_to(shift.now.replace(minute=16))
    assert shift.times("hold_passed") == ["10:15:00"]
    assert shift.stored("Robin").state is VisitState.CALLED
    at("10:17").seats("Robin", "1")
    assert shift.visit("1")["arrived_at"] == "2026-11-22T10:00:00.000Z"


def test_left_before_using_and_turned_away_are_different_tallies(shift: Shift) -> None:
    at = shift.at
    at("10:00").arrives("Robin")
    at("10:00").arrives("Alex")
    at("10:30").leaves_without_using("Robin")
    at("10:31").turns_away("Alex", TurnedAwayWhy.FULL)
    ended = [data for _, data in shift.facts("visit_ended")]
    assert [(data["how"], data.get("why")) for data in ended] == [
        ("left_before_using", None),
        ("turned_away", "full"),
    ]


def test_who_waits_has_no_seat_yet(shift: Shift) -> None:
    at = shift.at
    at("10:00").arrives("Robin")
    with shift.refused(Code.NOT_IN_A_SEAT):
        at("10:01").looks_in("Robin")
    with shift.refused(Code.NOT_IN_A_SEAT):
        at("10:01").moves("Robin", "2")


def test_the_waiting_room_sees_places_free_and_nobody_in_them(shift: Shift) -> None:
    at = shift.at
    before = shift.pictures.of(Audience.WAITING)["room"]
    assert before["free"] == before["places"] == 13
    at("10:00").seats("Robin", "1")
    at("10:01").arrives("Alex")
    picture = shift.pictures.of(Audience.WAITING)
    assert picture["room"]["free"] == 12
    assert picture["booths"] == picture["responses"] == picture["staff"] == picture["devices"] == []
    assert len(picture["waiting"]) == 1
    at("10:05").goes_to_aftercare("Robin", "Aftercare")
    assert shift.pictures.of(Audience.WAITING)["room"]["free"] == 13
