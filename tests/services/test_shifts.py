"""Shifts: opened, handed over, closed by naming who stays; the list of them."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ops.domain.errors import Code, Refused
from ops.domain.words import StaffPlace
from ops.models import Shift, Visit
from ops.services import responses, shift_list, shifts, undo, visits
from ops.services.ways_in import staff
from tests.services.room import Room, at


def close(room: Room, staying: list[UUID], **of: Any) -> dict[str, Any]:
    return room.does(shifts.close, said={"staying": staying}, **of)


def end_of(room: Room, visit: UUID) -> tuple[Any, ...]:
    with room.house.db.read() as session:
        row = session.get_one(Visit, visit)
        return row.state, row.end_kind, row.ended_at


def running(room: Room) -> Any:
    return room.board()["room"]["shift"]


def test_a_room_needs_no_shift(room: Room) -> None:
    assert running(room) is None
    assert room.person(room.seats("3")) is not None


def test_a_shift_has_the_id_of_the_act_that_opened_it(room: Room) -> None:
    person = room.staff("Ana")
    opened = room.does(shifts.open_shift, by=person)
    assert opened["shift"] == {
        "id": opened["id"],
        "opened_at": "2026-11-22T14:00:00.000Z",
        "opened_by": "Ana",
    }
    assert running(room) == opened["shift"]
    assert [fact["shift"] for fact in room.facts("shift_opened")] == [opened["id"]]


def test_opening_twice_is_one_shift(room: Room) -> None:
    first = room.does(shifts.open_shift)
    room.clock.pass_(minutes=2)
    second = room.does(shifts.open_shift, device="responder")
    assert second["repeat"] is True
    assert second["shift"]["id"] == first["id"]
    assert len(room.facts("shift_opened")) == 1


def test_opening_hours_later_is_refused_and_the_room_may_differ(room: Room) -> None:
    first = room.does(shifts.open_shift)
    room.clock.pass_(minutes=480)
    with pytest.raises(Refused) as refused:
        room.does(shifts.open_shift)
    assert (refused.value.code, refused.value.room_may_differ) == (Code.SHIFT_RUNNING, True)
    second = room.does(shifts.open_shift, otherwise=True)
    assert second["closed"]["id"] == first["id"]
    assert running(room)["id"] == second["id"]
    assert [fact["refusal"] for fact in room.facts("board_was_wrong")] == ["shift_running"]


def test_handing_over_closes_and_opens_in_one_commit_and_everyone_stays(room: Room) -> None:
    first = room.does(shifts.open_shift)
    visit = room.seats("3")
    room.clock.pass_(minutes=480)
    second = room.does(shifts.hand_over)
    assert running(room)["id"] == second["id"]
    assert second["closed"]["next"] == second["id"]
    assert second["staying"] == [str(visit)]
    assert room.facts("shift_handed_over") == [
        {
            "kind": "shift_handed_over",
            "at": at("22:00"),
            "by": None,
            "shift": first["id"],
            "next_shift": second["id"],
        }
    ]
    assert room.person(visit) is not None
    assert room.does(shifts.hand_over, device="responder")["repeat"] is True


def test_handing_over_what_nobody_opened_opens_one(room: Room) -> None:
    assert room.does(shifts.hand_over)["id"] == running(room)["id"]


def test_closing_names_who_stays(room: Room) -> None:
    opened = room.does(shifts.open_shift)
    stays, left, waits = room.seats("3"), room.seats("4"), room.seats(None)
    room.clock.pass_(minutes=60)
    room.does(visits.end, left)
    closed = close(room, [stays, left])
    assert closed["closed"]["id"] == opened["id"]
    assert set(closed["staying"]) == {str(stays), str(waits)}
    assert closed["not_recorded"] == []
    assert running(room) is None
    assert room.person(stays) is not None


def test_closing_lists_who_is_still_here_and_changes_nothing(room: Room) -> None:
    opened = room.does(shifts.open_shift)
    named, unnamed = room.seats("3"), room.seats("5", "B")
    with pytest.raises(Refused) as refused:
        close(room, [named])
    assert (refused.value.code, refused.value.room_may_differ) == (Code.PEOPLE_INSIDE, True)
    assert refused.value.beside["still_here"] == [
        {
            "visit": str(unnamed),
            "booth": room.booth("5"),
            "booth_name": "5",
            "seat": "B",
            "state": "using",
            "last_seen_at": "2026-11-22T14:00:00.000Z",
        }
    ]
    assert running(room)["id"] == opened["id"]


def test_a_forgotten_stay_ends_when_last_seen(room: Room) -> None:
    room.does(shifts.open_shift)
    visit = room.seats("3")
    room.clock.pass_(minutes=5)
    room.looks_in(visit)
    room.clock.pass_(minutes=300)
    closed = close(room, [], otherwise=True)
    assert closed["not_recorded"] == [str(visit)]
    assert end_of(room, visit) == ("ended", "not_recorded", at("14:05"))
    assert room.person(visit) is None
    assert [tile["status"] for tile in room.board()["booths"] if tile["name"] == "3"] == ["cleaning"]


def test_someone_in_a_response_always_stays(room: Room) -> None:
    room.does(shifts.open_shift)
    visit = room.seats("3")
    room.does(responses.start, said={"booth": room.booth("3")})
    assert close(room, [])["staying"] == [str(visit)]
    assert room.person(visit) is not None


def test_closing_takes_the_team_off_shift(room: Room) -> None:
    person = room.staff("Ana")
    room.does(shifts.open_shift)
    room.does(staff.staff_on_shift, said={"staff": person, "place": StaffPlace.FLOOR})
    room.clock.pass_(minutes=30)
    close(room, [])
    assert room.board()["staff"] == []
    assert [fact["place"] for fact in room.facts("staff_moved")] == ["floor", "off"]


def test_closing_what_is_not_open_is_refused_and_closing_twice_is_once(room: Room) -> None:
    with pytest.raises(Refused) as refused:
        close(room, [])
    assert refused.value.code is Code.NO_SHIFT
    room.does(shifts.open_shift)
    room.clock.pass_(minutes=60)
    close(room, [])
    room.clock.pass_(minutes=1)
    assert close(room, [])["repeat"] is True
    assert len(room.facts("shift_closed")) == 1


def test_naming_someone_of_another_site_is_refused(room: Room, elsewhere: Room) -> None:
    room.does(shifts.open_shift)
    stranger = elsewhere.seats("3")
    with pytest.raises(Refused) as refused:
        close(room, [stranger])
    assert refused.value.code is Code.NOT_FOUND
    assert running(room) is not None


def test_a_closing_kept_on_a_tablet_never_closes_the_next_shift(room: Room) -> None:
    room.does(shifts.open_shift)
    room.clock.pass_(minutes=480)
    room.does(shifts.hand_over)
    late = room.does(shifts.close, happened_at=at("21:59"))
    assert late["repeat"] is True
    assert running(room) is not None


def test_a_closing_by_mistake_is_undone_whole(room: Room) -> None:
    person = room.staff("Ana")
    opened = room.does(shifts.open_shift)
    room.does(staff.staff_on_shift, said={"staff": person, "place": StaffPlace.FLOOR})
    visit = room.seats("3")
    room.clock.pass_(minutes=30)
    closed = close(room, [], otherwise=True)
    room.clock.pass_(seconds=5)
    room.does(undo.undo, said={"target": UUID(closed["id"])})
    assert running(room)["id"] == opened["id"]
    assert room.person(visit) is not None
    assert [one["place"] for one in room.board()["staff"]] == ["floor"]


def test_a_handover_by_mistake_is_undone_whole(room: Room) -> None:
    opened = room.does(shifts.open_shift)
    room.clock.pass_(minutes=30)
    handed = room.does(shifts.hand_over)
    room.clock.pass_(seconds=5)
    room.does(undo.undo, said={"target": UUID(handed["id"])})
    assert running(room)["id"] == opened["id"]
    with room.house.db.read() as session:
        rows = session.scalars(select(Shift)).all()
        assert [(str(row.id), row.closed_at, row.next_shift_id) for row in rows] == [
            (opened["id"], None, None)
        ]


def test_the_same_act_sent_again_has_the_same_answer(room: Room) -> None:
    command = room.command("shift", act="open")
    first = shifts.open_shift(room.house, command)
    again = shifts.open_shift(room.house, command)
    assert (again.replayed, again.body) == (True, first.body)


def test_the_list_has_shifts_and_days(room: Room) -> None:
    first = room.does(shifts.open_shift)
    room.seats("3")
    room.clock.pass_(minutes=480)
    room.seats("4")
    second = room.does(shifts.hand_over)
    room.clock.pass_(minutes=180)
    response = room.does(responses.start, said={"booth": room.booth("3")})
    room.does(responses.over, UUID(response["id"]))
    listed = shift_list.shifts(room.house, room.site_id)
    lines = [(str(one.id), one.visits, one.responses, one.running, one.to_finish) for one in listed.shifts]
    assert lines == [(second["id"], 1, 1, 0, 1), (first["id"], 1, 0, 0, 0)]
    assert [line.handed_over for line in listed.shifts] == [False, True]
    assert [(line.day.day, line.visits, line.responses) for line in listed.days] == [(23, 0, 1), (22, 2, 0)]
    older = shift_list.shifts(room.house, room.site_id, limit=1)
    assert (len(older.shifts), older.more) == (1, True)
    rest = shift_list.shifts(room.house, room.site_id, before=older.shifts[-1].opened_at)
    assert ([str(line.id) for line in rest.shifts], rest.more) == ([first["id"]], False)


def test_days_begin_with_the_first_fact_and_two_weeks_are_listed(room: Room) -> None:
    """Of the days before it nothing is known: they are not days without visits."""

    def days() -> tuple[int, bool]:
        listed = shift_list.shifts(room.house, room.site_id)
        return len(listed.days), listed.more_days

    assert days() == (1, False)
    room.seats("3")
    room.clock.pass_(minutes=13 * 24 * 60)
    assert days() == (14, False)
    room.clock.pass_(minutes=24 * 60)
    assert days() == (14, True)


def test_a_response_that_runs_is_neither_complete_nor_to_finish(room: Room) -> None:
    room.does(shifts.open_shift)
    room.does(responses.start, said={"booth": room.booth("3")})
    room.clock.pass_(minutes=5)
    room.does(shifts.close)
    (line,) = shift_list.shifts(room.house, room.site_id).shifts
    assert (line.responses, line.running, line.to_finish) == (1, 1, 0)
