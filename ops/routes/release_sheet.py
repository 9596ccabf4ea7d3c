"""Figures become a release: tables with their words, ready to be looked at and then issued."""

from collections.abc import Iterator, Sequence

from ops.domain import ranges
from ops.domain.disclosure import WHOLE
from ops.domain.ranges import Range
from ops.domain.sheet import Cell, Column, Definition, Row, Sheet, SheetKind, Table
from ops.exports.bars import TOTALS
from ops.gettext import gettext as _
from ops.routes import range_sheet, range_words
from ops.routes.definitions.protected import LATE, PROTECTED
from ops.routes.release_words import PROTECTION, ROUNDED_APART, SERIES, category
from ops.services.release_figures import Counted, Figures

MOST_COLUMNS = 4
"""Steps beside each other in a table."""


def made(of: Figures, sites: Sequence[str], key: str) -> Sheet:
    """A release of these figures, without a number yet."""
    meanings = (*(PROTECTED[one.series] for one in of.counted), LATE)
    return range_sheet.over(
        of.of,
        of.as_of,
        sites,
        SheetKind.RELEASE,
        key=key,
        title=_("Protected figures, %(period)s", period=range_words.title(of.of)),
        protection=str(PROTECTION),
        tables=_tables(of),
        definitions=(Definition(str(one.term), str(one.meaning)) for one in meanings),
    )


def _tables(of: Figures) -> Iterator[Table]:
    """In all; then each series by itself, step by step and by category; then what could not be told."""
    whole = Column("whole", range_words.title(of.of))
    single = [one for one in of.counted if WHOLE in one.whole]
    if rows := [_in_all(one, one.whole[WHOLE]) for one in single if _is_told(one)]:
        yield Table(TOTALS, _("In all"), _("Of what"), (whole,), tuple(rows))
    for one in single:
        if _has_steps(one):
            yield _step_by_step(one)
    for one in of.counted:
        if one not in single:
            if _is_told(one):
                yield _by_category(one, of.of)
            if _has_steps(one):
                yield from _by_category_and_step(one)
    if rows := [_in_all(one, next(iter(one.whole.values()))) for one in of.counted if not _is_told(one)]:
        yield Table("not_told", _("Not told of all of this stretch"), _("Of what"), (whole,), tuple(rows))


def _is_told(of: Counted) -> bool:
    """Whether there is a number in it, over all of the stretch."""
    return any(cell.missing is None for cell in of.whole.values())


def _has_steps(of: Counted) -> bool:
    """Whether its steps say more than the whole does."""
    return len(of.steps) > 1 or (len(of.steps) == 1 and not _is_told(of))


def _in_all(of: Counted, cell: Cell) -> Row:
    return Row(of.series.value, str(SERIES[of.series].title), (cell,))


def _step_by_step(of: Counted) -> Table:
    """One number after the other."""
    words = SERIES[of.series]
    rows = tuple(Row(step.id, range_words.title(step), (cells[WHOLE],)) for step, cells in of.steps)
    columns = (Column("count", str(words.each)),)
    title = _("%(what)s, step by step", what=words.title)
    return Table(f"{of.series}_by_step", title, _("Period"), columns, rows, str(ROUNDED_APART))


def _by_category(of: Counted, within: Range) -> Table:
    words = SERIES[of.series]
    rows = tuple(Row(name, category(of.series, name), (cell,)) for name, cell in of.whole.items())
    columns = (Column("count", range_words.title(within)),)
    return Table(of.series.value, str(words.title), str(words.stub), columns, rows, str(ROUNDED_APART))


def _by_category_and_step(of: Counted) -> Iterator[Table]:
    """As many steps beside each other as can be read and printed."""
    words = SERIES[of.series]
    for first in range(0, len(of.steps), MOST_COLUMNS):
        steps = of.steps[first : first + MOST_COLUMNS]
        columns = tuple(Column(step.id, range_words.title(step)) for step, _cells in steps)
        rows = tuple(
            Row(name, category(of.series, name), tuple(cells[name] for _step, cells in steps))
            for name in of.whole
        )
        between = ranges.between(steps[0][0].first, steps[-1][0].last)
        title = _("%(what)s, %(days)s", what=words.title, days=range_words.days(between))
        key = f"{of.series}_by_step_{steps[0][0].id}"
        yield Table(key, title, str(words.stub), columns, rows, str(ROUNDED_APART))
