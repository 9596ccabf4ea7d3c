"""Deadlines are rows: a restart loses nothing, and any number of sweepers write one fact."""

from ops.domain.words import AlarmLevel, Audience
from tests.scenarios.pictures import DUE, OVERDUE, RESPONSE, URGENT
from tests.scenarios.shift import Shift


def test_a_restart_between_due_and_overdue(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "3")
    between("10:05", "10:05:10").wall_shows("3", DUE)
    with shift.off("10:05:10", "10:06:40"):
        pass
    between("10:06:40", "10:07:59").wall_shows("3", OVERDUE)
    assert shift.times("check_in_overdue") == ["10:06:00"]
    between("10:08", "10:08:05").wall_shows("3", URGENT).wall_sounds("3", AlarmLevel.HIGH)
    assert shift.times("check_in_urgent") == ["10:08:00"]


def test_an_outage_longer_than_the_shortest_interval_makes_nothing_late(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "3")
    with shift.off("10:04", "10:30"):
        pass
    between("10:30", "10:45").wall_sounds("3", None)
    assert shift.times("check_in_overdue") == []
    assert shift.late_checks() == []
    assert shift.visit("3")["confirm_since"] == "2026-11-22T10:30:00.000Z"


def test_a_response_runs_on_over_a_restart(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "7")
    at("10:04").responds("it", "7")
    dose = at("10:04:30").in_response("it").logs("naloxone", dose_mg=0.4, by_route="im")
    with shift.off("10:04:40", "10:05:20"):
        pass
    between("10:05:20", "10:07:29").wall_shows("7", RESPONSE).wall_sounds("7", None)
    at("10:07:29", "tablet 2").in_response("it").logs("oxygen_start")
    [response] = shift.pictures.of(Audience.FLOOR)["responses"]
    assert [action["kind"] for action in response["actions"]] == ["naloxone", "oxygen_start"]
    assert response["actions"][0]["id"] == str(dose.id)
    between("10:07:30", "10:10:28").wall_sounds("7", None)
    assert shift.times("attendance_lapsed") == []


def test_an_act_sent_before_the_power_cut_is_answered_the_same_after_it(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "3")
    done = at("10:05").looks_in("Robin")
    with shift.off("10:05:01", "10:05:40"):
        pass
    again = at("10:05:45").says_again(done, lambda acts: acts.looks_in("Robin"))
    assert again.body == done.body
    assert shift.times("checked_in") == ["10:05:00"]


def test_two_sweepers_at_once_record_one_lateness(shift: Shift) -> None:
    at = shift.at
    for name, booth in (("Robin", "1"), ("Alex", "2"), ("Kit", "3"), ("Jo", "4")):
        at("10:00").seats(name, booth)
    with shift.off("10:05", "10:06:30"):
        pass
    shift.two_sweep_at("10:06:30")
    assert shift.times("check_in_overdue") == ["10:06:00"] * 4
    assert len(shift.late_checks()) == 4
    shift.two_sweep_at("10:09")
    assert shift.times("check_in_urgent") == ["10:08:00"] * 4
    assert len(shift.late_checks()) == 8
