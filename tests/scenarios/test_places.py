"""Where people sit: the clock goes with the person, and the room is always right."""

from ops.domain.errors import Code
from ops.domain.words import Answer, RoomReason, Route, VisitState, Where
from tests.scenarios.pictures import CLEANING, CLOSED, DUE, DUE_SOON, FREE, OK
from tests.scenarios.shift import Shift


def test_the_clock_goes_along_in_a_move(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:03").moves("Robin", "7")
    between("10:03", "10:03:59").wall_shows("1", CLEANING).wall_shows("7", OK)
    between("10:04", "10:04:59").wall_shows("7", DUE_SOON)
    between("10:05", "10:05:10").wall_shows("7", DUE)


def test_two_swap_and_keep_their_clocks(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:02").seats("Alex", "2")
    at("10:03").swaps("Robin", "Alex")
    between("10:05", "10:05:30").wall_shows("2", DUE).wall_shows("1", OK)
    at("10:05:30").looks_in("Robin")
    between("10:07", "10:07:10").wall_shows("1", DUE).wall_shows("2", OK)
    assert len(shift.facts("people_swapped")) == 1


def test_stepping_out_keeps_the_place_and_has_a_clock(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:02").steps_out("Robin", Where.SMOKE)
    with shift.refused(Code.BOOTH_FULL, offers_otherwise=True):
        at("10:03").seats("Alex", "1")
    between("10:03", "10:10:59").wall_shows("1", OK)
    between("10:12", "10:12:30").wall_shows("1", DUE)
    at("10:12:30").comes_back("Robin")
    between("10:12:30", "10:16:29").wall_shows("1", OK)


def test_a_swap_with_someone_who_is_out_brings_nobody_back(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:00").seats("Alex", "2")
    at("10:02").steps_out("Robin", Where.SMOKE)
    at("10:03").swaps("Alex", "Robin")
    assert shift.visit("2")["state"] == VisitState.STEPPED_OUT
    between("10:05", "10:05:59").wall_shows("1", DUE).wall_shows("2", OK)
    between("10:12", "10:12:30").wall_shows("2", DUE)


def test_whoever_left_before_another_had_their_seat_is_not_looked_for_in_vain(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    at("10:06", room_says_otherwise=True).seats("Alex", "1", "A")
    assert shift.visit("1", "+1")["state"] == VisitState.LOOKED_FOR
    done = at("10:07", happened="10:05").leaves("Robin")
    assert not done.late
    assert [place["mark"] for place in shift.tile("1")["seats"]] == ["A"]


def test_a_booth_for_two_holds_two_clocks(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "9")
    at("10:02").seats("Alex", "9")
    between("10:05", "10:05:10").wall_shows("9", DUE, "A").wall_shows("9", OK, "B")
    with shift.refused(Code.BOOTH_FULL, offers_otherwise=True):
        at("10:05:20").seats("Kit", "9")
    at("10:06").looks_in("Robin")
    at("10:06").leaves("Robin")
    between("10:06", "10:06").wall_shows("9", FREE, "A").wall_shows("9", DUE_SOON, "B")
    at("10:06:30").leaves("Alex")
    between("10:06:30", "10:06:30").wall_shows("9", CLEANING)


def test_a_smoking_room_is_full_with_three(shift: Shift) -> None:
    at = shift.at
    for name, seat in (("Robin", "C"), ("Alex", None), ("Kit", "B")):
        at("10:00").seats(name, "Smoking", seat, route=Route.SMOKE)
    assert [place["mark"] for place in shift.tile("Smoking")["seats"]] == ["A", "B", "C"]
    with shift.refused(Code.SEAT_TAKEN, offers_otherwise=True):
        at("10:01").seats("Jo", "Smoking", "B", route=Route.SMOKE)
    at("10:01", room_says_otherwise=True).seats("Jo", "Smoking", route=Route.SMOKE)
    seats = shift.tile("Smoking")["seats"]
    assert [(place["mark"], place["extra"]) for place in seats][-1] == ("+1", True)
    assert all("visit" in place for place in seats)
    at("10:04").leaves("Jo")
    assert len(shift.tile("Smoking")["seats"]) == 3
    assert [data["refusal"] for _, data in shift.facts("board_was_wrong")] == ["booth_full"]


def test_a_smoking_room_is_cleaned_after_its_last_person(shift: Shift) -> None:
    at, between = shift.at, shift.between
    for name in ("Robin", "Alex", "Kit"):
        at("10:00").seats(name, "Smoking", route=Route.SMOKE)
    at("10:03").leaves("Robin")
    at("10:03").seats("Jo", "Smoking", "A", route=Route.SMOKE)
    at("10:04").leaves("Jo")
    at("10:04").leaves("Alex")
    between("10:04", "10:04:30").wall_shows("Smoking", FREE, "A").wall_shows("Smoking", FREE, "B")
    at("10:04:30").moves("Kit", "Aftercare")
    between("10:04:30", "10:05").wall_shows("Smoking", CLEANING)
    at("10:05").leaves("Kit")
    between("10:05", "10:05:10").wall_shows("Aftercare", FREE, "1")


def test_the_room_has_another_in_that_seat(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "Smoking", "A", route=Route.SMOKE)
    at("10:03", room_says_otherwise=True).seats("Alex", "Smoking", "A", route=Route.SMOKE)
    assert shift.visit("Smoking", "A")["id"] == str(shift.people["Alex"])
    assert shift.visit("Smoking", "+1")["state"] == VisitState.LOOKED_FOR
    between("10:05", "10:05:10").wall_shows("Smoking", DUE, "+1").wall_shows("Smoking", OK, "A")
    at("10:05:30").moves("Robin", "Smoking", "B")
    assert shift.visit("Smoking", "B")["state"] == VisitState.USING


def test_closed_and_uncleaned_give_way_to_the_room(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").closes("1", "broken lamp")
    between("10:00", "10:00").wall_shows("1", CLOSED)
    with shift.refused(Code.BOOTH_CLOSED, offers_otherwise=True):
        at("10:01").seats("Robin", "1")
    at("10:01", room_says_otherwise=True).seats("Robin", "1")
    between("10:01", "10:01").wall_shows("1", OK)
    at("10:02").leaves("Robin")
    with shift.refused(Code.BOOTH_CLEANING, offers_otherwise=True):
        at("10:03").seats("Alex", "1")
    at("10:03", room_says_otherwise=True).seats("Alex", "1")
    assert [data["refusal"] for _, data in shift.facts("board_was_wrong")] == [
        "booth_closed",
        "booth_cleaning",
    ]


def test_a_closed_room_lets_nobody_new_in_and_keeps_who_is_inside(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:01").closes_the_room(RoomReason.AFTER_EVENT)
    with shift.refused(Code.ROOM_CLOSED, offers_otherwise=True):
        at("10:02").seats("Alex", "2")
    at("10:02", room_says_otherwise=True).seats("Alex", "2")
    at("10:03").moves("Robin", "4")
    between("10:05", "10:05").wall_shows("4", DUE)
    at("10:06").opens_the_room()
    at("10:06").seats("Kit", "3")


def test_ended_by_the_board_but_sitting_there(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:05").leaves("Robin")
    with shift.refused(Code.VISIT_ENDED, offers_otherwise=True):
        at("10:07").looks_in("Robin")
    at("10:07", room_says_otherwise=True).looks_in("Robin", Answer.KEEP_AN_EYE)
    between("10:07", "10:08").wall_shows("1", OK)
    between("10:09", "10:09:10").wall_shows("1", DUE)


def test_seen_after_the_time_they_are_said_to_have_left(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    at("10:05", "tablet 2").looks_in("Robin")
    with shift.refused(Code.SEEN_SINCE, offers_otherwise=True):
        at("10:06", happened="10:04").leaves("Robin")
    at("10:06", happened="10:04", room_says_otherwise=True).leaves("Robin")
    assert shift.stored("Robin").state is VisitState.ENDED


def test_a_second_colleague_doing_the_same_is_no_error(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    at("10:01").moves("Robin", "2")
    assert at("10:01:02", "tablet 2").moves("Robin", "2").repeat
    at("10:04").leaves("Robin")
    assert at("10:04:02", "tablet 2").leaves("Robin").repeat
    at("10:05").cleans("2")
    assert at("10:05:01", "tablet 2").cleans("2").repeat


def test_the_same_act_sent_again_is_answered_the_same(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    first = at("10:05").looks_in("Robin")
    again = at("10:07").says_again(first, lambda acts: acts.looks_in("Robin"))
    assert (again.status, again.body) == (first.status, first.body)
    assert shift.times("checked_in") == ["10:05:00"]
