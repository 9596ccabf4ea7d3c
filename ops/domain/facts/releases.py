"""What left the building as a numbered report or paper. Its figures stay on its row."""

from dataclasses import dataclass

from ops.domain.facts.base import Fact


@dataclass(frozen=True)
class ReleaseIssued(Fact):
    number: str
    what: str


@dataclass(frozen=True)
class ReleaseTaken(Fact):
    """Somebody took it away in that format."""

    number: str
    format: str
