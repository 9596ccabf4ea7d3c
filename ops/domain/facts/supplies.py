"""What happened to what is on the shelf. Nobody's own words are in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ops.domain.facts.base import Fact


@dataclass(frozen=True)
class SupplyAdded(Fact):
    """A batch or a cylinder is on the list. ``expires``: the day, as text."""

    item: UUID
    form: str
    amount: int
    expires: str | None


@dataclass(frozen=True)
class SupplyCounted(Fact):
    """So many there are; of a cylinder, litres."""

    item: UUID
    amount: int


@dataclass(frozen=True)
class SupplyChanged(Fact):
    """So many more or, below nothing, fewer."""

    item: UUID
    amount: int
    why: str


@dataclass(frozen=True)
class SupplyTaken(Fact):
    """By a dose of a response, whose line of the log began with ``action``."""

    item: UUID
    amount: int
    action: UUID


@dataclass(frozen=True)
class SupplyGivenBack(Fact):
    """The dose was corrected or taken back."""

    item: UUID
    amount: int
    action: UUID


@dataclass(frozen=True)
class SupplyGone(Fact):
    item: UUID


@dataclass(frozen=True)
class CylinderInUse(Fact):
    """From now on; ``instead_of``: what it took the place of."""

    item: UUID
    instead_of: UUID | None


@dataclass(frozen=True)
class CylinderPutAway(Fact):
    item: UUID


@dataclass(frozen=True)
class OxygenDrawn(Fact):
    """What flows from a cylinder by a line of a response's log; ``until`` empty: it goes on."""

    item: UUID
    action: UUID
    since: datetime
    until: datetime | None
    litres_per_minute: float
