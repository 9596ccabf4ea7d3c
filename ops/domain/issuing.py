"""What may be given a number, and which: the rules of the release log."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from ops.domain.sheet import Cell, Sheet, SheetKind

LEAST_DAYS = 28
"""A release is of a month or longer, never of a week or a shift."""
LETTERS = {SheetKind.WORKING_PAPER: "p", SheetKind.STATUTORY: "s", SheetKind.RELEASE: "r"}


class NotToIssue(ValueError):
    """A sheet that may not leave as what it says it is: a mistake of whoever made it."""


def check(sheet: Sheet) -> None:
    """Whether it may be issued. Raises ``NotToIssue``.

    A release holds no number that is known exactly, whoever made its tables: what is not an interval by
    the rule does not leave.
    """
    if sheet.kind not in LETTERS:
        raise NotToIssue("what is for inside is not issued")
    if sheet.number is not None:
        raise NotToIssue("it has a number already")
    if (sheet.shred_by is not None) is not (sheet.kind is SheetKind.WORKING_PAPER):
        raise NotToIssue("a working paper says when it is shredded, and nothing else does")
    if sheet.kind is SheetKind.RELEASE:
        if (sheet.last - sheet.first).days + 1 < LEAST_DAYS:
            raise NotToIssue("a release is of a month or longer")
        if any(_is_bare(cell) for cell in _cells(sheet)):
            raise NotToIssue("a release holds no exact number")


def number(slug: str, kind: SheetKind, year: int, serial: int) -> str:
    """riverside-r2026-003. It counts papers of one kind and says nothing of what is in them."""
    return f"{slug}-{LETTERS[kind]}{year}-{serial:03}"


def digest(sheet: Sheet) -> str:
    """SHA-256 of all of it, as hexadecimal: the same for the same sheet, wherever it was kept."""
    return _hash(sheet.as_json())


def digest_of_tables(sheet: Sheet) -> str:
    """The same of its numbers and their words alone: as-of and number may differ."""
    return _hash(sheet.as_json()["tables"])


def _hash(kept: Any) -> str:
    written = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _cells(sheet: Sheet) -> Iterator[Cell]:
    return (cell for table in sheet.tables for row in table.rows for cell in row.cells)


def _is_bare(cell: Cell) -> bool:
    if cell.of is not None:
        return True
    if cell.value is None:
        return cell.low is not None or cell.high is not None
    return cell.low is None or cell.high is None or not cell.low < cell.high
