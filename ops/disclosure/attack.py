"""What can be learnt: windows in which a small count that is protected is known too well.

A count of ``1`` to ``k - 1`` must keep at least ``k`` candidates, or all that a total lets be
(``0`` to the total). A window in which no such count can be true gives nobody away.

1. Of each cell alone, the least and the most of each window (``windows``): exact, unless it is tied to others.
2. Of cells that are tied, histories that agree with everything are looked for, in many directions: what two
   of them differ by is not known. Nearly every window is settled by some of them.
3. Each window that is left is asked about by itself, its least and its most.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ops.disclosure import windows
from ops.disclosure.known import Cell, Known
from ops.disclosure.program import Program, TooLong, Weights
from ops.disclosure.windows import Contradiction, Numbers, Windows

QUESTIONS = 1500
"""To the solver about one group, at most: what is not settled by then counts as learnt."""
DIRECTIONS = 40
MOST_SLACK = 4096

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Learnt:
    """That a count of ``cell`` from boundary ``start`` to ``until`` is ``low`` to ``high``, and that is
    fewer than ``needed`` candidates. ``settled``: false when the attacker ran out of patience."""

    cell: Cell
    start: int
    until: int
    low: int
    high: int
    needed: int
    settled: bool = True

    @property
    def candidates(self) -> int:
        return self.high - self.low + 1


@dataclass
class _Group:
    """The windows of the cells that are tied together, as far as they are settled."""

    program: Program
    outer: list[Windows]
    least: Numbers
    most: Numbers
    needed: Numbers
    asked: int = 0

    def see(self, weights: Weights) -> None:
        """A history more."""
        self.asked += 1
        counts = self.program.history(weights)
        differences = counts[:, None, :] - counts[:, :, None]
        np.minimum(self.least, differences, out=self.least)
        np.maximum(self.most, differences, out=self.most)

    def answers(self, questions: Iterable[Weights]) -> bool:
        """Whether each of them was answered in time."""
        try:
            for weights in questions:
                self.see(weights)
        except TooLong:
            return False
        return True

    def is_settled_by(self, directions: Iterable[Weights]) -> bool:
        """Looks in each until nothing is left to settle."""
        for weights in directions:
            if not self.answers((weights,)):
                return False
            if next(self.unsettled(), None) is None:
                return True
        return False

    def left_open(self, row: int, start: int, until: int) -> int:
        """Candidates of a window that some history shows to be possible."""
        return int(self.most[row, start, until] - self.least[row, start, until]) + 1

    def unsettled(self) -> Iterator[tuple[int, int, int]]:
        """Windows of which the histories seen so far do not show that enough is left open."""
        few: Flags = self.most - self.least + 1 < self.needed
        for row, start, until in np.argwhere(few):
            yield int(row), int(start), int(until)


def learnt(known: Known, k: int, group: tuple[Cell, ...] | None = None) -> Iterator[Learnt]:
    """Every window in which too few candidates are left, of every cell that is no total; of one group of
    cells, when it is named. Raises ``Contradiction``."""
    for cells in known.groups() if group is None else (group,):
        if len(cells) > 1:
            yield from _of_several(known, cells, k)
        elif cells[0] not in known.totals:
            yield from _of_one(known, cells[0], k)


def least_and_most(known: Known, cell: Cell, only: tuple[int, int] | None = None) -> Windows:
    """Of every window of one cell, as everything together tells it, or only of one: asks twice for each."""
    group = next(group for group in known.groups() if cell in group)
    alone = windows.of_cell(known, cell)
    if len(group) == 1:
        return alone
    program = program_of(known, group)
    low, high = alone.low.copy(), alone.high.copy()
    for start, until in _pairs(known.until) if only is None else (only,):
        for sign, into in ((1, low), (-1, high)):
            counts = program.history(_window(program, program.cells.index(cell), start, until, sign))
            into[start, until] = (
                counts[program.cells.index(cell), until] - counts[program.cells.index(cell), start]
            )
    return Windows(low, high)


def program_of(known: Known, cells: tuple[Cell, ...]) -> Program:
    """With the least slack by which what is published can all be true. Raises ``Contradiction``."""
    slack = 0
    while True:
        program = Program(known, cells, slack)
        try:
            program.history(program.no_weights())
            return program
        except Contradiction:
            if slack >= MOST_SLACK:
                raise
            slack = slack * 2 or 1


def _pairs(until: int) -> Iterator[tuple[int, int]]:
    return ((start, end) for start in range(until) for end in range(start + 1, until + 1))


def _window(program: Program, row: int, start: int, until: int, sign: int) -> Weights:
    weights = program.no_weights()
    weights[row, until], weights[row, start] = sign, -sign
    return weights


def needed_of(known: Known, cell: Cell, k: int) -> Numbers:
    """How many candidates each window must keep: ``k``, or as many as a total lets be."""
    needed: Numbers = np.full((known.until + 1,) * 2, k, dtype=np.int64)
    for whole in known.wholes(cell):
        counted = np.array(whole, dtype=np.int64)
        np.minimum(needed, counted[None, :] - counted[:, None] + 1, out=needed)
    return needed


def _may_be_small(seen: Windows, k: int) -> Flags:
    later: Flags = np.triu(np.ones(seen.low.shape, dtype=np.bool_), 1)
    return later & (seen.low <= k - 1) & (seen.high >= 1)


def _too_well(seen: Windows, needed: Numbers, k: int) -> Flags:
    return _may_be_small(seen, k) & (seen.high - seen.low + 1 < needed)


def _of_one(known: Known, cell: Cell, k: int) -> Iterator[Learnt]:
    seen, needed = windows.of_cell(known, cell), needed_of(known, cell, k)
    for start, until in np.argwhere(_too_well(seen, needed, k)):
        yield Learnt(
            cell, int(start), int(until), *seen.of(int(start), int(until)), int(needed[start, until])
        )


def _of_several(known: Known, cells: tuple[Cell, ...], k: int) -> Iterator[Learnt]:
    try:
        group = _group(known, cells, k)
    except TooLong:
        for cell in cells:
            if cell not in known.totals:
                yield Learnt(cell, 0, known.until, 0, windows.FAR, k, settled=False)
        return
    if not group.is_settled_by(_directions(group.program, known.until)):
        for window in list(group.unsettled()):
            yield from _asked_about(group, *window, k)


def _asked_about(group: _Group, row: int, start: int, until: int, k: int) -> Iterator[Learnt]:
    """One window by itself, if none of the others settled it meanwhile."""
    cell, needed = group.program.cells[row], int(group.needed[row, start, until])
    if group.left_open(row, start, until) >= needed:
        return
    questions = (_window(group.program, row, start, until, sign) for sign in (1, -1))
    if group.asked >= QUESTIONS or not group.answers(questions):
        yield Learnt(cell, start, until, *group.outer[row].of(start, until), needed, settled=False)
        return
    low, high = int(group.least[row, start, until]), int(group.most[row, start, until])
    if high - low + 1 < needed and low <= k - 1 and high >= 1:
        yield Learnt(cell, start, until, low, high, needed)


def _group(known: Known, cells: tuple[Cell, ...], k: int) -> _Group:
    program = program_of(known, cells)
    outer = [windows.of_cell(known, cell) for cell in cells]
    needed = np.array(
        [
            np.where(_may_be_small(seen, k), needed_of(known, cell, k), 0)
            if cell not in known.totals
            else np.zeros_like(seen.low)
            for cell, seen in zip(cells, outer, strict=True)
        ]
    )
    shape = (len(cells), known.until + 1, known.until + 1)
    far: Numbers = np.full(shape, windows.FAR, dtype=np.int64)
    return _Group(program, outer, least=far, most=-far, needed=needed)


def _directions(program: Program, until: int) -> Iterator[Weights]:
    """Where to look for histories: at random, always the same ones; then, as what seldom happens only ever
    grows, before and after each boundary."""
    chance = np.random.default_rng(6)
    shape = program.base.shape
    for _ in range(DIRECTIONS):
        yield chance.choice([-1.0, 1.0], size=shape) * chance.random(shape)
    for at in range(1, until + 1):
        sides = chance.choice([-1.0, 1.0], size=(shape[0], 1))
        for signs in (sides, -sides):
            weights = np.tile(signs, (1, shape[1])) * (1 + chance.random(shape) / 8)
            weights[:, :at] *= -1
            yield weights
