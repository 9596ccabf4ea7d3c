"""The room is changed by its file while people are in it: nobody is lost, no running deadline moves."""

from dataclasses import replace
from itertools import count

from ops.domain.protocol import Interval
from ops.domain.words import Answer, BoothKind
from ops.services.set_up import setup, site_file
from ops.services.set_up.setup import Configured
from ops.services.set_up.site_file import BoothPlan, SitePlan
from ops.starter import SITE_FILE
from tests.scenarios.pictures import CLEANING, DUE, FREE, OK
from tests.scenarios.shift import Shift

HASHES = count(1)


def written(shift: Shift, **changed: BoothPlan | None) -> SitePlan:
    """The starter for this site, some of its places changed; ``None``: taken out."""
    plan = site_file.read(SITE_FILE.read_text())
    booths = [changed.get(f"b{booth.name}", booth) for booth in plan.booths]
    slug = shift.pictures.wall()["room"]["slug"]
    return replace(plan, slug=slug, booths=tuple(booth for booth in booths if booth is not None))


def planned(name: str) -> BoothPlan:
    return next(booth for booth in site_file.read(SITE_FILE.read_text()).booths if booth.name == name)


def started_with(shift: Shift, plan: SitePlan) -> Configured:
    """A start with a changed file."""
    done = setup.configure(shift.house, plan, f"hash {next(HASHES)}")
    shift.changed()
    return done


def names(shift: Shift) -> list[str]:
    return [tile["name"] for tile in shift.pictures.wall()["booths"]]


def test_the_same_file_changes_nothing(shift: Shift) -> None:
    version = shift.pictures.wall()["version"]
    setup.configure(shift.house, written(shift), "as shipped")
    shift.changed()
    assert shift.pictures.wall()["version"] == version
    assert started_with(shift, written(shift)).changes == []


def test_a_place_is_renamed_with_somebody_in_it(shift: Shift) -> None:
    shift.at("10:00").seats("Robin", "3")
    done = started_with(shift, written(shift, b3=replace(planned("3"), name="Window")))
    assert done.changes == ["Window: was 3"]
    shift.between("10:05", "10:05").wall_shows("Window", DUE)
    assert "3" not in names(shift)


def test_a_place_is_moved_on_the_plan(shift: Shift) -> None:
    shift.at("10:00").seats("Robin", "3")
    started_with(shift, written(shift, b3=replace(planned("3"), row=7, column=1)))
    assert names(shift)[-1] == "3"
    shift.between("10:05", "10:05").wall_shows("3", DUE)


def test_a_place_is_added_and_used(shift: Shift) -> None:
    plan = written(shift)
    ten = BoothPlan("10", BoothKind.ANY, 8, 1, 2, 1, ("L", "R"), wiped=False)
    done = started_with(shift, replace(plan, booths=(*plan.booths, ten)))
    assert done.changes == ["10: a new place, seats L, R"]
    shift.at("10:00").seats("Robin", "10", "R")
    shift.between("10:05", "10:05").wall_shows("10", DUE, "R").wall_shows("10", FREE, "L")


def test_an_empty_place_is_taken_out_and_comes_back_as_itself(shift: Shift) -> None:
    number = shift.tile("3")["id"]
    assert started_with(shift, written(shift, b3=None)).changes == ["3: taken out"]
    assert "3" not in names(shift)
    assert shift.pictures.wall()["room"]["places"] == 12
    assert started_with(shift, written(shift)).changes == ["3: a new place"]
    assert shift.tile("3")["id"] == number


def test_nobody_is_taken_out_with_their_place(shift: Shift) -> None:
    shift.at("10:00").seats("Robin", "3")
    done = started_with(shift, written(shift, b3=None))
    assert (done.changes, done.left) == ([], ["3"])
    shift.between("10:00", "10:03").wall_shows("3", OK)
    shift.at("10:04").leaves("Robin")
    again = setup.configure(shift.house, written(shift, b3=None), "the same file at the next start")
    shift.changed()
    assert again.changes == ["3: taken out"]


def test_nor_is_a_running_response(shift: Shift) -> None:
    shift.at("10:00").responds("it", "3")
    assert started_with(shift, written(shift, b3=None)).left == ["3"]


def test_a_name_goes_to_whoever_bears_it_now(shift: Shift) -> None:
    started_with(shift, written(shift, b3=None))
    done = started_with(shift, written(shift, b3=None, b4=replace(planned("4"), name="3")))
    assert done.changes == ["3: was 4"]


