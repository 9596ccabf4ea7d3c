"""What was unusual, as questions. No verdict, and nobody's doing: what is asked about is the room."""

from collections.abc import Mapping
from math import ceil, floor

from babel.dates import format_date
from flask_babel import LazyString, get_locale, lazy_gettext

from ops.domain.usual import Measure, Unusual, Usual
from ops.domain.window import Window, WindowKind, local
from ops.gettext import gettext as _
from ops.gettext import ngettext
from ops.routes import shift_words as w

SECONDS = {
    Measure.REACHED,
    Measure.LONGEST_WAIT,
    Measure.IN_BOOTH,
    Measure.CLOSED,
    Measure.UNDER_MINIMUM,
    Measure.NOT_LIVE,
}
WHAT: Mapping[Measure, LazyString] = {
    Measure.RESPONSES: lazy_gettext("Responses: %(value)s (%(usual)s)."),
    Measure.REACHED: lazy_gettext("Somebody was there after %(value)s, median (%(usual)s)."),
    Measure.LONGEST_WAIT: lazy_gettext("Waited %(value)s at most (%(usual)s)."),
    Measure.LEFT_BEFORE_USING: lazy_gettext("Left before using: %(value)s (%(usual)s)."),
    Measure.TURNED_AWAY: lazy_gettext("Turned away by us: %(value)s (%(usual)s)."),
    Measure.VISITS: lazy_gettext("Visits begun: %(value)s (%(usual)s)."),
    Measure.IN_BOOTH: lazy_gettext("Time in a booth %(value)s, median (%(usual)s)."),
    Measure.CLOSED: lazy_gettext("Closed to new people for %(value)s (%(usual)s)."),
    Measure.ON_TIME: lazy_gettext("Possible looks on time: %(value)s (%(usual)s)."),
    Measure.NOT_POSSIBLE: lazy_gettext("Checks not possible: %(value)s (%(usual)s)."),
    Measure.PAST_SECOND_LIMIT: lazy_gettext("Past the second limit: %(value)s (%(usual)s)."),
    Measure.ON_FLOOR: lazy_gettext("On the floor, on average: %(value)s (%(usual)s)."),
    Measure.UNDER_MINIMUM: lazy_gettext("Fewer free than the minimum for %(value)s (%(usual)s)."),
    Measure.NOT_LIVE: lazy_gettext("Walls not live for %(value)s (%(usual)s)."),
    Measure.BOARD_ERRORS: lazy_gettext("The board was put right %(value)s times (%(usual)s)."),
}
ASKED: Mapping[Measure, LazyString] = {
    Measure.RESPONSES: lazy_gettext("Is anything going round that is new?"),
    Measure.REACHED: lazy_gettext("What was in the way?"),
    Measure.LONGEST_WAIT: lazy_gettext("Too few places, or closed for long?"),
    Measure.LEFT_BEFORE_USING: lazy_gettext("Was the wait too long?"),
    Measure.TURNED_AWAY: lazy_gettext("What could have let them in?"),
    Measure.VISITS: lazy_gettext("What brought more people?"),
    Measure.IN_BOOTH: lazy_gettext("What took longer?"),
    Measure.CLOSED: lazy_gettext("What would have kept it open?"),
    Measure.ON_TIME: lazy_gettext("Enough hands for so full a room?"),
    Measure.NOT_POSSIBLE: lazy_gettext("Enough hands while a response ran?"),
    Measure.PAST_SECOND_LIMIT: lazy_gettext("What was in the way?"),
    Measure.ON_FLOOR: lazy_gettext("Was a turn not filled?"),
    Measure.UNDER_MINIMUM: lazy_gettext("Is there somebody to call?"),
    Measure.NOT_LIVE: lazy_gettext("Network, power, or switched off?"),
    Measure.BOARD_ERRORS: lazy_gettext("Would a walk-round help?"),
}
FEWER_VISITS = lazy_gettext("What kept people away?")


def title(window: Window) -> str:
    """Unusual for a Saturday evening, by the middle of the shift; of a day only for a Saturday."""
    start = local(window.start, window.time_zone)
    day = format_date(start.date(), "EEEE", locale=get_locale())
    if window.kind is WindowKind.DAY:
        return _("Unusual for a %(day)s", day=day)
    middle = window.start + (window.until - window.start) / 2
    hour = local(middle, window.time_zone).hour
    if 5 <= hour < 12:
        return _("Unusual for a %(day)s morning", day=day)
    if 12 <= hour < 17:
        return _("Unusual for a %(day)s afternoon", day=day)
    if 17 <= hour < 22:
        return _("Unusual for a %(day)s evening", day=day)
    return _("Unusual for a %(day)s night", day=day)


def question(one: Unusual) -> str:
    """Waited 41 min at most (usual 12–25 min). Too few places, or closed for long?"""
    asked = FEWER_VISITS if one.measure is Measure.VISITS and not one.above else ASKED[one.measure]
    value, low, high = (_value(one.measure, number) for number in (one.value, floor(one.low), ceil(one.high)))
    if one.measure is Measure.ON_FLOOR:
        low, high = (_value(one.measure, number) for number in (one.low, one.high))
    usual = _("usual %(range)s", range=_range(low, high))
    return f"{WHAT[one.measure] % {'value': value, 'usual': usual}} {asked}"


def compared_with(usual: Usual, window: Window) -> str:
    """What it was compared with, or that there is too little yet."""
    if window.kind is WindowKind.DAY:
        others = ngettext(
            "%(num)s earlier day, the same weekday", "%(num)s earlier days, the same weekday", usual.of
        )
    else:
        others = ngettext(
            "%(num)s earlier shift of the same weekday and hours",
            "%(num)s earlier shifts of the same weekday and hours",
            usual.of,
        )
    if not usual.enough:
        return _("Too little to compare with yet: %(others)s.", others=others)
    if not usual.unusual:
        return _("Nothing lies outside the usual range of %(others)s.", others=others)
    return _("Usual is what eight in ten had: %(others)s.", others=others)


def _range(low: str, high: str) -> str:
    """12–25 min: a unit that both have is said once."""
    if low == high:
        return high
    number, _space, unit = low.rpartition(" ")
    return f"{number if number and unit == high.rpartition(' ')[2] and not unit.isdigit() else low}–{high}"


def _value(measure: Measure, value: float) -> str:
    if measure in SECONDS:
        return w.to_the_second(value) if measure is Measure.REACHED else w.duration(value)
    if measure is Measure.ON_TIME:
        return w.percent(floor(value), 100)
    return w.number(value, 1 if measure is Measure.ON_FLOOR else 0)
