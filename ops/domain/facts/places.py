"""What happened to places and to the room as a whole."""

from dataclasses import dataclass
from typing import Any

from ops.domain.facts.base import Fact
from ops.domain.words import RoomReason


@dataclass(frozen=True)
class BoothNeedsCleaning(Fact):
    booth: int


@dataclass(frozen=True)
class BoothCleaned(Fact):
    booth: int


@dataclass(frozen=True)
class BoothClosed(Fact):
    """The journal keeps a reason only when it is a word of the house, never a line of text."""

    booth: int
    reason: str | None

    def data(self) -> dict[str, Any]:
        told = super().data()
        if self.reason not in set(RoomReason):
            told.pop("reason", None)
        return told


@dataclass(frozen=True)
class BoothOpened(Fact):
    booth: int


@dataclass(frozen=True)
class RoomClosed(Fact):
    reason: str | None


@dataclass(frozen=True)
class RoomOpened(Fact):
    pass


@dataclass(frozen=True)
class LastEntryCalled(Fact):
    pass


@dataclass(frozen=True)
class ClosingBegun(Fact):
    pass


@dataclass(frozen=True)
class EveryoneCalledOut(Fact):
    pass


@dataclass(frozen=True)
class EveryoneBackIn(Fact):
    """The state of before follows, as a fact of its own."""


@dataclass(frozen=True)
class LockDownBegun(Fact):
    pass


@dataclass(frozen=True)
class LockDownEnded(Fact):
    """The state of before follows, as a fact of its own."""


@dataclass(frozen=True)
class CurtainDrawn(Fact):
    on: bool
