"""Findings of a walk that come late, or from a tablet whose picture was old."""

from uuid import UUID, uuid4

import pytest

from ops.domain.words import Answer, Found
from ops.services import visits, walks
from tests.services.room import Room, at
from tests.services.walking import (
    EMPTY,
    HERE,
    SOMEONE_ELSE,
    begins,
    finds,
    in_seat,
    kept,
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


@pytest.mark.parametrize("found", Found)
def test_what_is_older_than_a_newer_look_changes_nothing_and_is_kept(
    watched: Room, visit: UUID, walk: UUID, found: Found
) -> None:
    watched.looks_in(visit, Answer.KEEP_AN_EYE)
    watched.clock.pass_(minutes=1)
    before = watched.board()["booths"]
    answer = finds(watched, walk, "1", found, visit, happened_at=at("14:02"))
    assert answer["late"] is True
    assert watched.board()["booths"] == before
    assert kept(watched) == [("using", found.value, False, True)]
    assert wrong(watched) == []


def test_a_seat_that_somebody_had_and_left_since(watched: Room, walk: UUID) -> None:
    """A tablet without Wi-Fi saw them there at 14:04; the others seated and moved them."""
    watched.clock.pass_(minutes=1)
    seated = watched.seats("2")
    watched.clock.pass_(minutes=2)
    watched.does(visits.move, seated, said={"booth": watched.booth("3")})
    watched.clock.pass_(minutes=3)
    answer = finds(watched, walk, "2", HERE, happened_at=at("14:05"))
    assert answer["late"] is True
    assert in_seat(watched, "2") is None
    third = watched.seats("4")
    watched.does(visits.end, third)
    watched.clock.pass_(minutes=3)
    assert finds(watched, walk, "4", HERE, happened_at=at("14:08"))["late"] is True
    assert in_seat(watched, "4") is None


def test_whoever_was_seen_there_was_seen_wherever_they_are_by_now(
    watched: Room, visit: UUID, walk: UUID
) -> None:
    watched.clock.pass_(minutes=2)
    watched.does(visits.move, visit, said={"booth": watched.booth("3")})
    watched.clock.pass_(minutes=2)
    answer = finds(watched, walk, "1", HERE, visit, happened_at=at("14:04"))
    assert answer["late"] is True
    moved = person(watched, visit)
    assert (moved["booth"], moved["due_at"]) == ("3", "2026-11-22T14:09:00.000Z")
    assert in_seat(watched, "1") is None


def test_a_tablet_that_has_somebody_of_before_there_means_who_is_there(
    watched: Room, visit: UUID, walk: UUID
) -> None:
    """It was away while they changed; it says what it sees, and that is the newest."""
    watched.does(visits.end, visit)
    other = watched.seats("1", otherwise=True)
    watched.clock.pass_(minutes=1)
    finds(watched, walk, "1", SOMEONE_ELSE, visit)
    assert person(watched, other)["last_look_at"] == "2026-11-22T14:04:00.000Z"
    assert kept(watched) == [("using", "here", False, True)]
    watched.clock.pass_(minutes=1)
    finds(watched, walk, "1", EMPTY, visit)
    assert person(watched, other)["state"] == "looked_for"


def test_who_was_said_to_have_left_and_sits_there_is_back(watched: Room, visit: UUID, walk: UUID) -> None:
    watched.does(visits.end, visit)
    watched.clock.pass_(minutes=1)
    answer = finds(watched, walk, "1", HERE, visit)
    assert answer["visit"]["id"] == str(visit)
    back = person(watched, visit)
    assert (back["state"], back["due_at"]) == ("using", "2026-11-22T14:09:00.000Z")
    assert wrong(watched) == ["empty"]


def test_a_walk_that_the_server_does_not_know_begins_with_what_was_found(watched: Room, visit: UUID) -> None:
    made_offline = uuid4()
    finds(watched, made_offline, "1", HERE, visit)
    under_way = walk_of(watched)
    assert under_way is not None
    assert (under_way["id"], len(under_way["found"])) == (str(made_offline), 1)
    # Another tablet's own id joins it, and so does its "done".
    answer = finds(watched, uuid4(), "2", EMPTY, device="responder")
    assert answer["walk"] == str(made_offline)
    watched.does(walks.end, uuid4(), device="responder")
    assert walk_of(watched) is None


def test_what_is_found_after_the_end_still_counts(watched: Room, visit: UUID, walk: UUID) -> None:
    watched.does(walks.end, walk)
    watched.clock.pass_(minutes=1)
    answer = finds(watched, walk, "1", HERE, visit)
    assert answer["walk"] == str(walk)
    assert walk_of(watched) is None
    assert person(watched, visit)["due_at"] == "2026-11-22T14:09:00.000Z"
