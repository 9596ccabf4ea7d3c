"""*Room needs eyes* as a fact, and the name chips that follow a response."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ops.domain.alarms import alarms_at
from ops.domain.words import Audience, StaffPlace
from ops.models import LateCheck, Visit
from ops.services import board, eyes, responses, visits
from ops.services.board_moment import Moment
from ops.services.house import House
from ops.services.turns import Share
from ops.services.undo import undo
from ops.services.ways_in import staff
from tests.services.room import Room, at

FLOOR, RESPONSE, BREAK = StaffPlace.FLOOR, StaffPlace.RESPONSE, StaffPlace.BREAK


def on_floor(room: Room, *names: str) -> None:
    for name in names:
        person = room.staff(name)
        goes(room, person, FLOOR)


def goes(room: Room, who: int | str, place: StaffPlace | None) -> None:
    room.does(staff.staff_on_shift, said={"staff": who, "place": place})


def places(room: Room) -> dict[str, str]:
    return {person["name"]: person["place"] for person in room.board()["staff"]}


def causes(room: Room, audience: Audience) -> list[str]:
    """What alarms beside the response itself, worst first."""
    alarms = alarms_at(room.board(audience), room.clock(), audience)
    return [alarm.cause for alarm in alarms if not alarm.cause.startswith("response:")]


def begins(room: Room, booth: str = "1", by: str = "Ana") -> UUID:
    """Somebody is found in a bad way; ``by`` is there."""
    response = UUID(room.does(responses.start, said={"booth": room.booth(booth)})["id"])
    room.does(responses.here, response, by=by)
    return response


@pytest.fixture
def alone(watched: Room) -> Room:
    """Three people, looked at at 14:00; one of the team, who is in a response from 14:01 on."""
    for booth in ("1", "2", "3"):
        watched.seats(booth)
    on_floor(watched, "Ana")
    watched.clock.pass_(minutes=1)
    begins(watched)
    return watched


def test_late_checks_are_one_alarm_and_a_fact(alone: Room) -> None:
    alone.clock.pass_(minutes=4, seconds=59)
    alone.sweeps()
    assert alone.board()["room"]["eyes_since"] is None
    alone.clock.pass_(seconds=2)
    alone.sweeps()
    (fact,) = alone.facts("room_needs_eyes")
    assert (fact["at"], fact["waiting"], fact["longest"]) == (at("14:06:01"), 2, 61)
    for audience in (Audience.WALL, Audience.FLOOR):
        assert alone.board(audience)["room"]["eyes_since"] == "2026-11-22T14:06:01.000Z"
        assert causes(alone, audience) == ["eyes"]


def test_what_passes_in_it_was_not_possible(alone: Room) -> None:
    alone.clock.pass_(minutes=5, seconds=1)
    alone.sweeps()
    alone.clock.pass_(minutes=3)
    alone.sweeps()
    with alone.house.db.read() as session:
        rows = session.execute(select(LateCheck.level, LateCheck.not_possible)).all()
    assert sorted((level.value, flag) for level, flag in rows) == [
        ("overdue", True),
        ("overdue", True),
        ("urgent", True),
        ("urgent", True),
    ]
    assert {fact["not_possible"] for fact in alone.facts("check_in_overdue", "check_in_urgent")} == {True}


def test_what_was_late_before_it_stays_late(watched: Room) -> None:
    watched.seats("1")
    watched.seats("2")
    on_floor(watched, "Ana")
    watched.clock.pass_(minutes=6, seconds=30)
    watched.sweeps()
    begins(watched)
    watched.sweeps()
    watched.clock.pass_(minutes=2)
    watched.sweeps()
    late = watched.facts("check_in_overdue")
    assert [fact.get("not_possible") for fact in late] == [None, None]
    (urgent,) = watched.facts("check_in_urgent")
    assert urgent["not_possible"] is True


def test_nothing_is_written_while_nothing_changes(alone: Room) -> None:
    alone.clock.pass_(minutes=5, seconds=1)
    alone.sweeps()
    version = alone.board()["version"]
    for _ in range(5):
        alone.clock.pass_(seconds=1)
        alone.sweeps()
    assert alone.board()["version"] == version


def test_a_board_is_read_again_only_when_the_site_has_gone_on(
    alone: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone.clock.pass_(minutes=6)
    alone.sweeps()
    begun, moment = eyes.Boards(), board.moment
    read: list[int] = []

    def noted(house: House, site_id: int) -> AbstractContextManager[Moment]:
        read.append(site_id)
        return moment(house, site_id)

    monkeypatch.setattr(board, "moment", noted)
    for _ in range(3):
        alone.clock.pass_(seconds=1)
        assert eyes.changing(alone.house, alone.clock(), Share(0, 1), begun) == set()
    assert read == [alone.site_id]
    on_floor(alone, "Bo")
    assert eyes.changing(alone.house, alone.clock(), Share(0, 1), begun) == {alone.site_id}


def test_what_was_read_is_judged_by_the_time_of_now(alone: Room) -> None:
    """Ana said of each that she looks; nobody does anything after it, and nobody looked."""
    known = eyes.Boards()
    alone.clock.pass_(minutes=5, seconds=30)
    with alone.house.db.read() as session:
        people = session.scalars(select(Visit.id)).all()
    for visit in people:
        alone.does(visits.going, visit, by="Ana")
    alone.clock.pass_(seconds=40)
    assert eyes.changing(alone.house, alone.clock(), Share(0, 1), known) == set()
    alone.clock.pass_(minutes=2)
    assert eyes.changing(alone.house, alone.clock(), Share(0, 1), known) == {alone.site_id}


def test_a_site_that_has_gone_is_not_looked_at(alone: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(house: House, site_id: int) -> AbstractContextManager[Moment]:
        raise board.SiteGone

    alone.clock.pass_(minutes=6)
    monkeypatch.setattr(board, "moment", gone)
    assert eyes.changing(alone.house, alone.clock(), Share(0, 1), eyes.Boards()) == set()


def test_it_ends_when_somebody_comes_who_is_free(alone: Room) -> None:
    alone.clock.pass_(minutes=6)
    alone.sweeps()
    on_floor(alone, "Bo")
    alone.clock.pass_(seconds=1)
    alone.sweeps()
    assert alone.board()["room"]["eyes_since"] is None
    (fact,) = alone.facts("room_has_eyes")
    assert fact["since"] == "2026-11-22T14:07:00.000Z"
    # The checks are late ones again, each by itself.
    late = causes(alone, Audience.FLOOR)
    assert len(late) == 2
    assert all(cause.startswith("visit:") for cause in late)


def test_it_ends_with_the_response(alone: Room) -> None:
    alone.clock.pass_(minutes=6)
    alone.sweeps()
    (running,) = alone.board()["responses"]
    alone.does(responses.over, UUID(running["id"]), by="Ana")
    alone.sweeps()
    assert alone.board()["room"]["eyes_since"] is None
    assert len(alone.facts("room_has_eyes")) == 1


def test_who_is_in_the_response_by_name_is_with_it_and_back_when_it_is_over(watched: Room) -> None:
    on_floor(watched, "Ana", "Bo")
    watched.clock.pass_(minutes=1)
    response = begins(watched, by="Ana")
    assert places(watched) == {"Ana": "response", "Bo": "floor"}
    watched.clock.pass_(minutes=1)
    watched.does(responses.log_action, response, said={"kind": "airway"}, by="Bo")
    assert places(watched) == {"Ana": "response", "Bo": "response"}
    watched.clock.pass_(minutes=5)
    watched.does(responses.over, response)
    assert places(watched) == {"Ana": "floor", "Bo": "floor"}
    moved = [(fact["at"], fact["place"]) for fact in watched.facts("staff_moved")][2:]
    assert moved == [
        (at("14:01"), "response"),
        (at("14:02"), "response"),
        (at("14:07"), "floor"),
        (at("14:07"), "floor"),
    ]


def test_who_is_still_in_another_one_stays_with_it(watched: Room) -> None:
    on_floor(watched, "Ana")
    first, second = begins(watched, "1"), begins(watched, "2")
    watched.does(responses.over, first)
    assert places(watched) == {"Ana": "response"}
    watched.does(responses.all_ok, second)
    assert places(watched) == {"Ana": "floor"}


def test_their_own_tap_wins(watched: Room) -> None:
    on_floor(watched, "Ana", "Bo", "Cleo")
    goes(watched, "Bo", BREAK)
    response = begins(watched, by="Ana")
    watched.clock.pass_(minutes=1)
    # Somebody on a break who helps is on no floor to leave.
    watched.does(responses.here, response, by="Bo")
    goes(watched, "Ana", FLOOR)
    goes(watched, "Cleo", RESPONSE)
    assert places(watched) == {"Ana": "floor", "Bo": "break", "Cleo": "response"}
    # Ana has left it; whoever logs in it again has come back.
    watched.clock.pass_(minutes=1)
    watched.does(responses.log_action, response, said={"kind": "airway"}, by="Ana")
    assert places(watched)["Ana"] == "response"
    watched.does(responses.over, response)
    assert places(watched) == {"Ana": "floor", "Bo": "break", "Cleo": "response"}


def test_an_act_from_before_a_tap_moves_nobody(watched: Room) -> None:
    on_floor(watched, "Ana")
    response = UUID(watched.does(responses.start, said={"booth": watched.booth("1")})["id"])
    watched.clock.pass_(minutes=5)
    goes(watched, "Ana", BREAK)
    goes(watched, "Ana", FLOOR)
    watched.does(responses.here, response, by="Ana", happened_at=at("14:02"))
    assert places(watched) == {"Ana": "floor"}


def test_undoing_here_and_over_moves_them_too(watched: Room) -> None:
    on_floor(watched, "Ana")
    watched.clock.pass_(minutes=1)
    response = UUID(watched.does(responses.start, said={"booth": watched.booth("1")})["id"])
    here = watched.does(responses.here, response, by="Ana")
    _undo(watched, here)
    assert places(watched) == {"Ana": "floor"}
    watched.does(responses.here, response, by="Ana")
    watched.clock.pass_(minutes=2)
    over = watched.does(responses.over, response)
    assert places(watched) == {"Ana": "floor"}
    _undo(watched, over)
    assert places(watched) == {"Ana": "response"}


def _undo(room: Room, answer: dict[str, Any]) -> datetime:
    room.does(undo, said={"target": UUID(answer["id"])})
    return room.clock()
