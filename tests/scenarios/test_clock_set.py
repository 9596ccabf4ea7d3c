"""Somebody sets the clock of the machine in the middle of a shift."""

from ops.domain.words import AlarmLevel, Answer, Audience
from tests.scenarios.pictures import alarm_of
from tests.scenarios.shift import Shift


def test_an_hour_back_in_the_middle_of_everything(shift: Shift) -> None:
    """Each alarm comes when it would have come, by the clock of now."""
    at, between = shift.at, shift.between
    at("11:00").seats("Robin", "1")
    at("11:01").seats("Alex", "2")
    at("11:02").responds("it", "3")
    at("11:02:10").in_response("it").here()
    shift.clock_is_set("11:03", to="10:03")
    assert [told["back"] for _, told in shift.facts("times_moved_back")] == [3600.0]
    # A look is taken, and counts on from it.
    at("10:03:30").looks_in("Robin", Answer.OK)
    assert shift.visit("1")["due_at"] == "2026-11-22T10:08:30.000Z"
    # Three minutes after somebody was there it is soft on tablets, and then loud.
    between("10:03:30", "10:05:09").tablets_sound("3", None)
    between("10:05:10", "10:05:10").tablets_sound("3", AlarmLevel.LOW)
    # Alex is due five minutes after 10:01, and late after one more.
    between("10:05:11", "10:06:59").wall_sounds("2", None)
    between("10:07", "10:07:30").wall_sounds("2", AlarmLevel.MEDIUM)
    assert shift.times("attendance_lapsed") == ["10:05:10"]
    assert shift.times("check_in_overdue") == ["10:07:00"]
    assert shift.late_checks() == ["10:07:00"]
    # There again, and off it goes to its end as if nothing had been.
    at("10:08").in_response("it").here()
    between("10:08", "10:08:20").tablets_sound("3", None)
    at("10:08:20").in_response("it").over()
    at("10:08:25").looks_in("Alex")
    between("10:08:25", "10:09:29").wall_sounds("1", None)
    between("10:09:30", "10:09:40").wall_sounds("1", AlarmLevel.MEDIUM)


def test_forty_minutes_forward_are_a_walk_through_the_room(shift: Shift) -> None:
    at, between = shift.at, shift.between
    for number, name in enumerate(("Robin", "Alex", "Kit"), 1):
        at("11:00").seats(name, str(number))
    shift.clock_is_set("11:03", to="11:43")
    between("11:43", "11:43:10").wall_alarms("reconfirm", "clock_suspect")
    walk = alarm_of(shift.pictures.wall(), None, None, shift.now, Audience.WALL)
    assert walk is not None
    assert len(walk.holds) == 3
    for name in ("Robin", "Alex", "Kit"):
        at("11:44").looks_in(name)
    between("11:44", "11:48:59").wall_sounds("1", None)
    assert shift.late_checks() == []
