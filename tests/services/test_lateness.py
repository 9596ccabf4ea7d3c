"""Whether a look was possible is judged for the moment its limit passed, from what is on record,
also when that arrives late."""

from uuid import UUID

import pytest
from sqlalchemy import select

from ops.domain.words import RoomState, StaffPlace
from ops.models import LateCheck
from ops.services import responses, rooms, summaries
from ops.services.undo import undo
from ops.services.ways_in import staff
from tests.services.room import Room, at

FLOOR, BREAK = StaffPlace.FLOOR, StaffPlace.BREAK


def limits(room: Room) -> list[tuple[str, bool]]:
    """What is on record of limits that passed: when, and whether a look was not possible."""
    with room.house.db.read() as session:
        rows = session.execute(select(LateCheck.at, LateCheck.not_possible).order_by(LateCheck.at))
        return [(passed.strftime("%H:%M"), flag) for passed, flag in rows]


def goes(room: Room, who: str, place: StaffPlace | None, when: str | None = None) -> None:
    said = {"staff": who, "place": place}
    room.does(staff.staff_on_shift, said=said, happened_at=at(when) if when else None)


def counted(room: Room) -> tuple[int, int, int]:
    """Late at the end, missed, not possible."""
    looks = summaries.summary(room.house, room.site_id, "today").looks
    return looks.late_at_end, looks.missed, looks.not_possible


@pytest.fixture
def on_shift(watched: Room) -> Room:
    """Two people, looked at at 14:00: late at 14:06, the second limit at 14:08. Ana on the floor."""
    watched.seats("1")
    watched.seats("2")
    watched.staff("Ana")
    watched.staff("Bo")
    goes(watched, "Ana", FLOOR)
    return watched


def responds(room: Room, *, begun: str | None = None) -> UUID:
    when = at(begun) if begun else None
    response = UUID(room.does(responses.start, said={"place": "door"}, happened_at=when)["id"])
    room.does(responses.here, response, by="Ana", happened_at=when)
    return response


def test_a_limit_that_passed_with_staff_free_is_late_though_the_house_looks_only_now(on_shift: Room) -> None:
    on_shift.clock.pass_(minutes=6, seconds=5)
    responds(on_shift)
    on_shift.sweeps()
    assert limits(on_shift) == [("14:06", False), ("14:06", False)]


def test_a_limit_that_passed_with_nobody_free_was_not_possible_though_somebody_is_now(on_shift: Room) -> None:
    responds(on_shift)
    on_shift.clock.pass_(minutes=6, seconds=5)
    goes(on_shift, "Bo", FLOOR)
    on_shift.sweeps()
    assert limits(on_shift) == [("14:06", True), ("14:06", True)]


def test_a_response_that_was_begun_without_wifi_made_their_looks_not_possible(on_shift: Room) -> None:
    on_shift.clock.pass_(minutes=8)
    on_shift.sweeps()
    assert limits(on_shift) == [("14:06", False), ("14:06", False), ("14:08", False), ("14:08", False)]
    responds(on_shift, begun="14:07")
    assert limits(on_shift) == [("14:06", False), ("14:06", False), ("14:08", True), ("14:08", True)]
    again = on_shift.facts("limit_judged_again")
    assert [(fact["at"], fact["level"], fact["found"]) for fact in again] == [
        (at("14:08"), "urgent", "not_possible"),
        (at("14:08"), "urgent", "not_possible"),
    ]
    # What was told then stands in the journal as it was told.
    assert all("not_possible" not in fact for fact in on_shift.facts("check_in_urgent"))


def test_who_turns_out_to_have_been_free_could_have_looked(on_shift: Room) -> None:
    responds(on_shift)
    on_shift.clock.pass_(minutes=7)
    on_shift.sweeps()
    goes(on_shift, "Bo", BREAK)
    goes(on_shift, "Bo", FLOOR, "14:02")
    assert limits(on_shift) == [("14:06", False), ("14:06", False)]
    assert [fact["found"] for fact in on_shift.facts("limit_judged_again")] == ["possible", "possible"]


def test_an_act_that_says_nothing_else_of_it_writes_nothing(on_shift: Room) -> None:
    response = responds(on_shift)
    on_shift.clock.pass_(minutes=7)
    on_shift.sweeps()
    on_shift.does(responses.log_action, response, said={"kind": "airway"}, happened_at=at("14:03"))
    assert on_shift.facts("limit_judged_again") == []


