"""The other numbers of a summary, one at a time; and the windows that may be asked for."""

from typing import Any
from uuid import UUID

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.summary import Summary
from ops.domain.words import EndKind, RoomReason, RoomState, StaffPlace, TurnedAwayWhy
from ops.services import responses, rooms, screens, shifts, summaries, undo, visits
from ops.services.screens import Here
from ops.services.ways_in import staff
from tests.services.room import Room, at


def told(room: Room, which: str = "today") -> Summary:
    return summaries.summary(room.house, room.site_id, which)


def log(room: Room, response: str, kind: str, *, device: str = "floor", **values: Any) -> str:
    said = {"kind": kind, "given_by": "staff", "values": values}
    answer: str = room.does(responses.log_action, UUID(response), said=said, device=device)["id"]
    return answer


def test_a_room_in_which_nothing_happened(room: Room) -> None:
    nothing = told(room)
    assert (nothing.visits.begun, nothing.looks.made, nothing.responses.count) == (0, 0, 0)
    assert (nothing.busiest, nothing.busy_hours, nothing.most_in_use) == (None, (), 0)
    assert nothing.places == 6
    assert nothing.handover is not None
    assert nothing.handover.still_here == ()


@pytest.mark.parametrize(
    "which", ["", "x", "2026-11-21", "2026-11-23", "2026-02-30", "9999-12-31", "1999-12-31", "22/11/2026"]
)
def test_a_day_that_is_none_has_not_begun_or_was_before_this_is_not_found(room: Room, which: str) -> None:
    room.seats("3")
    with pytest.raises(Refused) as refused:
        told(room, which)
    assert refused.value.code is Code.NOT_FOUND


def test_another_sites_shift_is_as_unknown_as_none(room: Room, elsewhere: Room) -> None:
    theirs = elsewhere.does(shifts.open_shift)["id"]
    with pytest.raises(Refused):
        told(room, theirs)
    assert told(elsewhere, theirs).window.running


def test_a_stay_begun_before_is_already_here_and_counted_once(room: Room) -> None:
    first = room.does(shifts.open_shift)["id"]
    visit = room.seats("3")
    room.clock.pass_(minutes=60)
    second = room.does(shifts.hand_over)["id"]
    room.clock.pass_(minutes=5)
    room.does(visits.episode, visit)
    room.clock.pass_(minutes=5)
    room.does(visits.end, visit)
    one, two = told(room, first), told(room, second)
    assert (one.visits.begun, one.visits.still_here, one.in_booth.spread.count) == (1, 1, 0)
    assert (two.visits.begun, two.visits.already_here, two.visits.ended) == (0, 1, 1)
    assert (one.visits.episodes, two.visits.episodes) == (1, 1)
    assert two.in_booth.spread.longest == 70 * 60


def test_a_forgotten_stay_has_no_length(room: Room) -> None:
    shift = room.does(shifts.open_shift)["id"]
    visit = room.seats("3")
    room.clock.pass_(minutes=5)
    room.looks_in(visit)
    room.clock.pass_(minutes=300)
    room.does(shifts.close, said={"staying": []}, otherwise=True)
    found = told(room, shift)
    assert (found.visits.end_not_recorded, found.in_booth.not_recorded) == (1, 1)
    assert found.in_booth.spread.count == 0


def test_waits_and_those_who_did_not_get_a_place(room: Room) -> None:
    waited, left, sent_on = (room.seats(None) for _ in range(3))
    room.clock.pass_(minutes=10)
    room.does(visits.seat, waited, said={"booth": room.booth("3")})
    room.does(visits.leave_waiting, left, said={"reason": EndKind.LEFT_BEFORE_USING})
    said = {"reason": EndKind.TURNED_AWAY, "why": TurnedAwayWhy.FULL}
    room.does(visits.leave_waiting, sent_on, said=said)
    room.seats("4")
    room.seats(None)
    waits = told(room).waits
    assert (waits.seated.count, waits.seated.longest) == (1, 600)
    assert (waits.left_before_using.count, waits.turned_away, waits.waiting) == (1, {"full": 1}, 1)
    assert told(room).visits.begun == 2


