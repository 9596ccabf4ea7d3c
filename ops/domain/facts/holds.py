"""What was said of a legal hold. Its reason stays on its row."""

from dataclasses import dataclass

from ops.domain.facts.base import Fact


@dataclass(frozen=True)
class HoldAsked(Fact):
    hold: int
    staff: int


@dataclass(frozen=True)
class HoldAgreed(Fact):
    hold: int
    staff: int


@dataclass(frozen=True)
class HoldEndAsked(Fact):
    hold: int
    staff: int


@dataclass(frozen=True)
class HoldLifted(Fact):
    hold: int
    staff: int
