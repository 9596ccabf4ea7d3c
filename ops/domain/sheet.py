"""A report as it is issued: tables of numbers, with what they mean and how they are protected.

Every format (page, CSV, XLSX, JSON, PDF) is written from one sheet, so all of them hold the same
numbers; what was issued is kept as its JSON and printed again from it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

VERSION = 1
"""Of the form in which it is kept."""


class SheetKind(StrEnum):
    """For whom it is, which decides how it is protected (see docs/disclosure.md)."""

    WORKING_PAPER = "working_paper"
    INTERNAL = "internal"
    RELEASE = "release"
    STATUTORY = "statutory"


class Unit(StrEnum):
    """Of a cell's numbers. ``SECONDS`` are shown as ``1 h 05``; ``PERCENT`` is 0 to 100."""

    COUNT = "count"
    SECONDS = "seconds"
    HOURS = "hours"
    MILLIGRAMS = "mg"
    PERCENT = "percent"


class Missing(StrEnum):
    """Why a cell holds no number. Each of them is shown in words of its own: none of them is a nought."""

    NOT_RECORDED = "not_recorded"
    NOT_COUNTED_HERE = "not_counted_here"
    HELD_BACK = "held_back"
    NOTHING_TO_MEASURE = "nothing_to_measure"


@dataclass(frozen=True)
class Cell:
    """One number. What can be true is ``low`` to ``high``; ``value`` is what is said of it ("about"). An
    exact one has all three alike; with ``missing`` there is none. ``of``: a percentage's denominator."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: Unit = Unit.COUNT
    of: float | None = None
    missing: Missing | None = None

    @property
    def is_exact(self) -> bool:
        return self.value is not None and self.low == self.high == self.value

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        missing = kept["missing"]
        return cls(
            kept["value"],
            kept["low"],
            kept["high"],
            Unit(kept["unit"]),
            kept["of"],
            None if missing is None else Missing(missing),
        )


def exact(value: float, unit: Unit = Unit.COUNT, of: float | None = None) -> Cell:
    """A number that is known."""
    return Cell(value, value, value, unit, of)


def about(value: int, low: int, high: int) -> Cell:
    """A count of which only that much is said. Raises ``ValueError`` when ``value`` lies outside."""
    if not low <= value <= high:
        raise ValueError(f"{value} is not within {low} to {high}")
    return Cell(value, low, high)


def none(why: Missing, unit: Unit = Unit.COUNT) -> Cell:
    """No number, and why."""
    return Cell(unit=unit, missing=why)


def summed(cells: Sequence[Cell]) -> Cell:
    """What can be true adds up; what is missing is missing in the sum."""
    missing = next((cell for cell in cells if cell.missing is not None), None)
    if missing is not None:
        return missing
    values, lows, highs = (sum(getattr(cell, name) for cell in cells) for name in ("value", "low", "high"))
    return Cell(values, lows, highs, cells[0].unit)


@dataclass(frozen=True)
class Row:
    """``key`` is for programs and stays the same in every language; ``label`` is for people."""

    key: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    """Likewise."""

    key: str
    label: str


@dataclass(frozen=True)
class Table:
    """``stub``: what the rows are. Each row has a cell for each column."""

    key: str
    title: str
    stub: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of {self.key} has not one cell for each column")


@dataclass(frozen=True)
class Definition:
    """What a term of the tables counts."""

    term: str
    meaning: str


@dataclass(frozen=True)
class Sheet:
    """``first``..``last``: the days it is of, both included, on the clocks of its sites. ``protection``: how
    its numbers are protected, in a sentence. ``number``: of a paper or release, once it is logged.
    ``language``: of its words. ``shred_by``: of a working paper."""

    kind: SheetKind
    key: str
    title: str
    sites: tuple[str, ...]
    period: str
    first: date
    last: date
    as_of: datetime
    language: str
    protection: str
    tables: tuple[Table, ...]
    definitions: tuple[Definition, ...]
    number: str | None = None
    shred_by: date | None = None

    def as_json(self) -> dict[str, Any]:
        """The form in which it is kept: plain JSON."""
        kept = asdict(self)
        for name in ("first", "last", "as_of", "shred_by"):
            kept[name] = kept[name] and kept[name].isoformat()
        return {"version": VERSION, **kept}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """As ``as_json`` wrote it. Raises ``ValueError`` for a form that is not known."""
        if kept["version"] != VERSION:
            raise ValueError(f"this sheet was kept in form {kept['version']}, which is not known here")
        return cls(
            kind=SheetKind(kept["kind"]),
            key=kept["key"],
            title=kept["title"],
            sites=tuple(kept["sites"]),
            period=kept["period"],
            first=date.fromisoformat(kept["first"]),
            last=date.fromisoformat(kept["last"]),
            as_of=datetime.fromisoformat(kept["as_of"]),
            language=kept["language"],
            protection=kept["protection"],
            tables=tuple(_table(one) for one in kept["tables"]),
            definitions=tuple(Definition(**one) for one in kept["definitions"]),
            number=kept["number"],
            shred_by=kept["shred_by"] and date.fromisoformat(kept["shred_by"]),
        )


def _table(kept: Mapping[str, Any]) -> Table:
    return Table(
        key=kept["key"],
        title=kept["title"],
        stub=kept["stub"],
        columns=tuple(Column(**one) for one in kept["columns"]),
        rows=tuple(
            Row(one["key"], one["label"], tuple(Cell.from_json(cell) for cell in one["cells"]))
            for one in kept["rows"]
        ),
        note=kept["note"],
    )
