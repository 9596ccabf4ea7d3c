"""When responses empty the floor: one alarm for all who have to be seen, and none of it is late."""

from ops.domain.words import AlarmLevel, Audience, StaffPlace
from tests.scenarios.pictures import alarm_of
from tests.scenarios.shift import Shift, instant

FLOOR, BREAK = StaffPlace.FLOOR, StaffPlace.BREAK
SIX = ("Robin", "Alex", "Kit", "Jo", "Noa", "Ida")


def on_shift(shift: Shift, *names: str) -> None:
    for name in names:
        shift.at("10:00").puts(name, FLOOR)


def test_two_staff_and_three_responses(shift: Shift) -> None:
    at, between = shift.at, shift.between
    on_shift(shift, "Kim", "Sam")
    for number, name in enumerate(SIX, 1):
        at("10:00").seats(name, str(number))
    # Kim kneels beside Robin; Sam looks at the others. One is enough: nothing is gathered.
    at("10:02").responds("first", "1")
    at("10:02:20", by="Kim").in_response("first").logs("airway")
    for name in ("Alex", "Kit", "Jo", "Noa", "Ida"):
        at("10:03", by="Sam").looks_in(name)
    # Alex stops breathing well at 10:05: Sam is there, and nobody looks any more.
    at("10:05").responds("second", "2")
    at("10:05:10", by="Sam").in_response("second").logs("oxygen_start", litres_per_minute=10)
    assert {chip["name"]: chip["place"] for chip in shift.pictures.of(Audience.FLOOR)["staff"]} == {
        "Kim": "response",
        "Sam": "response",
    }
    at("10:05:15", by="Kim").in_response("first").here()
    between("10:05:15", "10:08:05").wall_alarms()
    at("10:08:05", by="Kim").in_response("first").here()
    at("10:08:05", by="Sam").in_response("second").here()
    # Four checks are late at 10:09: one alarm, one tone.
    between("10:09", "10:10:59").wall_alarms("eyes")
    eyes = alarm_of(shift.pictures.wall(), None, None, shift.now, Audience.WALL)
    assert eyes is not None
    assert (eyes.level, len(eyes.holds)) == (AlarmLevel.MEDIUM, 4)
    # Its sound is paused for two minutes. At 10:11 a second limit passes and breaks the pause.
    at("10:10:59").pauses_sound("eyes")
    assert shift.pictures.wall()["room"]["pauses"][0]["until"] == "2026-11-22T10:12:59.000Z"
    at("10:10:59", by="Kim").in_response("first").here()
    at("10:10:59", by="Sam").in_response("second").here()
    between("10:11", "10:11:30").wall_alarms("eyes")
    eyes = alarm_of(shift.pictures.wall(), None, None, shift.now, Audience.WALL)
    assert eyes is not None
    assert (eyes.level, eyes.paused_until) == (AlarmLevel.HIGH, None)
    # A third one, and nobody has reached it: it stands above everything else.
    at("10:11:30").responds("third", "3")
    between("10:11:30", "10:11:50").wall_alarms("response", "eyes")
    # Robin is well. Kim goes to Kit; Jo, Noa and Ida are still to be seen.
    at("10:12", by="Kim").in_response("first").over()
    assert shift.times("room_has_eyes") == []
    at("10:12", by="Kim").in_response("third").here()
    between("10:12", "10:12:30").wall_alarms("eyes")
    # Alex is well too: Sam is free, looks in turn, and each check is one of its own again.
    at("10:12:30", by="Sam").in_response("second").over()
    between("10:12:31", "10:12:40").wall_alarms("visit", "visit", "visit")
    for name in ("Jo", "Noa", "Ida"):
        at("10:12:45", by="Sam").looks_in(name)
    between("10:12:45", "10:14").wall_alarms()
    assert shift.times("room_needs_eyes") == ["10:09:00"]
    assert shift.times("room_has_eyes") == ["10:12:31"]
    late = shift.facts("check_in_overdue") + shift.facts("check_in_urgent")
    assert len(late) == 8
    assert all(data["not_possible"] for _, data in late)


def test_two_people_swap_while_the_room_needs_eyes(shift: Shift) -> None:
    at, between = shift.at, shift.between
    on_shift(shift, "Kim")
    for number, name in enumerate(("Robin", "Alex", "Kit"), 1):
        at(f"10:00:{number:02d}").seats(name, str(number))
    at("10:02").responds("it", "3")
    at("10:02:30", by="Kim").in_response("it").here()
    at("10:05:20", by="Kim").in_response("it").here()
    between("10:06:02", "10:06:30").wall_alarms("eyes")
    before = shift.pictures.wall()["room"]["eyes_since"]
    # Their clocks go along: Robin, longest unseen, is now in 2.
    at("10:06:30", "tablet 2").swaps("Robin", "Alex")
    between("10:06:30", "10:07").wall_alarms("eyes")
    eyes = alarm_of(shift.pictures.wall(), None, None, instant("10:07"), Audience.WALL)
    assert eyes is not None
    names = {tile["id"]: tile["name"] for tile in shift.pictures.wall()["booths"]}
    assert [names[held.booth or 0] for held in eyes.holds] == ["2", "1"]
    assert shift.pictures.wall()["room"]["eyes_since"] == before
    # A colleague passes by and looks at both; the response goes on, and nothing sounds.
    at("10:07:10", "tablet 2").looks_in("Robin")
    at("10:07:12", "tablet 2").looks_in("Alex")
    between("10:07:12", "10:08:19").wall_alarms()
    assert shift.times("room_has_eyes") == []
    at("10:08:19", by="Kim").in_response("it").over()
    shift.go_to(instant("10:08:25"))
    assert shift.times("room_has_eyes") == ["10:08:20"]