def test_doses_are_told_as_a_range_until_somebody_says_which(room: Room) -> None:
    response = room.does(responses.start, said={"booth": room.booth("3")})["id"]
    log(room, response, "naloxone", dose_mg=0.4)
    room.clock.pass_(seconds=20)
    log(room, response, "naloxone", device="responder", dose_mg=0.4)
    room.clock.pass_(minutes=5)
    log(room, response, "naloxone")
    found = told(room).responses
    assert (found.doses, found.doses_at_most, found.doses_without_amount) == (2, 3, 1)
    assert (found.milligrams, found.milligrams_at_most) == (0.4, 0.8)
    assert found.done["naloxone"] == 1


def test_an_undone_dose_is_no_dose(room: Room) -> None:
    response = room.does(responses.start, said={"booth": room.booth("3")})["id"]
    dose = log(room, response, "naloxone", dose_mg=0.4)
    room.clock.pass_(seconds=5)
    room.does(undo.undo, said={"target": UUID(dose)})
    assert told(room).responses.doses == 0


def test_all_ok_and_mis_tap_are_apart_and_an_ambulance_counts_once(room: Room) -> None:
    for act in (responses.all_ok, responses.mis_tap):
        room.does(act, UUID(room.does(responses.start, said={"place": "door"})["id"]))
        room.clock.pass_(minutes=1)
    response = room.does(responses.start, said={"place": "outside", "kind": "seizure"})["id"]
    log(room, response, "ambulance_called")
    log(room, response, "ambulance_arrived")
    room.clock.pass_(minutes=15)
    room.does(responses.over, UUID(response))
    outcome = {"state": "awake", "place": "with_ambulance", "ambulance": "transported"}
    room.does(responses.outcome, UUID(response), said=outcome)
    found = told(room).responses
    assert (found.count, found.all_ok, found.mis_tap) == (1, 1, 1)
    assert (found.done["ambulance"], found.taken_by_ambulance, found.complete) == (1, 1, 1)
    assert (found.by_kind, found.to_finish) == ({"seizure": 1}, ())
    assert [(str(one.id), one.place) for one in found.complete_records] == [(response, "outside")]


def test_closed_time_is_by_reason_and_goes_on_over_a_handover(room: Room) -> None:
    first = room.does(shifts.open_shift)["id"]
    room.clock.pass_(minutes=30)
    room.does(rooms.set_room, said={"state": RoomState.CLOSED, "reason": RoomReason.STAFF})
    room.clock.pass_(minutes=30)
    second = room.does(shifts.hand_over)["id"]
    room.clock.pass_(minutes=20)
    room.does(rooms.set_room, said={"state": RoomState.OPEN})
    room.clock.pass_(minutes=20)
    assert told(room, first).house.closed == {"staff": 1800}
    assert told(room, second).house.closed == {"staff": 1200}


def test_each_state_of_the_room_has_its_own_time(room: Room) -> None:
    shift = room.does(shifts.open_shift)["id"]
    turns = [
        (RoomState.LAST_ENTRY, 20),
        (RoomState.EVERYONE_OUT, 12),
        (None, 3),  # back in: last entry again
        (RoomState.LOCK_DOWN, 7),
        (None, 5),
        (RoomState.CLOSING, 10),
        (RoomState.CLOSED, 4),
        (RoomState.OPEN, 60),
    ]
    for state, minutes in turns:
        room.does(rooms.back_in) if state is None else room.does(rooms.set_room, said={"state": state})
        room.clock.pass_(minutes=minutes)
    assert told(room, shift).house.closed == {
        "last_entry": 28 * 60,
        "everyone_out": 12 * 60,
        "closing": 10 * 60,
        "lock_down": 7 * 60,
        "": 4 * 60,
    }


