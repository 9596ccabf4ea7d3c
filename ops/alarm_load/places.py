"""The model room: which seats are free, what has to be wiped, how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from ops.alarm_load import figures
from ops.domain.words import BoothKind, Route

Square = tuple[float, float]


@dataclass(frozen=True)
class Booth:
    """A place on the plan. ``square``: the middle of it, row and column."""

    id: int
    kind: BoothKind
    square: Square
    marks: tuple[str, ...]
    wiped: bool


@dataclass(frozen=True)
class Seat:
    """One seat; ``id`` is its own in the whole room."""

    id: int
    booth: Booth
    mark: str

    def suits(self, route: Route | None) -> bool:
        """Smoke goes where the air is drawn off."""
        kind = self.booth.kind
        if kind is BoothKind.AFTERCARE:
            return False
        return kind is BoothKind.ANY or (kind is BoothKind.INHALATION) == (route is Route.SMOKE)


class Places:
    """``taken``: seats with somebody in them, or held for somebody on the way."""

    def __init__(self, booths: Sequence[Booth]) -> None:
        seats = [(booth, mark) for booth in booths for mark in booth.marks]
        self.booths = booths
        self.seats = [Seat(number, booth, mark) for number, (booth, mark) in enumerate(seats, 1)]
        self.taken: set[int] = set()
        self.dirty: set[int] = set()

    def free(self, random: Random, route: Route | None) -> Seat | None:
        """A seat for somebody of that route."""
        return self._one_of(random, [seat for seat in self.seats if seat.suits(route)])

    def free_in_aftercare(self, random: Random) -> Seat | None:
        return self._one_of(random, [seat for seat in self.seats if seat.booth.kind is BoothKind.AFTERCARE])

    def take(self, seat: Seat) -> None:
        if seat.id in self.taken:
            raise ValueError(f"seat {seat.id} is taken")
        self.taken.add(seat.id)

    def leave(self, seat: Seat) -> bool:
        """Whether the place has to be wiped now: the last one has left it."""
        self.taken.remove(seat.id)
        booth = seat.booth
        others = any(one.id in self.taken for one in self.seats if one.booth is booth)
        if others or not booth.wiped:
            return False
        self.dirty.add(booth.id)
        return True

    def _one_of(self, random: Random, seats: list[Seat]) -> Seat | None:
        free = [seat for seat in seats if seat.id not in self.taken and seat.booth.id not in self.dirty]
        return random.choice(free) if free else None


def way(here: Square, there: Square) -> float:
    """Seconds from one square to another, with getting up and what is at the end."""
    squares = abs(here[0] - there[0]) + abs(here[1] - there[1])
    return figures.REACH + figures.PER_SQUARE * squares
