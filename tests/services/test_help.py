"""A worker's own call for help: told to the other tablets, never to a wall, reset there or by two."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.escalation import Step
from ops.domain.words import Audience, HelpOver, StaffPlace, Subject, ToldBy
from ops.models import Site
from ops.services import help_calls, undo
from ops.services.ways_in import staff
from tests.services.room import Room, at
from tests.services.test_told import outbox, sending, steps, tells, until

OUTSIDE = Step(Subject.HELP, 60, ToldBy.WEBHOOK, "manager", "https://alerts.example.org/manager")


def asks(room: Room, **of: Any) -> UUID:
    return UUID(room.does(help_calls.ask, **of)["id"])


def standing(room: Room) -> list[dict[str, Any]]:
    calls: list[dict[str, Any]] = room.board()["room"]["help"]
    return calls


def on_shift(room: Room, *names: str) -> None:
    for name in names:
        person = room.staff(name)
        room.does(staff.staff_on_shift, said={"staff": person, "place": StaffPlace.FLOOR})


def test_tablets_are_told_where_and_no_wall_is(watched: Room) -> None:
    call = asks(watched)
    [told] = standing(watched)
    assert (told["id"], told["where"], told["who"]) == (str(call), "The floor", None)
    assert (told["began_at"], told["loud_at"]) == ("2026-11-22T14:00:00.000Z", "2026-11-22T14:00:10.000Z")
    for audience in (Audience.WALL, Audience.WAITING):
        board = watched.board(audience)
        assert "help" not in board["room"]
        assert board["room"].get("says") is None
    again = watched.does(help_calls.ask)
    assert (again["id"], again["repeat"]) == (str(call), True)
    other = asks(watched, device="responder")
    assert [one["id"] for one in standing(watched)] == sorted([str(call), str(other)])


def test_walls_say_what_the_site_chose_and_nothing_else(watched: Room) -> None:
    with watched.house.db.write() as session:
        session.get_one(Site, watched.site_id).help_phrase = "Team call"
    assert watched.board(Audience.WALL)["room"]["says"] is None
    call = asks(watched)
    assert watched.board(Audience.WALL)["room"]["says"] == "Team call"
    assert "says" not in watched.board(Audience.WAITING)["room"]
    watched.does(help_calls.reset, call)
    assert watched.board(Audience.WALL)["room"]["says"] is None


def test_it_is_never_refused_for_its_clock(watched: Room) -> None:
    watched.does(help_calls.ask, happened_at=at("19:00"))
    [fact] = watched.facts("help_asked")
    assert fact["marks"] == ["clock_ahead"]
    assert standing(watched)[0]["began_at"] == "2026-11-22T14:00:00.000Z"


def test_where_it_was_raised_one_tap_ends_it(watched: Room) -> None:
    call = asks(watched)
    watched.does(help_calls.reset, call)
    assert standing(watched) == []
    assert watched.does(help_calls.reset, call, device="responder")["repeat"] is True
    [fact] = watched.facts("help_reset")
    assert "present" not in fact


def test_elsewhere_two_who_are_on_shift_end_it_with_a_reason(watched: Room) -> None:
    on_shift(watched, "Ana", "Bo", "Cy")
    watched.staff("Dee")
    call = asks(watched, by="Ana")
    for said in (
        {},
        {"first": "Bo", "why": HelpOver.ALL_WELL},
        {"first": "Bo", "second": "Ana", "why": HelpOver.ALL_WELL},
        {"first": "Bo", "second": "Dee", "why": HelpOver.ALL_WELL},
        {"first": "Bo", "second": "Cy"},
    ):
        with pytest.raises(Refused) as refused:
            watched.does(help_calls.reset, call, device="responder", said=said)
        assert refused.value.code is Code.TWO_NEEDED
    said = {"first": "Bo", "second": "Cy", "why": HelpOver.WITH_THEM}
    watched.does(help_calls.reset, call, device="responder", said=said)
    assert standing(watched) == []
    [fact] = watched.facts("help_reset")
    assert (fact["present"], fact["why"]) == (["Bo", "Cy"], "with_them")


def test_going_quiets_it_for_a_while_and_is_taken_back(watched: Room) -> None:
    call = asks(watched)
    going = watched.command("going", device="responder")
    help_calls.going(watched.house, going, call)
    watched.screens_follow()
    [told] = standing(watched)
    assert (told["going"], told["going_until"]) == ("The responder", "2026-11-22T14:02:00.000Z")
    watched.does(undo.undo, said={"target": going.id})
    [told] = standing(watched)
    assert (told["going"], told["going_until"]) == (None, None)


def test_a_slip_is_taken_back_and_so_is_an_end_that_was_one(watched: Room) -> None:
    slip = watched.command("ask")
    help_calls.ask(watched.house, slip)
    watched.does(undo.undo, said={"target": slip.id})
    assert standing(watched) == []
    call = asks(watched)
    end = watched.command("reset")
    help_calls.reset(watched.house, end, call)
    watched.does(undo.undo, said={"target": end.id})
    assert [one["id"] for one in standing(watched)] == [str(call)]


def test_somebody_outside_is_told_to_look_when_nobody_goes(watched: Room) -> None:
    tells(watched, OUTSIDE)
    call = asks(watched, by=None)
    until(watched, "14:00:50")
    watched.does(help_calls.going, call, device="responder")
    until(watched, "14:03:49")
    assert steps(watched) == []
    until(watched, "14:03:50")
    assert steps(watched) == [("manager", "14:03:50")]
    letter = sending(watched)
    assert letter is not None
    assert (letter.booth, letter.place) == (None, None)
    watched.does(help_calls.reset, call)
    assert outbox(watched)[0].withdrawn_at is not None


def test_another_site_knows_nothing_of_it(watched: Room, elsewhere: Room) -> None:
    call = asks(watched)
    with pytest.raises(Refused) as refused:
        elsewhere.does(help_calls.going, call)
    assert refused.value.code is Code.NOT_FOUND
    with pytest.raises(Refused):
        watched.does(help_calls.reset, uuid4())
