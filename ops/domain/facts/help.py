"""A worker called for help, somebody went, it was over."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ops.domain.facts.base import Fact


@dataclass(frozen=True)
class HelpAsked(Fact):
    call: UUID
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class HelpGoing(Fact):
    call: UUID
    until: datetime


@dataclass(frozen=True)
class HelpReset(Fact):
    """Where it was raised, or by two of the team: then ``present`` and ``why``."""

    call: UUID
    present: tuple[str, ...] | None = None
    why: str | None = None
