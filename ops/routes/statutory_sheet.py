"""What a report comes to becomes a sheet, ready to be looked at and then issued."""

from collections.abc import Iterator, Sequence

from babel.lists import format_list

from ops.domain.ranges import Range
from ops.domain.sheet import Column, Definition, Missing, Row, Sheet, SheetKind, Table
from ops.domain.statutory import Part, Report, measures
from ops.exports.cells import WHY
from ops.gettext import gettext as _
from ops.gettext import language, ngettext
from ops.routes import range_sheet, range_words
from ops.services.statutory.figures import Figures


def made(of: Figures, sites: Sequence[str]) -> Sheet:
    """The report without a number yet."""
    report = of.report
    return range_sheet.over(
        of.of,
        of.as_of,
        sites,
        SheetKind.STATUTORY,
        key=report.name,
        title=report.title,
        protection=_protection(report),
        tables=(_table(of, part) for part in report.parts),
        definitions=_definitions(report),
    )


def _protection(report: Report) -> str:
    exact = _(
        "Exact numbers, as the form asks for them. It is for whoever the law names, and for nobody else."
    )
    if not report.under:
        return exact
    return f"{exact} {_('Counts under %(under)s are held back.', under=report.under)}"


def _table(of: Figures, part: Part) -> Table:
    columns = tuple(Column(column.of.id, _heading(column.of, of.of, of.columns)) for column in of.columns)
    rows = tuple(
        Row(field.key, field.label, tuple(column.cells[field.key] for column in of.columns))
        for field in part.fields
    )
    return Table(part.key, part.title, _("Line of the form"), columns, rows, " ".join(_notes(of, part)))


def _heading(of: Range, within: Range, columns: Sequence[object]) -> str:
    if of == within and len(columns) > 1:
        return _("Together")
    return range_words.title(of)


def _notes(of: Figures, part: Part) -> Iterator[str]:
    """What is not in the numbers, where it could be taken for nought."""
    whole = of.columns[-1]
    if whole.without:
        yield ngettext(
            "Of %(num)s day nothing is recorded.", "Of %(num)s days nothing is recorded.", whole.without
        )
    partly = [
        field.label for field in part.fields if any(one in whole.partly for one in measures(field.value))
    ]
    if partly:
        names = format_list(partly, locale=language())
        yield _("Counted on some of these days only: %(names)s.", names=names)


def _definitions(report: Report) -> Iterator[Definition]:
    for part in report.parts:
        if part.means:
            yield Definition(part.title, part.means)
        for field in part.fields:
            if field.means:
                yield Definition(field.label, field.means)
    yield Definition(
        str(WHY[Missing.HELD_BACK]), _("There is a number, and it is not told, or not yet. It may be nought.")
    )
    yield Definition(
        str(WHY[Missing.NOT_COUNTED_HERE]),
        _("This place does not count it, or nobody used a card. It is no nought."),
    )
    yield Definition(
        str(WHY[Missing.NOT_RECORDED]), _("It is counted here, and of these days nothing is known.")
    )
