"""Which series may not show a step that is about to be closed: they are held, and carried forward.

Decided by what was shown, by what would be shown, and by totals: never by the counts behind them. What is
held says nothing at that boundary; its events are shown with the next step.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ops.disclosure.known import Cell, Known, Partition, Publication, Relation, Secret, Subsets
from ops.domain import disclosure
from ops.domain.disclosure import COARSE, DECLARED, DESCRIBING, FINE, WHOLE, History, Series

ONE_IN = 12
"""Of so many steps of parts one is held by chance."""


@dataclass(frozen=True)
class Audience:
    """``b``: what it sees is rounded to that, and a small count keeps as many candidates. ``protected``: from
    it; ``sees_totals``: of what those are parts of."""

    name: str
    b: int
    protected: frozenset[Series]
    sees_totals: bool


OUTSIDER = Audience("outsider", COARSE, frozenset(Series), sees_totals=False)
COORDINATOR = Audience("coordinator", FINE, frozenset(DESCRIBING), sees_totals=True)
AUDIENCES = (COORDINATOR, OUTSIDER)


@dataclass(frozen=True)
class Family:
    """Series of the same events, and what an audience knows of them, from the first boundary they share."""

    known: Known
    boundaries: tuple[date, ...]
    k: int


def hold_back(
    before: Sequence[History], after: Sequence[History], by_chance: Callable[[], bool]
) -> frozenset[Series]:
    """Takes seconds to a minute: for a process of its own.

    1. Of what is shown in parts, hold some by chance. Otherwise a step that is held would tell that showing
       it had told too much, which by itself tells something; so it may have been chance.
    2. Hold parts of a whole that shows nothing itself.
    3. Look for a small count that would be known too well, by each audience: hold its series. When that is
       held already, hold another of the same events. Again, until there is none, or nothing left to hold.
    """
    following = {one.series: one for one in after}
    held = {series for series in following if DECLARED[series].parts_of is not None and by_chance()}
    hopeless: set[Cell] = set()
    while True:
        held |= {series for series in following if _whole_is_silent(series, following, held)}
        shown = [
            one if one.series in held else following.get(one.series, one)
            for one in _with_new(before, following)
        ]
        found = next(_too_well_known(shown, hopeless), None)
        if found is None:
            return frozenset(held)
        for_it = _to_hold(Series(found.series), set(following) - held)
        if for_it is None:
            hopeless.add(found)
        else:
            held.add(for_it)


def families(audience: Audience, histories: Iterable[History]) -> Iterator[Family]:
    """What somebody of that audience knows of one series and of those that are parts of it."""
    shown = [one for one in histories if _concerns(audience, one.series)]
    for root in dict.fromkeys(_root(one.series) for one in shown):
        members = [one for one in shown if _root(one.series) is root]
        start = max(one.boundaries[0] for one in members)
        days = tuple(sorted({day for one in members for day in one.boundaries if day >= start}))
        published = tuple(publication for one in members for publication in _published(one, days, audience.b))
        totals = {}
        if audience.sees_totals:
            totals = {
                Cell(one.series, WHOLE): _totals(one, days) for one in members if one.totals is not None
            }
        structure = tuple(relation(one.series) for one in members if DECLARED[one.series].parts_of)
        of_totals = tuple(one for one in published if one.cell not in totals)
        yield Family(Known(len(days) - 1, of_totals, structure, totals), days, audience.b)


def _with_new(before: Sequence[History], following: dict[Series, History]) -> list[History]:
    had = {one.series for one in before}
    return [*before, *(one for series, one in following.items() if series not in had)]


def _whole_is_silent(series: Series, following: dict[Series, History], held: set[Series]) -> bool:
    whole = DECLARED[series].parts_of
    return whole is not None and (whole not in following or whole in held)


def _root(series: Series) -> Series:
    return DECLARED[series].parts_of or series


def _concerns(audience: Audience, series: Series) -> bool:
    if series in audience.protected:
        return True
    parts = {one for one in audience.protected if DECLARED[one].parts_of is series}
    return audience.sees_totals and bool(parts)


def _too_well_known(histories: Sequence[History], hopeless: set[Cell]) -> Iterator[Cell]:
    # The server closes no step itself, and is up without the solver.
    from ops.disclosure.attack import learnt

    for audience in AUDIENCES:
        for family in families(audience, histories):
            for group in family.known.groups():
                if hopeless.isdisjoint(group):
                    yield from (found.cell for found in learnt(family.known, family.k, group))


def _to_hold(series: Series, may: set[Series]) -> Series | None:
    """Itself; else the least wanted of those that are parts of the same; else their whole."""
    related = [one for one in Series if one in may and _root(one) is _root(series)]
    if series in related and series is not _root(series):
        return series
    return related[-1] if related else None


def _published(history: History, days: tuple[date, ...], b: int) -> Iterator[Publication]:
    """Counters from where the family's counting begins: the secret is by how much they were above what they
    showed there."""
    secret = Secret("offset", b)
    at = {day: number for number, day in enumerate(days)}
    first: dict[str, int] = {}
    for day, shown in zip(history.boundaries, history.shown, strict=True):
        if day not in at:
            continue
        for category, r5 in shown.items():
            r = r5 if b == FINE else disclosure.coarse(r5)
            cell = Cell(history.series, category)
            if category not in first:
                first[category] = r
                if at[day]:
                    yield Publication(cell, 0, at[day], 0, 0)  # Declared later: there was none of it before.
            low = r - first[category]
            yield Publication(cell, 0, at[day], low, low + b - 1, secret)


def _totals(history: History, days: tuple[date, ...]) -> tuple[int, ...]:
    assert history.totals is not None
    counted = dict(zip(history.boundaries, history.totals, strict=True))
    return tuple(counted[day] - counted[days[0]] for day in days)


def relation(series: Series) -> Relation:
    """How its categories hang together with what they are parts of."""
    declared = DECLARED[series]
    assert declared.parts_of is not None
    parts = tuple(Cell(series, category) for category in declared.categories)
    return (Partition if declared.each_in_one else Subsets)(Cell(declared.parts_of, WHOLE), parts)
