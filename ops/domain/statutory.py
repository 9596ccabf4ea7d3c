"""A report that is asked for from outside, as a definition in data: which numbers, made of which measures.

What a definition may say is small and closed: a measure; a measure by some of its codes; a measure within
hours of the day; a sum; a part of a whole. Nothing in it is a program.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ops.domain.ranges import Range, RangeKind, each
from ops.domain.sheet import Cell, Missing, Unit, exact, none, summed

PERCENT = 100
CANDIDATES = 5
"""So many things a count that is held back may be, whatever the others leave for it."""


class Covers(StrEnum):
    """Over which days one may be asked for."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    MONTHS = "months"
    """Several whole months: a column for each, and all of them together."""


@dataclass(frozen=True)
class Measure:
    """``codes``: some of what it is counted by. ``hours``: of the day, from the first up to the second; over
    midnight where that is smaller."""

    name: str
    codes: tuple[str, ...] = ()
    hours: tuple[int, int] | None = None


@dataclass(frozen=True)
class Sum:
    """All of them together."""

    of: "tuple[Expression, ...]"


@dataclass(frozen=True)
class Ratio:
    """``part`` for each ``per`` of ``whole``; for each hundred it is a percentage."""

    part: "Expression"
    whole: "Expression"
    per: int = PERCENT


@dataclass(frozen=True)
class NotCounted:
    """The form asks for it, and it is not counted here: which is no nought."""


Expression = Measure | Sum | Ratio | NotCounted
Numbers = Callable[[Measure], Cell]


@dataclass(frozen=True)
class Field:
    """A line of the form. ``within``: the line that this is a part of, where parts are held back."""

    key: str
    label: str
    value: Expression
    means: str = ""
    within: str = ""


@dataclass(frozen=True)
class Part:
    """A table of it. ``means``: what is true of all its lines."""

    key: str
    title: str
    fields: tuple[Field, ...]
    means: str = ""


@dataclass(frozen=True)
class Report:
    """``under``: counts smaller than that are held back; 0: none are. ``at_most``: months, of ``MONTHS``."""

    name: str
    title: str
    covers: Covers
    parts: tuple[Part, ...]
    told: str = ""
    at_most: int = 1
    several_sites: bool = False
    under: int = 0

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for part in self.parts for field in part.fields)

    def may_be_of(self, within: Range) -> bool:
        """Whether the form may be asked for these days."""
        if self.covers is not Covers.MONTHS:
            return within.kind.value == self.covers.value
        months = list(each(RangeKind.MONTH, within))
        whole = (months[0].first, months[-1].last) == (within.first, within.last)
        return whole and len(months) <= self.at_most

    def columns(self, within: Range) -> tuple[Range, ...]:
        """Over which days each number is given."""
        if self.covers is not Covers.MONTHS or within.kind is RangeKind.MONTH:
            return (within,)
        return (*each(RangeKind.MONTH, within), within)


def measures(expression: Expression) -> Iterator[Measure]:
    """All that it is made of."""
    match expression:
        case Measure():
            yield expression
        case Sum(of):
            for one in of:
                yield from measures(one)
        case Ratio(part, whole):
            yield from measures(part)
            yield from measures(whole)


def value(expression: Expression, numbers: Numbers) -> Cell:
    """What it comes to."""
    match expression:
        case Measure():
            return numbers(expression)
        case Sum(of):
            return summed([value(one, numbers) for one in of])
        case Ratio(part, whole, per):
            return _ratio(value(part, numbers), value(whole, numbers), per)
        case NotCounted():
            return none(Missing.NOT_COUNTED_HERE)


def _ratio(part: Cell, whole: Cell, per: int) -> Cell:
    """Of what is known exactly only: two rounded numbers would say more than either."""
    unit = Unit.PERCENT if per == PERCENT else Unit.COUNT
    for cell in (part, whole):
        if cell.missing is not None:
            return none(cell.missing, unit)
        if not cell.is_exact:
            return none(Missing.HELD_BACK, unit)
    assert part.value is not None
    assert whole.value is not None
    if not whole.value:
        return none(Missing.NOTHING_TO_MEASURE, unit)
    found = per * part.value / whole.value
    if unit is Unit.PERCENT:
        return exact(found, unit, whole.value)
    return exact(round(found, 1), unit)


def evaluated(report: Report, numbers: Numbers) -> dict[str, Cell]:
    """Every line by its key, with what the form holds back held back."""
    found = {field.key: value(field.value, numbers) for field in report.fields}
    return held_back(report, found, numbers) if report.under else found


def held_back(report: Report, found: Mapping[str, Cell], numbers: Numbers) -> dict[str, Cell]:
    """As such forms have it: this is not the rule for releases, and protects less.

    1. A count that is smaller than the form's limit is held back.
    2. Where what is held back of a whole that is shown could be found from the others, the next smallest goes, too;
       where there is none, the whole.
    3. So does a ratio, or a sum, that any number held back is a part of.
    """
    hidden = {
        field.key
        for field in report.fields
        if not isinstance(field.value, Ratio) and _is_small(found[field.key], report.under)
    }
    for part in report.parts:
        for whole in {field.within for field in part.fields if field.within} - hidden:
            of = [field.key for field in part.fields if field.within == whole]
            parts = [key for key in of if found[key].is_exact]
            hidden |= _beside(found, parts, hidden, report.under)
            if parts and _tells(found, parts, hidden, report.under):
                hidden.add(whole)
    secret = {one for field in report.fields if field.key in hidden for one in measures(field.value)}
    for field in report.fields:
        small = isinstance(field.value, Ratio) and any(
            _is_small(numbers(one), report.under) for one in measures(field.value)
        )
        together = isinstance(field.value, Ratio | Sum) and not secret.isdisjoint(measures(field.value))
        if small or (together and not field.within):
            hidden.add(field.key)
    return {
        key: none(Missing.HELD_BACK, cell.unit) if key in hidden and cell.missing is None else cell
        for key, cell in found.items()
    }


def _beside(found: Mapping[str, Cell], parts: Sequence[str], hidden: set[str], under: int) -> set[str]:
    gone = {key for key in parts if key in hidden}
    left = sorted((key for key in parts if key not in gone), key=lambda key: found[key].value or 0)
    while gone and left and _can_be_found([found[key].value or 0 for key in gone], under):
        gone.add(left.pop(0))
    return gone


def _tells(found: Mapping[str, Cell], parts: Sequence[str], hidden: set[str], under: int) -> bool:
    """Whether the whole tells of its parts, all of them being held back."""
    return set(parts) <= hidden and _can_be_found([found[key].value or 0 for key in parts], under)


def _can_be_found(hidden: Sequence[float], under: int) -> bool:
    """From their sum, which the shown ones leave, and from each of them being small."""
    whole, most = sum(hidden), under - 1
    if len(hidden) < 2 or whole < under:
        return True
    fewest, highest = max(0, whole - most * (len(hidden) - 1)), min(most, whole)
    return max(hidden) <= most and highest - fewest + 1 < CANDIDATES


def _is_small(cell: Cell, under: int) -> bool:
    return cell.is_exact and cell.unit is Unit.COUNT and cell.value is not None and cell.value < under
