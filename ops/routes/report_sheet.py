"""A stretch of days as a sheet for those who run its rooms: exact operational totals, and protected breakdowns."""

from collections.abc import Mapping

from flask_babel import lazy_gettext

from ops.domain.disclosure import WHOLE, Series
from ops.domain.ranges import Range
from ops.domain.sheet import Cell, Column, Missing, Row, Sheet, SheetKind, Table
from ops.domain.totals import Totals
from ops.gettext import gettext as _
from ops.routes import definitions, range_sheet, range_words
from ops.routes.release_words import category
from ops.routes.report_lines import GROUPS, Group, Line
from ops.services.summaries.ranges import RangeTotals

BROKEN_DOWN = {
    Series.VISITS_BY_ROUTE: lazy_gettext("Visits by route"),
    Series.VISITS_BY_SUBSTANCE: lazy_gettext("Visits by substance, as reported"),
    Series.PEOPLE: lazy_gettext("People who used a card"),
}
"""What describes people, by whom it is told: in steps, whatever else is known."""
Breakdowns = Mapping[Series, Mapping[str, Cell]]


def sheet(found: RangeTotals, before: RangeTotals, broken_down: Breakdowns) -> Sheet:
    """``before``: the stretch before it, beside which each number stands."""
    columns = (_column("this", found.range), _column("before", before.range))
    told = (found.together, before.together)
    measures = [line.measure for group in GROUPS for line in group.lines]
    return range_sheet.over(
        found.range,
        found.as_of,
        (site.name for site in found.sites),
        SheetKind.INTERNAL,
        key=found.range.kind.value,
        title=range_words.title(found.range),
        protection=_(
            "Exact operational totals. What describes people is rounded to protect people: it goes in steps of 5."
        ),
        tables=(*tables(columns, told), *_breakdowns(found.range, broken_down)),
        definitions=definitions.of(measures),
    )


def tables(
    columns: tuple[Column, ...], told: tuple[Totals, ...], instead: Mapping[str, Cell] | None = None
) -> list[Table]:
    """Every group that has a line. ``instead``: what is known better than totals tell it, by a line's key."""
    made = (_table(group, columns, told, instead or {}) for group in GROUPS)
    return [table for table in made if table is not None]


def _column(key: str, of: Range) -> Column:
    return Column(key, range_words.brief(of))


def _table(
    group: Group, columns: tuple[Column, ...], told: tuple[Totals, ...], instead: Mapping[str, Cell]
) -> Table | None:
    rows = [row for line in group.lines if (row := _row(line, told, instead)) is not None]
    return Table(group.key, str(group.title), _("Measure"), columns, tuple(rows)) if rows else None


def _row(line: Line, told: tuple[Totals, ...], instead: Mapping[str, Cell]) -> Row | None:
    made = tuple(instead.get(line.key) or line.made(one) for one in told)
    if line.only_if_any and not any(cell.value for cell in made):
        return None
    return Row(line.key, line.label(), made)


def _breakdowns(of: Range, broken_down: Breakdowns) -> list[Table]:
    return [
        Table(
            series.value,
            str(BROKEN_DOWN[series]),
            _("What was said") if len(cells) > 1 else _("Measure"),
            (_column("this", of),),
            tuple(Row(code or "all", _category(series, code), (cell,)) for code, cell in cells.items()),
            _(
                "Rounded to protect people, once for good. It is told for whole steps, some days after they ended."
            ),
        )
        for series, cells in broken_down.items()
        if any(cell.missing is not Missing.NOT_COUNTED_HERE for cell in cells.values())
    ]


def _category(series: Series, code: str) -> str:
    if code == WHOLE:
        return _("people, by month and site")
    return category(series, code)
