"""What may be shown together: the rule of the house over years, and what a step that is held tells."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import product
from random import Random

import pytest

from ops.disclosure.attack import learnt
from ops.disclosure.holding import AUDIENCES, COORDINATOR, ONE_IN, Audience, families, hold_back
from ops.disclosure.known import Cell, Known, Partition, Publication, Secret
from ops.disclosure.windows import of_cell
from ops.domain.disclosure import Expected, Series
from tests.disclosure.ledger import Ledger, run

QUIET = Expected(visits_per_month=30, responses_per_month=2)
BUSY = Expected(visits_per_month=300, responses_per_month=20)
NEVER = partial(hold_back, by_chance=lambda: False)


def too_well(ledger: Ledger, audience: Audience) -> list[str]:
    return [
        f"{found.cell} {found.low}–{found.high}"
        for family in families(audience, ledger.shown.values())
        for found in learnt(family.known, family.k)
    ]


def outside(ledger: Ledger, audience: Audience) -> Iterator[str]:
    """True counts that are not in what is said of them."""
    for family in families(audience, ledger.shown.values()):
        for cell in family.known.cells:
            if cell in family.known.totals:
                continue
            told, truth = of_cell(family.known, cell), ledger.counted[Series(cell.series), cell.category]
            days = [day for day in family.boundaries if day in truth]
            for number, start in enumerate(days):
                for until in days[number + 1 :]:
                    low, high = told.of(family.boundaries.index(start), family.boundaries.index(until))
                    if not low <= truth[until] - truth[start] <= high:
                        yield f"{cell} {start} {until}"


def test_what_gives_nobody_away_is_shown() -> None:
    ledger = run(2, 5, BUSY, NEVER)
    assert [series for _, series in ledger.held] == [frozenset()] * 2
    for audience in AUDIENCES:
        assert too_well(ledger, audience) == []
        assert list(outside(ledger, audience)) == []


@pytest.mark.soak
@pytest.mark.parametrize(("expected", "months"), [(QUIET, 24), (BUSY, 18)], ids=["quiet", "busy"])
def test_who_keeps_all_that_was_shown_for_years_knows_no_small_count(expected: Expected, months: int) -> None:
    chance = Random(months)
    by_chance = partial(hold_back, by_chance=lambda: chance.randrange(ONE_IN) == 0)
    ledger = run(months, months, expected, by_chance)
    for audience in AUDIENCES:
        assert too_well(ledger, audience) == []
        assert list(outside(ledger, audience)) == []


def test_parts_that_would_tell_of_each_other_are_held_and_shown_with_the_next() -> None:
    """Where hardly anybody comes, how many did is known inside: of three visits a route had one to three."""
    few = Expected(visits_per_month=3, responses_per_month=0)
    monthly = type("Monthly", (Expected,), {"months": lambda self, of: 1})(few.visits_per_month, 0)
    assert too_well(run(2, 1, monthly, lambda before, after: ()), COORDINATOR)
    held = run(2, 1, monthly, NEVER)
    assert any(series for _, series in held.held)
    assert all(Series.VISITS not in series for _, series in held.held)
    assert too_well(held, COORDINATOR) == []


ROUTES = (Cell("route", "a"), Cell("route", "b"))
VISITS, B = Cell("visits"), 3
TOTALS = (0, 4, 8)
Shown = tuple[int, ...] | None


@cache
def may(history: tuple[Shown, ...]) -> bool:
    """Whether the last of these may be shown beside those before it."""
    published = tuple(
        Publication(cell, 0, at, r, r + B - 1, Secret("offset", B))
        for at, shown in enumerate(history, start=1)
        if shown is not None
        for cell, r in zip(ROUTES, shown, strict=True)
    )
    until = len(history)
    known = Known(until, published, (Partition(VISITS, ROUTES),), {VISITS: TOTALS[: until + 1]})
    return next(learnt(known, B), None) is None


def transcripts(offsets: Iterable[int], first: int, second: int, *, chance: bool) -> list[tuple[Shown, ...]]:
    """What may be on record of a site where so many of four visits, twice, were of the first route."""
    x, found = list(offsets), [()]
    records: list[tuple[Shown, ...]] = list(found)
    for number in (first, second):
        x = [x[0] + number, x[1] + 4 - number]
        shown = tuple(B * (count // B) for count in x)
        following: list[tuple[Shown, ...]] = []
        for record in records:
            fine = may((*record, shown))
            following += [(*record, shown)] if fine else []
            following += [(*record, None)] if chance or not fine else []
        records = following
    return records


def given_away(*, chance: bool) -> set[tuple[Shown, ...]]:
    """Records by which a small count keeps too few candidates, when every site there can be is tried, and what
    its house would have shown or held."""
    sites = defaultdict(set)
    for *offsets, first, second in product(range(B), range(B), range(5), range(5)):
        for record in transcripts(offsets, first, second, chance=chance):
            sites[record].add((first, second))
    return {
        record
        for record, possible in sites.items()
        for values in (
            {first for first, _ in possible},
            {second for _, second in possible},
            {first + second for first, second in possible},
        )
        if values & set(range(1, B)) and len(values) < B
    }


def test_that_a_step_was_held_tells_nothing_as_it_may_have_been_chance() -> None:
    assert given_away(chance=True) == set()


def test_without_chance_that_it_was_held_would_tell() -> None:
    """Nothing that is shown does: it is the step that is not."""
    found = given_away(chance=False)
    assert found
    assert all(None in record for record in found)
