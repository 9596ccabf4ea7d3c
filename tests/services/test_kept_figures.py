"""Figures that stay when their rows go: the same numbers, and nobody in them."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from ops.db import Base, Database
from ops.domain.errors import Refused
from ops.domain.retention import Kept, Speaks
from ops.domain.summary import Summary
from ops.domain.words import ResponseState
from ops.models import Figures, Response, Site, Visit
from ops.services import responses, shift_list, shifts, summaries, visits
from ops.services.retention import keeping
from tests.services.evening import Evening
from tests.services.room import Room, a_room

SATURDAY = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)


@pytest.fixture
def evening(database: Database) -> Evening:
    """Three hours with a response that is over, handed over."""
    played = Evening(a_room(database), SATURDAY, hours=3, people=12)
    with database.write() as session:
        session.execute(update(Site).values(kept=Kept(1, 4, 4).as_json()))
    played.play()
    return played


def everyone_leaves(room: Room) -> None:
    """An hour later, and the shift is closed."""
    room.clock.pass_(minutes=60)
    with room.house.db.read() as session:
        running = session.scalars(select(Response.id).where(Response.state == ResponseState.RUNNING)).all()
    for response in running:
        room.does(responses.over, response)
    room.clock.pass_(minutes=60)
    room.does(shifts.close, said={"staying": []}, otherwise=True)


def windows_of(room: Room) -> list[str]:
    return [str(line.id) for line in shift_list.shifts(room.house, room.site_id).shifts] + ["2026-11-21"]


def told(room: Room) -> dict[str, Summary]:
    return {which: summaries.summary(room.house, room.site_id, which) for which in windows_of(room)}


def numbers(summary: Summary) -> dict[str, Any]:
    """All that may be kept of it."""
    said = asdict(replace(summary, handover=None, at_the_end=None, stays_gone=False, responses_gone=False))
    for name in ("to_finish", "complete_records"):
        del said["responses"][name]
    return said | {"window": said["window"] | {"as_of": None}}


def keep(room: Room, of: Speaks) -> int:
    with room.house.db.read() as session:
        site = session.get_one(Site, room.site_id)
        before = keeping.horizon(session, site, of, room.clock.time)
    return sum(1 for _ in iter(lambda: keeping.keep_one(room.house, room.site_id, of, before), False))


def take_all_rows(room: Room) -> None:
    """Whatever a summary was counted from."""
    gone = ("late_check", "check_in", "response_person", "response_left", "response_action", "response_alias")
    with room.house.db.write() as session:
        for name in (*gone, "supply_move", "oxygen_draw", "response", "visit", "staff_presence", "journal"):
            session.execute(delete(Base.metadata.tables[name]))


def test_kept_figures_are_the_numbers_that_the_rows_told(evening: Evening) -> None:
    room = evening.room
    everyone_leaves(room)
    room.clock.pass_(minutes=5 * 24 * 60)
    before, listed = told(room), shift_list.shifts(room.house, room.site_id)
    assert all(summary.visits.begun or summary.visits.already_here for summary in before.values())
    for of in Speaks:
        assert keep(room, of) > 0
        assert keep(room, of) == 0
    take_all_rows(room)
    after = told(room)
    for which, summary in before.items():
        assert after[which].stays_gone
        assert numbers(after[which]) == numbers(summary)
    assert shift_list.shifts(room.house, room.site_id) == listed
    with pytest.raises(Refused):
        summaries.summary(room.house, room.site_id, "2026-11-20")


def test_no_figure_names_a_seat_a_response_or_anybody(evening: Evening) -> None:
    room = evening.room
    everyone_leaves(room)
    room.clock.pass_(minutes=5 * 24 * 60)
    for of in Speaks:
        keep(room, of)
    with room.house.db.read() as session:
        kept = [str([row.stays, row.responses, row.house]) for row in session.scalars(select(Figures))]
        named = [str(response) for response in session.scalars(select(Response.id))]
        named += [str(visit) for visit in session.scalars(select(Visit.id))]
    words = ["inject", "smoke", "route", "substance", "handle", "Ana", "Bo'", "Cleo", "booth_name", "seat'"]
    assert [word for word in (*words, *named) if any(word in one for one in kept)] == []


def test_what_was_kept_is_never_counted_again(evening: Evening) -> None:
    """A late entry, or rows that are gone: the figures stay what they are."""
    room = evening.room
    everyone_leaves(room)
    room.clock.pass_(minutes=3 * 24 * 60 - 60)
    before = told(room)
    assert keep(room, Speaks.STAYS) > 0
    with room.house.db.write() as session:
        for name in ("late_check", "check_in"):
            session.execute(delete(Base.metadata.tables[name]))
    for which, summary in told(room).items():
        assert (summary.stays_gone, summary.responses_gone) == (True, False)
        assert summary.looks == before[which].looks
        assert summary.responses == before[which].responses
    assert keep(room, Speaks.RESPONSES) == 0


def test_who_is_still_here_and_a_shift_that_is_open_hold_it_back(room: Room) -> None:
    """Nothing of a window goes while anything in it goes on."""
    visit = room.seats("3")
    room.clock.pass_(minutes=20 * 24 * 60)
    assert keep(room, Speaks.STAYS) == 0
    shift = room.does(shifts.open_shift)["id"]
    room.does(visits.end, visit)
    room.clock.pass_(minutes=7 * 24 * 60)
    # The day after which it was over for seven days has not ended by then.
    assert keep(room, Speaks.STAYS) == 20
    room.clock.pass_(minutes=20 * 24 * 60)
    assert keep(room, Speaks.STAYS) == 1
    assert str(shift) not in kept_keys(room)
    room.does(shifts.close)
    room.clock.pass_(minutes=7 * 24 * 60)
    assert keep(room, Speaks.STAYS) == 26 + 1
    assert str(shift) in kept_keys(room)


def kept_keys(room: Room) -> set[str]:
    with room.house.db.read() as session:
        return set(session.scalars(select(Figures.key)))
