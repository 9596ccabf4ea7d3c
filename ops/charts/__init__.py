"""A summary as plotly figures: plain lists that the page's script draws. No words of its own.

What a point says when it is pointed at is what it says to whoever walks the chart by keyboard: one
line of words beside each, and ``walk`` has the order.
"""

from collections.abc import Sequence

from ops.charts import bars, floor, hours
from ops.charts.drawing import Figure, plain
from ops.charts.words import FloorWords, Words
from ops.domain.floor_chart import FloorChart
from ops.domain.summary import Hour, Summary

__all__ = ["Figure", "FloorWords", "Words", "figures", "of_the_floor"]


def figures(told: Summary, words: Words) -> dict[str, Figure]:
    """The page's charts by name, each ``{data, layout, config, walk}``. Any of them may be printed."""
    drawn = {
        "visits": hours.visits(told, words),
        "done": bars.named(told.responses.done, words.done, told.responses.count),
        "kinds": bars.named(told.responses.by_kind, words.kinds, told.responses.count),
        "waits": bars.binned(told.waits.bins, words.waits),
        "in-booth": bars.binned(told.in_booth.bins, words.in_booth),
    }
    return {name: plain(made, words.separators) for name, made in drawn.items()}


def of_the_floor(chart: FloorChart, shown: Sequence[Hour], words: FloorWords) -> Figure:
    """For the screen only. ``shown``: the hours it reaches over."""
    return plain(floor.drawn(chart, shown, words), words.separators)