def test_whoever_was_being_helped_is_in_no_figure_for_it(on_shift: Room) -> None:
    on_shift.clock.pass_(minutes=7)
    on_shift.sweeps()
    said = {"booth": on_shift.booth("1")}
    response = UUID(on_shift.does(responses.start, said=said, happened_at=at("14:02"))["id"])
    on_shift.does(responses.here, response, by="Ana", happened_at=at("14:02"))
    assert limits(on_shift) == [("14:06", True)]
    assert counted(on_shift) == (0, 0, 1)


def test_everyone_out_heard_of_late_makes_nobody_late_since(on_shift: Room) -> None:
    on_shift.clock.pass_(minutes=8)
    on_shift.sweeps()
    out = at("14:07")
    told = on_shift.does(rooms.set_room, said={"state": RoomState.EVERYONE_OUT}, happened_at=out)
    assert limits(on_shift) == [("14:06", False), ("14:06", False)]
    assert {fact["found"] for fact in on_shift.facts("limit_judged_again")} == {"everyone_out"}
    on_shift.clock.pass_(seconds=5)
    on_shift.sweeps()
    assert len(limits(on_shift)) == 2
    # A slip: the limits passed all the same, at their own time.
    on_shift.does(undo, said={"target": UUID(told["id"])})
    on_shift.sweeps()
    assert [passed for passed, _ in limits(on_shift)] == ["14:06", "14:06", "14:08", "14:08"]


def test_everyone_out_from_before_the_first_limit_leaves_neither_late_nor_missed(on_shift: Room) -> None:
    on_shift.clock.pass_(minutes=10)
    on_shift.sweeps()
    assert counted(on_shift)[0] == 2
    on_shift.does(rooms.set_room, said={"state": RoomState.EVERYONE_OUT}, happened_at=at("14:03"))
    assert (limits(on_shift), counted(on_shift)) == ([], (0, 0, 0))
    on_shift.clock.pass_(minutes=1)
    on_shift.does(rooms.back_in)
    on_shift.sweeps()
    assert (limits(on_shift), counted(on_shift)) == ([], (0, 0, 0))


def test_who_sets_off_later_keeps_the_others_on_the_way_for_the_record_as_on_the_board(
    on_shift: Room,
) -> None:
    room = on_shift
    goes(room, "Bo", FLOOR)
    response = UUID(room.does(responses.start, said={"place": "door"})["id"])
    room.clock.time = at("14:03:40")
    room.does(responses.going, response, by="Ana")
    room.clock.time = at("14:05:30")
    room.does(responses.going, response, by="Bo")
    room.clock.time = at("14:06")
    room.sweeps()
    assert [fact["at"] for fact in room.facts("room_needs_eyes")] == [at("14:06")]
    assert counted(room) == (0, 0, 2)


def test_time_under_minimum_counts_who_is_on_the_way_as_tablets_do(on_shift: Room) -> None:
    """Two minutes on the way; said again it is longer for both, not twice; there, it goes on as that."""
    goes(on_shift, "Ana", None)
    room = on_shift
    going = UUID(room.does(responses.start, said={"place": "door"})["id"])
    goes(room, "Bo", FLOOR)
    goes(room, "Ana", FLOOR)

    def under() -> int:
        return summaries.summary(room.house, room.site_id, "today").house.under_minimum

    assert under() == 0
    room.does(responses.going, going, by="Ana")
    room.does(responses.going, going, by="Bo")
    room.clock.pass_(minutes=1)
    room.does(responses.going, going, by="Ana")
    assert under() == 60
    room.clock.pass_(minutes=3)
    assert under() == 180
    # On the way for half a minute and there for the other half; Ana is on a break.
    room.does(staff.staff_on_shift, said={"staff": "Ana", "place": BREAK})
    room.does(responses.going, going, by="Bo")
    room.clock.pass_(seconds=30)
    room.does(responses.here, going, by="Bo")
    room.clock.pass_(seconds=30)
    room.does(responses.leave, going, by="Bo")
    room.clock.pass_(minutes=1)
    assert under() == 240
    # A tablet without a chip, for half a minute: then another one says that it is back.
    room.does(responses.going, going)
    room.clock.pass_(seconds=30)
    room.does(responses.leave, going, device="responder", said={"who": "The floor"})
    room.clock.pass_(minutes=1)
    assert under() == 270
