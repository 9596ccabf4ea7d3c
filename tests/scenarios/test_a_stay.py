"""From the door to the street, with and without somebody looking in."""

from ops.domain.words import AlarmLevel, Answer, Route, Substance, VisitState
from tests.scenarios.pictures import CLEANING, DUE, DUE_SOON, FREE, OK, OVERDUE, URGENT
from tests.scenarios.shift import Shift

HIGH, MEDIUM, LOW = AlarmLevel.HIGH, AlarmLevel.MEDIUM, AlarmLevel.LOW


def test_a_quiet_stay(shift: Shift) -> None:
    at, between = shift.at, shift.between
    between("10:00", "10:00").wall_shows("3", FREE)
    at("10:00").seats("Robin", "3")
    between("10:00", "10:03:59").wall_shows("3", OK)
    between("10:04", "10:04:59").wall_shows("3", DUE_SOON).wall_sounds("3", None)
    between("10:05", "10:05:20").wall_shows("3", DUE).wall_sounds("3", None)
    at("10:05:20").looks_in("Robin")
    between("10:05:20", "10:09:19").wall_shows("3", OK)
    at("10:10").looks_in("Robin")
    at("10:14").goes_to_aftercare("Robin", "Aftercare", "2")
    between("10:14", "10:14:50").wall_shows("3", CLEANING).wall_shows("Aftercare", DUE_SOON, "2")
    at("10:14:50").looks_in("Robin")
    at("10:16").cleans("3")
    between("10:16", "10:23:49").wall_shows("3", FREE).wall_shows("Aftercare", OK, "2")
    at("10:24").leaves("Robin")
    between("10:24", "10:24").wall_shows("Aftercare", FREE, "2")
    assert shift.times("check_in_overdue") == []
    assert [time for time, _ in shift.facts("checked_in")] == ["10:05:20", "10:10:00", "10:14:50"]


def test_nobody_comes_until_somebody_does(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "3")
    between("10:05", "10:05:59").wall_shows("3", DUE).wall_sounds("3", None)
    between("10:06", "10:07:59").wall_shows("3", OVERDUE).wall_sounds("3", MEDIUM)
    between("10:08", "10:08:30").wall_shows("3", URGENT).wall_sounds("3", HIGH).tablets_sound("3", HIGH)
    at("10:08:30").looks_in("Robin", Answer.ASLEEP)
    between("10:08:30", "10:12:29").wall_shows("3", OK).wall_sounds("3", None)
    assert shift.facts("check_in_overdue")[0][0] == "10:06:00"
    assert shift.times("check_in_urgent") == ["10:08:00"]


def test_somebody_going_is_silent_for_a_while(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "3")
    between("10:06", "10:06:30").wall_sounds("3", MEDIUM)
    at("10:06:30").goes_to("Robin")
    between("10:06:30", "10:08:29").wall_sounds("3", None)
    between("10:08:30", "10:09").wall_sounds("3", HIGH)


def test_the_first_minutes_after_an_opioid_are_closer(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "3", substances=[Substance.FENTANYL])
    between("10:03", "10:03:30").wall_shows("3", DUE)
    at("10:03:30").looks_in("Robin")
    between("10:06:30", "10:06:40").wall_shows("3", DUE)
    at("10:06:40").looks_in("Robin")
    at("10:09:40").looks_in("Robin")
    at("10:12:40").looks_in("Robin")
    between("10:16:40", "10:17:30").wall_shows("3", DUE_SOON)
    at("10:17:30").looks_in("Robin")
    at("10:18").uses_again("Robin", [Substance.FENTANYL])
    between("10:21", "10:21:30").wall_shows("3", DUE)


def test_usual_time_is_a_prompt_on_tablets_and_only_when_somebody_waits(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "Smoking", "A", route=Route.SMOKE)
    for time in ("10:05", "10:10", "10:15"):
        at(time).looks_in("Robin")
    between("10:15", "10:16").tablets_sound("Smoking", None)
    at("10:16").arrives("Alex", route=Route.SMOKE)
    between("10:16", "10:17").tablets_sound("Smoking", LOW).wall_sounds("Smoking", None)
    at("10:17").extends("Robin", 10)
    between("10:17", "10:18").tablets_sound("Smoking", None)


def test_leaving_without_use_counts_no_episode(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "3")
    at("10:02").leaves("Robin", without_use=True)
    stay = shift.stored("Robin")
    assert (stay.state, stay.episodes) == (VisitState.ENDED, 0)
    shift.between("10:02", "10:02").wall_shows("3", CLEANING)


def test_what_the_wall_must_not_show_is_not_there(shift: Shift) -> None:
    shift.at("10:00", by="Kim").seats("Robin", "3", substances=[Substance.FENTANYL])
    shift.at("10:01").arrives("Alex", route=Route.SMOKE)
    word = shift.visit("3")["handle"]
    assert word
    wall = str(shift.pictures.wall())
    for secret in (word, "fentanyl", "inject", "smoke", "Kim", "usual_until"):
        assert f"'{secret}'" not in wall