def test_a_state_taken_back_before_the_shift_is_no_state_of_it(room: Room) -> None:
    closed = room.does(rooms.set_room, said={"state": RoomState.CLOSED, "reason": RoomReason.STAFF})
    room.does(undo.undo, said={"target": UUID(closed["id"])})
    room.clock.pass_(minutes=1)
    shift = room.does(shifts.open_shift)["id"]
    room.clock.pass_(minutes=30)
    assert told(room, shift).house.closed == {}


def test_staff_time_by_place_and_time_below_the_minimum(room: Room) -> None:
    ana, bo = room.staff("Ana"), room.staff("Bo")
    shift = room.does(shifts.open_shift)["id"]
    for person in (ana, bo):
        room.does(staff.staff_on_shift, said={"staff": person, "place": StaffPlace.FLOOR})
    room.clock.pass_(minutes=30)
    room.does(staff.staff_on_shift, said={"staff": ana, "place": StaffPlace.BREAK})
    room.does(staff.staff_on_shift, said={"staff": bo, "place": StaffPlace.RESPONSE})
    room.clock.pass_(minutes=10)
    room.does(staff.staff_on_shift, said={"staff": bo, "place": None})
    room.clock.pass_(minutes=20)
    room.does(shifts.close)
    room.clock.pass_(minutes=60)
    house = told(room, shift).house
    assert house.staff == {"floor": 3600, "break": 1800, "response": 600}
    assert (house.staffed, house.under_minimum, house.on_floor) == (3600, 1800, 1.0)
    assert told(room).house.staffed == 3600


def test_on_the_floor_is_averaged_over_the_time_in_which_someone_was_on_shift(room: Room) -> None:
    """In each hour as in the whole: six minutes of two people are two people, not 0.2."""
    ana, bo = room.staff("Ana"), room.staff("Bo")
    room.seats("3")
    room.clock.pass_(minutes=110)
    for person in (ana, bo):
        room.does(staff.staff_on_shift, said={"staff": person, "place": StaffPlace.FLOOR})
    room.clock.pass_(minutes=6)
    found = told(room)
    assert [hour.staff_on_floor for hour in found.busy_hours] == [None, 2.0]
    assert (found.house.on_floor, found.house.staffed) == (2.0, 360)


def test_who_kneels_in_a_response_is_not_free_whatever_the_chip_says(room: Room) -> None:
    """The minimum is of free staff: a response takes from the floor without a tap."""
    ana, bo = room.staff("Ana"), room.staff("Bo")
    for person in (ana, bo):
        room.does(staff.staff_on_shift, said={"staff": person, "place": StaffPlace.FLOOR})
    room.clock.pass_(minutes=10)
    response = UUID(room.does(responses.start, said={"place": "door"})["id"])
    room.does(responses.here, response, by=ana)
    room.clock.pass_(minutes=5)
    assert told(room).house.under_minimum == 0
    room.does(responses.here, response, by=bo)
    room.clock.pass_(minutes=4)
    room.does(staff.staff_on_shift, said={"staff": bo, "place": StaffPlace.RESPONSE})
    room.clock.pass_(minutes=3)
    room.does(responses.over, response)
    room.clock.pass_(minutes=20)
    assert told(room).house.under_minimum == 7 * 60


def test_a_wall_that_fell_silent_before_is_silent_from_the_beginning(room: Room) -> None:
    wall = room.furnished.devices["display"]
    room.does(shifts.open_shift)
    screens.heard(room.house, [Here(wall, room.clock.time, 1, "on", 0, sleeping=False)])
    room.clock.pass_(minutes=10)
    room.sweeps()
    second = room.does(shifts.open_shift, otherwise=True)["id"]
    room.clock.pass_(minutes=5)
    screens.heard(room.house, [Here(wall, room.clock.time, 1, "on", 0, sleeping=True)])
    room.clock.pass_(minutes=5)
    (silent,) = told(room, second).house.walls_not_live
    assert (silent.name, silent.seconds, silent.times) == ("The display", 300, 1)
    # In the whole day: from half a minute after it was last heard.
    assert told(room).house.not_live_in_all == 300 + 570


