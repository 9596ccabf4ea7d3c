"""Everyone out: a fire alarm, a head count, back in; and what late and repeated taps come to."""

from ops.domain.alarm_sources import HEAD_COUNT
from ops.domain.alarms import alarms_at
from ops.domain.errors import Code
from ops.domain.words import AlarmLevel, Answer, Audience, HeadCount, RoomReason, RoomState, Route, VisitState
from tests.scenarios.shift import Shift, instant

HIGH = AlarmLevel.HIGH
OUT, CARRY = HeadCount.OUT, HeadCount.NEEDS_CARRYING
REFUSED, NOT_FOUND = HeadCount.REFUSED, HeadCount.NOT_FOUND


def room(shift: Shift) -> dict[str, object]:
    """The room as the wall has it."""
    shown: dict[str, object] = shift.pictures.wall()["room"]
    return shown


def to_confirm(shift: Shift) -> set[str]:
    """Who has a seat that is to be confirmed."""
    names = {str(visit): name for name, visit in shift.people.items()}
    board = shift.pictures.of(Audience.FLOOR)
    seats = [seat["visit"] for tile in board["booths"] for seat in tile["seats"] if "visit" in seat]
    return {names[visit["id"]] for visit in seats if visit["confirm_since"]}


def count_is_heard(shift: Shift) -> bool:
    """Whether the head count sounds on tablets now."""
    board = shift.pictures.of(Audience.FLOOR)
    (count,) = (one for one in alarms_at(board, shift.now, Audience.FLOOR) if one.cause == HEAD_COUNT)
    return count.paused_until is None


