"""By hour: visits begun as bars; the most places in use as a line; how many places there are."""

from ops.charts.drawing import BAR, INK, PAPER, SOFT, Made, along, axis, counts, says
from ops.charts.words import Words
from ops.domain.summary import Summary

WIDEST = 0.06
"""The most of the chart's width that one bar takes: a shift of two hours has slim bars too."""


def visits(told: Summary, words: Words) -> Made:
    """Over the hours that are drawn."""
    import plotly.graph_objects as go

    hours = list(words.visits.labels)
    bars = go.Bar(
        x=hours,
        y=[hour.visits for hour in told.drawn_hours],
        width=[min(0.65, WIDEST * len(hours))] * len(hours),
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
        "text": words.places,
        "showarrow": False,
        "font": {"color": SOFT, "size": 14},
        "bgcolor": PAPER,
    }
    layout = {
        "xaxis": axis(type="category", categoryarray=hours, ticks="", tickangle=0, nticks=12),
        "yaxis": counts(top),
        "shapes": [places | level],
        "annotations": [label],
    }
    return Made([bars, line], layout, [along(0, len(hours)), along(1, len(hours))])
