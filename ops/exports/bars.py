"""Bars beside the numbers of a table, drawn from these numbers and nothing else.

A drawing's own measure is that of the numbers, so that no other number stands in it.
"""

from dataclasses import dataclass

from ops.domain.sheet import Cell, Table

TOTALS = "totals"
"""Its rows count different things, which are not compared by length."""


@dataclass(frozen=True)
class Bar:
    """From nought to ``value``, with a line from ``low`` to ``high``; ``most`` is the width of all."""

    value: float
    low: float
    high: float
    most: float


def beside(table: Table) -> tuple[Bar | None, ...]:
    """One for each row that has a number, where a table has one column of several rows; else none."""
    if len(table.columns) != 1 or len(table.rows) < 2 or table.key == TOTALS:
        return ()
    cells = [row.cells[0] for row in table.rows]
    most = max((cell.high for cell in cells if cell.high is not None), default=0)
    return tuple(_bar(cell, most) for cell in cells) if most else ()


def _bar(cell: Cell, most: float) -> Bar | None:
    if cell.value is None or cell.low is None or cell.high is None:
        return None
    return Bar(cell.value, cell.low, cell.high, most)
