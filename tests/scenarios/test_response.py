"""A response from the tap to the complete record."""

from ops.domain.words import AlarmLevel, Answer, Audience, Track, VisitState
from tests.scenarios.pictures import CLEANING, DUE, OK, RESPONSE
from tests.scenarios.shift import Shift

HIGH, LOW = AlarmLevel.HIGH, AlarmLevel.LOW


def on_tablets(shift: Shift) -> dict[str, object]:
    """The one response that tablets show."""
    [response] = shift.pictures.of(Audience.FLOOR)["responses"]
    shown: dict[str, object] = response
    return shown


def test_from_tap_to_complete_record_with_two_tablets(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "7")
    at("10:04").responds("it", "7")
    between("10:04", "10:04:20").wall_shows("7", RESPONSE).wall_sounds("7", HIGH)
    at("10:04:20", "tablet 2", by="Sam").in_response("it").going()
    between("10:04:20", "10:04:40").wall_sounds("7", None)
    at("10:04:40", "tablet 2", by="Sam").in_response("it").here()
    at("10:04:50", by="Kim").in_response("it").here()
    at("10:05", "tablet 2", by="Sam").in_response("it").logs(
        "oxygen_start", litres_per_minute=10, device="mask"
    )
    at("10:05:30", by="Kim").in_response("it").logs("assessment", breaths_per_minute=5, spo2_percent=81)
    at("10:06:30", by="Kim").in_response("it").logs("naloxone", "staff", dose_mg=0.4, by_route="im")
    assert shift.pictures.wall()["responses"][0]["there"] == 2
    assert "actions" not in shift.pictures.wall()["responses"][0]
    between("10:06:30", "10:09").wall_sounds("7", None)
    at("10:09", "tablet 2", by="Sam").in_response("it").logs(
        "assessment", breaths_per_minute=12, spo2_percent=97
    )
    at("10:11").in_response("it").over()
    assert shift.pictures.wall()["responses"] == []
    assert on_tablets(shift)["state"] == "over"
    assert on_tablets(shift)["missing"]
    between("10:11", "10:12").wall_shows("7", OK).wall_sounds("7", None)
    assert shift.visit("7")["state"] == VisitState.AFTERCARE
    at("10:12", by="Kim").in_response("it").amends(kind="slow_breathing")
    at("10:12", by="Kim").in_response("it").outcome("awake", "stayed", "not_called")
    assert shift.pictures.of(Audience.FLOOR)["responses"] == []
    assert shift.times("record_completed") == ["10:12:00"]
    assert shift.times("check_in_overdue") == []


def test_attended_is_silent_until_it_lapses(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "7")
    at("10:04").responds("it", "7")
    at("10:04:10").in_response("it").here()
    between("10:04:10", "10:07:09").wall_sounds("7", None).tablets_sound("7", None)
    between("10:07:10", "10:08:09").tablets_sound("7", LOW).wall_sounds("7", None)
    between("10:08:10", "10:08:30").wall_sounds("7", HIGH).tablets_sound("7", HIGH)
    at("10:08:30").in_response("it").logs("recovery_position")
    between("10:08:30", "10:11:29").wall_sounds("7", None)
    assert shift.times("attendance_lapsed") == ["10:07:10"]


