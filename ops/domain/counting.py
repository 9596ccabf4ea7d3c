"""Small sums over times: medians, bins, how many at once, how long of a window."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, pairwise
from statistics import median
from typing import Any, Self

from ops.domain import durations
from ops.domain.durations import Tally

BIN_MINUTES = 5
LAST_BIN = 60
"""From here on one bin holds all: "60 min and more"."""

Span = tuple[datetime, datetime | None]
"""From when to when; an empty end means that it goes on."""


@dataclass(frozen=True)
class Spread:
    """How many, the middle one, and the longest, in whole seconds; ``None`` when there is none.
    ``tally``: all of them as they add up over days; empty in figures kept before there were any.
    ``p90``: nine in ten are no longer than that; not in figures kept before it was counted."""

    count: int
    median: int | None
    longest: int | None
    tally: Tally = field(default_factory=dict[int, int])
    p90: int | None = None

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """As its fields were kept."""
        return cls(**dict(kept) | {"tally": durations.from_json(kept.get("tally", {}))})


@dataclass(frozen=True)
class Bin:
    """``from_minutes`` up to, not including, ``to_minutes``; the last one is open."""

    from_minutes: int
    to_minutes: int | None
    count: int


def spread(seconds: Sequence[float]) -> Spread:
    """The median is of the middle two when their number is even. The 90th percentile is one of them: the shortest
    than which nine in ten are no longer."""
    if not seconds:
        return Spread(0, None, None)
    nine_in_ten = sorted(seconds)[durations.rank_90(len(seconds)) - 1]
    return Spread(
        len(seconds),
        round(median(seconds)),
        round(max(seconds)),
        durations.tally(seconds),
        round(nine_in_ten),
    )


def bins(seconds: Sequence[float]) -> tuple[Bin, ...]:
    """In steps of five minutes from 0 to the longest; 60 minutes and more are one bin."""
    size = BIN_MINUTES * 60
    last = LAST_BIN // BIN_MINUTES
    wanted = [min(int(value // size), last) for value in seconds]
    highest = max(wanted, default=-1)
    return tuple(
        Bin(
            number * BIN_MINUTES,
            None if number == last else (number + 1) * BIN_MINUTES,
            wanted.count(number),
        )
        for number in range(highest + 1)
    )


def within(span: Span, start: datetime, end: datetime) -> float:
    """Seconds of the span that lie in ``start``..``end``."""
    began, ended = span
    return max(0.0, (min(ended or end, end) - max(began, start)).total_seconds())


def total_within(spans: Iterable[Span], start: datetime, end: datetime) -> int:
    """Seconds of all spans in ``start``..``end``, people's times added up."""
    return round(sum(within(span, start, end) for span in spans))


def most_at_once(spans: Iterable[Span], start: datetime, end: datetime) -> int:
    """The most spans going on at one moment of ``start``..``end``.

    Who leaves at the moment another comes makes room for them.
    """
    turns: list[tuple[datetime, int]] = []
    for began, ended in spans:
        if began < end and (ended is None or ended > start) and ended != began:
            turns.append((max(began, start), 1))
            if ended is not None and ended < end:
                turns.append((ended, -1))
    now = most = 0
    for _, change in sorted(turns):
        now += change
        most = max(most, now)
    return most


def going_on(spans: Iterable[Span], start: datetime, end: datetime) -> int:
    """How many spans touch ``start``..``end`` at all."""
    return sum(began < end and (ended is None or ended > start) for began, ended in spans)


def going_on_at(spans: Iterable[Span], at: datetime) -> int:
    """How many spans go on at that moment: whoever leaves then is gone."""
    return sum(began <= at and (ended is None or at < ended) for began, ended in spans)


def below(spans: Sequence[Span], level: int, start: datetime, end: datetime) -> int:
    """Seconds of ``start``..``end`` in which fewer than ``level`` spans go on."""
    return round(sum(seconds for seconds, (count,) in pieces([spans], start, end) if count < level))


def pieces(
    groups: Sequence[Sequence[Span]], start: datetime, end: datetime
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """``start``..``end`` cut wherever a span begins or ends: the seconds of each piece, and
    how many spans of each group go on in it."""
    edges = {start, end}
    for span in chain.from_iterable(groups):
        edges |= {edge for edge in span if edge is not None and start < edge < end}
    for left, right in pairwise(sorted(edges)):
        counts = [
            sum(began <= left and (ended is None or ended >= right) for began, ended in spans)
            for spans in groups
        ]
        yield (right - left).total_seconds(), tuple(counts)
