"""What is over is deleted in time, nothing before it, and the chain holds."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select, update

from ops.db import Base
from ops.domain import facts
from ops.domain.chain import Fault, State
from ops.domain.errors import Code, Refused
from ops.domain.retention import Kept, Speaks
from ops.domain.words import Answer, NoticeKind, RoomReason, RoomState, StaffPlace
from ops.models import (
    CheckIn,
    Device,
    JournalEntry,
    LateCheck,
    PurgeRun,
    Response,
    ResponseAction,
    Shift,
    Site,
    Staff,
    StaffPresence,
    Visit,
)
from ops.services import notices, proof, responses, rooms, shifts, summaries, undo, visits
from ops.services.retention import purge, purge_facts
from ops.services.retention.purge import Waits
from ops.services.ways_in import staff
from tests.services.room import Room, at
from tests.services.test_receipts import made_at

DAY = 24 * 60


def purges(room: Room, *, step_by_step: bool = False) -> None:
    """A whole run, now. Screens follow when it is over, or after each of its commits."""
    purge.begin(room.house, room.site_id)
    while purge.go_on(room.house, room.site_id):
        if step_by_step:
            room.screens_follow()
    room.screens_follow()


def count(room: Room, *tables: type[Base]) -> list[int]:
    with room.house.db.read() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def kinds(room: Room) -> set[str]:
    return {fact["kind"] for fact in room.facts()}


def whole(room: Room) -> bool:
    return proof.verify(room.house, room.site_id).state is State.OK


def a_stay(room: Room) -> UUID:
    """At 14:00, with a look; gone at 14:04."""
    visit = room.seats("3")
    room.clock.pass_(minutes=3)
    room.looks_in(visit, Answer.OK)
    room.clock.pass_(minutes=1)
    room.does(visits.end, visit)
    return visit


def a_response(room: Room, visit: UUID) -> UUID:
    """For somebody in a seat; over after five minutes, its record not finished."""
    response = UUID(room.does(responses.start, said={"visit": visit})["id"])
    room.does(responses.log_action, response, said={"kind": "naloxone", "values": {"dose_mg": 0.4}})
    room.clock.pass_(minutes=5)
    room.does(responses.over, response)
    return response


def test_a_stay_goes_seven_days_after_its_day(watched: Room) -> None:
    """Not an hour earlier; with it its looks, and what facts say of it."""
    room = watched
    a_stay(room)
    room.clock.time = at("23:59") + timedelta(days=7)
    purges(room, step_by_step=True)
    assert count(room, Visit, CheckIn) == [1, 1]
    assert {"person_seated", "checked_in", "visit_ended"} <= kinds(room)
    room.clock.time = at("00:00") + timedelta(days=8)
    purges(room, step_by_step=True)
    assert count(room, Visit, CheckIn, LateCheck) == [0, 0, 0]
    assert not {"person_arrived", "person_seated", "episode_begun", "checked_in", "visit_ended"} & kinds(room)
    assert summaries.summary(room.house, room.site_id, "2026-11-22").visits.begun == 1
    assert whole(room)


def test_who_is_here_over_midnight_stays_whole_and_others_go(watched: Room) -> None:
    """Nothing of a row that stays goes, and what speaks of the others does."""
    room = watched
    room.clock.time = at("23:50")
    over_midnight = room.seats("3")
    short = room.seats("4")
    room.clock.pass_(minutes=5)
    room.does(visits.end, short)
    room.clock.pass_(minutes=10)
    room.does(visits.end, over_midnight)
    room.clock.time = at("12:00") + timedelta(days=8)
    purges(room, step_by_step=True)
    assert count(room, Visit) == [1]
    assert {fact["visit"] for fact in room.facts() if "visit" in fact} == {str(over_midnight)}
    assert summaries.summary(room.house, room.site_id, "2026-11-23").visits.already_here == 1
    room.clock.time = at("00:00") + timedelta(days=9)
    purges(room, step_by_step=True)
    assert count(room, Visit) == [0]
    assert not [fact for fact in room.facts() if "visit" in fact]


def test_a_response_goes_after_thirty_days_and_outlives_the_stay(watched: Room) -> None:
    room = watched
    visit = room.seats("3")
    response = a_response(room, visit)
    room.does(visits.end, visit)
    room.clock.time = at("00:00") + timedelta(days=8)
    purges(room, step_by_step=True)
    assert count(room, Visit, Response, ResponseAction) == [0, 1, 1]
    room.clock.time = at("12:00") + timedelta(days=29)
    outcome = {"state": "awake", "place": "left", "ambulance": "not_called"}
    room.does(responses.outcome, response, said=outcome)
    room.does(responses.amend, response, said={"kind": "slow_breathing"})
    purges(room, step_by_step=True)
    assert count(room, Response) == [1]
    assert summaries.summary(room.house, room.site_id, "2026-11-22").responses.complete == 1
    room.clock.time = at("00:00") + timedelta(days=31)
    purges(room, step_by_step=True)
    assert count(room, Response, ResponseAction) == [0, 0]
    assert not [fact for fact in room.facts() if "response" in fact]
    told = summaries.summary(room.house, room.site_id, "2026-11-22")
    assert (told.responses.count, told.responses.complete, told.responses.doses) == (1, 1, 1)
    assert whole(room)


def keeps(room: Room, kept: Kept) -> None:
    with room.house.db.write() as session:
        session.execute(update(Site).where(Site.id == room.site_id).values(kept=kept.as_json()))


def test_all_else_goes_last_and_how_things_stand_does_not(watched: Room) -> None:
    """The team's times and names after a site's own three days; not that the room is closed since then."""
    room = watched
    keeps(room, Kept(1, 2, 3))
    shift = room.does(shifts.open_shift, by="Ana")["id"]
    ana = room.staff("Ana")
    room.does(staff.staff_on_shift, said={"staff": ana, "place": StaffPlace.FLOOR})
    room.clock.pass_(minutes=60)
    room.does(shifts.close)
    room.does(rooms.set_room, said={"state": RoomState.CLOSED, "reason": RoomReason.STAFF})
    room.clock.time = at("23:00") + timedelta(days=3)
    purges(room, step_by_step=True)
    assert count(room, StaffPresence) == [1]
    room.clock.time = at("00:00") + timedelta(days=4)
    purges(room, step_by_step=True)
    assert count(room, StaffPresence) == [0]
    assert kinds(room) == {"room_closed", "purged"}
    with room.house.db.read() as session:
        row = session.get_one(Shift, UUID(shift))
        assert (row.opened_by, row.closed_by, row.staying) == ("", None, [])
    told = summaries.summary(room.house, room.site_id, shift)
    assert (told.house.staff, told.visits.begun) == ({"floor": 3600}, 0)
    yesterday = summaries.summary(room.house, room.site_id, "2026-11-25")
    assert yesterday.house.closed == {"staff": DAY * 60}
    assert whole(room)
    room.clock.time = at("00:00") + timedelta(days=10)
    purges(room, step_by_step=True)
    assert whole(room)
    assert kinds(room) == {"room_closed", "purged"}


def test_what_goes_on_never_goes(watched: Room) -> None:
    """A stay, a response, a shift and the staff on it, for half a year."""
    room = watched
    began = room.clock.time
    room.does(shifts.open_shift)
    ana = room.staff("Ana")
    room.does(staff.staff_on_shift, said={"staff": ana, "place": StaffPlace.FLOOR})
    visit = room.seats("3")
    response = UUID(room.does(responses.start, said={"visit": visit})["id"])
    before = room.facts()
    room.clock.pass_(minutes=180 * DAY)
    purges(room)
    assert count(room, Visit, Response, Shift, StaffPresence) == [1, 1, 1, 1]
    assert room.facts() == before
    assert purge.held_back(room.house, room.site_id) == began
    room.does(visits.end, visit)
    room.does(shifts.close)
    room.clock.pass_(minutes=33 * DAY)
    assert purge.held_back(room.house, room.site_id) == began
    room.does(responses.over, response)
    assert purge.held_back(room.house, room.site_id) is None


@pytest.mark.parametrize("days", [31, 36])
def test_nobody_is_called_to_a_response_that_was_deleted(watched: Room, days: int) -> None:
    """By its record that was left open on a tablet, or an act that comes late; it is no new one."""
    room = watched
    visit = room.seats("3")
    response = made_at(room.clock.time)
    room.does(responses.start, said={"visit": visit}, key=response)
    room.does(responses.over, response)
    happened = room.clock.time
    room.does(visits.end, visit)
    room.clock.time += timedelta(days=days)
    room.sweeps()
    purges(room)
    with pytest.raises(Refused) as refused:
        room.does(responses.amend, response, said={"kind": "slow_breathing"}, happened_at=happened)
    assert refused.value.code is Code.RESPONSE_GONE
    assert room.board()["responses"] == []


def test_however_many_stays_are_kept_a_question_holds_as_many_values(room: Room) -> None:
    """A database takes so many and no more."""

    def values() -> int:
        with room.house.db.read() as session:
            where = purge_facts.which(session, room.site_id, Speaks.STAYS, room.clock.time, 0)
            asked = select(JournalEntry.id).where(*where).compile(compile_kwargs={"render_postcompile": True})
            return len(asked.params)

    few = values()
    for _ in range(3):
        room.does(visits.arrive)
    assert values() == few


def test_undo_and_a_late_entry_work_up_to_the_last_hour(watched: Room) -> None:
    room = watched
    a_stay(room)
    room.clock.time = at("14:00") + timedelta(days=6, hours=23)
    purges(room)
    told = room.does(visits.arrive, said={"booth": room.booth("4")}, happened_at=at("15:00"), from_paper=True)
    act = UUID(told["id"])
    purges(room)
    assert count(room, Visit) == [2]
    room.does(undo.undo, said={"target": act})
    assert summaries.summary(room.house, room.site_id, "2026-11-22").visits.begun == 1


def test_paper_of_a_day_whose_figures_are_made_is_not_taken(watched: Room) -> None:
    """Where stays are kept for less than paper: it would count nowhere."""
    room = watched
    keeps(room, Kept(2, 30, 90))
    a_stay(room)
    room.clock.time = at("15:00") + timedelta(days=2)
    purges(room)
    typed = {"booth": room.booth("4")}
    room.does(visits.arrive, said=typed, happened_at=at("15:00"), from_paper=True)
    assert summaries.summary(room.house, room.site_id, "2026-11-22").visits.begun == 2
    room.clock.time = at("15:00") + timedelta(days=3)
    purges(room)
    with pytest.raises(Refused) as refused:
        room.does(visits.arrive, said=typed, happened_at=at("15:00"), from_paper=True)
    assert refused.value.code is Code.PAPER_TOO_OLD


def test_contents_that_went_without_a_purge_are_a_break(room: Room) -> None:
    """Where, exactly; also when a purge took others around it."""
    a_stay(room)
    room.does(rooms.set_room, said={"state": RoomState.CLOSED, "reason": RoomReason.STAFF})
    room.clock.time = at("00:00") + timedelta(days=8)
    purges(room)
    assert whole(room)
    with room.house.db.write() as session:
        [seq] = session.scalars(select(JournalEntry.seq).where(JournalEntry.kind == "room_closed"))
        session.execute(delete(JournalEntry).where(JournalEntry.seq == seq))
    verdict = proof.verify(room.house, room.site_id)
    assert (verdict.state, verdict.at, verdict.fault) == (State.BROKEN, seq, Fault.GONE)


def test_who_left_the_team_and_what_was_revoked_is_forgotten_by_name(room: Room) -> None:
    ana, sam = room.staff("Ana"), room.staff("Sam")
    with room.house.db.write() as session:
        session.execute(update(Staff).where(Staff.id == ana).values(active=False))
        wall = room.furnished.devices["display"]
        session.execute(update(Device).where(Device.id == wall).values(revoked_at=room.clock.time))
    room.clock.time = at("12:00") + timedelta(days=91)
    purges(room)
    with room.house.db.read() as session:
        assert list(session.scalars(select(Staff.id))) == [sam]
        assert "The display" not in set(session.scalars(select(Device.name)))


def test_nothing_goes_by_a_clock_that_cannot_be_believed(watched: Room) -> None:
    room = watched
    a_stay(room)
    room.clock.pass_(minutes=8 * DAY)
    suspect(room)
    purge.begin(room.house, room.site_id)
    assert purge.waits_for(room.house, room.site_id) is Waits.CLOCK
    assert not purge.go_on(room.house, room.site_id)
    assert count(room, Visit) == [1]


def suspect(room: Room) -> None:
    notices.say(room.house, NoticeKind.CLOCK_SUSPECT, facts.ClockSuspected(room.clock.time, stepped=9.0))


def test_what_would_go_is_what_goes(room: Room) -> None:
    a_stay(room)
    room.clock.pass_(minutes=9 * DAY)
    would: dict[str, Any] = {name: n for name, n in purge.would_go(room.house, room.site_id).items() if n}
    assert would["stays: visits"] == 1
    purges(room)
    done = purge.newest(room.house, room.site_id)
    assert done is not None
    contents = {name for name in would if name.endswith(": facts")}
    assert done.facts == sum(would[name] for name in contents)
    assert done.rows == sum(number for name, number in would.items() if name not in contents)
    assert not any(purge.would_go(room.house, room.site_id).values())


def test_another_site_keeps_what_is_its(room: Room, elsewhere: Room) -> None:
    a_stay(room)
    a_stay(elsewhere)
    room.clock.pass_(minutes=9 * DAY)
    purges(room)
    assert count(elsewhere, Visit) == [1]
    assert whole(elsewhere)
    with room.house.db.read() as session:
        assert session.get(PurgeRun, elsewhere.site_id) is None
