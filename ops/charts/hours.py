"""By hour: visits begun as bars, the most places in use as a line; alarms on walls as bars on each other."""

from typing import Any

from ops.charts.drawing import (
    BAR,
    HIGH,
    INK,
    MEDIUM,
    PAPER,
    SOFT,
    Figure,
    Made,
    along,
    axis,
    counts,
    says,
    widths,
)
from ops.charts.words import Words
from ops.domain.summary import Summary


def visits(told: Summary, words: Words) -> Made:
    """Over the hours that are drawn, with a level at how many places there are."""
    import plotly.graph_objects as go

    hours = list(words.visits.labels)
    bars = go.Bar(
        x=hours,
        y=[hour.visits for hour in told.drawn_hours],
        width=widths(len(hours), 0.65),
        marker={"color": BAR, "cornerradius": 3},
        **says(words.visits.points),
    )
    line = go.Scatter(
        x=hours,
        y=[hour.most_in_use for hour in told.drawn_hours],
        mode="lines+markers",
        cliponaxis=False,
        line={"color": INK, "width": 2.5},
        marker={"color": PAPER, "size": 8, "line": {"color": INK, "width": 2.5}},
        **says(words.in_use),
    )
    top = max(told.places, *(max(hour.visits, hour.most_in_use) for hour in told.hours), 1)
    level = {"xref": "paper", "y0": told.places, "y1": told.places, "x0": 0, "x1": 1}
    places = {"type": "line", "line": {"color": SOFT, "width": 1.5, "dash": "dash"}, "layer": "below"}
    label = {
        "xref": "paper",
        "x": 1,
        "xanchor": "right",
        "y": told.places,
        "yanchor": "bottom",
        "yshift": 7,
        "text": words.places,
        "showarrow": False,
        "font": {"color": SOFT, "size": 14},
        "bgcolor": PAPER,
    }
    layout = {
        "xaxis": _hours(hours),
        "yaxis": counts(top),
        "shapes": [places | level],
        "annotations": [label],
    }
    return Made([bars, line], layout, [along(0, len(hours)), along(1, len(hours))])


def alarms(told: Summary, words: Words) -> Made:
    """MEDIUM below, HIGH on it, hatched: told apart without colour, too."""
    import plotly.graph_objects as go

    found, hours = told.drawn_alarms, list(words.visits.labels)
    if not found:
        return Made([], {"xaxis": _hours(hours), "yaxis": counts(1)}, [])
    hatched = {"shape": "/", "fgcolor": PAPER, "bgcolor": HIGH, "size": 6, "solidity": 0.25}
    levels: list[tuple[int, Figure, list[str]]] = [
        (0, {"color": MEDIUM}, list(words.medium)),
        (1, {"color": HIGH, "pattern": hatched}, list(words.high)),
    ]
    drawn: list[Any] = [
        go.Bar(
            x=hours,
            y=[each[level] for each in found],
            width=widths(len(hours), 0.65),
            marker={**look, "line": {"color": PAPER, "width": 1}},
            **says(said),
        )
        for level, look, said in levels
    ]
    layout = {
        "barmode": "stack",
        "xaxis": _hours(hours),
        "yaxis": counts(max(1, *(sum(each) for each in found))),
    }
    return Made(drawn, layout, [along(0, len(found)), along(1, len(found))])


def _hours(hours: list[str]) -> Figure:
    return axis(type="category", categoryarray=hours, ticks="", tickangle=0, nticks=12)
