"""How a stretch of days is said, in the reader's language."""

from datetime import date

from babel.dates import format_date
from flask_babel import get_locale

from ops.domain.ranges import Range, RangeKind
from ops.gettext import gettext as _


def title(of: Range) -> str:
    """November 2026 · Week 47, 16–22 Nov 2026 · October – December 2026 · 2026 · 2–20 Nov 2026"""
    if of.kind is RangeKind.DAY:
        return day(of.first)
    if of.kind is RangeKind.WEEK:
        return _("Week %(week)s, %(days)s", week=of.first.isocalendar().week, days=days(of))
    if of.kind is RangeKind.MONTH:
        return _said(of.first, "LLLL y")
    if of.kind is RangeKind.QUARTER:
        return f"{_said(of.first, 'LLLL')} – {_said(of.last, 'LLLL y')}"
    return _said(of.first, "y") if of.kind is RangeKind.YEAR else days(of)


def brief(of: Range) -> str:
    """As it heads a column: Week 47 · November 2026 · 2–20 Nov 2026"""
    return _("Week %(week)s", week=of.first.isocalendar().week) if of.kind is RangeKind.WEEK else title(of)


def short(of: Range) -> str:
    """As it stands under a bar: 22 Nov · W47 · Nov · Q4 · 2026"""
    if of.kind is RangeKind.WEEK:
        return _("W%(week)s", week=of.first.isocalendar().week)
    forms = {RangeKind.MONTH: "LLL", RangeKind.QUARTER: "QQQ", RangeKind.YEAR: "y"}
    return _said(of.first, forms.get(of.kind, "d MMM"))


def days(of: Range) -> str:
    """16–22 Nov 2026 · 28 Sep – 4 Oct 2026 · 28 Dec 2026 – 3 Jan 2027"""
    last = _said(of.last, "d MMM y")
    if of.first.year != of.last.year:
        return f"{_said(of.first, 'd MMM y')} – {last}"
    if of.first.month != of.last.month:
        return f"{_said(of.first, 'd MMM')} – {last}"
    return last if of.first == of.last else f"{of.first.day}–{last}"


def day(of: date) -> str:
    """Saturday 21 November 2026"""
    return _said(of, "EEEE d MMMM y")


def _said(of: date, form: str) -> str:
    return format_date(of, form, locale=get_locale())
