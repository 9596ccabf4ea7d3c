"""What all charts share: colours, axes, and how a figure travels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

BAR = "#4b80b6"
STAY = "#d5e3f1"
STAY_EDGE = "#6f93b8"
LOOK = "#174f88"
LATE = "#8a4b00"
RESPONSE = "#b3260b"
MEDIUM = "#b0741a"
HIGH = "#6e1400"
INK = "#14171c"
SOFT = "#454b54"
GRID = "#e3e0d8"
PAPER = "#ffffff"
WIDEST = 0.06
"""The most of a chart's width that one bar takes: few of them are slim, too."""
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
Walk = list[list[tuple[int, int]]]
"""Groups of points in the order in which the arrow keys walk them: left and right within a group, up and
down between groups. A point is its trace and its number in it."""


@dataclass(frozen=True)
class Made:
    """A chart before plotly has checked it."""

    data: Sequence[Any]
    layout: Figure
    walk: Walk


def widths(bars: int, most: float) -> list[float]:
    """Of each, as a share of its place."""
    return [min(most, WIDEST * bars)] * bars


def plain(made: Made, separators: str) -> Figure:
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
        "separators": separators,
        "font": {"family": FONT, "size": 14, "color": SOFT},
        "hoverlabel": {
            "bgcolor": INK,
            "bordercolor": INK,
            "font": {"family": FONT, "color": PAPER, "size": 15},
        },
        "margin": {"l": 36, "r": 12, "t": 12, "b": 32, "pad": 4},
    }
    figure: Figure = go.Figure(made.data, common | made.layout).to_plotly_json()
    return {"data": figure["data"], "layout": figure["layout"], "config": CONFIG, "walk": made.walk}


def says(points: Sequence[str]) -> Figure:
    """A trace whose points say these lines."""
    return {"customdata": list(points), "hovertemplate": "%{customdata}<extra></extra>"}


def axis(**more: Any) -> Figure:
    """Nothing of it moves."""
    return {"fixedrange": True, "showgrid": False, "zeroline": False, "showline": False, **more}


def counts(top: int) -> Figure:
    """An axis of whole numbers from none to a little above ``top``."""
    steps = {"dtick": 1} if top <= 5 else {"nticks": 5}
    return axis(range=[0, top * 1.12], showgrid=True, gridcolor=GRID, tickformat="d", **steps)


def along(trace: int, points: int) -> list[tuple[int, int]]:
    """A trace's points one after the other."""
    return [(trace, number) for number in range(points)]
