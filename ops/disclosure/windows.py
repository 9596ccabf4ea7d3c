"""The least and the most of every window of a cell, from what is known of that cell alone.

All that is said of one cell bounds a difference of two of its counts, so shortest paths give the bounds,
and each whole number between them can be true.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ops.disclosure.known import Cell, Known

FAR = 10**9
"""More than anybody counts: nothing is known."""

Numbers = NDArray[np.int64]


class Contradiction(ValueError):
    """No counts at all agree with what was published: somebody who trusted all of it would be wrong."""


@dataclass(frozen=True)
class Windows:
    """``low[s, t]`` to ``high[s, t]``: events from boundary ``s`` to a later one ``t``."""

    low: Numbers
    high: Numbers

    def of(self, start: int, until: int) -> tuple[int, int]:
        return int(self.low[start, until]), int(self.high[start, until])


def of_cell(known: Known, cell: Cell) -> Windows:
    """Raises ``Contradiction`` when what is published of it cannot all be true.

    A part that came late, by a correction, can be more than its whole in a step: then what holds it is no help.
    """
    boundaries = known.until + 1
    most = _closest(_said(known, cell, known.wholes(cell)))
    if np.diagonal(most).min() < 0:
        most = _closest(_said(known, cell, ()))
    if np.diagonal(most).min() < 0:
        raise Contradiction(f"what is published of {cell} cannot all be true")
    high = np.minimum(most[:boundaries, :boundaries], FAR)
    return Windows(low=-high.T, high=high)


def _closest(most: Numbers) -> Numbers:
    """By how much any count can be above any other, all that is said taken together."""
    for between in range(len(most)):
        np.minimum(most, most[:, between, None] + most[None, between, :], out=most)
    return most


def _said(known: Known, cell: Cell, wholes: Sequence[tuple[int, ...]]) -> Numbers:
    """``most[a, b]``: by how much the count at ``b`` can be above the one at ``a``, as far as it is said.

    A secret is a point of its own before the first boundary, as far below it as the secret is large.
    """
    secrets = {secret: known.until + 1 + at for at, secret in enumerate(known.secrets(cell))}
    size = known.until + 1 + len(secrets)
    most: Numbers = np.full((size, size), FAR, dtype=np.int64)
    np.fill_diagonal(most, 0)

    def say(start: int, until: int, low: int, high: int) -> None:
        most[start, until] = min(most[start, until], high)
        most[until, start] = min(most[until, start], -low)

    for at in range(known.until):
        say(at, at + 1, 0, FAR)
    for secret, point in secrets.items():
        say(point, 0, 0, secret.below - 1)
    for one in known.publications:
        if one.cell == cell:
            say(one.start if one.secret is None else secrets[one.secret], one.until, one.low, one.high)
    for whole in wholes:
        for at, (before, after) in enumerate(pairwise(whole)):
            say(at, at + 1, 0, after - before)
    for at, (before, after) in enumerate(pairwise(known.totals.get(cell, ()))):
        say(at, at + 1, after - before, after - before)
    return most
