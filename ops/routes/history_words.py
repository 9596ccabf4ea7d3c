"""What a table of before adds up to, in the words of a report."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _

from ops.domain.history import reading
from ops.domain.sheet import Column, Table
from ops.domain.totals import MEASURES, Totals
from ops.routes import report_sheet


def tables(answer: Mapping[str, Any]) -> Sequence[Table]:
    """Of the sums by measure: only what the table tells of."""
    numbers: dict[str, Any] = {}
    by: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name, value in answer["sums"].items():
        measure, _dot, code = name.partition(".")
        if code:
            by[measure][code] = value
        else:
            numbers[measure] = value
    numbers |= reading.completed(numbers)
    days = answer["days"]
    told = numbers.keys() | by.keys()
    lacks = {measure: days for measure in MEASURES if measure not in told}
    found = replace(Totals(days=days, by=by, not_counted=lacks), **numbers)
    made = report_sheet.tables((Column("all", _("Together")),), (found,))
    kept = (
        replace(table, rows=tuple(row for row in table.rows if row.cells[0].missing is None))
        for table in made
    )
    return [table for table in kept if table.rows]
