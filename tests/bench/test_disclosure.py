"""How long it takes to judge a closing, with all that was shown in five years."""

from random import Random

import pytest

from ops.clock import monotonic
from ops.disclosure.attack import learnt
from ops.disclosure.known import Cell, Known, Partition, Publication, Secret
from tests.bench.figures import Report

pytestmark = pytest.mark.bench

SECTION = "Disclosure"

STEPS = 60
EXPECTED = (30,) * 5 + (5,) * 8 + (1,) * 7


def five_years(b: int, *, total: bool) -> Known:
    """Twenty parts of a whole, most of them seldom."""
    chance, published, whole = Random(b), list[Publication](), [0] * (STEPS + 1)
    cells = tuple(Cell("part", str(number)) for number in range(len(EXPECTED)))
    for cell, expected in zip(cells, EXPECTED, strict=True):
        x = chance.randrange(b)
        for at in range(1, STEPS + 1):
            x += (number := sum(chance.random() < expected / 100 for _ in range(100)))
            for until in range(at, STEPS + 1):
                whole[until] += number
            published.append(
                Publication(cell, 0, at, b * (x // b), b * (x // b) + b - 1, Secret("offset", b))
            )
    visits, offset = Cell("whole"), chance.randrange(b)
    if total:
        return Known(STEPS, tuple(published), (Partition(visits, cells),), {visits: tuple(whole)})
    shown = [b * ((counted + offset) // b) for counted in whole]
    published += [
        Publication(visits, 0, at, shown[at], shown[at] + b - 1, Secret("offset", b)) for at in range(STEPS)
    ]
    return Known(STEPS, tuple(published), (Partition(visits, cells),))


@pytest.mark.parametrize(("who", "b"), [("inside, beside exact totals", 5), ("outside", 10)])
def test_a_closing_is_judged(who: str, b: int, report: Report) -> None:
    known = five_years(b, total=b == 5)
    began = monotonic()
    found = len(list(learnt(known, b)))
    took = monotonic() - began
    report.says(f"20 counters × {STEPS} steps, {who}", f"{took:.1f} s, {found} known too well")
