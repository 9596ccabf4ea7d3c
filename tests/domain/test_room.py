"""Places: every status × every act, and which seat is meant."""

import pytest

from ops.domain.errors import Code, Refused
from ops.domain.room import BOOTH_TABLE, Choice, Rule, SeatFacts, choose_seat, status
from ops.domain.words import BoothAct, BoothStatus

FREE, OCCUPIED = BoothStatus.FREE, BoothStatus.OCCUPIED
CLEANING, CLOSED = BoothStatus.CLEANING, BoothStatus.CLOSED

# cleaned close open seat emptied
WRITTEN: dict[BoothStatus, list[Rule | Code]] = {
    FREE: [Rule.REPEAT, Rule.STEP, Rule.REPEAT, Rule.STEP, Rule.REPEAT],
    OCCUPIED: [Rule.REPEAT, Code.BOOTH_OCCUPIED, Rule.REPEAT, Rule.STEP, Rule.STEP],
    CLEANING: [Rule.STEP, Rule.STEP, Rule.STEP, Code.BOOTH_CLEANING, Rule.REPEAT],
    CLOSED: [Rule.REPEAT, Rule.REPEAT, Rule.STEP, Code.BOOTH_CLOSED, Rule.REPEAT],
}


def test_the_table_is_whole_and_the_written_one() -> None:
    written = {
        (booth, act): rule
        for booth, rules in WRITTEN.items()
        for act, rule in zip(BoothAct, rules, strict=True)
    }
    assert written == BOOTH_TABLE


@pytest.mark.parametrize("people", [0, 1, 3])
@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("cleaning", [True, False])
def test_occupied_from_the_first_person_on(people: int, closed: bool, cleaning: bool) -> None:
    found = status(people=people, closed=closed, cleaning=cleaning)
    if people:
        assert found is OCCUPIED
    elif closed:
        assert found is CLOSED
    else:
        assert found is (CLEANING if cleaning else FREE)


def seats(*marks: str) -> list[SeatFacts]:
    """``A`` is free, ``A!`` taken; ``+`` in front is one put beside the others."""
    return [
        SeatFacts(number, mark.rstrip("!"), mark.startswith("+"), mark.endswith("!"))
        for number, mark in enumerate(marks, 1)
    ]


def chosen(
    booth: BoothStatus, there: list[SeatFacts], mark: str | None = None, otherwise: bool = False
) -> Choice:
    return choose_seat(booth, there, mark, room_says_otherwise=otherwise)


def why_not(booth: BoothStatus, there: list[SeatFacts], mark: str | None = None) -> Code:
    with pytest.raises(Refused) as refused:
        chosen(booth, there, mark)
    return refused.value.code


def test_the_first_free_seat() -> None:
    assert chosen(FREE, seats("A", "B")) == Choice(1)
    assert chosen(OCCUPIED, seats("A!", "B")) == Choice(2)


def test_the_seat_that_is_named() -> None:
    assert chosen(OCCUPIED, seats("A!", "B", "C"), "C") == Choice(3)
    assert why_not(OCCUPIED, seats("A!", "B"), "A") is Code.SEAT_TAKEN
    assert why_not(FREE, seats("A"), "Z") is Code.NOT_FOUND


@pytest.mark.parametrize("mark", [None, "A"])
@pytest.mark.parametrize(("booth", "code"), [(CLOSED, Code.BOOTH_CLOSED), (CLEANING, Code.BOOTH_CLEANING)])
def test_closed_and_unclean_are_for_the_room_to_settle(
    booth: BoothStatus, code: Code, mark: str | None
) -> None:
    assert why_not(booth, seats("A"), mark) is code
    assert chosen(booth, seats("A"), mark, otherwise=True) == Choice(1, code)


def test_full_is_for_the_room_to_settle() -> None:
    assert why_not(OCCUPIED, seats("A!", "B!")) is Code.BOOTH_FULL
    assert chosen(OCCUPIED, seats("A!", "B!"), otherwise=True) == Choice(None, Code.BOOTH_FULL)


def test_a_seat_put_beside_is_not_offered_but_used_again() -> None:
    there = seats("A!", "+1")
    assert why_not(OCCUPIED, there) is Code.BOOTH_FULL
    assert chosen(OCCUPIED, there, otherwise=True) == Choice(2, Code.BOOTH_FULL)


def test_who_the_board_has_there_is_not_there() -> None:
    assert chosen(OCCUPIED, seats("A!"), "A", otherwise=True) == Choice(1, Code.SEAT_TAKEN, displaces=True)


@pytest.mark.parametrize("otherwise", [True, False])
def test_a_seat_that_does_not_exist_is_not_made_up(otherwise: bool) -> None:
    with pytest.raises(Refused) as refused:
        chosen(FREE, seats("A"), "Z", otherwise)
    assert refused.value.code is Code.NOT_FOUND
    assert not refused.value.room_may_differ
