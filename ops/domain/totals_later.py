"""What adds up of the measures that figures kept in an older form do not hold: each counted, or said not to be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ops.domain.counting import Spread
from ops.domain.durations import Tally
from ops.domain.figures import OfHouse, OfResponses, OfStays
from ops.domain.measures import Alarms, Seats, Supplies, Walks, Went
from ops.domain.overdoses import Overdoses

Part = TypeVar("Part")
SUPPLIES = {word: f"supplies_{word.value}" for word in Went}
TREATED = "treated"


@dataclass
class Later:
    """``not_counted``: of what there is nothing in these figures."""

    numbers: dict[str, int] = field(default_factory=dict)
    by: dict[str, Mapping[str, int]] = field(default_factory=dict)
    lengths: dict[str, Tally] = field(default_factory=dict)
    not_counted: list[str] = field(default_factory=list)

    def take(self, part: Part | None, numbers: Mapping[str, Callable[[Part], int]]) -> None:
        """These numbers of it, if it was counted."""
        if part is None:
            self.not_counted += numbers
        else:
            self.numbers |= {name: number(part) for name, number in numbers.items()}

    def take_by(self, measure: str, counts: Mapping[str, int] | None) -> None:
        """Counts by a code, if they were counted."""
        if counts is None:
            self.not_counted.append(measure)
        else:
            self.by[measure] = counts

    def take_length(self, measure: str, spread: Spread | None) -> None:
        """How long something took, if that was measured."""
        if spread is None:
            self.not_counted.append(measure)
        else:
            self.lengths[measure] = spread.tally


OF_SEATS: Mapping[str, Callable[[Seats], int]] = {
    "seat_seconds": lambda seats: seats.used,
    "seat_capacity": lambda seats: seats.capacity,
}
OF_ALARMS: Mapping[str, Callable[[Alarms], int]] = {
    "alarms_medium": lambda alarms: alarms.medium,
    "alarms_high": lambda alarms: alarms.high,
    "alarms_reached": lambda alarms: alarms.reached_soon,
    "alarms_over": lambda alarms: alarms.over,
}
OF_WALKS: Mapping[str, Callable[[Walks], int]] = {
    "walk_rounds": lambda walks: walks.begun,
    "walk_seats": lambda walks: walks.seats,
    "walk_differing": lambda walks: walks.differing,
}
OF_OVERDOSES: Mapping[str, Callable[[Overdoses], int]] = {
    "overdoses": lambda said: said.count,
    "kind_not_recorded": lambda said: said.kind_not_recorded,
    "staff_with_naloxone": lambda said: said.staff_with_naloxone,
    "staff_without_naloxone": lambda said: said.staff_without_naloxone,
    "others_only": lambda said: said.others_only,
    "doses_by_staff": lambda said: said.doses_by_staff,
    "doses_by_staff_at_most": lambda said: said.doses_by_staff_at_most,
    "ambulance_calls": lambda said: said.ambulance_calls,
    "transported": lambda said: said.transported,
    "deaths": lambda said: said.deaths,
}


def later(stays: OfStays, responses: OfResponses, house: OfHouse) -> Later:
    """All of them, of one day."""
    found = Later()
    found.take(stays.seats, OF_SEATS)
    found.take(stays.alarms, OF_ALARMS)
    found.take(stays.walks, OF_WALKS)
    found.take(stays.looks.late_but_ok, {"looks_late_but_ok": int})
    found.take(house.open, {"open": int})
    said = responses.responses
    found.take(said.overdoses, OF_OVERDOSES)
    found.take_by(TREATED, None if said.overdoses is None else said.overdoses.treated)
    found.take_length("to_first_breath", said.to_first_breath)
    found.take_length("to_ambulance_call", said.to_ambulance_call)
    _shelf(found, house.supplies)
    return found


def _shelf(found: Later, supplies: Supplies | None) -> None:
    found.take(supplies, {"oxygen_litres": lambda shelf: shelf.oxygen_litres})
    for word, measure in SUPPLIES.items():
        found.take_by(measure, None if supplies is None else supplies.pieces.get(word.value, {}))
