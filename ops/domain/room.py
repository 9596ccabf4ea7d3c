"""Places: what a booth's status is, what may be done to it, and which seat is meant."""

from dataclasses import dataclass
from enum import Enum, auto

from ops.domain.errors import Code, Refused
from ops.domain.words import BoothAct, BoothStatus

FREE, OCCUPIED = BoothStatus.FREE, BoothStatus.OCCUPIED
CLEANING, CLOSED = BoothStatus.CLEANING, BoothStatus.CLOSED


class Rule(Enum):
    STEP = auto()
    REPEAT = auto()


BOOTH_TABLE: dict[tuple[BoothStatus, BoothAct], Rule | Code] = {
    (FREE, BoothAct.CLEANED): Rule.REPEAT,
    (FREE, BoothAct.CLOSE): Rule.STEP,
    (FREE, BoothAct.OPEN): Rule.REPEAT,
    (FREE, BoothAct.SEAT): Rule.STEP,
    (FREE, BoothAct.EMPTIED): Rule.REPEAT,
    (OCCUPIED, BoothAct.CLEANED): Rule.REPEAT,
    (OCCUPIED, BoothAct.CLOSE): Code.BOOTH_OCCUPIED,
    (OCCUPIED, BoothAct.OPEN): Rule.REPEAT,
    (OCCUPIED, BoothAct.SEAT): Rule.STEP,
    (OCCUPIED, BoothAct.EMPTIED): Rule.STEP,
    (CLEANING, BoothAct.CLEANED): Rule.STEP,
    (CLEANING, BoothAct.CLOSE): Rule.STEP,
    (CLEANING, BoothAct.OPEN): Rule.STEP,
    (CLEANING, BoothAct.SEAT): Code.BOOTH_CLEANING,
    (CLEANING, BoothAct.EMPTIED): Rule.REPEAT,
    (CLOSED, BoothAct.CLEANED): Rule.REPEAT,
    (CLOSED, BoothAct.CLOSE): Rule.REPEAT,
    (CLOSED, BoothAct.OPEN): Rule.STEP,
    (CLOSED, BoothAct.SEAT): Code.BOOTH_CLOSED,
    (CLOSED, BoothAct.EMPTIED): Rule.REPEAT,
}


def status(*, people: int, closed: bool, cleaning: bool) -> BoothStatus:
    """Occupied from the first person on, whatever else is true; then closed, then cleaning."""
    if people:
        return OCCUPIED
    if closed:
        return CLOSED
    return CLEANING if cleaning else FREE


@dataclass(frozen=True)
class SeatFacts:
    """A seat and whether someone is in it."""

    id: int
    mark: str
    extra: bool
    taken: bool


@dataclass(frozen=True)
class Choice:
    """Which seat. ``seat_id`` empty: one has to be put beside the others.

    ``board_said`` is what the board had refused before the room said otherwise;
    ``displaces``: who the board has in that seat is not there and must be looked for.
    """

    seat_id: int | None
    board_said: Code | None = None
    displaces: bool = False


def choose_seat(
    booth: BoothStatus, seats: list[SeatFacts], mark: str | None, *, room_says_otherwise: bool
) -> Choice:
    """The seat for one more person.

    Raises ``Refused`` for an unknown mark, and for closed, cleaning, full or taken unless
    the room says otherwise.
    """
    wrong: Code | None = None
    rule = BOOTH_TABLE[booth, BoothAct.SEAT]
    if isinstance(rule, Code):
        if not room_says_otherwise:
            raise Refused(rule, "booth")
        wrong = rule
    if mark is not None:
        return _named(seats, mark, wrong, room_says_otherwise)
    for seat in seats:
        if not seat.taken and not seat.extra:
            return Choice(seat.id, wrong)
    if not room_says_otherwise:
        raise Refused(Code.BOOTH_FULL, "booth")
    spare = next((seat.id for seat in seats if not seat.taken), None)
    return Choice(spare, Code.BOOTH_FULL)


def _named(seats: list[SeatFacts], mark: str, wrong: Code | None, room_says_otherwise: bool) -> Choice:
    seat = next((seat for seat in seats if seat.mark == mark), None)
    if seat is None or (seat.extra and not seat.taken and not room_says_otherwise):
        raise Refused(Code.NOT_FOUND, "seat")  # an empty extra seat is on no screen
    if not seat.taken:
        return Choice(seat.id, wrong)
    if not room_says_otherwise:
        raise Refused(Code.SEAT_TAKEN, "seat")
    return Choice(seat.id, Code.SEAT_TAKEN, displaces=True)
