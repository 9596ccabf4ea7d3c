"""The floor: places one below the other, time from left to right, each bar a stay.

A stay that began before the first hour shown or goes on after the last runs off the edge.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from ops.charts.drawing import (
    GRID,
    INK,
    LATE,
    LOOK,
    PAPER,
    RESPONSE,
    STAY,
    STAY_EDGE,
    Figure,
    Made,
    Walk,
    axis,
    says,
)
from ops.charts.words import FloorWords
from ops.domain.floor_chart import FloorChart, MarkKind
from ops.domain.summary import Hour

EACH, LEAST = 24, 4
"""Pixels for one line; how many lines it is high at least."""
OFF = timedelta(minutes=10)
"""How far a bar reaches past the edge."""
LOOKS_OF: dict[MarkKind, Figure] = {
    MarkKind.LOOK: {"symbol": "circle", "size": 6, "color": LOOK},
    MarkKind.LATE: {"symbol": "triangle-up", "size": 12, "color": LATE},
    MarkKind.MISSED: {"symbol": "triangle-up-open", "size": 11, "color": LATE, "line": {"width": 2}},
    MarkKind.RESPONSE: {
        "symbol": "diamond",
        "size": 17,
        "color": RESPONSE,
        "line": {"color": PAPER, "width": 1.5},
    },
}


def drawn(chart: FloorChart, shown: Sequence[Hour], words: FloorWords) -> Made:
    """Bars below, marks above, in the order of their kinds."""
    import plotly.graph_objects as go

    start, end = shown[0].period.start, shown[-1].period.end
    bars: list[tuple[float, float, int, str]] = []
    marks: dict[MarkKind, list[tuple[float, int, str]]] = {kind: [] for kind in MarkKind}
    walk: Walk = []
    for number, line in enumerate(chart.lines):
        stops: list[tuple[datetime, int, int]] = []
        for bar, said in zip(line.bars, words.bars[number], strict=True):
            stops.append((bar.start, 0, len(bars)))
            first, last = max(bar.start, start - OFF), min(bar.end or end + OFF, end + OFF)
            bars.append((_minutes(start, first), _minutes(first, last), number, said))
        for mark, said in zip(line.marks, words.marks[number], strict=True):
            trace = 1 + list(MarkKind).index(mark.kind)
            stops.append((mark.at, trace, len(marks[mark.kind])))
            marks[mark.kind].append((_minutes(start, mark.at), number, said))
        if stops:
            walk.append([(trace, point) for _, trace, point in sorted(stops)])
    stays = go.Bar(
        orientation="h",
        base=[bar[0] for bar in bars],
        x=[bar[1] for bar in bars],
        y=[bar[2] for bar in bars],
        width=[0.64] * len(bars),
        marker={"color": STAY, "cornerradius": 3, "line": {"color": STAY_EDGE, "width": 1}},
        **says([bar[3] for bar in bars]),
    )
    dots = [
        go.Scatter(
            x=[mark[0] for mark in found],
            y=[mark[1] for mark in found],
            mode="markers",
            marker=LOOKS_OF[kind],
            cliponaxis=False,
            **says([mark[2] for mark in found]),
        )
        for kind, found in marks.items()
    ]
    return Made([stays, *dots], _layout(chart, words, start, end), walk)


def _layout(chart: FloorChart, words: FloorWords, start: datetime, end: datetime) -> Figure:
    lines = max(len(chart.lines), LEAST)
    places = [(len(names), name) for name, of_place in groupby(words.lines) if (names := list(of_place))]
    middles, line = [], 0
    for how_many, _ in places:
        middles.append(line + (how_many - 1) / 2)
        line += how_many
    return {
        "barmode": "overlay",
        "height": EACH * lines + 36,
        "xaxis": axis(
            range=[0, _minutes(start, end)],
            showgrid=True,
            gridcolor=GRID,
            ticks="",
            tickangle=0,
            tickvals=[_minutes(start, at) for at, _ in words.ticks],
            ticktext=[said for _, said in words.ticks],
        ),
        "yaxis": axis(
            range=[lines - 0.5, -0.5],
            ticks="",
            automargin=True,
            ticklabelstandoff=8,
            tickvals=middles,
            ticktext=[name for _, name in places],
            tickfont={"size": 14, "color": INK},
        ),
        "margin": {"l": 36, "r": 24, "t": 4, "b": 28, "pad": 4},
    }


def _minutes(since: datetime, until: datetime) -> float:
    return round((until - since).total_seconds() / 60, 2)
