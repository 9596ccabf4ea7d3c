"""What a report comes to: exact totals as the form asks for them, and nothing that is not over yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy.orm import Session

from ops.domain import cards, ranges, statutory
from ops.domain.asked import Asked, Counts
from ops.domain.disclosure import Series
from ops.domain.ranges import Range, RangeKind
from ops.domain.sheet import Cell, Missing, SheetKind, exact, none, summed
from ops.domain.statutory import Measure, Report
from ops.domain.statutory_measures import PROTECTED, OfMonths, counted, counted_partly
from ops.models import MonthCount, Site
from ops.services.disclosure.reading import breakdown
from ops.services.house import House
from ops.services.retention import tallies
from ops.services.summaries import ranges as over
from ops.services.summaries.ranges import RangeTotals


class NotToTell(Exception):
    """The form may not be asked for these days, or for these sites."""


class NotOver(NotToTell):
    """The days it is of go on."""


@dataclass(frozen=True)
class Column:
    """``cells`` by the key of the line. ``without``: days of which there are no figures. ``partly``: what was
    counted on some of the days only."""

    of: Range
    cells: Mapping[str, Cell]
    without: int
    partly: frozenset[Measure]


@dataclass(frozen=True)
class Figures:
    """``of`` all its columns."""

    report: Report
    of: Range
    as_of: datetime
    columns: tuple[Column, ...]


def figures(house: House, report: Report, site_ids: Sequence[int], within: Range) -> Figures:
    """Raises ``NotToTell``."""
    if not report.may_be_of(within) or (len(site_ids) > 1 and not report.several_sites):
        raise NotToTell
    found = over.each(house, site_ids, report.columns(within))
    if any(one.running for one in found):
        raise NotOver
    with house.db.read() as session:
        columns = tuple(_column(session, report, site_ids, one) for one in found)
    return Figures(report, within, found[0].as_of, columns)


def _column(session: Session, report: Report, site_ids: Sequence[int], found: RangeTotals) -> Column:
    together = found.together

    @cache
    def shown(series: Series) -> Mapping[str, Cell]:
        return breakdown(session, site_ids, series, found.range, SheetKind.RELEASE)

    @cache
    def number(measure: Measure) -> Cell:
        if measure.name in set(OfMonths):
            return _of_months(session, site_ids, found.range, measure, found.as_of)
        if measure.name in PROTECTED:
            cells = shown(PROTECTED[measure.name])
            return summed([cells[code] for code in measure.codes])
        return counted(together, measure)

    cells = statutory.evaluated(report, number)
    named = {one for field in report.fields for one in statutory.measures(field.value)}
    partly = frozenset(one for one in named if counted_partly(together, one))
    return Column(found.range, cells, found.days_without, partly)


def _of_months(session: Session, site_ids: Sequence[int], of: Range, measure: Measure, now: datetime) -> Cell:
    """People of several months or sites do not add up: the same person may be in each."""
    months = [month.id for month in ranges.each(RangeKind.MONTH, of)]
    of_people = measure.name.startswith(OfMonths.PEOPLE.value)
    if of_people and (len(months), len(site_ids)) != (1, 1):
        return none(Missing.NOT_COUNTED_HERE)
    if measure.name == OfMonths.PEOPLE:
        return _people(session, site_ids[0], months[0])
    each = [_tallied(session, site_id, month, measure, now) for site_id in site_ids for month in months]
    return summed(each)


def _people(session: Session, site_id: int, month: str) -> Cell:
    found = session.get(MonthCount, (site_id, month))
    if found is None:
        return none(Missing.NOT_COUNTED_HERE)
    if found.made_at is None:
        return none(Missing.HELD_BACK)
    return none(Missing.NOT_RECORDED) if found.people is None else exact(found.people)


def _tallied(session: Session, site_id: int, month: str, measure: Measure, now: datetime) -> Cell:
    """By what the site asked: a band or a gender that it does not offer is no nought."""
    site = session.get_one(Site, site_id)
    whose, by = measure.name.split("_by_")
    told = tallies.of_month(session, site_id, month, now)
    if told is None:
        over = cards.is_over(month, tallies.zone_of(site), now)
        return none(
            Missing.NOT_COUNTED_HERE if over or not Asked.from_json(site.asked).on else Missing.HELD_BACK
        )
    counts: Counts = told[whose].get(by, {})
    offered = Asked.from_json(site.asked).codes(by)
    if not counts or not any(code in offered or code in counts for code in measure.codes):
        return none(Missing.NOT_COUNTED_HERE)
    return exact(sum(counts.get(code, 0) for code in measure.codes))
