"""What happened to places and to the room as a whole."""

from dataclasses import dataclass

from ops.domain.facts.base import Fact


@dataclass(frozen=True)
class BoothNeedsCleaning(Fact):
    booth: int


@dataclass(frozen=True)
class BoothCleaned(Fact):
    booth: int


@dataclass(frozen=True)
class BoothClosed(Fact):
    booth: int
    reason: str | None


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
class CurtainDrawn(Fact):
    on: bool