def test_what_the_next_team_has_to_know(room: Room) -> None:
    late, cared_for = room.seats("3"), room.seats("5", "B")
    room.seats(None)
    room.does(responses.start, said={"visit": cared_for})
    unfinished = room.does(responses.start, said={"place": "door"})["id"]
    room.does(responses.over, UUID(unfinished))
    room.does(rooms.booth_close, room.booth("4"), said={"reason": "tap drips"})
    room.clock.pass_(minutes=7)
    now = told(room).handover
    assert now is not None
    seats = [(one.booth, one.seat, one.due_at, one.late, one.in_response) for one in now.still_here]
    assert seats == [("3", "A", at("14:05"), True, False), ("5", "B", None, False, True)]
    assert [(one.booth, one.seat) for one in now.running] == [("5", "B")]
    assert [(one.place, one.missing[0]) for one in now.to_finish] == [("door", "kind")]
    assert [(one.name, one.reason) for one in now.closed_booths] == [("4", "tap drips")]
    assert (now.waiting, now.room_closed) == (1, False)
    room.does(visits.end, late)
    cleaning = told(room).handover
    assert cleaning is not None
    assert cleaning.to_clean == ("3",)


def test_how_a_shift_ended_stays_as_it_was(room: Room) -> None:
    """Who was in which seat and what ran then, whatever became of them."""
    shift = room.does(shifts.open_shift)["id"]
    moves, swaps, goes = room.seats("3"), room.seats("5", "B"), room.seats("1")
    room.clock.pass_(minutes=3)
    room.does(visits.move, moves, said={"booth": room.booth("5"), "seat": "A"})
    room.does(visits.swap, moves, said={"other": swaps})
    room.does(visits.aftercare, goes, said={"booth": room.booth("Aftercare"), "seat": "C"})
    response = room.does(responses.start, said={"visit": swaps})["id"]
    over = room.does(responses.start, said={"place": "door"})["id"]
    room.does(responses.over, UUID(over))
    room.clock.pass_(minutes=1)
    room.does(shifts.hand_over)
    room.clock.pass_(minutes=9)
    room.does(responses.over, UUID(response))
    room.does(visits.end, moves)
    room.does(visits.move, goes, said={"booth": room.booth("2")})
    ended = told(room, shift).at_the_end
    assert ended is not None
    assert [(one.booth, one.mark) for one in ended.still_here] == [
        ("5", "A"),
        ("5", "B"),
        ("Aftercare", "C"),
    ]
    assert [(one.booth, one.seat, one.place) for one in ended.running] == [("5", "A", None)]
    assert told(room).at_the_end is None


def test_who_came_back_is_in_the_seat_they_came_back_to(room: Room) -> None:
    shift = room.does(shifts.open_shift)["id"]
    visit = room.seats("3")
    room.clock.pass_(minutes=3)
    room.does(visits.end, visit)
    room.clock.pass_(minutes=3)
    room.does(visits.back, visit, said={"booth": room.booth("5"), "seat": "B"})
    room.clock.pass_(minutes=3)
    room.does(shifts.hand_over)
    ended = told(room, shift).at_the_end
    assert ended is not None
    assert [(one.booth, one.mark) for one in ended.still_here] == [("5", "B")]


def test_what_the_team_wants_to_talk_about_later_is_handed_over(room: Room) -> None:
    shift = room.does(shifts.open_shift)["id"]
    response = UUID(room.does(responses.start, said={"booth": room.booth("3")})["id"])
    room.does(responses.over, response)
    room.does(responses.care, response, said={"naloxone": "offered", "debrief": "later", "somewhere": "?"})
    found = told(room, shift)
    assert found.handover is not None
    assert [one.booth for one in found.handover.to_debrief] == ["3"]
    assert (found.responses.take_home_offered, found.responses.debriefs) == (1, {"later": 1})
    room.does(responses.care, response, said={"debrief": "held"})
    found = told(room, shift)
    assert found.handover is not None
    assert (found.handover.to_debrief, found.responses.debriefs) == ((), {"held": 1})
