"""A stretch of days for those who run the rooms: its totals, those of the stretch before it, and it piece by piece."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ops.domain import ranges
from ops.domain.disclosure import DESCRIBING, Series
from ops.domain.ranges import ONE_DAY, Range, RangeKind
from ops.domain.sheet import Cell, SheetKind
from ops.services.disclosure.reading import breakdown
from ops.services.house import House
from ops.services.summaries import ranges as reading
from ops.services.summaries.ranges import RangeTotals

SHORTEST_BROKEN_DOWN = 7
"""Days: never by day or shift."""
MOST_DAYS = 100
"""Of a piece each; longer stretches are told by month, and by year from so many months on."""
MOST_MONTHS = 48


@dataclass(frozen=True)
class Report:
    """``pieces``: it, cut at days, months or years as far as anything can be recorded in it; they add up to it."""

    found: RangeTotals
    before: RangeTotals
    pieces: tuple[RangeTotals, ...]
    broken_down: Mapping[Series, Mapping[str, Cell]]


def report(house: House, site_ids: Sequence[int], wanted: Range) -> Report:
    """Of these sites together."""
    cut = list(_pieces(wanted, house.now()))
    found, before, *pieces = reading.each(house, site_ids, [wanted, wanted.before(), *cut])
    recorded = tuple(piece for piece in pieces if piece.together.days)
    return Report(found, before, recorded, _broken_down(house, site_ids, wanted))


def _pieces(wanted: Range, now: datetime) -> Iterator[Range]:
    """Up to now, on whichever clock it is latest."""
    last = min(wanted.last, now.date() + ONE_DAY)
    if wanted.first > last:
        return
    whole = ranges.between(wanted.first, last)
    kind = RangeKind.DAY
    if whole.days > MOST_DAYS:
        kind = RangeKind.MONTH if whole.days <= MOST_MONTHS * 31 else RangeKind.YEAR
    for piece in ranges.each(kind, whole):
        inside = max(piece.first, wanted.first), min(piece.last, wanted.last)
        yield piece if inside == (piece.first, piece.last) else ranges.between(*inside)


def _broken_down(house: House, site_ids: Sequence[int], wanted: Range) -> Mapping[Series, Mapping[str, Cell]]:
    if wanted.days < SHORTEST_BROKEN_DOWN:
        return {}
    with house.db.read() as session:
        return {
            series: breakdown(session, site_ids, series, wanted, SheetKind.INTERNAL) for series in DESCRIBING
        }
