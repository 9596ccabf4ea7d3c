"""Who was in which place from when to when, told again from what happened.

The board keeps only where people are now; the facts know where they were. Facts come in
the order they were recorded, those of undone acts left out.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class PlaceKind(StrEnum):
    """The facts that say where someone is, by their journal names."""

    SEATED = "person_seated"
    MOVED = "person_moved"
    SWAPPED = "people_swapped"
    BACK = "came_back"
    ENDED = "visit_ended"


@dataclass(frozen=True)
class PlaceFact:
    """One of them. ``booth``, ``seat``: where they are then; ``other``: with whom they swapped."""

    kind: PlaceKind
    at: datetime
    visit: UUID
    booth: int | None = None
    other: UUID | None = None
    seat: str | None = None


@dataclass(frozen=True)
class Stretch:
    """One person in one booth without a break. ``end`` empty: still there. ``seat``: the last
    one known there, by its mark."""

    visit: UUID
    booth: int
    start: datetime
    end: datetime | None = None
    seat: str | None = None


def stretches(happened: Iterable[PlaceFact]) -> list[Stretch]:
    """Every stretch, for each person in order.

    A stay that ended at a time someone was last seen ends there, also when the board had
    moved the person after it.
    """
    found: dict[UUID, list[Stretch]] = {}
    for fact in happened:
        theirs = found.setdefault(fact.visit, [])
        if fact.kind is PlaceKind.ENDED:
            found[fact.visit] = _cut(theirs, fact.at)
        elif fact.kind is PlaceKind.SWAPPED and fact.other is not None:
            _swap(theirs, found.setdefault(fact.other, []), fact)
        elif fact.booth is not None:
            _into(theirs, fact.visit, fact.booth, fact.at, fact.seat)
    return [stretch for theirs in found.values() for stretch in theirs]


def runs(found: Iterable[Stretch], booths: Collection[int]) -> list[Stretch]:
    """Stretches in these booths, moves between them taken as one. ``booth`` is the first."""
    joined: list[Stretch] = []
    for stretch in found:
        if stretch.booth not in booths:
            continue
        last = joined[-1] if joined else None
        if last is not None and last.visit == stretch.visit and last.end == stretch.start:
            joined[-1] = replace(last, end=stretch.end)
        else:
            joined.append(stretch)
    return joined


def _into(theirs: list[Stretch], visit: UUID, booth: int, at: datetime, seat: str | None) -> None:
    last = theirs[-1] if theirs else None
    if last is not None and last.end is None:
        if last.booth == booth:
            theirs[-1] = replace(last, seat=seat or last.seat)
            return
        theirs[-1] = replace(last, end=max(at, last.start))
    theirs.append(Stretch(visit, booth, at, seat=seat))


def _swap(theirs: list[Stretch], others: list[Stretch], fact: PlaceFact) -> None:
    if not theirs or not others or fact.other is None:
        return
    mine, yours = theirs[-1], others[-1]
    _into(theirs, fact.visit, yours.booth, fact.at, yours.seat)
    _into(others, fact.other, mine.booth, fact.at, mine.seat)


def _cut(theirs: list[Stretch], at: datetime) -> list[Stretch]:
    return [
        stretch if stretch.end is not None and stretch.end <= at else replace(stretch, end=at)
        for stretch in theirs
        if stretch.start <= at
    ]
