"""Who was told next, and whether it reached them. An address never enters the journal."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ops.domain.facts.base import Fact


@dataclass(frozen=True)
class NextTold(Fact):
    """A step of the ladder was taken. ``about``: the response, or the call for help; ``who``: as
    the site calls them, nobody for screens."""

    about: UUID
    by: str
    after: int
    who: str | None = None


@dataclass(frozen=True)
class MessageSent(Fact):
    message: UUID
    about: UUID | None
    who: str
    attempts: int
    confirmed: bool


@dataclass(frozen=True)
class MessageFailing(Fact):
    """The first try failed. ``why``: a word of the house."""

    message: UUID
    about: UUID | None
    who: str
    why: str


@dataclass(frozen=True)
class MessageGivenUp(Fact):
    """``since``: when the first try failed."""

    message: UUID
    about: UUID | None
    who: str
    attempts: int
    since: datetime | None
