"""The clock is set back: the room, its screens and its team go on as if it had not been."""

from datetime import timedelta
from uuid import UUID

import pytest

from ops.db import Base
from ops.domain.words import Checked, OpeningPoint, RoomState
from ops.models import (
    Checkpoint,
    CounterStep,
    DayTotals,
    Figures,
    Heartbeat,
    JournalEntry,
    LegalHold,
    MonthCount,
    Passkey,
    PurgeRun,
    Receipt,
    RecoveryCode,
    Release,
    ReleaseTaken,
    UndoImage,
    UsedChallenge,
)
from ops.services import clock_live, opening, rooms, shifts, visits, watch
from ops.services.ways_in import devices
from ops.services.ways_in.devices import Here
from tests.services.clock_set import SECOND, instant, set_back
from tests.services.room import START, Room, at


@pytest.fixture
def seated(watched: Room) -> UUID:
    """Somebody since 14:00, due at 14:05; it is 14:02."""
    visit = watched.seats("1")
    watched.clock.pass_(minutes=2)
    return visit


def test_the_room_does_as_it_is_told(watched: Room) -> None:
    """What was said of it before lies ahead in the journal, and is no newer for that."""
    watched.clock.pass_(minutes=50)
    watched.does(rooms.set_room, said={"state": RoomState.EVERYONE_OUT})
    watched.does(rooms.back_in)
    watched.does(rooms.set_curtain, said={"on": True})
    set_back(watched)
    watched.clock.pass_(minutes=1)
    said = watched.clock() - SECOND
    watched.does(rooms.set_curtain, said={"on": False}, happened_at=said)
    watched.does(rooms.set_room, said={"state": RoomState.EVERYONE_OUT}, happened_at=said)
    board = watched.board()["room"]
    assert (board["curtain"], board["state"]) == (False, "everyone_out")
    # One that really was tapped before "back in" still comes too late.
    watched.does(rooms.back_in)
    old = at("13:49")
    watched.does(rooms.set_room, said={"state": RoomState.EVERYONE_OUT}, happened_at=old)
    assert watched.board()["room"]["state"] == "open"


def test_two_tablets_extending_at_once_are_still_one(watched: Room, seated: UUID) -> None:
    watched.does(visits.extend, seated)
    set_back(watched)
    before = watched.person(seated)
    watched.does(visits.extend, seated, device="responder")
    assert watched.person(seated) == before


def test_whoever_left_lately_left_as_long_ago(watched: Room, seated: UUID) -> None:
    long_ago = watched.seats("2")
    watched.does(visits.end, long_ago)
    watched.clock.pass_(minutes=90)
    watched.does(visits.end, seated)
    watched.clock.pass_(minutes=10)
    set_back(watched)
    left = [(one["id"], instant(one["ended_at"])) for one in watched.board()["room"]["recently_left"]]
    assert left == [(str(seated), at("14:32")), (str(long_ago), at("13:02"))]
    watched.does(visits.back, seated, otherwise=True)
    person = watched.person(seated)
    assert person is not None
    due = instant(person["due_at"])
    assert due is not None
    assert watched.clock() < due <= watched.clock() + timedelta(minutes=10)


def test_screens_are_missed_in_time(watched: Room) -> None:
    display = watched.furnished.devices["display"]
    noted = Here(display, watched.clock(), 0, None, 0, False)
    devices.heard(watched.house, [noted])
    set_back(watched)
    # Noted before it, and written down after it.
    devices.heard(watched.house, [noted])
    now = watched.clock.pass_(seconds=40)
    devices.mark_silent(watched.house, now, since_start=now - timedelta(hours=2))
    assert [fact["device"] for fact in watched.facts("screen_silent")] == [display]


def test_a_point_of_the_opening_check_can_be_said_again(watched: Room) -> None:
    watched.does(shifts.open_shift)
    point = {"point": OpeningPoint.OXYGEN}
    watched.does(opening.check, said=point | {"state": Checked.NOT_DONE})
    set_back(watched)
    watched.does(opening.check, said=point | {"state": Checked.DONE})
    assert [one["state"] for one in watched.board()["room"]["opening"]] == ["done"]


def test_a_shift_that_follows_begins_now(watched: Room) -> None:
    watched.does(shifts.open_shift)
    watched.clock.pass_(minutes=30)
    watched.does(shifts.close)
    set_back(watched)
    watched.does(shifts.open_shift)
    assert instant(watched.board()["room"]["shift"]["opened_at"]) == watched.clock()


def test_an_outage_after_it_is_seen(watched: Room, seated: UUID) -> None:
    """The beats of before would say that somebody was there until an hour from now."""
    watched.sweeps()
    set_back(watched)
    watched.clock.pass_(minutes=20)
    watch.sweep(watched.house, watched.clock(), process="another", started_at=watched.clock())
    watched.screens_follow()
    assert len(watched.facts("not_recorded")) == 1
    person = watched.person(seated)
    assert person is not None
    assert person["confirm_since"] is not None


def test_every_table_with_times_goes_back_or_is_a_record(watched: Room) -> None:
    """A new one has to be thought of here. What was used once stays used, whatever the clock says."""
    records = {Checkpoint, JournalEntry, Receipt, UndoImage, Heartbeat, Passkey, RecoveryCode, UsedChallenge}
    records |= {Figures, LegalHold, MonthCount, PurgeRun, DayTotals, CounterStep, Release, ReleaseTaken}
    with_times = {mapper.class_ for mapper in Base.registry.mappers if clock_live.instants(mapper.class_)}
    assert with_times - records == {model for model, _ in clock_live.live(watched.site_id, START)}
