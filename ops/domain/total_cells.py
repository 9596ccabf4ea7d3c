"""A measure of a stretch of days as a cell of a sheet."""

from collections.abc import Callable, Iterable

from ops.domain import durations
from ops.domain.durations import Between, Tally
from ops.domain.sheet import Cell, Missing, Unit, exact, none
from ops.domain.totals import MICROGRAMS, By, ByHour, Length, Totals

Made = Callable[[Totals], Cell]
TEN_MINUTES = 600
HOUR = 3600
SECONDS = frozenset(
    {
        "seconds",
        "under_minimum",
        "closed",
        "walls_not_live",
        "staff",
        "staffed",
        "open",
        "seat_seconds",
        "seat_capacity",
        "alarms_over",
        By.STAFF_PLACE.value,
        By.CLOSED_WHY.value,
    }
)
"""Measures that are of time."""


def count(measure: str) -> Made:
    """The number itself."""
    unit = _unit(measure)
    return _counted(lambda found: exact(getattr(found, measure), unit), measure, unit=unit)


def up_to(low: str, high: str, unit: Unit = Unit.COUNT, parts: int = 1) -> Made:
    """From ``low`` to ``high``, where it is open which; ``parts`` make one of the unit."""

    def made(found: Totals) -> Cell:
        least, most = getattr(found, low) / parts, getattr(found, high) / parts
        return Cell(least, least, most, unit)

    return _counted(made, high, unit=unit)


def milligrams(low: str, high: str) -> Made:
    """The same of what is kept in micrograms."""
    return up_to(low, high, Unit.MILLIGRAMS, MICROGRAMS)


def share(part: str, whole: str, make_one: int = 1) -> Made:
    """In percent, with its denominator, of which so many make one. Of none there is no share, nor where the one was
    counted on days on which the other was not."""

    def made(found: Totals) -> Cell:
        of = getattr(found, whole)
        if not of:
            return none(Missing.NOTHING_TO_MEASURE, Unit.PERCENT)
        if not found.counted_alike(part, whole):
            return none(Missing.NOT_RECORDED, Unit.PERCENT)
        return exact(getattr(found, part) * 100 / of, Unit.PERCENT, of=round(of / make_one))

    return _counted(made, part, whole, unit=Unit.PERCENT)


def alarms(measure: str) -> Made:
    """So many in ten minutes in which someone was on shift, on average."""

    def made(found: Totals) -> Cell:
        if not found.alarms_over:
            return none(Missing.NOTHING_TO_MEASURE)
        return exact(round(getattr(found, measure) * TEN_MINUTES / found.alarms_over, 2))

    return _counted(made, measure)


def median(of: Length) -> Made:
    """Of all these lengths."""
    return _length(of, durations.median)


def nine_in_ten(of: Length) -> Made:
    """What nine in ten did not exceed."""
    return _length(of, durations.percentile_90)


def by(measure: str, *codes: str) -> Made:
    """These of a measure's codes together."""
    unit = _unit(measure)

    def made(found: Totals) -> Cell:
        counts = found.by.get(measure, {})
        return exact(sum(counts.get(code, 0) for code in codes), unit)

    return _counted(made, measure, unit=unit)


def in_hours(measure: ByHour, hours: Iterable[int]) -> Made:
    """In these hours of the clock together."""
    wanted = frozenset(hours)

    def made(found: Totals) -> Cell:
        counts = found.hours.get(measure.value, {})
        return exact(sum(count for hour, count in counts.items() if hour in wanted))

    return _counted(made, measure.value)


def _length(of: Length, told: Callable[[Tally], Between | None]) -> Made:
    def made(found: Totals) -> Cell:
        between = told(found.lengths.get(of.value, {}))
        if between is None:
            return none(Missing.NOTHING_TO_MEASURE, Unit.SECONDS)
        return Cell((between.low + between.high) // 2, between.low, between.high, Unit.SECONDS)

    return _counted(made, of.value, unit=Unit.SECONDS)


def _unit(measure: str) -> Unit:
    return Unit.SECONDS if measure in SECONDS else Unit.COUNT


def _counted(made: Made, *measures: str, unit: Unit = Unit.COUNT) -> Made:
    """Only of what was counted on at least one of the days."""

    def cell(found: Totals) -> Cell:
        if not found.days or any(not found.days_of(measure) for measure in measures):
            return none(Missing.NOT_RECORDED, unit)
        return made(found)

    return cell
