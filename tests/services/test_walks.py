"""A walk from seat to seat: what is found takes effect, and is kept beside what the board had."""

from uuid import UUID, uuid4

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.words import Answer, Found, RoomReason, RoomState, Where
from ops.services import responses, rooms, visits, walks
from ops.services.undo import undo
from tests.services.room import Room, at
from tests.services.walking import (
    ASLEEP,
    EMPTY,
    HERE,
    SOMEONE_ELSE,
    begins,
    finds,
    in_seat,
    kept,
    looks,
    person,
    walk_of,
    wrong,
)


@pytest.fixture
def visit(watched: Room) -> UUID:
    """Somebody in booth 1 since 14:00; it is 14:03."""
    seated = watched.seats("1")
    watched.clock.pass_(minutes=3)
    return seated


@pytest.fixture
def walk(watched: Room, visit: UUID) -> UUID:
    return begins(watched)


def test_a_walk_begins_and_a_second_tablet_joins_it(watched: Room, visit: UUID) -> None:
    walk = begins(watched)
    assert walk_of(watched) == {
        "id": str(walk),
        "kind": "walk_round",
        "began_at": "2026-11-22T14:03:00.000Z",
        "found": [],
    }
    again = watched.does(walks.begin, device="responder")
    assert (again["id"], again["repeat"]) == (str(walk), True)
    assert len(watched.facts("walk_begun")) == 1


def test_here_is_a_look(watched: Room, visit: UUID, walk: UUID) -> None:
    finds(watched, walk, "1", HERE, visit)
    assert person(watched, visit)["due_at"] == "2026-11-22T14:08:00.000Z"
    finds(watched, walk, "1", ASLEEP, visit, happened_at=at("14:03"))
    watched.clock.pass_(minutes=1)
    finds(watched, walk, "1", ASLEEP, visit)
    asleep = person(watched, visit)
    assert (asleep["answer"], asleep["asleep_in_a_row"]) == ("asleep", 1)
    assert looks(watched) == [("ok", True), ("asleep", True), ("asleep", True)]
    assert kept(watched)[0] == ("using", "here", False, True)
    assert wrong(watched) == []


@pytest.mark.parametrize(
    ("worry", "due"),
    [(Answer.KEEP_AN_EYE, "2026-11-22T14:06:00.000Z"), (Answer.HARD_TO_ROUSE, "2026-11-22T14:07:00.000Z")],
)
def test_here_ends_no_worry(watched: Room, visit: UUID, walk: UUID, worry: Answer, due: str) -> None:
    """It says that they are in place; only "OK, awake" says that they are well."""
    watched.looks_in(visit, worry)
    watched.clock.pass_(minutes=1)
    finds(watched, walk, "1", HERE, visit)
    shown = person(watched, visit)
    assert (shown["answer"], shown["due_at"]) == (worry.value, due)
    assert looks(watched)[-1] == (worry.value, True)


def test_an_empty_seat_of_somebody_means_they_are_looked_for(watched: Room, visit: UUID, walk: UUID) -> None:
    finds(watched, walk, "1", EMPTY, visit)
    gone = person(watched, visit)
    assert (gone["state"], gone["due_at"]) == ("looked_for", "2026-11-22T14:05:00.000Z")
    assert kept(watched) == [("using", "empty", True, True)]
    assert wrong(watched) == ["using"]
    assert walk_of(watched)["found"] == [  # type: ignore[index]
        {"booth": watched.booth("1"), "seat": "A", "found": "empty", "differs": True}
    ]


def test_someone_of_whom_nobody_had_told(watched: Room, walk: UUID) -> None:
    answer = finds(watched, walk, "5", HERE, seat="B")
    came = in_seat(watched, "5", "B")
    assert came is not None
    assert came["id"] == answer["id"] == answer["visit"]["id"]
    assert (came["state"], came["handle"] is not None, came["due_at"]) == (
        "using",
        True,
        "2026-11-22T14:08:00.000Z",
    )
    assert "handle" not in answer["visit"]
    assert kept(watched) == [("empty", "here", True, True)]
    assert wrong(watched) == ["empty"]
    assert [fact["seat"] for fact in watched.facts("person_seated")] == ["A", "B"]


def test_someone_found_asleep_is_asleep_from_the_start(watched: Room, walk: UUID) -> None:
    finds(watched, walk, "Aftercare", ASLEEP, seat="C")
    came = in_seat(watched, "Aftercare", "C")
    assert came is not None
    assert (came["state"], came["answer"], came["asleep_in_a_row"]) == ("aftercare", "asleep", 1)


def test_someone_in_a_closed_room_in_an_unwiped_booth_is_one_error(
    watched: Room, visit: UUID, walk: UUID
) -> None:
    watched.does(visits.end, visit)
    watched.does(rooms.set_room, said={"state": RoomState.CLOSED, "reason": RoomReason.STAFF})
    watched.clock.pass_(seconds=30)
    finds(watched, walk, "1", SOMEONE_ELSE)
    assert in_seat(watched, "1") is not None
    assert wrong(watched) == ["empty"]
    (tile,) = [tile for tile in watched.board()["booths"] if tile["name"] == "1"]
    assert tile["cleaning_since"] is None


def test_an_empty_seat_is_as_the_board_has_it(watched: Room, walk: UUID) -> None:
    version = watched.board()["booths"]
    finds(watched, walk, "2", EMPTY)
    assert watched.board()["booths"] == version
    assert kept(watched) == [("empty", "empty", False, True)]
    assert wrong(watched) == []


