"""A site's counters over months, as the house closes them, without a database: the truth and what is shown."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from ops.domain import disclosure
from ops.domain.disclosure import DECLARED, WHOLE, Expected, History, Series

BEGUN = date(2026, 1, 1)
Counts = Mapping[Series, Mapping[str, int]]
Judge = Callable[[Sequence[History], Sequence[History]], Collection[Series]]


@dataclass
class Ledger:
    """``counted``: the truth between two boundaries that a series shows. ``held``: which were held, and when."""

    shown: dict[Series, History]
    x: dict[Series, dict[str, int]]
    open: dict[Series, dict[str, int]]
    counted: dict[tuple[Series, str], dict[date, int]] = field(default_factory=dict)
    held: list[tuple[date, frozenset[Series]]] = field(default_factory=list)

    @classmethod
    def begun(cls, secrets: Random, series: Collection[Series]) -> "Ledger":
        drawn = {
            one: {category: secrets.randrange(disclosure.COARSE) for category in DECLARED[one].categories}
            for one in series
        }
        shown = {
            one: History(
                one,
                (BEGUN,),
                ({category: disclosure.fine(u) for category, u in of.items()},),
                (0,) if DECLARED[one].exact_inside else None,
            )
            for one, of in drawn.items()
        }
        return cls(shown, drawn, {one: dict.fromkeys(of, 0) for one, of in drawn.items()})

    def counts(self, what: Counts) -> None:
        for series, of in what.items():
            for category, number in of.items():
                self.open[series][category] += number

    def closes(self, until: date, due: Collection[Series], judge: Judge) -> None:
        would = {series: self._would(series, until) for series in due}
        held = frozenset(judge(list(self.shown.values()), list(would.values())))
        self.held.append((until, held))
        for series in set(due) - held:
            for category, number in self.open[series].items():
                self.x[series][category] += number
                so_far = self.counted.setdefault((series, category), {BEGUN: 0})
                so_far[until] = max(so_far.values()) + number
            self.open[series] = dict.fromkeys(self.open[series], 0)
            self.shown[series] = would[series]

    def _would(self, series: Series, until: date) -> History:
        before, net = self.shown[series], self.open[series]
        shown = {category: disclosure.fine(x + net[category]) for category, x in self.x[series].items()}
        totals = before.totals and (*before.totals, before.totals[-1] + net.get(WHOLE, 0))
        return History(series, (*before.boundaries, until), (*before.shown, shown), totals)


def months(number: int) -> Iterator[date]:
    """The day after each."""
    day = BEGUN
    for _ in range(number):
        day = disclosure.step_end(day, 1)
        yield day


def run(months_long: int, seed: int, expected: Expected, judge: Judge) -> Ledger:
    """Visits and responses at random about what is expected, closed as their steps end."""
    chance = Random(seed)
    ledger = Ledger.begun(Random(seed + 1), [one for one in Series if one is not Series.PEOPLE])
    for number, until in enumerate(months(months_long), start=1):
        ledger.counts(_visits(chance, expected.visits_per_month))
        ledger.counts(_responses(chance, expected.responses_per_month))
        due = [one for one in ledger.shown if number % expected.months(DECLARED[one].of) == 0]
        if due:
            ledger.closes(until, due, judge)
    return ledger


def _number(chance: Random, expected: float) -> int:
    return sum(chance.random() < expected / 400 for _ in range(400))


def _visits(chance: Random, expected: int) -> Counts:
    routes = _spread(chance, Series.VISITS_BY_ROUTE, _number(chance, expected))
    visits = sum(routes.values())
    substances = dict.fromkeys(DECLARED[Series.VISITS_BY_SUBSTANCE].categories, 0)
    for _ in range(visits):
        for substance in {_seldom(chance, list(substances)) for _ in range(chance.choice((1, 1, 2)))}:
            substances[substance] += 1
    return {
        Series.VISITS: {WHOLE: visits},
        Series.EPISODES: {WHOLE: visits + _number(chance, expected / 10)},
        Series.VISITS_BY_ROUTE: routes,
        Series.VISITS_BY_SUBSTANCE: substances,
    }


def _responses(chance: Random, expected: int) -> Counts:
    kinds = _spread(chance, Series.RESPONSES_BY_KIND, _number(chance, expected))
    responses = sum(kinds.values())
    done = {
        name: sum(chance.random() < 0.3 for _ in range(responses))
        for name in DECLARED[Series.RESPONSES_BY_DONE].categories
    }
    return {
        Series.RESPONSES: {WHOLE: responses},
        Series.RESPONSES_BY_KIND: kinds,
        Series.RESPONSES_BY_DONE: done,
    }


def _spread(chance: Random, series: Series, number: int) -> dict[str, int]:
    found = dict.fromkeys(DECLARED[series].categories, 0)
    for _ in range(number):
        found[_seldom(chance, list(found))] += 1
    return found


def _seldom(chance: Random, names: list[str]) -> str:
    """The first ones often, the last ones hardly ever."""
    return names[min(int(chance.expovariate(0.7)), len(names) - 1)]
