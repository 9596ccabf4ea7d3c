"""The floor over a window, place by place: stays as stretches of time, looks and responses in them.

For a screen on which a coordinator reads it, and nowhere else: it shows when single people came and
went. It knows no handle, substance, answer or name, and holds no identity of a stay either.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ops.domain.stretches import Stretch

SEVERAL_LIMITS, SEVERAL_STAYS, SEVERAL_PLACES = 4, 3, 3
MOST = 0.75


class MarkKind(StrEnum):
    """In the order in which they are drawn, the last on top."""

    LOOK = "look"
    LATE = "late"
    MISSED = "missed"
    RESPONSE = "response"


@dataclass(frozen=True)
class Place:
    """A booth in the room's own order."""

    id: int
    name: str


@dataclass(frozen=True)
class Happened:
    """A look, a check nobody made or a response, before it has its line. ``late_by``: of a late look,
    seconds after due. ``visit``, ``booth``: as far as known; a response may have neither, and then
    ``elsewhere`` says where it was, if anybody said."""

    kind: MarkKind
    at: datetime
    visit: UUID | None = None
    booth: int | None = None
    late_by: int | None = None
    elsewhere: str | None = None


@dataclass(frozen=True)
class Bar:
    """One stay in one place. ``end`` empty: they are there still."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class Mark:
    """What happened in the line in which it stands."""

    kind: MarkKind
    at: datetime
    late_by: int | None


@dataclass(frozen=True)
class Line:
    """A place, or as much of it as one person takes: of a place where several are at once, several lines
    follow each other with the same ``place``. ``elsewhere``: no booth; "" where nobody said which."""

    place: str | None
    elsewhere: str | None
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]

    def count(self, kind: MarkKind) -> int:
        return sum(mark.kind is kind for mark in self.marks)


@dataclass(frozen=True)
class OnePlace:
    """Of ``of`` second limits that passed, ``times`` were in this place."""

    place: str
    times: int
    of: int


@dataclass(frozen=True)
class FloorChart:
    """All lines, in the room's own order, places that were nobody's too. ``stands_out``: the place in which most
    second limits passed, if one does."""

    lines: tuple[Line, ...]
    stands_out: OnePlace | None = None

    def count(self, kind: MarkKind) -> int:
        """On all lines."""
        return sum(line.count(kind) for line in self.lines)

    @property
    def by_place(self) -> tuple[Line, ...]:
        """Each place once, with all that was in it."""
        found: dict[tuple[str | None, str | None], Line] = {}
        for line in self.lines:
            key = line.place, line.elsewhere
            so_far = found.get(key, Line(*key, (), ()))
            found[key] = Line(*key, so_far.bars + line.bars, so_far.marks + line.marks)
        return tuple(found.values())


def drawn(
    places: Sequence[Place],
    been: Sequence[Stretch],
    happened: Iterable[Happened],
    start: datetime,
    second_limits: Iterable[Happened] = (),
) -> FloorChart:
    """1. Each place has as many lines as people were in it at once, one at least.
    2. What belongs to a stay stands on the line where that stay was then; where it was nowhere at that
       minute, on the line where it was last, or first.
    3. A response of a place without a stay stands on a line on which somebody is then, else on the first.
    4. What was in no booth has a line of its own below, by where it was.

    Stays that ended before ``start`` are left out.
    """
    lanes = {place.id: _lanes(been, place.id, start) for place in places}
    where = _where(lanes)
    marks: dict[tuple[int, int], list[Mark]] = {}
    elsewhere: dict[str, list[Mark]] = {}
    for one in sorted(happened, key=lambda one: one.at):
        mark = Mark(one.kind, one.at, one.late_by)
        line = _line(one, where, lanes)
        if line is not None:
            marks.setdefault(line, []).append(mark)
        elif one.kind is MarkKind.RESPONSE:
            elsewhere.setdefault(one.elsewhere or "", []).append(mark)
    rooms = [
        Line(
            place.name,
            None,
            tuple(Bar(stretch.start, stretch.end) for stretch in lane),
            tuple(marks.get((place.id, number), ())),
        )
        for place in places
        for number, lane in enumerate(lanes[place.id])
    ]
    others = [Line(None, place, (), tuple(found)) for place, found in sorted(elsewhere.items())]
    names = {place.id: place.name for place in places}
    passed = [
        (names[line[0]], one.visit)
        for one in second_limits
        if (line := _line(one, where, lanes)) is not None and one.visit is not None
    ]
    return FloorChart((*rooms, *others), stands_out(passed, len(places)))


def stands_out(passed: Sequence[tuple[str, UUID]], places: int) -> OnePlace | None:
    """Whether a place, not a person in it, has three quarters of the second limits: of several stays, and in a
    room of several places."""
    if len(passed) < SEVERAL_LIMITS or places < SEVERAL_PLACES:
        return None
    place, times = Counter(name for name, _ in passed).most_common(1)[0]
    stays = {visit for name, visit in passed if name == place}
    if times < MOST * len(passed) or len(stays) < SEVERAL_STAYS:
        return None
    return OnePlace(place, times, len(passed))


def _lanes(been: Sequence[Stretch], booth: int, start: datetime) -> list[list[Stretch]]:
    """The stays of a place, each on the first line that is free when it begins."""
    lanes: list[list[Stretch]] = [[]]
    here = (
        one
        for one in been
        if one.booth == booth and one.end != one.start and (one.end is None or one.end > start)
    )
    for stretch in sorted(here, key=lambda one: one.start):
        free = next((lane for lane in lanes if not lane or _over(lane[-1], stretch.start)), None)
        if free is None:
            lanes.append(free := [])
        free.append(stretch)
    return lanes


def _over(stretch: Stretch, at: datetime) -> bool:
    return stretch.end is not None and stretch.end <= at


def _where(lanes: Mapping[int, list[list[Stretch]]]) -> dict[UUID, list[tuple[Stretch, tuple[int, int]]]]:
    """For each stay its stretches in order, with the line of each."""
    found: dict[UUID, list[tuple[Stretch, tuple[int, int]]]] = {}
    for booth, of_booth in lanes.items():
        for number, lane in enumerate(of_booth):
            for stretch in lane:
                found.setdefault(stretch.visit, []).append((stretch, (booth, number)))
    for stretches in found.values():
        stretches.sort(key=lambda one: one[0].start)
    return found


def _line(
    one: Happened,
    where: Mapping[UUID, list[tuple[Stretch, tuple[int, int]]]],
    lanes: Mapping[int, list[list[Stretch]]],
) -> tuple[int, int] | None:
    stretches = where.get(one.visit, []) if one.visit is not None else []
    if stretches:
        begun = [line for stretch, line in stretches if stretch.start <= one.at]
        return begun[-1] if begun else stretches[0][1]
    if one.booth is None or one.booth not in lanes:
        return None
    taken = (
        number
        for number, lane in enumerate(lanes[one.booth])
        if any(stretch.start <= one.at and not _over(stretch, one.at) for stretch in lane)
    )
    return one.booth, next(taken, 0)
