"""The formats in which a sheet can be taken away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import flask_babel

from ops.domain.sheet import Sheet
from ops.exports import csv_file, html_file, json_file, xlsx_file


@dataclass(frozen=True)
class Format:
    """``written`` makes the whole file, in the language of whoever calls."""

    name: str
    content_type: str
    written: Callable[[Sheet], bytes]


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("csv", "text/csv; charset=utf-8; header=present", csv_file.written),
        Format(
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_file.written
        ),
        Format("json", "application/json", json_file.written),
        Format("html", "text/html; charset=utf-8", html_file.written),
    )
}
"""By the end of the file's name."""


def written(sheet: Sheet, into: Format) -> bytes:
    """The file, in the language of the sheet's own words, whoever takes it."""
    with flask_babel.force_locale(sheet.language):
        return into.written(sheet)