def test_nobody_is_refused_and_nobody_is_alone(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").responds("at the door", place="door")
    between("10:00", "10:00:10").wall_sounds(None, HIGH)
    joined = at("10:00:10", "tablet 2").responds("the same", place="door")
    assert joined.body["already_running"] is True
    assert shift.responses["the same"] == shift.responses["at the door"]
    at("10:00:20", "tablet 2").responds("another", place="door", another=True)
    assert len(shift.pictures.wall()["responses"]) == 2
    at("10:00:30").closes("1")
    at("10:01").responds("in a closed booth", "1")
    between("10:01", "10:01:10").wall_shows("1", RESPONSE).wall_sounds("1", HIGH)


def test_from_a_shared_place_no_timer_pauses_until_the_person_is_known(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "9", "A")
    at("10:00").seats("Alex", "9", "B")
    at("10:04").responds("it", "9")
    at("10:04:05").in_response("it").here()
    assert shift.visit("9", "A")["due_at"]
    assert shift.visit("9", "B")["due_at"]
    at("10:04:30").in_response("it").amends(seat="B")
    assert shift.visit("9", "A")["due_at"]
    assert shift.visit("9", "B")["due_at"] is None
    between("10:05", "10:05:30").wall_shows("9", DUE, "A")
    at("10:05:30").looks_in("Robin")
    at("10:06").in_response("it").over()
    between("10:06", "10:06:10").wall_shows("9", OK, "B")


def test_all_ok_counts_as_a_look(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "7")
    at("10:04:30").looks_in("Robin", Answer.RESPOND)
    at("10:05:30").in_response("Robin").all_ok()
    between("10:05:30", "10:09:29").wall_shows("7", OK)
    assert shift.visit("7")["state"] == VisitState.USING
    assert shift.pictures.of(Audience.FLOOR)["responses"] == []
    assert shift.times("response_all_ok") == ["10:05:30"]
    assert shift.times("response_over") == []


def test_after_a_mis_tap_the_old_deadline_holds(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "7")
    at("10:04").responds("it", "7")
    at("10:04:30").in_response("it").mis_tap()
    between("10:05", "10:05:59").wall_shows("7", DUE)
    between("10:06", "10:06:10").wall_sounds("7", AlarmLevel.MEDIUM)
    assert shift.times("response_mis_tapped") == ["10:04:30"]


def test_aftercare_follows_and_then_the_street(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "7")
    at("10:05").responds("it", "7")
    at("10:05:10").in_response("it").logs("naloxone", dose_mg=0.4, by_route="im")
    at("10:10").in_response("it").over()
    visit = shift.visit("7")
    assert visit["state"] == VisitState.AFTERCARE
    assert visit["track"] in (Track.KEEP_AN_EYE, Track.SEDATION)
    at("10:11").goes_to_aftercare("Robin", "Aftercare", "1")
    between("10:11", "10:11").wall_shows("7", CLEANING)
    at("10:12").looks_in("Robin", Answer.OK)
    between("10:12", "10:20:59").wall_shows("Aftercare", OK, "1")
    at("10:22").looks_in("Robin", Answer.OK)
    at("10:30").leaves("Robin")
    left = shift.pictures.of(Audience.FLOOR)["room"]["recently_left"]
    assert [(person["id"], person["naloxone"]) for person in left] == [(str(shift.people["Robin"]), True)]


def test_left_with_the_ambulance(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "7")
    at("10:05").responds("it", "7")
    at("10:06").in_response("it").logs("ambulance_called")
    at("10:14").in_response("it").logs("ambulance_arrived")
    at("10:20").in_response("it").logs("ambulance_left_with_person")
    at("10:21").in_response("it").over()
    at("10:21").in_response("it").outcome("sedated_breathing", "with_ambulance", "transported")
    assert shift.stored("Robin").state is VisitState.ENDED
    shift.between("10:21", "10:21").wall_shows("7", CLEANING)


def test_a_mistake_in_the_log_is_struck_through_never_lost(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "7")
    at("10:05").responds("it", "7")
    dose = at("10:06").in_response("it").logs("naloxone", dose_mg=4, by_route="im")
    at("10:06:30").in_response("it").amends(action=str(dose.id), values={"dose_mg": 0.4, "by_route": "im"})
    second = at("10:07").in_response("it").logs("naloxone", dose_mg=0.4, by_route="im")
    at("10:07:20").in_response("it").takes_back(second, "pressed twice")
    actions = on_tablets(shift)["actions"]
    assert isinstance(actions, list)
    assert len(actions) == 3
    standing = [one for one in actions if not one["superseded_by"] and not one["voided_at"]]
    assert [one["values"]["dose_mg"] for one in standing] == [0.4]
    at("10:08").in_response("it").over()
    assert shift.stored("Robin").naloxone is True


def test_two_run_at_once_and_others_are_still_looked_after(shift: Shift) -> None:
    at, between = shift.at, shift.between
    for name, booth in (("Robin", "1"), ("Alex", "2"), ("Kit", "3")):
        at("10:00").seats(name, booth)
    at("10:03").responds("one", "1")
    at("10:03:05").in_response("one").here()
    at("10:03:30", "tablet 2").responds("two", "2")
    at("10:03:35", "tablet 2").in_response("two").here()
    between("10:05", "10:05:59").wall_shows("3", DUE).wall_shows("1", RESPONSE).wall_shows("2", RESPONSE)
    between("10:06", "10:06:05").wall_sounds("3", AlarmLevel.MEDIUM).wall_sounds("1", None)
    at("10:06:10").in_response("one").over()
    at("10:06:20", "tablet 2").in_response("two").all_ok()
    assert [shift.visit(booth)["state"] for booth in "12"] == ["aftercare", "using"]
