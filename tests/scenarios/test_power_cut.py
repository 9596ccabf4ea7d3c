"""A power cut of forty minutes: the board comes back, says so, and believes nothing of before."""

from ops.domain.words import AlarmLevel, Answer, Audience, Found
from tests.scenarios.pictures import alarm_of
from tests.scenarios.shift import Shift, instant


def test_a_power_cut_of_forty_minutes(shift: Shift) -> None:
    at, between = shift.at, shift.between
    for number, name in enumerate(("Robin", "Alex", "Kit", "Jo"), 1):
        at("14:00").seats(name, str(number))
    # A response runs in 4 when the lights go out.
    at("14:03").responds("it", "4")
    at("14:03:20").in_response("it").logs("oxygen_start", litres_per_minute=10)
    with shift.off("14:05", "14:45"):
        pass
    # One alarm for the three of whom nobody knows; the response stands, and is nobody's for long.
    between("14:45", "14:46").wall_alarms("response", "reconfirm")
    assert shift.facts("not_recorded") == [
        ("14:45:00", {"since": "2026-11-22T14:05:00.000Z", "until": "2026-11-22T14:45:00.000Z"})
    ]
    walk = alarm_of(shift.pictures.wall(), None, None, shift.now, Audience.WALL)
    assert walk is not None
    assert (walk.cause, walk.level, len(walk.holds)) == ("reconfirm", AlarmLevel.HIGH, 3)
    assert shift.times("attendance_lapsed") == ["14:06:20"]
    # The tablet in booth 4 had kept what was done in the dark; it arrives now, in its order.
    at("14:46", happened="14:10").in_response("it").logs("naloxone", dose_mg=0.4, by_route="im")
    at("14:46", happened="14:44:30").in_response("it").here()
    between("14:46", "14:46:30").wall_alarms("reconfirm")
    # So does a look at Robin, four minutes before the lights came on: it stands, and counts on.
    at("14:46:30", happened="14:41").looks_in("Robin", Answer.ASLEEP)
    assert shift.visit("1")["confirm_since"] is None
    assert shift.visit("1")["due_at"] == "2026-11-22T14:46:00.000Z"
    # One at Alex from the beginning of the cut says nothing about now.
    at("14:46:32", happened="14:12").looks_in("Alex")
    assert shift.visit("2")["confirm_since"] == "2026-11-22T14:45:00.000Z"
    # The walk: Kit is asleep, and somebody sits in 5 whom nobody had told.
    at("14:46:40").begins_a_walk()
    at("14:46:45").finds("3", Found.ASLEEP, had="Kit")
    at("14:46:50").finds("5", Found.HERE, new="Noa")
    at("14:46:52").finds("1", Found.HERE, had="Robin")
    between("14:46:52", "14:46:59").wall_alarms("reconfirm")
    # With the last one the walk is over by itself, and the alarm with it.
    at("14:47").finds("2", Found.EMPTY, had="Alex")
    between("14:47", "14:47:25").wall_alarms()
    ((ended, told),) = shift.facts("walk_ended")
    assert (ended, told["what"], told["seen"], told["differing"]) == ("14:47:00", "reconfirm", 4, 2)
    # Nothing of all this was anybody's lateness.
    assert shift.late_checks() == []
    # Alex is looked for: after two minutes and a minute's grace that is one more alarm.
    at("14:47:25").in_response("it").over()
    between("14:49", "14:49:59").wall_alarms()
    between("14:50", "14:50:10").wall_alarms("visit")


def test_a_power_cut_on_a_machine_without_a_hardware_clock(shift: Shift) -> None:
    """It is away for forty minutes and restores the clock it had saved: before its last beat,
    and after everything on record."""
    at, between = shift.at, shift.between
    at("14:00").seats("Robin", "1")
    with shift.off("14:04", "14:03:30"):
        pass
    between("14:03:30", "14:04:30").wall_alarms("reconfirm", "clock_suspect")
    assert shift.visit("1")["due_at"] is None
    at("14:04:30").looks_in("Robin")
    assert shift.visit("1")["due_at"] == "2026-11-22T14:09:30.000Z"
    between("14:04:30", "14:10:29").wall_alarms("clock_suspect")
    between("14:10:30", "14:10:40").wall_alarms("visit", "clock_suspect")


def test_a_response_by_mis_tap_does_not_hide_who_was_in_it(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("14:00").seats("Robin", "1")
    at("14:04").responds("it", "1")
    with shift.off("14:05", "14:45"):
        pass
    between("14:45", "14:45:10").wall_alarms("response")
    at("14:45:10").in_response("it").mis_tap()
    between("14:45:10", "14:46").wall_alarms("reconfirm")
    at("14:46").looks_in("Robin")
    between("14:46", "14:51:59").wall_alarms()


def test_two_processes_come_back_together(shift: Shift) -> None:
    at = shift.at
    for number, name in enumerate(("Robin", "Alex"), 1):
        at("14:00").seats(name, str(number))
    with shift.off("14:05", "14:45"):
        pass
    shift.two_sweep_at("14:45:01")
    assert len(shift.facts("not_recorded")) == 1
    assert shift.times("check_in_overdue") == []
    shift.go_to(instant("14:50"))
    assert len(shift.facts("not_recorded")) == 1
