"""Last entry, closing, lock-down: who may still come in, and that nobody inside is forgotten."""

from ops.domain.errors import Code
from ops.domain.words import RoomReason, RoomState, Route, VisitState
from tests.scenarios.pictures import DUE, OK, OVERDUE
from tests.scenarios.shift import Shift

S = RoomState


def state(shift: Shift) -> str:
    """The room's state as the wall has it."""
    said: str = shift.pictures.wall()["room"]["state"]
    return said


def test_last_entry_with_two_waiting(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("21:00").arrives("Robin", route=Route.INJECT)
    at("21:02").arrives("Alex")
    at("21:10").says_of_the_room(S.LAST_ENTRY)
    assert at("21:10:02", "tablet 2").says_of_the_room(S.LAST_ENTRY).repeat
    with shift.refused(Code.LAST_ENTRY_PASSED, offers_otherwise=True):
        at("21:11").arrives("Kit")
    with shift.refused(Code.LAST_ENTRY_PASSED, offers_otherwise=True):
        at("21:11").seats("Kit", "1")
    at("21:12").calls("Robin")
    at("21:13").seats("Robin", "1")
    at("21:13").seats("Alex", "2")
    at("21:14", room_says_otherwise=True).seats("Kit", "3")
    between("21:14", "21:15").wall_shows("1", OK).wall_shows("3", OK)
    assert [data["refusal"] for _, data in shift.facts("board_was_wrong")] == ["last_entry_passed"]


def test_closing_time_with_three_inside(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("20:00").opens_the_shift()
    for name, booth in (("Robin", "1"), ("Alex", "2"), ("Kit", "7")):
        at("21:30").seats(name, booth)
    at("21:31").arrives("Jo")
    at("21:32").says_of_the_room(S.CLOSING)
    with shift.refused(Code.ROOM_CLOSING, offers_otherwise=True):
        at("21:33").calls("Jo")
    with shift.refused(Code.ROOM_CLOSING, offers_otherwise=True):
        at("21:33").seats("Jo", "3")
    # Who is inside goes on as before: looks, moves, aftercare, a response.
    between("21:35", "21:35:10").wall_shows("1", DUE)
    at("21:35:10").looks_in("Robin")
    at("21:36").goes_to_aftercare("Alex", "Aftercare")
    at("21:36").moves("Kit", "8")
    at("21:37").responds("it", "8")
    at("21:37:30").in_response("it").all_ok()
    at("21:45").leaves("Robin")
    with shift.refused(Code.PEOPLE_INSIDE, offers_otherwise=True):
        at("21:50").closes_the_shift()
    at("21:51").closes_the_shift("Alex", "Kit")
    assert state(shift) == "closing"
    assert shift.stored("Alex").state is VisitState.AFTERCARE
    assert [data["refusal"] for _, data in shift.facts("board_was_wrong")] == []


def test_a_lock_down_and_its_end(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:01").arrives("Alex")
    at("10:02").closes_the_room(RoomReason.AFTER_EVENT)
    at("10:03").says_of_the_room(S.LOCK_DOWN)
    with shift.refused(Code.LOCKED_DOWN, offers_otherwise=True):
        at("10:04").arrives("Kit")
    with shift.refused(Code.ROOM_HELD, offers_otherwise=False):
        at("10:04").opens_the_room()
    # The curtain is drawn, the timers are not.
    between("10:06", "10:06").wall_shows("1", OVERDUE)
    at("10:06:30").looks_in("Robin")
    at("10:20").says_back_in()
    assert at("10:20:02", "tablet 2").says_back_in().repeat
    assert (state(shift), shift.pictures.wall()["room"]["reason"]) == ("closed", "after_event")
    assert shift.visit("1")["confirm_since"] is None
    assert shift.times("lock_down_ended") == ["10:20:00"]


def test_everyone_out_of_a_lock_down(shift: Shift) -> None:
    at = shift.at
    at("10:00").says_of_the_room(S.LAST_ENTRY)
    at("10:03").says_of_the_room(S.LOCK_DOWN)
    at("10:05").calls_everyone_out()
    with shift.refused(Code.ROOM_HELD, offers_otherwise=False):
        at("10:06").says_of_the_room(S.LOCK_DOWN)
    at("10:10").says_back_in()
    assert state(shift) == "last_entry"


def test_an_arrival_is_judged_by_when_it_was(shift: Shift) -> None:
    at = shift.at
    at("10:00").opens_the_room()
    at("10:10").says_of_the_room(S.CLOSING)
    at("10:12", "tablet 2", happened="10:09").seats("Robin", "1")
    assert shift.visit("1")["seated_at"] == "2026-11-22T10:09:00.000Z"
    slip = at("10:20").opens_the_room()
    at("10:20:05").undoes(slip)
    at("10:30").says_of_the_room(S.LAST_ENTRY)
    with shift.refused(Code.ROOM_CLOSING, offers_otherwise=True):
        at("10:31", "tablet 2", happened="10:25").arrives("Alex")


def test_the_states_are_undone_and_come_late_like_any_act(shift: Shift) -> None:
    at = shift.at
    at("10:00").closes_the_room(RoomReason.CLEANING)
    done = at("10:05").says_of_the_room(S.LOCK_DOWN)
    at("10:05:04").undoes(done)
    assert (state(shift), shift.pictures.wall()["room"]["reason"]) == ("closed", "cleaning")
    at("10:10").says_of_the_room(S.LAST_ENTRY)
    assert at("10:11", "tablet 2", happened="10:08").opens_the_room().late
    assert state(shift) == "last_entry"
    # What keeps people safe is not too old because something ordinary came after it.
    at("10:12", "tablet 2", happened="10:09").says_of_the_room(S.LOCK_DOWN)
    assert state(shift) == "lock_down"
