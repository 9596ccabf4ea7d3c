"""How full, how loud, how right and how open the room was: small evenings, counted by hand."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from ops.domain.measures import Seats, Supplies, Walks
from ops.domain.protocol import SiteProtocol
from ops.domain.retention import Speaks
from ops.domain.summary import Summary
from ops.domain.words import Answer, Moved, RoomReason, RoomState, StaffPlace, WalkKind
from ops.models import Figures
from ops.services import late_entries, responses, rooms, shifts, summaries, supplies, undo, visits
from ops.services.retention import keeping
from ops.services.ways_in import staff
from tests.services.room import Room, at
from tests.services.test_summaries_looks import the_floor_is_empty
from tests.services.test_supplies import AMPOULE, KIT, adds, in_use, logs
from tests.services.walking import EMPTY, HERE, begins, finds

# Injecting: due after 5 min, late a minute after that, the second limit 3 min after due.
HOUR = 3600


def told(room: Room, which: str = "today") -> Summary:
    room.sweeps()
    return summaries.summary(room.house, room.site_id, which)


def heard(room: Room) -> tuple[int, int, int]:
    """MEDIUM, HIGH, and how many were reached within half a minute."""
    found = told(room).alarms
    assert found is not None
    assert found.worst_ten_minutes == found.count <= 10
    return found.medium, found.high, found.reached_soon


# -- how full, how open -------------------------------------------------------------------


def test_seat_hours_are_of_all_seats_while_a_shift_was_on_and_the_room_open(room: Room) -> None:
    """Two hours, of which half an hour closed; one stay of an hour, one of 20 minutes before it was open."""
    early = room.seats("4")
    room.clock.pass_(minutes=20)
    room.does(visits.end, early)
    shift = room.does(shifts.open_shift)["id"]
    stays = room.seats("3")
    room.clock.pass_(minutes=60)
    room.does(visits.end, stays)
    room.does(rooms.set_room, said={"state": RoomState.CLOSED, "reason": RoomReason.CLEANING})
    room.clock.pass_(minutes=30)
    room.does(rooms.set_room, said={"state": RoomState.OPEN})
    room.clock.pass_(minutes=30)
    room.does(shifts.close)
    room.clock.pass_(minutes=30)
    of_shift, of_day = told(room, shift), told(room)
    assert of_shift.seats == Seats(used=HOUR, capacity=6 * HOUR * 3 // 2)
    assert of_day.seats == Seats(used=HOUR * 4 // 3, capacity=6 * HOUR * 3 // 2)
    assert (of_shift.house.open, of_day.house.open) == (HOUR * 3 // 2, HOUR * 3 // 2)
    assert of_day.house.closed == {"cleaning": HOUR // 2}


def test_a_stay_over_midnight_fills_its_seat_on_both_days(room: Room) -> None:
    """In Toronto it is 19:00 at midnight UTC; the test's site is in London."""
    room.clock.time = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    room.does(shifts.open_shift)
    visit = room.seats("3")
    room.clock.pass_(minutes=90)
    room.does(visits.end, visit)
    first, second = told(room, "2026-11-22"), told(room, "2026-11-23")
    assert (first.visits.begun, second.visits.begun, second.visits.already_here) == (1, 0, 1)
    assert first.seats == Seats(HOUR // 2, 6 * HOUR // 2)
    assert second.seats is not None
    assert second.seats.used == HOUR
    assert first.visits_by_part == {
        "07:00-11:59": 0, "12:00-16:59": 0, "17:00-21:59": 0, "22:00-02:59": 1, "03:00-06:59": 0,
    }  # fmt: skip


# -- how loud -----------------------------------------------------------------------------


def test_a_late_look_is_medium_then_high_and_reached_when_somebody_is_there(room: Room) -> None:
    visit = room.seats("3")
    room.clock.pass_(minutes=6, seconds=20)
    assert heard(room) == (1, 0, 0)
    room.looks_in(visit)
    assert heard(room) == (1, 0, 1)
    room.clock.pass_(minutes=8, seconds=31)
    assert heard(room) == (2, 1, 1)
    room.looks_in(visit, Answer.KEEP_AN_EYE)
    # Thirty-one seconds after the second limit.
    assert heard(room) == (2, 1, 1)
    found = told(room).looks
    assert (found.late, found.late_but_ok) == (2, 1)


def test_whoever_is_on_the_way_keeps_it_quiet_and_when_they_come_too_late_it_is_heard(room: Room) -> None:
    visit = room.seats("3")
    room.clock.pass_(minutes=5, seconds=50)
    until = at("14:05:50") + timedelta(seconds=120)
    room.does(visits.going, visit)
    room.clock.pass_(minutes=1)
    assert heard(room) == (0, 0, 0)
    room.clock.time = until + timedelta(seconds=10)
    room.looks_in(visit)
    assert heard(room) == (1, 0, 1)


def test_a_response_that_nobody_has_reached_is_high_and_a_mis_tap_was_loud_all_the_same(room: Room) -> None:
    first = UUID(room.does(responses.start, said={"place": "door"})["id"])
    room.clock.pass_(seconds=20)
    room.does(responses.here, first)
    second = UUID(room.does(responses.start, said={"place": "washroom"})["id"])
    room.clock.pass_(seconds=50)
    room.does(responses.mis_tap, second)
    assert heard(room) == (0, 2, 1)


def test_whoever_said_that_they_were_going_and_never_came_is_one_alarm(room: Room) -> None:
    response = UUID(room.does(responses.start, said={"place": "door"})["id"])
    room.does(responses.going, response)
    for _ in range(20):
        room.clock.pass_(seconds=15)
        room.sweeps()
    assert heard(room) == (0, 1, 0)


def test_it_is_heard_on_the_day_on_which_they_had_not_come_by_when_they_said(room: Room) -> None:
    room.clock.time = datetime(2026, 11, 22, 23, 59, 30, tzinfo=UTC)
    response = UUID(room.does(responses.start, said={"place": "door"})["id"])
    room.does(responses.going, response)
    room.clock.pass_(minutes=5)
    found = [told(room, day).alarms for day in ("2026-11-22", "2026-11-23")]
    assert [one and one.high for one in found] == [0, 1]


def test_a_response_that_everybody_left_is_high_at_once_and_one_in_which_nothing_is_said_after_a_while(
    room: Room,
) -> None:
    protocol = SiteProtocol()
    response = UUID(room.does(responses.start, said={"place": "door"})["id"])
    room.does(responses.here, response)
    room.clock.pass_(minutes=1)
    room.does(responses.leave, response)
    room.sweeps()
    room.clock.pass_(seconds=10)
    room.does(responses.here, response)
    assert heard(room) == (0, 1, 1)
    # Somebody says something while it is soft: walls hear nothing.
    room.clock.pass_(seconds=protocol.attended_for + 5)
    room.sweeps()
    room.does(responses.here, response)
    assert heard(room) == (0, 1, 1)
    room.clock.pass_(seconds=protocol.attended_for + protocol.soft_before_loud + 40)
    room.sweeps()
    assert heard(room) == (0, 2, 1)
    room.does(responses.here, response)
    assert heard(room) == (0, 2, 1)


def test_while_the_room_needs_eyes_all_late_looks_are_one_alarm(room: Room) -> None:
    for booth in ("1", "2", "3"):
        room.seats(booth)
    response = the_floor_is_empty(room)
    for _ in range(18):
        room.clock.pass_(seconds=30)
        room.sweeps()
        room.does(responses.here, response)
    found = told(room)
    assert found.looks.not_possible == 3
    assert found.alarms is not None
    assert (found.alarms.medium, found.alarms.high) == (1, 1)


def test_what_was_typed_in_from_paper_was_never_loud(room: Room) -> None:
    said = {"booth": room.booth("1"), "seat": "A", "over_at": at("13:20")}
    room.does(late_entries.response, said=said, happened_at=at("13:05"))
    found = told(room)
    assert (found.responses.count, found.late_entries) == (1, 1)
    assert heard(room) == (0, 0, 0)


def test_per_ten_minutes_is_over_the_time_in_which_somebody_was_on_shift(room: Room) -> None:
    ana = room.staff("Ana")
    room.does(staff.staff_on_shift, said={"staff": ana, "place": StaffPlace.FLOOR})
    room.clock.pass_(minutes=20)
    room.does(responses.start, said={"place": "door"})
    room.clock.pass_(minutes=20)
    room.does(staff.staff_on_shift, said={"staff": ana, "place": None})
    room.clock.pass_(minutes=300)
    found = told(room).alarms
    assert found is not None
    assert (found.over, found.per_ten_minutes(1)) == (40 * 60, 0.25)


# -- how soon, how right, what it took ----------------------------------------------------


def test_how_soon_there_was_breath_and_a_call(room: Room) -> None:
    """Three responses: oxygen after 40 s; breaths before we came, oxygen after 90 s and a call; a slip."""
    one, two, three = (
        UUID(room.does(responses.start, said={"place": place})["id"])
        for place in ("door", "washroom", "outside")
    )
    room.clock.pass_(seconds=40)
    logs(room, one, "oxygen_start", litres_per_minute=10)
    logs(room, two, "breaths_start", given_by="before_us")
    slip = logs(room, three, "oxygen_start")
    room.clock.pass_(seconds=5)
    room.does(responses.void, three, said={"action": slip, "reason": "mis_tap"})
    room.clock.pass_(seconds=45)
    logs(room, two, "oxygen_start", litres_per_minute=10)
    room.clock.pass_(seconds=30)
    logs(room, two, "ambulance_called")
    found = told(room).responses
    assert found.to_first_breath is not None
    assert found.to_ambulance_call is not None
    assert (found.to_first_breath.count, found.to_first_breath.median, found.to_first_breath.p90) == (
        2,
        65,
        90,
    )
    assert (found.to_ambulance_call.count, found.to_ambulance_call.longest) == (1, 120)


def test_a_walk_round_counts_its_seats_and_what_the_board_had_otherwise(room: Room) -> None:
    there = room.seats("3")
    room.clock.pass_(minutes=1)
    walk = begins(room)
    finds(room, walk, "3", HERE, there)
    finds(room, walk, "1", EMPTY)
    finds(room, walk, "4", HERE)
    slip = finds(room, walk, "2", HERE)
    room.does(undo.undo, said={"target": UUID(slip["id"])})
    other = begins(room, WalkKind.RECONFIRM)
    assert other == walk
    found = told(room)
    assert found.walks == Walks(begun=1, seats=3, differing=1)
    assert found.house.board_errors == 1


def test_what_left_the_shelf_is_told_by_why(room: Room) -> None:
    ampoules, kits, cylinder = adds(room, AMPOULE, 10), adds(room, KIT, 10), in_use(room)
    assert cylinder
    room.clock.pass_(minutes=1)
    room.does(supplies.change, kits, said={"number": -3, "why": Moved.GIVEN_OUT})
    slip = room.does(supplies.change, kits, said={"number": -2, "why": Moved.GIVEN_OUT})
    room.does(undo.undo, said={"target": UUID(slip["id"])})
    room.does(supplies.change, ampoules, said={"number": -1, "why": Moved.EXPIRED})
    response = UUID(room.does(responses.start, said={"place": "door"})["id"])
    logs(room, response, "naloxone", dose_mg=0.4, by_route="im")
    logs(room, response, "oxygen_start", litres_per_minute=10)
    room.clock.pass_(minutes=6)
    logs(room, response, "oxygen_stop")
    room.clock.pass_(minutes=30)
    assert told(room).house.supplies == Supplies(
        {"given_out": {KIT: 3}, "expired": {AMPOULE: 1}, "response": {AMPOULE: 1}}, oxygen_litres=60
    )


# -- what an older form does not hold -----------------------------------------------------

SINCE = {
    "stays": ("seats", "alarms", "walks"),
    "responses": (),
    "house": ("open", "supplies"),
}
IN_RESPONSES = ("to_first_breath", "to_ambulance_call", "overdoses")


def test_figures_of_an_older_form_say_not_recorded_and_never_nought(room: Room) -> None:
    room.does(visits.end, room.seats("3"))
    room.does(responses.over, UUID(room.does(responses.start, said={"place": "door"})["id"]))
    room.clock.pass_(minutes=200 * 24 * 60)
    for of in Speaks:
        while keeping.keep_one(room.house, room.site_id, of, at("14:00") + timedelta(days=1)):
            pass
    with room.house.db.write() as session:
        for row in session.scalars(select(Figures)):
            assert row.stays
            assert row.responses
            assert row.house
            row.stays = {name: said for name, said in row.stays.items() if name not in SINCE["stays"]}
            row.stays["looks"] = {
                name: said for name, said in row.stays["looks"].items() if name != "late_but_ok"
            }
            said = {
                name: said for name, said in row.responses["responses"].items() if name not in IN_RESPONSES
            }
            row.responses = row.responses | {"responses": said}
            row.house = {name: said for name, said in row.house.items() if name not in SINCE["house"]}
            row.version = 2
    found = told(room, "2026-11-22")
    assert (found.visits.begun, found.responses.count) == (1, 1)
    assert (found.seats, found.alarms, found.walks) == (None, None, None)
    assert (found.house.open, found.house.supplies, found.looks.late_but_ok) == (None, None, None)
    assert [getattr(found.responses, name) for name in IN_RESPONSES] == [None, None, None]
