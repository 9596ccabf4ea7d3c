"""The attacker: it knows no more than is so, misses nothing that is, and catches whoever publishes badly."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from random import Random

import pytest

from ops.disclosure import program
from ops.disclosure.attack import Learnt, learnt, least_and_most
from ops.disclosure.known import Cell, Known, Partition, Publication, Secret, Subsets
from ops.disclosure.windows import Contradiction, Windows, of_cell
from tests.disclosure.publishers import (
    BAD,
    ROUTES,
    VISITS,
    Year,
    by_the_rule,
    known,
    naive_suppression,
    year,
)

Attacker = Callable[[Known, int], Iterator[Learnt]]
SEEDS = range(3)


class Void(AssertionError):
    """Nothing was there to catch, so that nothing was caught proves nothing."""


def escaped(bad: Mapping[str, Callable[[Year], Known]], attacker: Attacker) -> list[str]:
    """Publishers that gave people away and were not caught, in any of some years."""
    if not bad:
        raise Void("no publisher to catch")
    years = [year(seed) for seed in SEEDS]
    return [
        name for name, publish in bad.items() if not any(any(attacker(publish(truth), 5)) for truth in years)
    ]


def test_every_bad_publisher_is_caught() -> None:
    assert escaped(BAD, learnt) == []


def test_an_attacker_that_sees_nothing_is_found_out() -> None:
    assert escaped(BAD, lambda known, k: iter(())) == list(BAD)


def test_with_nobody_to_catch_it_is_void() -> None:
    with pytest.raises(Void):
        escaped({}, learnt)


@pytest.mark.parametrize("b", [5, 10])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_counter_by_itself_gives_nobody_away(b: int, seed: int) -> None:
    truth = year(seed)
    published = tuple(by_the_rule(truth, b, Random(seed)))
    assert list(learnt(Known(truth.months, published), b)) == []


def test_what_is_learnt_is_true() -> None:
    truth = year(1)
    found = list(learnt(known(truth, naive_suppression(truth)), 5))
    assert all(one.low <= truth.of(one.cell, one.start, one.until) <= one.high for one in found)


def test_small_counts_that_were_left_out_come_back() -> None:
    """Most of what ordinary suppression hides is known, to the number."""
    truth = year(3)
    hidden = [one for one in naive_suppression(truth) if (one.low, one.high) == (1, 4)]
    found = least_and_most_of_all(known(truth, naive_suppression(truth)))
    exact = [one for one in hidden if len({*found[one.cell].of(one.start, one.until)}) == 1]
    assert len(exact) > len(hidden) / 2


def least_and_most_of_all(what: Known) -> dict[Cell, Windows]:
    return {route: least_and_most(what, route) for route in ROUTES}


def test_two_parts_of_a_known_whole_tell_of_each_other() -> None:
    """Each is safe by itself; together with the total they are not."""
    whole, one, other = Cell("visits"), Cell("route", "a"), Cell("route", "b")
    secret = Secret("offset", 5)
    published = (
        Publication(one, 0, 1, 0, 4, secret),
        Publication(other, 0, 1, 5, 9, secret),
        Publication(one, 0, 2, 0, 4, secret),
        Publication(other, 0, 2, 10, 14, secret),
    )
    apart = Known(2, published)
    together = Known(2, published, (Partition(whole, (one, other)),), {whole: (0, 13, 13 + 3)})
    assert list(learnt(apart, 5)) == []
    assert {found.cell for found in learnt(together, 5)} >= {one}


def test_what_cannot_be_true_is_said() -> None:
    cell = Cell("visits")
    with pytest.raises(Contradiction):
        of_cell(Known(1, (Publication(cell, 0, 1, 0, 4), Publication(cell, 0, 1, 5, 9))), cell)


def test_parts_that_late_corrections_moved_are_believed_nearly() -> None:
    """A whole that is two short of its parts is no reason to give up."""
    whole, parts = Cell("visits"), (Cell("route", "a"), Cell("route", "b"))
    published = tuple(Publication(part, 0, 1, 5, 9) for part in parts)
    known_now = Known(1, published, (Partition(whole, parts),), {whole: (0, 8)})
    assert least_and_most(known_now, parts[0]).of(0, 1) == (5, 5)


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 6, 7, 8])
def test_it_knows_what_counting_every_possible_history_tells(seed: int) -> None:
    chance = Random(seed)
    cells = [Cell("route", name) for name in "abc"[: chance.choice((2, 3))]]
    whole, b, steps = Cell("visits"), 3, 2
    offsets = [chance.randrange(b) for _ in cells]
    counts = [[chance.randrange(3) for _ in cells] for _ in range(steps)]
    shown = [shown_by(b, offsets, counts[:at]) for at in range(1, steps + 1)]
    published = tuple(
        Publication(cell, 0, at, r, r + b - 1, Secret("offset", b))
        for at, row in enumerate(shown, start=1)
        for cell, r in zip(cells, row, strict=True)
    )
    sums = [sum(row) for row in counts]
    several = chance.random() < 0.5
    relation = Subsets(whole, tuple(cells)) if several else Partition(whole, tuple(cells))
    what = Known(steps, published, (relation,), {whole: (0, sums[0], sum(sums))})
    possible = set()
    for drawn in product(range(b), repeat=len(cells)):
        for flat in product(range(max(sums) + 1), repeat=steps * len(cells)):
            rows = [list(flat[at * len(cells) :][: len(cells)]) for at in range(steps)]
            fits = max if several else sum
            if all(
                fits(row) <= total if several else fits(row) == total
                for row, total in zip(rows, sums, strict=True)
            ) and shown == [shown_by(b, list(drawn), rows[:at]) for at in range(1, steps + 1)]:
                possible.add(flat)
    for at, cell in enumerate(cells):
        found = least_and_most(what, cell)
        for start, until in ((0, 1), (1, 2), (0, 2)):
            values = {sum(flat[step * len(cells) + at] for step in range(start, until)) for flat in possible}
            assert found.of(start, until) == (min(values), max(values))
            assert values == set(range(min(values), max(values) + 1))


def shown_by(b: int, offsets: list[int], rows: list[list[int]]) -> list[int]:
    return [b * ((offset + sum(row[at] for row in rows)) // b) for at, offset in enumerate(offsets)]


def test_a_total_lets_be_what_it_lets_be() -> None:
    """Of three visits a route can have had none to three: four candidates are all there can be."""
    published = (Publication(ROUTES[0], 0, 1, 0, 4, Secret("offset", 5)),)
    few = Known(1, published, (Subsets(VISITS, ROUTES),), {VISITS: (0, 3)})
    assert list(learnt(few, 5)) == []
    moved = (Publication(ROUTES[0], 0, 1, 5, 9, Secret("offset", 5)),)
    too_well = Known(1, moved, (Subsets(VISITS, ROUTES),), {VISITS: (0, 3)})
    assert [(one.low, one.high, one.needed) for one in learnt(too_well, 5)] == [(1, 3, 4)]


def test_what_it_cannot_settle_in_time_counts_as_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    what = known(year(1), by_the_rule(year(1), 5, Random(1)))
    assert all(one.settled for one in learnt(what, 5))
    monkeypatch.setattr(program, "PATIENCE", 0.0)
    assert {one.cell for one in learnt(what, 5) if not one.settled} == set(ROUTES)
