"""What an authority sees of a site from outside: as much as the site says, and nothing unless it does.

Counts of this moment. No history, no times, no places by name, nothing of a response but that it runs:
whoever watches a small room for long learns enough from less.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from ops.domain.words import RoomState

FEW = 4
"""One in so many places free, or fewer: few."""


class People(StrEnum):
    """How people in the room and in the line are told."""

    NOTHING = "nothing"
    WORDS = "words"
    NUMBERS = "numbers"


class Fullness(StrEnum):
    """In words: how much room there is."""

    FREE = "free"
    FEW_FREE = "few_free"
    FULL = "full"


@dataclass(frozen=True)
class Shown:
    """What the site lets be seen. Nothing, at first: only that it is served."""

    people: People = People.NOTHING
    room: bool = False
    responses: bool = False
    screens: bool = False

    def as_json(self) -> dict[str, Any]:
        """As the column keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any] | None) -> "Shown":
        """What is not said is as every site begins with."""
        said = said or {}
        return cls(**{**said, "people": People(said.get("people", People.NOTHING))})


@dataclass(frozen=True)
class Counted:
    """A site as its rows have it. Never shown as it is: see ``seen``."""

    state: RoomState
    places: int = 0
    in_places: int = 0
    waiting: int = 0
    responses: int = 0
    silent: int = 0


@dataclass(frozen=True)
class Seen:
    """The same as an authority sees it; ``None``: the site does not say."""

    state: RoomState | None = None
    fullness: Fullness | None = None
    places: int | None = None
    in_places: int | None = None
    waiting: int | None = None
    somebody_waits: bool | None = None
    responses: int | None = None
    silent: int | None = None

    @property
    def tells_nothing(self) -> bool:
        """Only that it is served."""
        return self == Seen()


def seen(counted: Counted, shown: Shown) -> Seen:
    """Nothing passes but what was switched on."""
    people: dict[str, Any] = {}
    if shown.people is People.NUMBERS:
        people = {
            "places": counted.places,
            "in_places": counted.in_places,
            "waiting": counted.waiting,
        }
    elif shown.people is People.WORDS:
        people = {"somebody_waits": counted.waiting > 0}
    if shown.people is not People.NOTHING:
        people["fullness"] = fullness(counted.places, counted.in_places)
    return Seen(
        state=counted.state if shown.room else None,
        responses=counted.responses if shown.responses else None,
        silent=counted.silent if shown.screens else None,
        **people,
    )


def fullness(places: int, in_places: int) -> Fullness:
    """A room with more people than places is full."""
    free = places - in_places
    if free <= 0:
        return Fullness.FULL
    return Fullness.FEW_FREE if free * FEW <= places else Fullness.FREE
