"""Looks in a summary: when one is late, when one is missed, and when neither is true."""

from uuid import UUID

from ops.domain.summary import Looks
from ops.domain.words import Answer, StaffPlace, Where
from ops.services import responses, shifts, summaries, undo, visits
from ops.services.ways_in import staff
from tests.services.room import Room

# Injecting: due after 5 min, late a minute after that, the second limit 3 min after due.


def looks(room: Room, which: str = "today") -> Looks:
    room.sweeps()
    return summaries.summary(room.house, room.site_id, which).looks


def the_floor_is_empty(room: Room) -> UUID:
    """The one who is on shift is in a response at the door."""
    ana = room.staff("Ana")
    room.does(staff.staff_on_shift, said={"staff": ana, "place": StaffPlace.FLOOR})
    response = UUID(room.does(responses.start, said={"place": "door"})["id"])
    room.does(responses.here, response, by=ana)
    return response


def counts(room: Room) -> tuple[int, int, int, int]:
    """Made, late, missed, past the second limit."""
    found = looks(room)
    assert found.on_time == found.made - found.late
    return found.made, found.late, found.missed, found.past_second_limit


def test_a_look_within_the_grace_is_on_time(room: Room) -> None:
    visit = room.seats("3")
    room.clock.pass_(minutes=5, seconds=59)
    room.looks_in(visit)
    assert counts(room) == (1, 0, 0, 0)


def test_a_look_past_the_grace_is_late_and_by_how_much_counts_from_due(room: Room) -> None:
    visit = room.seats("3")
    room.clock.pass_(minutes=6, seconds=30)
    room.sweeps()
    room.looks_in(visit)
    found = looks(room)
    assert (found.late, found.lateness.longest, found.past_second_limit) == (1, 90, 0)


def test_a_check_that_runs_late_is_late_now_and_not_missed_yet(room: Room) -> None:
    visit = room.seats("3")
    room.clock.pass_(minutes=9)
    found = looks(room)
    assert (found.late_at_end, found.missed, found.past_second_limit) == (1, 0, 1)
    room.looks_in(visit)
    found = looks(room)
    assert (found.late_at_end, found.late, found.missed) == (0, 1, 0)


def test_what_was_late_at_the_end_of_a_shift_was_late_then(room: Room) -> None:
    """Whatever became of it: somebody looked in afterwards, nobody ever did, or it goes on."""
    first = room.does(shifts.open_shift)["id"]
    looked_at, gone, going_on = (room.seats(name) for name in ("1", "2", "3"))
    seen, helped = room.seats("4"), room.seats("5", "A")
    room.clock.pass_(minutes=8)
    looks(room)
    room.looks_in(seen)
    room.does(responses.start, said={"visit": helped})
    room.clock.pass_(minutes=1)
    second = room.does(shifts.hand_over)["id"]
    assert looks(room, first).late_at_end == 3
    room.clock.pass_(minutes=2)
    room.looks_in(looked_at)
    room.does(visits.end, gone)
    assert looks(room, first).late_at_end == 3
    # The next shift begins with it: the limit passed before, and it is late all the same.
    assert looks(room, second).late_at_end == 1
    room.clock.pass_(minutes=1)
    room.looks_in(going_on)
    assert (looks(room, first).late_at_end, looks(room, second).late_at_end) == (3, 0)


def test_a_look_made_before_the_end_that_arrived_after_it_was_made(room: Room) -> None:
    shift = room.does(shifts.open_shift)["id"]
    visit = room.seats("3")
    room.clock.pass_(minutes=7)
    looks(room)
    looked = room.clock.pass_(minutes=1)
    room.clock.pass_(minutes=1)
    room.does(shifts.hand_over)
    assert looks(room, shift).late_at_end == 1
    room.looks_in(visit, happened_at=looked)
    assert (looks(room, shift).late_at_end, looks(room, shift).late) == (0, 1)


