"""The measures a report's definition may name, and what may be asked of each."""

from collections.abc import Mapping
from enum import StrEnum

from ops.domain import total_cells
from ops.domain.asked import NOT_SAID
from ops.domain.disclosure import DECLARED, Series
from ops.domain.overdoses import Treated
from ops.domain.sheet import Cell, Missing, none
from ops.domain.statutory import Measure
from ops.domain.summary import Done
from ops.domain.totals import NUMBERS, By, ByHour, Totals
from ops.domain.words import Gender, ResponseKind, StaffPlace, TurnedAwayWhy


class OfMonths(StrEnum):
    """Counted by the month, of people or of what they said of themselves."""

    PEOPLE = "people"
    PEOPLE_BY_GENDER = "people_by_gender"
    PEOPLE_BY_AGE = "people_by_age"
    VISITS_BY_GENDER = "visits_by_gender"
    VISITS_BY_AGE = "visits_by_age"


NOT_FOR_FORMS = ("micrograms", "micrograms_at_most")
"""In units that no form knows."""
PLAIN = frozenset(NUMBERS) - set(NOT_FOR_FORMS) | {OfMonths.PEOPLE.value}
BY_HOUR: Mapping[str, ByHour] = {
    "visits": ByHour.VISITS,
    "looks": ByHour.LOOKS,
    "looks_late": ByHour.LATE,
    "looks_missed": ByHour.MISSED,
    "looks_not_possible": ByHour.NOT_POSSIBLE,
}
"""Of which hours of the day can be told."""
PROTECTED: Mapping[str, Series] = {
    "visits_by_route": Series.VISITS_BY_ROUTE,
    "visits_by_substance": Series.VISITS_BY_SUBSTANCE,
}
"""What describes people is kept as counters that are rounded for good, and is told so here, too."""
_GENDERS = frozenset(gender.value for gender in Gender) | {NOT_SAID}
CODES: Mapping[str, frozenset[str] | None] = {
    By.TURNED_AWAY_WHY.value: frozenset({"", *TurnedAwayWhy}),
    By.DONE.value: frozenset(Done),
    By.KIND.value: frozenset(ResponseKind),
    By.STAFF_PLACE.value: frozenset(StaffPlace),
    By.TREATED.value: frozenset(Treated),
    OfMonths.PEOPLE_BY_GENDER.value: _GENDERS,
    OfMonths.VISITS_BY_GENDER.value: _GENDERS,
    OfMonths.PEOPLE_BY_AGE.value: None,
    OfMonths.VISITS_BY_AGE.value: None,
    **{name: frozenset(DECLARED[series].categories) for name, series in PROTECTED.items()},
}
"""By what a measure is counted. ``None``: bands of age are the site's."""
ALL = tuple(sorted({*PLAIN, *CODES}))


def wrong_with(measure: Measure) -> str:
    """Why it cannot be asked for, in words; empty: it can."""
    name = measure.name
    if name in PLAIN:
        if measure.codes:
            return f"{name!r} is one number: it has no codes"
        if measure.hours is not None and name not in BY_HOUR:
            return f"{name!r} is not counted by the hour. These are: {', '.join(BY_HOUR)}"
        return ""
    if name not in CODES:
        return f"there is no measure {name!r}"
    if measure.hours is not None:
        return f"{name!r} is not counted by the hour"
    if not measure.codes:
        return f"{name!r} is counted by a code: say which"
    known = CODES[name]
    unknown = [code for code in measure.codes if known is not None and code not in known]
    if unknown:
        return f"{name!r} has no {unknown[0]!r}. Known are: {', '.join(sorted(known or ()))}"
    return ""


def hours_of(first: int, until: int) -> tuple[int, ...]:
    """The hours from the one up to the other, over midnight if need be."""
    last = until if until > first else until + 24
    return tuple(hour % 24 for hour in range(first, last))


def counted(together: Totals, measure: Measure) -> Cell:
    """What it comes to in these days, where it is one that adds up."""
    if measure.hours is not None:
        made = total_cells.in_hours(BY_HOUR[measure.name], hours_of(*measure.hours))
    elif measure.codes:
        made = total_cells.by(measure.name, *measure.codes)
    else:
        made = total_cells.count(measure.name)
    cell = made(together)
    not_here = cell.missing is not None and together.days
    return none(Missing.NOT_COUNTED_HERE, cell.unit) if not_here else cell


def counted_partly(together: Totals, measure: Measure) -> bool:
    """Whether it was counted on some of the days only."""
    name = measure.name if measure.hours is None else BY_HOUR[measure.name].value
    return 0 < together.days_of(name) < together.days