def test_someone_else_takes_the_seat_and_the_other_is_looked_for_beside(
    watched: Room, visit: UUID, walk: UUID
) -> None:
    answer = finds(watched, walk, "1", SOMEONE_ELSE, visit)
    new = in_seat(watched, "1")
    beside = in_seat(watched, "1", "+1")
    assert new is not None
    assert beside is not None
    assert (new["id"], new["state"]) == (answer["id"], "using")
    assert (beside["id"], beside["state"]) == (str(visit), "looked_for")
    assert wrong(watched) == ["using"]


def test_who_was_out_and_is_back(watched: Room, visit: UUID, walk: UUID) -> None:
    watched.does(visits.step_out, visit, said={"to": Where.SMOKE})
    watched.clock.pass_(minutes=1)
    finds(watched, walk, "1", EMPTY, visit)
    assert person(watched, visit)["state"] == "stepped_out"
    watched.clock.pass_(minutes=1)
    finds(watched, walk, "1", HERE, visit)
    assert person(watched, visit)["state"] == "using"
    assert kept(watched) == [
        ("stepped_out", "empty", False, True),
        ("stepped_out", "here", True, True),
    ]
    assert wrong(watched) == ["stepped_out"]


@pytest.mark.parametrize("found", Found)
def test_where_a_response_runs_the_seat_is_only_ticked(
    watched: Room, visit: UUID, walk: UUID, found: Found
) -> None:
    watched.does(responses.start, said={"visit": visit})
    before = watched.board()["booths"]
    finds(watched, walk, "1", found, visit)
    assert watched.board()["booths"] == before
    assert kept(watched) == [("using", found.value, False, True)]
    assert (looks(watched), wrong(watched)) == ([], [])


def test_done_tells_what_was_seen(watched: Room, visit: UUID, walk: UUID) -> None:
    finds(watched, walk, "1", EMPTY, visit)
    finds(watched, walk, "2", EMPTY)
    watched.clock.pass_(minutes=1)
    finds(watched, walk, "2", EMPTY)
    watched.does(walks.end, walk)
    (ended,) = watched.facts("walk_ended")
    # Four single booths, one for two, six in aftercare.
    assert (ended["seen"], ended["differing"], ended["unseen"]) == (2, 1, 10)
    assert (ended["what"], ended["at"]) == ("walk_round", at("14:04"))
    assert watched.does(walks.end, walk)["repeat"] is True
    assert len(watched.facts("walk_ended")) == 1


def test_a_walk_nobody_said_done_to_is_not_joined_hours_later(watched: Room, visit: UUID, walk: UUID) -> None:
    finds(watched, walk, "1", HERE, visit)
    watched.clock.pass_(minutes=31)
    later = begins(watched)
    assert later != walk
    assert [fact["walk"] for fact in watched.facts("walk_ended")] == [str(walk)]


@pytest.mark.parametrize("found", Found)
def test_each_finding_can_be_undone(watched: Room, visit: UUID, walk: UUID, found: Found) -> None:
    before = watched.board()["booths"]
    answer = finds(watched, walk, "1", found, visit)
    watched.clock.pass_(seconds=4)
    watched.does(undo, said={"target": UUID(answer["id"])})
    assert watched.board()["booths"] == before
    assert walk_of(watched)["found"] == []  # type: ignore[index]
    assert kept(watched)[0][3] is False
    assert all(not counts for _, counts in looks(watched))


def test_somebody_who_was_never_there_after_all(watched: Room, walk: UUID) -> None:
    before = watched.board()["booths"]
    answer = finds(watched, walk, "4", HERE)
    watched.clock.pass_(seconds=4)
    watched.does(undo, said={"target": UUID(answer["id"])})
    assert watched.board()["booths"] == before
    assert watched.board()["waiting"] == []


def test_begin_and_end_can_be_undone(watched: Room, visit: UUID, walk: UUID) -> None:
    watched.does(undo, said={"target": walk})
    assert walk_of(watched) is None
    again = begins(watched)
    done = watched.does(walks.end, again)
    watched.does(undo, said={"target": UUID(done["id"])})
    assert walk_of(watched)["id"] == str(again)  # type: ignore[index]


def test_a_walk_in_which_something_was_found_is_not_unbegun(watched: Room, visit: UUID, walk: UUID) -> None:
    finds(watched, walk, "1", HERE, visit)
    with pytest.raises(Refused) as no:
        watched.does(undo, said={"target": walk})
    assert no.value.code is Code.UNDO_TOO_LATE


def test_seats_people_and_walks_of_another_site_are_as_unknown_as_none(
    watched: Room, walk: UUID, elsewhere: Room
) -> None:
    theirs, their_walk = elsewhere.seats("1"), begins(elsewhere)
    for said, field in (
        ({"booth": elsewhere.booth("1"), "seat": "A"}, "booth"),
        ({"booth": watched.booth("1"), "seat": "Q"}, "seat"),
        ({"booth": watched.booth("1"), "seat": "A", "visit": theirs}, "visit"),
        ({"booth": watched.booth("1"), "seat": "A", "visit": uuid4()}, "visit"),
    ):
        with pytest.raises(Refused) as no:
            watched.does(walks.found, walk, said={"found": HERE} | said)
        assert (no.value.code, no.value.field) == (Code.NOT_FOUND, field)
    with pytest.raises(Refused):
        finds(watched, their_walk, "1", HERE)
    with pytest.raises(Refused):
        watched.does(walks.end, their_walk)
    watched.does(walks.end, walk)
    with pytest.raises(Refused) as nothing:
        watched.does(walks.end, uuid4())
    assert nothing.value.code is Code.NOT_FOUND
    assert kept(watched) == []