def test_a_check_while_the_room_needed_eyes_was_not_possible(room: Room) -> None:
    """Neither late nor missed, whether somebody looked in afterwards, never, or not yet."""
    looked_at, gone, going_on = (room.seats(name) for name in ("1", "2", "3"))
    response = the_floor_is_empty(room)
    room.clock.pass_(minutes=9)
    assert (looks(room).not_possible, looks(room).late_at_end) == (3, 0)
    room.does(responses.over, response)
    room.looks_in(looked_at)
    room.does(visits.end, gone)
    found = looks(room)
    assert (found.not_possible, found.late, found.missed, found.past_second_limit) == (3, 0, 0, 0)
    assert (found.made, found.on_time, found.possible) == (1, 0, 0)
    # The next check of who was looked at was possible again.
    room.clock.pass_(minutes=7)
    assert looks(room).late_at_end == 1
    room.looks_in(looked_at)
    room.looks_in(going_on)
    found = looks(room)
    assert (found.not_possible, found.late, found.on_time, found.made) == (3, 1, 0, 3)
    (hour,) = summaries.summary(room.house, room.site_id, "today").busy_hours
    assert (hour.looks, hour.late, hour.missed, hour.not_possible) == (3, 1, 0, 3)


def test_who_looked_in_all_the_same_and_in_time_made_it(room: Room) -> None:
    """A tablet without Wi-Fi told it only after the limit had passed."""
    visit = room.seats("3")
    the_floor_is_empty(room)
    looked = room.clock.pass_(minutes=5)
    room.clock.pass_(minutes=2)
    assert looks(room).not_possible == 1
    room.looks_in(visit, happened_at=looked)
    assert (looks(room).not_possible, looks(room).on_time) == (0, 1)


def test_a_check_nobody_made_before_they_left_is_missed(room: Room) -> None:
    visit = room.seats("3")
    room.clock.pass_(minutes=7)
    room.sweeps()
    room.does(visits.end, visit)
    assert counts(room) == (0, 0, 1, 0)


def test_a_look_made_in_time_that_arrived_late_makes_nothing_late(room: Room) -> None:
    """A tablet without Wi-Fi: looked at 14:04, told at 14:10."""
    visit = room.seats("3")
    looked = room.clock.pass_(minutes=4)
    room.clock.pass_(minutes=6)
    assert counts(room) == (0, 0, 0, 1)
    room.looks_in(visit, happened_at=looked)
    room.looks_in(visit)
    made, late, missed, past = counts(room)
    assert (made, missed, past) == (2, 0, 0)
    # What was due after the look at 14:04 was due at 14:09, late at 14:10: this one just is.
    assert late == 1


def test_a_look_between_the_two_limits_that_arrived_after_both_is_late(room: Room) -> None:
    """Due at 14:05; looked at 14:07, told at 14:10: late, and the second limit never passed."""
    visit = room.seats("3")
    looked = room.clock.pass_(minutes=7)
    room.sweeps()
    room.clock.pass_(minutes=3)
    room.sweeps()
    room.looks_in(visit, happened_at=looked)
    assert counts(room) == (1, 1, 0, 0)


def test_a_response_is_being_there(room: Room) -> None:
    visit = room.seats("3")
    room.clock.pass_(minutes=7)
    room.sweeps()
    response = UUID(room.does(responses.start, said={"visit": visit})["id"])
    room.clock.pass_(minutes=20)
    room.does(responses.over, response)
    assert counts(room) == (0, 0, 0, 0)


def test_a_look_while_a_response_runs_is_not_late(room: Room) -> None:
    visit = room.seats("3")
    room.clock.pass_(minutes=2)
    room.does(responses.start, said={"visit": visit})
    room.clock.pass_(minutes=15)
    room.looks_in(visit, Answer.KEEP_AN_EYE)
    assert counts(room) == (1, 0, 0, 0)


def test_coming_back_late_is_being_seen(room: Room) -> None:
    visit = room.seats("3")
    room.does(visits.step_out, visit, said={"to": Where.WASHROOM})
    room.clock.pass_(minutes=12)
    room.sweeps()
    room.does(visits.back, visit)
    assert counts(room) == (0, 0, 0, 0)


def test_an_undone_look_is_no_look(room: Room) -> None:
    visit = room.seats("3")
    room.clock.pass_(minutes=2)
    look = room.looks_in(visit)
    room.clock.pass_(seconds=5)
    room.does(undo.undo, said={"target": UUID(look["id"])})
    assert counts(room) == (0, 0, 0, 0)


def test_not_here_is_a_look_too(room: Room) -> None:
    visit = room.seats("3")
    room.clock.pass_(minutes=5)
    room.looks_in(visit, Answer.NOT_HERE, Where.LEFT)
    assert counts(room) == (1, 0, 0, 0)
