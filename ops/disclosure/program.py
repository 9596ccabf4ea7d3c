"""A group of cells that can tell of each other, as an integer program.

One unknown for each count at each boundary, one for each secret. Each solution is a history that agrees
with all that is known; the least or the most of anything is one question to the solver.
"""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from ops.disclosure.known import Cell, Known, Partition, Subsets
from ops.disclosure.windows import FAR, Contradiction, Numbers

EVENTS = 10**6
"""More than a cell can have gained where nothing is said of it."""
PATIENCE = 10.0
"""Seconds for one question; an answer that takes longer is none."""

Weights = NDArray[np.float64]


class TooLong(RuntimeError):
    """One question took longer than there is patience for."""


class Program:
    """``cells`` × boundaries, counted from ``base``, so that the solver sees small numbers only.

    ``slack``: by how much parts and their whole may differ, as corrections that came late leave them.
    """

    def __init__(self, known: Known, cells: tuple[Cell, ...], slack: int = 0) -> None:
        self._known = known
        self.cells = cells
        self._at = {cell: row for row, cell in enumerate(cells)}
        self._boundaries = known.until + 1
        secrets = [(cell, secret) for cell in cells for secret in known.secrets(cell)]
        self._secrets = {one: len(cells) * self._boundaries + at for at, one in enumerate(secrets)}
        self.base: Numbers = np.array([_base(known, cell) for cell in cells], dtype=np.int64)
        self._rows: list[tuple[dict[int, int], int, int]] = []
        for cell in cells:
            self._of_one(cell)
        for relation in known.relations():
            if set(relation.parts) & set(cells):
                self._of_several(relation, slack)
        self._limits = Bounds(*self._unknowns())
        self._constraint = self._matrix()

    def _unknown(self, cell: Cell, boundary: int) -> int:
        return self._at[cell] * self._boundaries + boundary

    def _unknowns(self) -> tuple[Weights, Weights]:
        size = len(self.cells) * self._boundaries + len(self._secrets)
        low, high = np.zeros(size), np.zeros(size)
        low[: self.base.size] = -self.base.ravel()
        high[: self.base.size] = EVENTS
        high[0 : self.base.size : self._boundaries] = 0
        for (_, secret), at in self._secrets.items():
            high[at] = secret.below - 1
        return low, high

    def _say(self, terms: Mapping[int, int], low: int, high: int) -> None:
        """``low <= sum <= high``, of counts as they are; they are kept as what is above the base."""
        flat = self.base.ravel()
        shift = sum(int(flat[at]) * times for at, times in terms.items() if at < flat.size)
        self._rows.append((dict(terms), low - shift, high - shift))

    def _of_one(self, cell: Cell) -> None:
        for before, after in pairwise(range(self._boundaries)):
            self._say({self._unknown(cell, after): 1, self._unknown(cell, before): -1}, 0, FAR)
        for at, counted in enumerate(self._known.totals.get(cell, ())):
            self._say({self._unknown(cell, at): 1}, counted, counted)
        for one in self._known.publications:
            if one.cell != cell:
                continue
            terms = {self._unknown(cell, one.until): 1}
            if one.start:
                terms[self._unknown(cell, one.start)] = -1
            if one.secret is not None:
                terms[self._secrets[cell, one.secret]] = 1
            self._say(terms, one.low, one.high)

    def _of_several(self, relation: Partition | Subsets, slack: int) -> None:
        whole = self._known.totals.get(relation.whole)
        for at in range(1, self._boundaries):
            if isinstance(relation, Partition):
                terms = {self._unknown(part, at): 1 for part in relation.parts}
                if whole is None:
                    terms[self._unknown(relation.whole, at)] = -1
                counted = 0 if whole is None else whole[at]
                self._say(terms, counted - slack, counted + slack)
                continue
            for part in relation.parts:
                terms = {self._unknown(part, at): 1, self._unknown(part, at - 1): -1}
                if whole is None:
                    terms |= {
                        self._unknown(relation.whole, at): -1,
                        self._unknown(relation.whole, at - 1): 1,
                    }
                most = 0 if whole is None else whole[at] - whole[at - 1]
                self._say(terms, -FAR, most + slack)

    def _matrix(self) -> LinearConstraint:
        numbers: list[int] = []
        columns: list[int] = []
        starts = [0]
        for terms, _, _ in self._rows:
            numbers += terms.values()
            columns += terms.keys()
            starts.append(len(numbers))
        shape = (len(self._rows), len(self.cells) * self._boundaries + len(self._secrets))
        matrix = csr_array((np.array(numbers, dtype=float), columns, starts), shape=shape)
        low = np.array([-np.inf if low <= -FAR // 2 else float(low) for _, low, _ in self._rows])
        high = np.array([np.inf if high >= FAR // 2 else float(high) for _, _, high in self._rows])
        return LinearConstraint(matrix, low, high)

    def history(self, weights: Weights) -> Numbers:
        """One that agrees with all that is known and has the least sum of ``weights`` × counts.

        Raises ``Contradiction`` when there is none, ``TooLong`` when none was found in time.
        """
        objective = np.concatenate([weights.ravel(), np.zeros(len(self._secrets))])
        answer = milp(
            objective,
            integrality=np.ones_like(objective),
            bounds=self._limits,
            constraints=self._constraint,
            options={"time_limit": PATIENCE, "mip_rel_gap": 0.0},
        )
        if answer.status == 2:
            raise Contradiction("what is published of cells that belong together cannot all be true")
        if answer.status != 0:
            raise TooLong(answer.message)
        found: Numbers = np.rint(answer.x[: self.base.size]).astype(np.int64)
        return found.reshape(self.base.shape) + self.base

    def no_weights(self) -> Weights:
        """To be filled in for one question."""
        return np.zeros(self.base.shape)


def _base(known: Known, cell: Cell) -> list[int]:
    """What was counted up to each boundary at least, near enough: only the distance from it is asked for."""
    base = [0] * (known.until + 1)
    said: dict[int, list[tuple[int, int]]] = {}
    for at, counted in enumerate(known.totals.get(cell, ())):
        said.setdefault(at, []).append((0, counted))
    for one in known.publications:
        if one.cell == cell and one.until:
            said.setdefault(one.until, []).append((one.start, one.low))
    for at in range(1, known.until + 1):
        base[at] = max([base[at - 1], *(base[start] + low for start, low in said.get(at, ()))])
    return base
