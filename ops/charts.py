"""A summary as plotly figures: plain lists that the page's script draws. No words of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ops.domain.counting import BIN_MINUTES
from ops.domain.summary import Summary

BAR = "#4b80b6"
INK = "#14171c"
SOFT = "#454b54"
GRID = "#e3e0d8"
WIDEST = 0.06
"""The most of the chart's width that one bar takes: a shift of two hours has slim bars too."""
SHORTEST_AXIS = 30
"""Minutes that the axis of times shows at least, for the same reason."""
FONT = "Atkinson Hyperlegible Next, Noto Sans, Segoe UI, sans-serif"

CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "doubleClick": False,
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "showSendToCloud": False,
    "showTips": False,
}
"""Nothing on a chart offers to send it anywhere."""

Figure = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """What stands on the charts, in the reader's language. ``bins`` in the order of the
    summary's, ``hours`` in that of its drawn hours; ``done`` by code."""

    visits: str
    most_in_use: str
    places: str
    hours: Sequence[str]
    bins: Sequence[str]
    times: str
    minutes: str
    done: Mapping[str, str]
    responses: str


def figures(told: Summary, words: Words) -> dict[str, Figure]:
    """The page's charts by name, each ``{data, layout, config}``."""
    drawn = {
        "visits": _visits(told, words),
        "in-booth": _in_booth(told, words),
        "done": _done(told, words),
    }
    return {name: _plain(*parts) for name, parts in drawn.items()}


def _visits(told: Summary, words: Words) -> tuple[list[Any], Figure]:
    """Visits begun in each hour as bars; the most places in use as a line; how many there are."""
    import plotly.graph_objects as go

    hours = list(words.hours)
    bars = go.Bar(
        x=hours,
        y=[hour.visits for hour in told.drawn_hours],
        width=[min(0.65, WIDEST * len(hours))] * len(hours),
        name=words.visits,
        marker={"color": BAR, "cornerradius": 3},
        hovertemplate="%{x}: %{y}<extra>" + words.visits + "</extra>",
    )
    line = go.Scatter(
        x=hours,
        y=[hour.most_in_use for hour in told.drawn_hours],
        name=words.most_in_use,
        mode="lines+markers",
        cliponaxis=False,
        line={"color": INK, "width": 2.5},
        marker={"color": "#ffffff", "size": 8, "line": {"color": INK, "width": 2.5}},
        hovertemplate="%{x}: %{y}<extra>" + words.most_in_use + "</extra>",
    )
    top = max(told.places, *(max(hour.visits, hour.most_in_use) for hour in told.hours), 1)
    places = {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": told.places,
        "y1": told.places,
        "line": {"color": SOFT, "width": 1.5, "dash": "dash"},
        "layer": "below",
    }
    label = {
        "xref": "paper",
        "x": 1,
        "xanchor": "right",
        "y": told.places,
        "yanchor": "bottom",
        "text": words.places,
        "showarrow": False,
        "font": {"color": SOFT, "size": 14},
        "bgcolor": "#ffffff",
    }
    layout = {
        "xaxis": _axis(type="category", categoryarray=hours, ticks="", tickangle=0, nticks=12),
        "yaxis": _counts(top),
        "shapes": [places],
        "annotations": [label],
    }
    return [bars, line], layout


def _in_booth(told: Summary, words: Words) -> tuple[list[Any], Figure]:
    """How many times in a booth were how long, in steps of five minutes; edges are labelled."""
    import plotly.graph_objects as go

    bins = told.in_booth.bins
    counts = [one.count for one in bins]
    bars = go.Bar(
        x=[one.from_minutes + BIN_MINUTES / 2 for one in bins],
        y=counts,
        width=[BIN_MINUTES * 0.88] * len(bins),
        name=words.times,
        customdata=list(words.bins),
        marker={"color": BAR, "cornerradius": 3},
        hovertemplate="%{customdata} " + words.minutes + ": %{y}<extra></extra>",
    )
    last = max(len(bins) * BIN_MINUTES, SHORTEST_AXIS)
    edges = list(range(0, last + 1, BIN_MINUTES))
    labels = [str(edge) for edge in edges]
    if bins and bins[-1].to_minutes is None:
        del edges[-1], labels[-1]
        labels[-1] = words.bins[-1]
    layout = {
        "xaxis": _axis(range=[-1, last + 1], tickvals=edges, ticktext=labels, ticks="", tickangle=0),
        "yaxis": _counts(max([*counts, 1])),
    }
    return [bars], layout


def _done(told: Summary, words: Words) -> tuple[list[Any], Figure]:
    """In how many responses each was done."""
    import plotly.graph_objects as go

    labels = [words.done[name] for name in told.responses.done]
    counts = list(told.responses.done.values())
    bars = go.Bar(
        x=counts,
        y=labels,
        orientation="h",
        name=words.responses,
        marker={"color": BAR, "cornerradius": 3, "line": {"color": BAR, "width": 1.5}},
        text=[f" {count}" for count in counts],
        textposition="outside",
        textfont={"size": 16, "color": INK},
        cliponaxis=False,
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    layout = {
        "xaxis": _axis(range=[0, max([*counts, told.responses.count, 1]) * 1.08], visible=False),
        "yaxis": _axis(
            type="category",
            categoryarray=labels,
            autorange="reversed",
            ticks="",
            automargin=True,
            ticklabelstandoff=8,
            tickfont={"size": 15, "color": INK},
        ),
        "bargap": 0.38,
    }
    return [bars], layout


def _counts(top: int) -> Figure:
    """An axis of whole numbers from none to a little above ``top``."""
    steps = {"dtick": 1} if top <= 5 else {"nticks": 5}
    return _axis(range=[0, top * 1.12], showgrid=True, gridcolor=GRID, tickformat="d", **steps)


def _axis(**more: Any) -> Figure:
    return {"fixedrange": True, "showgrid": False, "zeroline": False, "showline": False, **more}


def _plain(data: list[Any], layout: Figure) -> Figure:
    """Checked by plotly, then as it travels: lists of numbers a person can read."""
    import plotly.graph_objects as go

    common = {
        "template": "none",
        "autosize": True,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 14, "color": SOFT},
        "hoverlabel": {"bgcolor": INK, "font": {"family": FONT, "color": "#ffffff", "size": 15}},
        "margin": {"l": 36, "r": 12, "t": 12, "b": 32, "pad": 4},
    }
    figure: Figure = go.Figure(data, common | layout).to_plotly_json()
    return {"data": figure["data"], "layout": figure["layout"], "config": CONFIG}
