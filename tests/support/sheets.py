"""Reports as tests issue them."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any

import openpyxl

from ops.domain.sheet import (
    Cell,
    Column,
    Definition,
    Missing,
    Row,
    Sheet,
    SheetKind,
    Table,
    about,
    exact,
    none,
)

HOSTILE = (
    '=HYPERLINK("http://x","here")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r\n=1+1",
    "＝1+1",  # noqa: RUF001
    "\u202egnp.exe",
    "\u200f=1+1",
    "a\x00b\x07c",
    'quo"te, and\nline',
    "'=1+1",
)
"""Words that are something else to a program that opens a file."""


def table(key: str, title: str, cells: dict[str, Cell]) -> Table:
    """A table of one column."""
    rows = tuple(Row(f"row_{number}", label, (cell,)) for number, (label, cell) in enumerate(cells.items()))
    return Table(key, title, "By route", (Column("count", "Visits"),), rows)


def release(first: date = date(2026, 10, 1), last: date = date(2026, 10, 31)) -> Sheet:
    """Visits of a month, protected."""
    cells = {"smoked": about(1350, 1341, 1359), "injected": about(0, 0, 9), "other": none(Missing.HELD_BACK)}
    return sheet(SheetKind.RELEASE, table("visits_by_route", "Visits by route", cells), first, last)


def paper() -> Sheet:
    """A working paper: exact totals of a day, to be shredded a week later."""
    made = sheet(
        SheetKind.WORKING_PAPER,
        table("visits", "Visits", {"all": exact(63)}),
        date(2026, 11, 22),
        date(2026, 11, 22),
    )
    return replace(made, shred_by=date(2026, 11, 29))


def sheet(kind: SheetKind, one: Table, first: date, last: date) -> Sheet:
    return Sheet(
        kind=kind,
        key="month",
        title="October 2026",
        sites=("Here",),
        period="October 2026",
        first=first,
        last=last,
        as_of=datetime(2026, 11, 8, 12, tzinfo=UTC),
        language="en",
        protection="Rounded to protect people.",
        tables=(one,),
        definitions=(Definition("visit", "one stay"),),
    )


def figures_in_csv(content: bytes) -> list[dict[str, str]]:
    """The lines of its numbers, by column."""
    lines = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
    return [line for line in lines if line["part"] == "figures"]


def words_in_xlsx(content: bytes) -> list[Any]:
    """What its numbers are in words, table by table: the last of each row."""
    pages = openpyxl.load_workbook(BytesIO(content)).worksheets[1:]
    rows = [row for page in pages for row in page.iter_rows(min_row=3, values_only=True)]
    return [row[-1] for row in rows if row[-1] is not None]
