"""The six answers, and the four ways not to be here."""

from ops.domain.words import AlarmLevel, Answer, Track, VisitState, Where
from tests.scenarios.pictures import CLEANING, DUE, OK, OVERDUE, RESPONSE
from tests.scenarios.shift import Shift

HIGH, MEDIUM = AlarmLevel.HIGH, AlarmLevel.MEDIUM


def test_ok_and_asleep_run_the_usual_interval(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:00").seats("Alex", "2")
    at("10:04").looks_in("Robin", Answer.OK)
    at("10:04").looks_in("Alex", Answer.ASLEEP)
    between("10:08:59", "10:08:59").wall_shows("1", "due_soon").wall_shows("2", "due_soon")
    between("10:09", "10:09:10").wall_shows("1", DUE).wall_shows("2", DUE)


def test_after_three_times_asleep_tablets_ask_for_a_rouse(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    asked = []
    for time in ("10:05", "10:10", "10:15", "10:20"):
        answer = Answer.OK if time == "10:20" else Answer.ASLEEP
        at(time).looks_in("Robin", answer)
        asked.append(shift.visit("1")["ask_rouse"])
    assert asked == [False, False, True, False]


def test_keep_an_eye_is_closer_until_ok(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:04").looks_in("Robin", Answer.KEEP_AN_EYE)
    between("10:06", "10:06:20").wall_shows("1", DUE)
    at("10:06:20").looks_in("Robin", Answer.ASLEEP)
    assert shift.visit("1")["track"] == Track.KEEP_AN_EYE
    between("10:08:20", "10:08:40").wall_shows("1", DUE)
    at("10:08:40").looks_in("Robin", Answer.OK)
    between("10:08:40", "10:12:39").wall_shows("1", OK)


def test_hard_to_rouse_runs_its_own_interval_for_hours_and_is_no_alarm(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:04").looks_in("Robin", Answer.HARD_TO_ROUSE, breaths=12)
    began = shift.visit("1")["track_since"]
    for minute in range(7, 60, 3):
        time = f"10:{minute:02}"
        between(time, time).wall_shows("1", DUE).wall_sounds("1", None)
        at(time).looks_in("Robin", Answer.HARD_TO_ROUSE, breaths=11.5)
    assert shift.visit("1")["track_since"] == began
    assert shift.times("check_in_overdue") == []
    between("11:02", "11:02").wall_sounds("1", MEDIUM)


def test_respond_starts_a_response_and_pauses_the_timer(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:05:30").looks_in("Robin", Answer.RESPOND)
    between("10:05:30", "10:08:30").wall_shows("1", RESPONSE)
    assert shift.visit("1")["due_at"] is None
    assert shift.times("check_in_overdue") == []


def test_not_here_left_ends_the_stay_when_last_seen(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:05").looks_in("Robin")
    at("10:10").looks_in("Robin", Answer.NOT_HERE, Where.LEFT)
    between("10:10", "10:10").wall_shows("1", CLEANING)
    assert [(time, data["how"]) for time, data in shift.facts("visit_ended")] == [("10:05:00", "left")]


def test_not_here_washroom_keeps_a_clock_there(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:05").looks_in("Robin", Answer.NOT_HERE, Where.WASHROOM)
    visit = shift.visit("1")
    assert (visit["state"], visit["stepped_out_to"]) == (VisitState.STEPPED_OUT, Where.WASHROOM)
    between("10:15", "10:15:59").wall_shows("1", DUE)
    between("10:16", "10:16:30").wall_shows("1", OVERDUE).wall_sounds("1", MEDIUM)
    at("10:16:30").comes_back("Robin")
    between("10:16:30", "10:20:29").wall_shows("1", OK)


def test_not_here_moved_is_looked_for_until_found(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:05").looks_in("Robin", Answer.NOT_HERE, Where.MOVED)
    assert shift.visit("1")["state"] == VisitState.LOOKED_FOR
    between("10:07", "10:07:30").wall_shows("1", DUE)
    at("10:07:30").moves("Robin", "5")
    assert shift.visit("5")["state"] == VisitState.USING
    between("10:07:30", "10:11:29").wall_shows("5", OK).wall_shows("1", CLEANING)


def test_not_here_after_a_worrying_answer_asks_for_a_look_outside(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    at("10:00").seats("Alex", "2")
    at("10:04").looks_in("Robin", Answer.KEEP_AN_EYE)
    at("10:06").looks_in("Robin", Answer.NOT_HERE, Where.UNKNOWN)
    at("10:06").looks_in("Alex", Answer.NOT_HERE, Where.UNKNOWN)
    assert shift.visit("1")["look_outside"] is True
    assert shift.visit("2")["look_outside"] is False
    between("10:09", "10:10").wall_sounds("1", MEDIUM)
    at("10:10").looks_in("Robin", Answer.OK)
    assert shift.visit("1")["state"] == VisitState.USING
    assert shift.visit("1")["look_outside"] is False


def test_a_look_sent_late_keeps_its_own_time_and_moves_nothing_back(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "1")
    at("10:05", "tablet 2").looks_in("Robin")
    due = shift.visit("1")["due_at"]
    done = at("10:06", happened="10:03").looks_in("Robin", Answer.ASLEEP)
    assert done.late
    assert shift.visit("1")["due_at"] == due
    assert shift.times("checked_in") == ["10:05:00", "10:03:00"]
