"""Taps on name chips from a tablet without Wi-Fi: judged by when they were tapped."""

from uuid import UUID

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.words import StaffPlace
from ops.services import responses, shifts, summaries
from ops.services.undo import undo
from ops.services.ways_in import staff
from tests.services.room import Room, at

FLOOR, BREAK, OUTSIDE = StaffPlace.FLOOR, StaffPlace.BREAK, StaffPlace.OUTSIDE


def taps(room: Room, place: StaffPlace | None, when: str | None = None) -> dict[str, object]:
    """Ana's chip, tapped at that time and heard of now."""
    said = {"staff": "Ana", "place": place}
    return room.does(staff.staff_on_shift, said=said, happened_at=at(when) if when else None)


def now_in(room: Room) -> tuple[str, str] | None:
    """Where Ana is, and since when."""
    found = [(one["place"], one["since"][11:16]) for one in room.board()["staff"]]
    return found[0] if found else None


def minutes(room: Room) -> dict[str, int]:
    """How long she was where, as the day tells it."""
    told = summaries.summary(room.house, room.site_id, "today").house.staff
    return {place: seconds // 60 for place, seconds in told.items()}


@pytest.fixture
def ana(room: Room) -> Room:
    room.staff("Ana")
    room.screens_watch()
    return room


def closes_at_ten_past(room: Room, *, on: bool) -> None:
    room.does(shifts.open_shift)
    if on:
        taps(room, BREAK)
    room.clock.pass_(minutes=10)
    room.does(shifts.close)
    room.clock.pass_(minutes=5)


@pytest.mark.parametrize("on", [False, True])
def test_a_tap_from_before_the_shift_was_closed_keeps_nobody_on_all_night(ana: Room, on: bool) -> None:
    closes_at_ten_past(ana, on=on)
    assert taps(ana, FLOOR, "14:06")["late"] is True
    assert now_in(ana) is None
    ana.clock.pass_(minutes=60)
    assert minutes(ana) == ({"floor": 4, "break": 6} if on else {"floor": 4})
    moved = sorted((fact["at"], fact["place"]) for fact in ana.facts("staff_moved"))
    assert moved[-2:] == [(at("14:06"), "floor"), (at("14:10"), "off")]
    assert [fact["act"] for fact in ana.facts("late_act_kept")] == ["staff"]


def test_a_shift_handed_over_sends_nobody_home(ana: Room) -> None:
    ana.does(shifts.open_shift)
    ana.clock.pass_(minutes=10)
    ana.does(shifts.hand_over)
    assert "late" not in taps(ana, FLOOR, "14:06")
    assert now_in(ana) == ("floor", "14:06")


def test_the_newer_tap_wins_whichever_comes_first(ana: Room) -> None:
    ana.clock.pass_(minutes=5)
    taps(ana, FLOOR)
    ana.clock.pass_(minutes=5)
    assert taps(ana, BREAK, "14:01")["late"] is True
    assert now_in(ana) == ("floor", "14:05")
    assert minutes(ana) == {"floor": 5, "break": 4}


def test_it_tells_of_the_time_between_two_that_were_known(ana: Room) -> None:
    taps(ana, FLOOR)
    ana.clock.pass_(minutes=10)
    taps(ana, BREAK)
    ana.clock.pass_(minutes=2)
    taps(ana, OUTSIDE, "14:04")
    assert now_in(ana) == ("break", "14:10")
    assert minutes(ana) == {"floor": 4, "break": 2, "outside": 6}
    taps(ana, None, "14:07")
    assert minutes(ana) == {"floor": 4, "break": 2, "outside": 3}


def test_what_was_so_then_is_kept_and_changes_nothing(ana: Room) -> None:
    taps(ana, FLOOR)
    ana.clock.pass_(minutes=10)
    taps(ana, BREAK)
    before = ana.facts("staff_moved")
    assert taps(ana, FLOOR, "14:04")["late"] is True
    assert ana.facts("staff_moved") == before


def test_a_slip_undone_gives_back_what_was_told_meanwhile(ana: Room) -> None:
    taps(ana, FLOOR)
    ana.clock.pass_(minutes=10)
    slip = taps(ana, None)
    taps(ana, OUTSIDE, "14:04")
    ana.does(undo, said={"target": UUID(str(slip["id"]))})
    assert now_in(ana) == ("outside", "14:04")
    assert minutes(ana) == {"floor": 4, "outside": 6}


def test_a_late_tap_offers_no_undo(ana: Room) -> None:
    closes_at_ten_past(ana, on=False)
    late = taps(ana, FLOOR, "14:06")
    with pytest.raises(Refused) as refused:
        ana.does(undo, said={"target": UUID(str(late["id"]))})
    assert refused.value.code is Code.UNDO_TOO_LATE


def test_who_is_not_on_the_floor_any_more_is_not_free(ana: Room) -> None:
    """A phantom on the floor would keep the room from needing eyes."""
    visit = ana.seats("1")
    ana.staff("Bo")
    ana.does(staff.staff_on_shift, said={"staff": "Bo", "place": FLOOR})
    ana.clock.pass_(minutes=2)
    taps(ana, FLOOR)
    taps(ana, None)
    ana.clock.pass_(minutes=1)
    taps(ana, FLOOR, "14:01")
    response = UUID(ana.does(responses.start, said={"place": "door"})["id"])
    ana.does(responses.here, response, by="Bo")
    ana.clock.pass_(minutes=3, seconds=30)
    ana.sweeps()
    assert ana.board()["room"]["eyes_since"] is not None
    assert ana.person(visit) is not None
