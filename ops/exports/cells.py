"""A cell in words: the one place where a number of a report is said, whatever page, paper or file says it."""

from collections.abc import Mapping

import flask_babel
from babel.numbers import format_decimal
from flask_babel import LazyString, lazy_gettext

from ops.domain.sheet import Cell, Missing, Unit
from ops.gettext import gettext as _

WHY: Mapping[Missing, LazyString] = {
    Missing.NOT_RECORDED: lazy_gettext("not recorded"),
    Missing.NOT_COUNTED_HERE: lazy_gettext("not counted here"),
    Missing.HELD_BACK: lazy_gettext("held back"),
    Missing.NOTHING_TO_MEASURE: lazy_gettext("nothing to measure"),
}
"""Why there is no number."""

UNITS: Mapping[Unit, LazyString] = {
    Unit.COUNT: lazy_gettext("count"),
    Unit.SECONDS: lazy_gettext("seconds"),
    Unit.HOURS: lazy_gettext("hours"),
    Unit.MILLIGRAMS: lazy_gettext("milligrams"),
    Unit.PERCENT: lazy_gettext("percent"),
}
"""What the numbers of a file are in."""


def in_words(cell: Cell) -> str:
    """1,350 · about 1,350 (1,341–1,359) · 1 h 05 · 63 % of 41 · not recorded"""
    if cell.missing is not None or cell.value is None:
        return str(WHY[cell.missing or Missing.NOT_RECORDED])
    value = _amount(cell.value, cell.unit)
    if cell.low is not None and cell.high is not None and not cell.is_exact:
        value = _between(value, cell.low, cell.high, cell.unit)
    if cell.of is not None:
        return _("%(value)s of %(whole)s", value=value, whole=_number(cell.of))
    return value


def _between(value: str, low: float, high: float, unit: Unit) -> str:
    """Lengths are told as finely as they are kept, counts as far as people are protected."""
    least, most = _amount(low, unit), _amount(high, unit)
    if least == most:
        return least  # As people say it, both may be the same: 7 min is 7 min.
    if unit is not Unit.SECONDS:
        return _("about %(value)s (%(low)s–%(high)s)", value=value, low=least, high=most)
    if low >= 60 and high < 3570:
        return _("%(n)s min", n=f"{round(low / 60)}–{round(high / 60)}")
    if low > 0 and high < 60:
        return _("%(n)s s", n=f"{round(low)}–{round(high)}")
    return f"{least}–{most}"


def duration(seconds: float | None) -> str:
    """42 s, 12 min, 1 h 05; nothing known is "not recorded"."""
    if seconds is None:
        return _("not recorded")
    if 0 < seconds < 60:
        return _("%(n)s s", n=round(seconds))
    minutes = round(seconds / 60)
    if minutes < 60:
        return _("%(n)s min", n=minutes)
    return _("%(hours)s h %(minutes)s", hours=minutes // 60, minutes=f"{minutes % 60:02}")


def _amount(number: float, unit: Unit) -> str:
    if unit is Unit.SECONDS:
        return duration(number)
    if unit is Unit.HOURS:
        return _("%(n)s h", n=_number(round(number, 1)))
    if unit is Unit.MILLIGRAMS:
        return _("%(n)s mg", n=_number(round(number, 3)))
    if unit is Unit.PERCENT:
        # Rounded down: 100 % is only said when it is all of them.
        return _("%(n)s %%", n=int(number))
    return _number(number)


def _number(number: float) -> str:
    return format_decimal(number, locale=flask_babel.get_locale() or "en")