def test_a_fire_alarm_with_two_people_sedated(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:00").seats("Alex", "2")
    at("10:00").seats("Kit", "9", "A", route=Route.SMOKE)
    at("10:03").arrives("Jo")
    at("10:04").looks_in("Robin", Answer.HARD_TO_ROUSE, breaths=11)
    at("10:04").looks_in("Alex", Answer.HARD_TO_ROUSE, breaths=9)
    at("10:04:30").calls_everyone_out()
    assert (room(shift)["state"], room(shift)["since"]) == ("everyone_out", "2026-11-22T10:04:30.000Z")
    between("10:04:30", "10:05").tablets_sound(None, HIGH).wall_sounds(None, None)
    # Two carry; the checks of all three fall due meanwhile, and nobody could look.
    at("10:05", "tablet 2").counts("Kit", OUT)
    at("10:05:20").counts("Robin", CARRY)
    at("10:05:30", "tablet 2").counts("Alex", CARRY)
    at("10:05:40").counts("Jo", OUT)
    between("10:07", "10:11").wall_sounds("1", None).tablets_sound("1", None).tablets_sound(None, HIGH)
    at("10:11").counts("Robin", OUT)
    at("10:12", "tablet 2").counts("Alex", OUT)
    between("10:12", "10:20").tablets_sound(None, None)
    assert shift.late_checks() == []
    at("10:20").says_back_in()
    assert room(shift)["state"] == "open"
    assert to_confirm(shift) == {"Robin", "Alex", "Kit"}
    between("10:20", "10:20:30").tablets_sound(None, HIGH)
    at("10:20:30").looks_in("Robin", Answer.HARD_TO_ROUSE, breaths=12)
    at("10:20:40").looks_in("Alex", Answer.KEEP_AN_EYE)
    at("10:20:50").looks_in("Kit")
    assert (shift.late_checks(), shift.times("check_in_overdue")) == ([], [])
    assert [data["counted"] for _, data in shift.facts("head_counted")] == [
        "out",
        "needs_carrying",
        "needs_carrying",
        "out",
        "out",
        "out",
    ]
    assert all(visit is None or "head_count" in visit for visit in [shift.visit("1")])
    assert shift.visit("1")["head_count"] is None


def test_who_refused_to_leave_is_still_inside(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:00").seats("Alex", "2")
    at("10:02").calls_everyone_out()
    at("10:03").counts("Alex", OUT)
    at("10:04").counts("Robin", REFUSED)
    between("10:04", "10:30").tablets_sound(None, HIGH)
    at("10:30").counts("Robin", OUT)
    between("10:30", "10:35").tablets_sound(None, None)


def test_another_who_is_not_found_is_heard_though_the_sound_was_off(shift: Shift) -> None:
    at = shift.at
    for name, place in (("Robin", "1"), ("Alex", "2"), ("Sam", "3")):
        at("10:00").seats(name, place)
    at("10:02").calls_everyone_out()
    at("10:02:30").counts("Sam", OUT)
    at("10:03").counts("Robin", NOT_FOUND)
    at("10:03:10").pauses_sound("head_count")
    assert at("10:03:20").counts("Robin", NOT_FOUND).repeat
    at("10:03:30", "tablet 2").counts("Alex", CARRY)
    assert not count_is_heard(shift)
    at("10:04", "tablet 2").counts("Alex", NOT_FOUND)
    assert count_is_heard(shift)
    # A tap from before it, on a tablet that was offline, did not know of Alex.
    assert at("10:04:20", happened="10:03:50").pauses_sound("head_count").late
    assert count_is_heard(shift)
    at("10:04:30").pauses_sound("head_count")
    assert not count_is_heard(shift)
    at("10:05").counts("Sam", CARRY)
    assert count_is_heard(shift)


def test_a_check_that_was_late_before_the_alarm_stays_late(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    at("10:06:30").calls_everyone_out()
    at("10:30").says_back_in()
    at("10:31").looks_in("Robin")
    assert shift.times("check_in_overdue") == ["10:06:00"]
    assert shift.times("check_in_urgent") == []


def test_a_running_response_goes_on(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "7")
    at("10:04").responds("it", "7")
    at("10:04:10").in_response("it").here()
    at("10:05").calls_everyone_out()
    at("10:05:10").in_response("it").logs("naloxone", dose_mg=0.4, by_route="im")
    between("10:05:10", "10:08:09").wall_sounds("7", None)
    between("10:09:10", "10:09:20").wall_sounds("7", HIGH)
    at("10:09:20").responds("another", place="outside")
    at("10:10").counts("Robin", CARRY)
    at("10:12").says_back_in()
    assert to_confirm(shift) == set()
    at("10:13").in_response("it").over()
    assert shift.visit("7")["state"] == VisitState.AFTERCARE


def test_two_tablets_tick_the_same_person(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    at("10:02").calls_everyone_out()
    assert at("10:02:01", "tablet 2").calls_everyone_out().repeat
    at("10:03").counts("Robin", OUT)
    assert at("10:03:02", "tablet 2").counts("Robin", OUT).repeat
    assert len(shift.facts("head_counted")) == 1


def test_ticks_count_by_when_they_were_made(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    at("10:02").calls_everyone_out()
    at("10:06").counts("Robin", OUT)
    assert at("10:07", "tablet 2", happened="10:04").counts("Robin", NOT_FOUND).late
    assert shift.visit("1")["head_count"] == "out"
    at("10:10").says_back_in()
    assert at("10:11", "tablet 2", happened="10:08").counts("Robin", REFUSED).late
    with shift.refused(Code.NOBODY_IS_OUT, offers_otherwise=False):
        at("10:12").counts("Robin", OUT)
    assert [data["act"] for _, data in shift.facts("late_act_kept")] == ["head_count", "head_count"]


def test_a_tablet_that_was_cut_off_sends_the_whole_count(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    at("10:00").seats("Alex", "2")
    # The other tablet had said so a little later, and something ordinary came in between.
    at("10:04").closes_the_room(RoomReason.STAFF)
    at("10:05", "tablet 2", happened="10:03").calls_everyone_out()
    assert room(shift)["state"] == "everyone_out"
    at("10:05", "tablet 2", happened="10:03:30").counts("Robin", OUT)
    at("10:05", "tablet 2", happened="10:04:30").counts("Alex", OUT)
    assert (shift.visit("1")["head_count"], shift.visit("2")["head_count"]) == ("out", "out")
    at("10:09").says_back_in()
    assert (room(shift)["state"], room(shift)["reason"]) == ("closed", "staff")
    assert at("10:10", "tablet 2", happened="10:06").calls_everyone_out().late
    assert room(shift)["state"] == "closed"


def test_back_in_told_late_leaves_who_was_seen_since(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:00").seats("Alex", "2")
    at("10:02").calls_everyone_out()
    at("10:21").looks_in("Robin")
    at("10:22", "tablet 2", happened="10:20").says_back_in()
    assert to_confirm(shift) == {"Alex"}
    between("10:26", "10:26:59").wall_shows("1", "due")
    between("10:27", "10:27").wall_shows("1", "overdue")
    assert shift.late_checks() == ["10:27:00"]


def test_somebody_more_at_the_assembly_point(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    at("10:02").calls_everyone_out()
    with shift.refused(Code.EVERYONE_IS_OUT, offers_otherwise=True):
        at("10:03").arrives("somebody more")
    at("10:03", room_says_otherwise=True).arrives("somebody more")
    at("10:03:01").counts("somebody more", OUT)
    waiting = shift.pictures.of(Audience.FLOOR)["waiting"]
    assert [person["head_count"] for person in waiting] == ["out"]
    assert "head_count" not in shift.pictures.wall()["waiting"][0]
    assert [data["refusal"] for _, data in shift.facts("board_was_wrong")] == ["everyone_is_out"]


def test_somebody_the_board_has_as_gone_is_there(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    at("10:05").leaves("Robin")
    at("10:06").calls_everyone_out()
    with shift.refused(Code.VISIT_ENDED, offers_otherwise=True):
        at("10:07").counts("Robin", OUT)
    at("10:07", room_says_otherwise=True).counts("Robin", OUT)
    assert shift.visit("1")["head_count"] == "out"


def test_a_slip_is_undone_and_its_checks_are_late_again(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    slip = at("10:05:55").calls_everyone_out()
    at("10:05:57").looks_in("Robin")
    at("10:06:03").undoes(slip)
    assert room(shift)["state"] == RoomState.OPEN
    again = at("10:11:55").calls_everyone_out()
    at("10:12:03").undoes(again)
    shift.go_to(instant("10:12:04"))
    assert shift.late_checks() == ["10:11:57"]


def test_a_count_that_has_begun_is_ended_not_undone(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    out = at("10:02").calls_everyone_out()
    tick = at("10:02:03").counts("Robin", CARRY)
    with shift.refused(Code.UNDO_TOO_LATE):
        at("10:02:05").undoes(out)
    at("10:02:06").undoes(tick)
    assert shift.visit("1")["head_count"] is None
    at("10:02:07").counts("Robin", OUT)
    back = at("10:02:20").says_back_in()
    at("10:02:25").undoes(back)
    assert (room(shift)["state"], shift.visit("1")["head_count"]) == ("everyone_out", "out")
    assert to_confirm(shift) == set()


def test_a_second_alarm_counts_from_nothing(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    at("10:02").calls_everyone_out()
    at("10:03").counts("Robin", OUT)
    at("10:05").says_back_in()
    at("10:06").calls_everyone_out()
    assert shift.visit("1")["head_count"] is None
    assert at("10:07", happened="10:04").counts("Robin", NOT_FOUND).late
