"""CSV by RFC 4180: one header, then a line for each cell, with its number apart and in words.

In UTF-8 with a byte order mark, as spreadsheets take a file without one for another coding and spoil
its words; programs read the JSON, or ``utf-8-sig``.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from ops.domain.sheet import Cell, Sheet
from ops.exports import lines
from ops.exports.cells import in_words
from ops.exports.plain import field

HEADER = (
    "part",
    "table",
    "row",
    "column",
    "table_key",
    "row_key",
    "column_key",
    "about",
    "low",
    "high",
    "unit",
    "out_of",
    "missing",
    "words",
)
"""``part``: about, figures, notes or definitions. Numbers stand in ``about``, ``low``, ``high``, ``out_of``."""
Line = tuple[str, ...]


def written(sheet: Sheet) -> bytes:
    """The whole file."""
    into = StringIO()
    out = csv.writer(into)
    out.writerow(HEADER)
    out.writerows(_lines(sheet))
    return into.getvalue().encode("utf-8-sig")


def _lines(sheet: Sheet) -> Iterator[Line]:
    for name, said in lines.about(sheet):
        yield _said("about", "", name, said)
    for table in sheet.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                labels = (field(table.title), field(row.label), field(column.label))
                yield (
                    "figures",
                    *labels,
                    table.key,
                    row.key,
                    column.key,
                    *_numbers(cell),
                    field(in_words(cell)),
                )
        if table.note:
            yield _said("notes", table.title, "", table.note)
    for one in sheet.definitions:
        yield _said("definitions", "", one.term, one.meaning)


def _said(part: str, table: str, row: str, words: str) -> Line:
    return part, field(table), field(row), *("",) * (len(HEADER) - 4), field(words)


def _numbers(cell: Cell) -> Line:
    known = (_plain(cell.value), _plain(cell.low), _plain(cell.high), cell.unit.value, _plain(cell.of))
    return *known, cell.missing.value if cell.missing else ""


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:.15g}"