def test_a_seat_is_taken_out_from_under_nobody(shift: Shift) -> None:
    at = shift.at
    at("10:00").seats("Robin", "Smoking", "C")
    started_with(shift, written(shift, bSmoking=replace(planned("Smoking"), seats=("A", "B"))))
    assert [seat["mark"] for seat in shift.tile("Smoking")["seats"]] == ["A", "B", "C"]
    shift.between("10:05", "10:05").wall_shows("Smoking", DUE, "C")
    at("10:06").leaves("Robin")
    assert [seat["mark"] for seat in shift.tile("Smoking")["seats"]] == ["A", "B"]
    for name in ("Alex", "Kit"):
        at("10:07", room_says_otherwise=True).seats(name, "Smoking")
    at("10:07", room_says_otherwise=True).seats("Jo", "Smoking")
    at("10:07", room_says_otherwise=True).seats("Lee", "Smoking")
    assert [seat["mark"] for seat in shift.tile("Smoking")["seats"]] == ["A", "B", "C", "+1"]
    started_with(shift, written(shift))
    assert [(seat["mark"], seat["extra"]) for seat in shift.tile("Smoking")["seats"]] == [
        ("A", False),
        ("B", False),
        ("C", False),
        ("+1", True),
    ]


def test_marks_are_renamed_with_people_in_the_seats(shift: Shift) -> None:
    shift.at("10:00").seats("Robin", "9", "B")
    started_with(shift, written(shift, b9=replace(planned("9"), seats=("left", "rght"))))
    assert shift.visit("9", "rght")["id"] == str(shift.people["Robin"])


def test_new_numbers_hold_from_the_next_look(shift: Shift) -> None:
    at, between = shift.at, shift.between
    at("10:00").seats("Robin", "1")
    plan = written(shift)
    intervals = dict(plan.protocol.intervals) | {"inject": Interval(600, 90, 240)}
    done = started_with(shift, replace(plan, protocol=replace(plan.protocol, intervals=intervals)))
    assert "intervals inject every: 300 → 600" in done.changes
    between("10:05", "10:05:30").wall_shows("1", DUE)
    at("10:05:30").looks_in("Robin")
    between("10:10:30", "10:14:29").wall_shows("1", OK)
    between("10:15:30", "10:16:59").wall_shows("1", DUE)
    assert shift.times("check_in_overdue") == []


def test_a_number_that_a_running_response_hangs_on_waits_for_the_next_start(shift: Shift) -> None:
    shift.at("10:00").responds("it", "3")
    plan = written(shift)
    plan = replace(plan, protocol=replace(plan.protocol, soft_before_loud=600, hold_for=360))
    assert started_with(shift, plan).changes == [
        "soft_before_loud: waits for the first start without a running response",
        "hold_for: 300 → 360",
    ]
    shift.at("10:01").in_response("it").over()
    setup.configure(shift.house, plan, "the same file at the next start")
    shift.changed()
    assert shift.pictures.wall()["room"]["soft_before_loud"] == 600


def test_asking_for_a_rouse_follows_the_new_number_at_once(shift: Shift) -> None:
    shift.at("10:00").seats("Robin", "1")
    shift.at("10:04").looks_in("Robin", Answer.ASLEEP)
    assert shift.visit("1")["ask_rouse"] is False
    plan = written(shift)
    started_with(shift, replace(plan, protocol=replace(plan.protocol, ask_rouse_after=1)))
    assert shift.visit("1")["ask_rouse"] is True


def test_name_and_zone_reach_the_screens(shift: Shift) -> None:
    done = started_with(shift, replace(written(shift), name="Harbour room", time_zone="Europe/Lisbon"))
    room = shift.pictures.wall()["room"]
    assert (room["name"], room["time_zone"]) == ("Harbour room", "Europe/Lisbon")
    assert done.changes == ["the site is called Harbour room", "the time zone is Europe/Lisbon"]
    assert [data["what"] for _, data in shift.facts("site_configured")][-2:] == done.changes


def test_a_place_that_is_no_longer_wiped(shift: Shift) -> None:
    shift.at("10:00").seats("Robin", "3")
    started_with(shift, written(shift, b3=replace(planned("3"), wiped=False)))
    shift.at("10:04").leaves("Robin")
    shift.between("10:04", "10:04").wall_shows("3", FREE)
    shift.at("10:05").seats("Alex", "4")
    shift.at("10:06").leaves("Alex")
    shift.between("10:06", "10:06").wall_shows("4", CLEANING)
