"""XLSX: a sheet *About*, then one for each table, with numbers as numbers.

Nothing in it tells who made it or on which machine, and the same report is the same file each time:
its own instant is that of the report.
"""

from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ops.domain.sheet import Cell, Sheet, Table
from ops.exports import cells, lines, plain
from ops.gettext import gettext as _

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LONGEST_NAME = 31
NOT_IN_A_NAME = str.maketrans("[]:*?/\\", "       ")
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def written(sheet: Sheet) -> bytes:
    """The whole file."""
    import xlsxwriter

    into = BytesIO()
    with xlsxwriter.Workbook(into, OPTIONS) as book:
        book.set_properties({"author": "", "created": sheet.as_of.astimezone(UTC).replace(tzinfo=None)})
        strong = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        taken = {_("About").casefold()}
        _about(book.add_worksheet(_("About")), sheet, strong, wrapped)
        for table in sheet.tables:
            _table(book.add_worksheet(_name(table.title, taken)), table, strong)
    return into.getvalue()


def _about(page: "Worksheet", sheet: Sheet, strong: Any, wrapped: Any) -> None:
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 100, wrapped)
    said = [*lines.about(sheet), *((one.term, one.meaning) for one in sheet.definitions)]
    for line, (name, words) in enumerate(said):
        page.write_string(line, 0, plain.words(name), strong)
        page.write_string(line, 1, plain.words(words), wrapped)


def _table(page: "Worksheet", table: Table, strong: Any) -> None:
    """A line for each cell: its row, about, low, high, out of, in words. With several columns, their names
    stand in a column of their own."""
    numbers = (_("About"), _("Low"), _("High"), _("Out of"), _("Unit"), _("In words"))
    several = len(table.columns) > 1
    heads = (table.stub, *((_("Column"),) if several else ()), *numbers)
    page.write_string(0, 0, plain.words(table.title), strong)
    for at, head in enumerate(heads):
        page.write_string(1, at, plain.words(head), strong)
    line = 2
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            labels = (row.label, column.label) if several else (row.label,)
            for at, label in enumerate(labels):
                page.write_string(line, at, plain.words(label))
            _cell(page, line, len(labels), cell)
            line += 1
    if table.note:
        page.write_string(line + 1, 0, plain.words(table.note))
    page.set_column(0, len(heads) - 7, 34)
    page.set_column(len(heads) - 6, len(heads) - 2, 11)
    page.set_column(len(heads) - 1, len(heads) - 1, 34)
    page.freeze_panes(2, 1)


def _cell(page: "Worksheet", line: int, at: int, cell: Cell) -> None:
    for offset, number in enumerate((cell.value, cell.low, cell.high, cell.of)):
        if number is not None:
            page.write_number(line, at + offset, number)
    page.write_string(line, at + 4, str(cells.UNITS[cell.unit]))
    page.write_string(line, at + 5, plain.words(cells.in_words(cell)))


def _name(title: str, taken: set[str]) -> str:
    """What a spreadsheet takes for a name: short, without a few signs, and no other's."""
    wanted = " ".join(plain.words(title).translate(NOT_IN_A_NAME).split()).strip("'")[:LONGEST_NAME] or "-"
    name, again = wanted.strip("' ") or "-", 2
    while name.casefold() in taken or name.casefold() == "history":
        name, again = f"{wanted[: LONGEST_NAME - 4].strip()} {again}", again + 1
    taken.add(name.casefold())
    return name
