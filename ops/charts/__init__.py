"""A summary as plotly figures: plain lists that the page's script draws. No words of its own.

What a point says when it is pointed at is what it says to whoever walks the chart by keyboard: one
line of words beside each, and ``walk`` has the order.
"""

from collections.abc import Mapping, Sequence

from ops.charts import bars, columns, floor, hours
from ops.charts.drawing import Figure, plain
from ops.charts.words import FloorWords, ReportWords, Words
from ops.domain.floor_chart import FloorChart
from ops.domain.summary import Hour, Summary

__all__ = ["Figure", "FloorWords", "ReportWords", "Words", "figures", "of_a_report", "of_the_floor"]


def figures(told: Summary, words: Words) -> dict[str, Figure]:
    """The page's charts by name, each ``{data, layout, config, walk}``. Any of them may be printed."""
    drawn = {
        "visits": hours.visits(told, words),
        "alarms": hours.alarms(told, words),
        "done": bars.named(told.responses.done, words.done, told.responses.count),
        "kinds": bars.named(told.responses.by_kind, words.kinds, told.responses.count),
        "waits": bars.binned(told.waits.bins, words.waits),
        "in-booth": bars.binned(told.in_booth.bins, words.in_booth),
    }
    return {name: plain(made, words.separators) for name, made in drawn.items()}


def of_the_floor(chart: FloorChart, shown: Sequence[Hour], words: FloorWords) -> Figure:
    """For the screen only. ``shown``: the hours it reaches over."""
    return plain(floor.drawn(chart, shown, words), words.separators)


def of_a_report(
    pieces: Sequence[int], by_hour: Sequence[int], done: Mapping[str, int], responses: int, words: ReportWords
) -> dict[str, Figure]:
    """Visits begun in each piece of a stretch of days, and in each of the 24 hours of the clock; in how many of
    its responses each was done."""
    drawn = {
        "pieces": columns.columns(pieces, words.pieces),
        "by-hour": columns.columns(by_hour, words.by_hour),
        "done": bars.named(done, words.done, responses),
    }
    return {name: plain(made, words.separators) for name, made in drawn.items()}
