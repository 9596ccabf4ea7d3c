"""A walk after an outage: it is over when the board is sure of everyone again."""

from uuid import UUID

import pytest

from ops.domain.words import Answer, WalkKind, Where
from ops.services import responses, visits
from ops.services.undo import undo
from tests.services.room import Room, at
from tests.services.walking import ASLEEP, EMPTY, HERE, SOMEONE_ELSE, begins, finds, person, walk_of


@pytest.fixture
def visit(watched: Room) -> UUID:
    """Somebody in booth 1 since 14:00; it is 14:03."""
    seated = watched.seats("1")
    watched.clock.pass_(minutes=3)
    return seated


@pytest.fixture
def walk(watched: Room, visit: UUID) -> UUID:
    return begins(watched)


@pytest.fixture
def back(watched: Room) -> dict[str, UUID]:
    """Three people, one of them out, when the board comes back at 14:40."""
    here = {name: watched.seats(booth) for name, booth in (("Robin", "1"), ("Alex", "2"), ("Kit", "3"))}
    watched.does(visits.step_out, here["Kit"], said={"to": Where.SMOKE})
    watched.sweeps()
    watched.clock.pass_(minutes=40)
    watched.comes_back()
    return here


def test_confirming_ends_by_itself_with_the_last_seat(watched: Room, back: dict[str, UUID]) -> None:
    walk = begins(watched)
    assert walk_of(watched)["kind"] == "reconfirm"  # type: ignore[index]
    watched.clock.pass_(seconds=10)
    finds(watched, walk, "1", ASLEEP, back["Robin"])
    finds(watched, walk, "2", SOMEONE_ELSE, back["Alex"])
    finds(watched, walk, "3", EMPTY, back["Kit"])
    assert walk_of(watched) is None
    (ended,) = watched.facts("walk_ended")
    # The extra seat of whom the board had in booth 2 is one more that nobody saw.
    assert (ended["seen"], ended["differing"], ended["unseen"]) == (3, 1, 10)
    kit = person(watched, back["Kit"])
    assert (kit["state"], kit["confirm_since"]) == ("looked_for", None)
    assert [seat["confirm_since"] for seat in (person(watched, one) for one in back.values())] == [None] * 3


def test_an_ordinary_look_confirms_too(watched: Room, back: dict[str, UUID]) -> None:
    walk = begins(watched)
    finds(watched, walk, "1", HERE, back["Robin"])
    watched.looks_in(back["Alex"])
    assert walk_of(watched) is not None
    look = watched.looks_in(back["Kit"], Answer.NOT_HERE, Where.LEFT)
    assert walk_of(watched) is None
    watched.clock.pass_(seconds=5)
    watched.does(undo, said={"target": UUID(look["id"])})
    assert walk_of(watched) is not None
    assert person(watched, back["Kit"])["confirm_since"] is not None


def test_whom_a_response_has_is_not_waited_for(watched: Room, back: dict[str, UUID]) -> None:
    begins(watched)
    watched.looks_in(back["Robin"])
    watched.looks_in(back["Alex"])
    watched.does(responses.start, said={"visit": back["Kit"]})
    assert walk_of(watched) is None


def test_a_walk_round_goes_on_when_everybody_is_confirmed(watched: Room, back: dict[str, UUID]) -> None:
    walk = begins(watched, WalkKind.WALK_ROUND)
    for name, booth in (("Robin", "1"), ("Alex", "2"), ("Kit", "3")):
        finds(watched, walk, booth, HERE, back[name])
    assert walk_of(watched) is not None


def test_a_walk_from_before_the_outage_is_over(watched: Room, visit: UUID, walk: UUID) -> None:
    watched.sweeps()
    watched.clock.pass_(minutes=40)
    watched.comes_back()
    assert walk_of(watched) is None
    assert [fact["at"] for fact in watched.facts("walk_ended")] == [at("14:03")]
