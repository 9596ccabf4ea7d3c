"""A quiet site's year, and publishers of it: the public rule, and what others do who mean well."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from random import Random

from ops.disclosure.known import Cell, Known, Partition, Publication, Secret

VISITS = Cell("visits")
ROUTES = tuple(
    Cell("visits_by_route", route) for route in ("inject", "smoke", "snort", "swallow", "not_said")
)
EXPECTED = (14.0, 9.0, 3.0, 1.0, 2.0)
STRUCTURE = (Partition(VISITS, ROUTES),)
MONTHS = 12
SPANS = (1, 3, 12)
"""Months in what is published: a month, a quarter, the year."""


@dataclass(frozen=True)
class Year:
    """The truth, which only a publisher sees: how many of each route in each month."""

    counts: dict[Cell, tuple[int, ...]]

    @property
    def months(self) -> int:
        return len(self.counts[ROUTES[0]])

    def up_to(self, cell: Cell) -> tuple[int, ...]:
        """Counted up to each boundary."""
        return tuple(accumulate(self.counts[cell], initial=0))

    def of(self, cell: Cell, start: int, until: int) -> int:
        return sum(self.counts[cell][start:until])

    def spans(self) -> Iterator[tuple[int, int]]:
        for length in SPANS:
            yield from ((at, at + length) for at in range(0, self.months - length + 1, length))


def year(seed: int, months: int = MONTHS) -> Year:
    """Most visits of a few routes, few of the others."""
    chance = Random(seed)
    counts = {
        route: tuple(sum(chance.random() < expected / 40 for _ in range(40)) for _ in range(months))
        for route, expected in zip(ROUTES, EXPECTED, strict=True)
    }
    counts[VISITS] = tuple(sum(of_month) for of_month in zip(*counts.values(), strict=True))
    return Year(counts)


def known(truth: Year, published: list[Publication]) -> Known:
    """By somebody who may see how many visits there were."""
    return Known(truth.months, tuple(published), STRUCTURE, {VISITS: truth.up_to(VISITS)})


def by_the_rule(truth: Year, b: int, secrets: Random, name: str = "offset") -> list[Publication]:
    """Counters that are rounded down once, for good."""
    published = []
    for route in ROUTES:
        offset = secrets.randrange(b)
        for at, counted in enumerate(truth.up_to(route)):
            shown = b * ((counted + offset) // b) if at else 0
            published.append(Publication(route, 0, at, shown, shown + b - 1, Secret(name, b)))
    return published


def naive_suppression(truth: Year) -> list[Publication]:
    """ "<5", and all else as it is."""
    return [
        Publication(route, start, until, *((1, 4) if 1 <= truth.of(route, start, until) <= 4 else (n, n)))
        for route in ROUTES
        for start, until in truth.spans()
        for n in (truth.of(route, start, until),)
    ]


def rounding_per_cell(truth: Year) -> list[Publication]:
    """Each figure to the nearest five, by itself."""
    published = []
    for route in ROUTES:
        for start, until in truth.spans():
            rounded = 5 * ((truth.of(route, start, until) + 2) // 5)
            published.append(Publication(route, start, until, max(0, rounded - 2), rounded + 2))
    return published


def restated_correction(truth: Year) -> list[Publication]:
    """By the rule; then two visits of May turn out to have been of another route, and May is said anew."""
    published = by_the_rule(truth, 5, Random(1))
    snort = ROUTES[2]
    for before in published:
        if before.cell == snort and before.until >= 5:
            low = before.low + 2  # Of the same counter, two events earlier: both stand in somebody's file.
            published = [*published, Publication(snort, 0, before.until, low, low + 4, before.secret)]
    return published


def live_counter(truth: Year) -> list[Publication]:
    """Rounded by the rule, and shown as it happens: when it moves is when somebody came."""
    return by_the_rule(truth, 5, Random(2))


def unmasked_chart(truth: Year) -> list[Publication]:
    """A table by the rule, and beside it a chart whose bars are as high as they were."""
    chart = [
        Publication(route, start, until, truth.of(route, start, until), truth.of(route, start, until))
        for route in ROUTES[2:3]
        for start, until in pairwise(range(truth.months + 1))
    ]
    return by_the_rule(truth, 5, Random(3)) + chart


def second_series(truth: Year) -> list[Publication]:
    """Another series of the same, with numbers drawn anew, for another page."""
    return by_the_rule(truth, 5, Random(4)) + by_the_rule(truth, 5, Random(5), "another offset")


def moments(truth: Year) -> Year:
    """The first months of it one visit after the other: what a live number is shown of."""
    chance = Random(7)
    came = [route for route in ROUTES for _ in range(truth.of(route, 0, 1))]
    chance.shuffle(came)
    counts = {route: tuple(int(one == route) for one in came) for route in ROUTES}
    return Year(counts | {VISITS: (1,) * len(came)})


BAD: dict[str, Callable[[Year], Known]] = {
    "naive suppression": lambda truth: known(truth, naive_suppression(truth)),
    "rounding per cell": lambda truth: known(truth, rounding_per_cell(truth)),
    "a restated correction": lambda truth: known(truth, restated_correction(truth)),
    "a live counter": lambda truth: known(moments(truth), live_counter(moments(truth))),
    "an unmasked chart": lambda truth: known(truth, unmasked_chart(truth)),
    "a second series": lambda truth: known(truth, second_series(truth)),
}
