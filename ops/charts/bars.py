"""Counts as bars: by how long, and by name."""

from collections.abc import Mapping, Sequence

from ops.charts.drawing import BAR, INK, Made, along, axis, counts, says
from ops.charts.words import Named, Said
from ops.domain.counting import BIN_MINUTES, Bin

SHORTEST_AXIS = 30
"""Minutes that the axis of times shows at least: few bars are slim, too."""
EACH = 30
"""Pixels for one bar with its name."""


def binned(bins: Sequence[Bin], words: Said) -> Made:
    """How many were how long, in steps of five minutes; edges are labelled."""
    import plotly.graph_objects as go

    drawn = go.Bar(
        x=[one.from_minutes + BIN_MINUTES / 2 for one in bins],
        y=[one.count for one in bins],
        width=[BIN_MINUTES * 0.88] * len(bins),
        marker={"color": BAR, "cornerradius": 3},
        **says(words.points),
    )
    last = max(len(bins) * BIN_MINUTES, SHORTEST_AXIS)
    edges = list(range(0, last + 1, BIN_MINUTES))
    labels = [str(edge) for edge in edges]
    if bins and bins[-1].to_minutes is None:
        del edges[-1], labels[-1]
        labels[-1] = words.labels[-1]
    layout = {
        "xaxis": axis(range=[-1, last + 1], tickvals=edges, ticktext=labels, ticks="", tickangle=0),
        "yaxis": counts(max([*(one.count for one in bins), 1])),
    }
    return Made([drawn], layout, [along(0, len(bins))])


def named(found: Mapping[str, int], words: Named, of: int) -> Made:
    """How many of each, one below the other; the longest bar is of all there are at most."""
    import plotly.graph_objects as go

    labels = [words.labels[name] for name in found]
    drawn = go.Bar(
        x=list(found.values()),
        y=labels,
        orientation="h",
        marker={"color": BAR, "cornerradius": 3, "line": {"color": BAR, "width": 1.5}},
        text=[f" {count}" for count in found.values()],
        textposition="outside",
        textfont={"size": 16, "color": INK},
        cliponaxis=False,
        **says([words.points[name] for name in found]),
    )
    layout = {
        "xaxis": axis(range=[0, max([*found.values(), of, 1]) * 1.08], visible=False),
        "yaxis": axis(
            type="category",
            categoryarray=labels,
            autorange="reversed",
            ticks="",
            automargin=True,
            ticklabelstandoff=8,
            tickfont={"size": 15, "color": INK},
        ),
        "bargap": 0.38,
        "height": EACH * max(len(found), 3) + 16,
        "margin": {"l": 36, "r": 12, "t": 8, "b": 8, "pad": 4},
    }
    return Made([drawn], layout, [along(0, len(labels))])
