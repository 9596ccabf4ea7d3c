"""Counts side by side, each under its name: days, months, hours of the clock."""

from collections.abc import Sequence

from ops.charts.drawing import BAR, Made, along, axis, counts, says, widths
from ops.charts.words import Said

LABELS = 8
"""As many as a telephone has room for."""


def columns(found: Sequence[int], words: Said) -> Made:
    """As many bars as labels."""
    import plotly.graph_objects as go

    drawn = go.Bar(
        x=list(range(len(found))),
        y=list(found),
        width=widths(len(found), 0.8),
        marker={"color": BAR},
        **says(words.points),
    )
    # By place, as two of them may have one label: two years each have a January.
    step = -(-len(found) // LABELS) or 1
    layout = {
        "xaxis": axis(
            range=[-0.6, len(found) - 0.4],
            tickvals=list(range(0, len(found), step)),
            ticktext=list(words.labels[::step]),
            ticks="",
            tickangle=0,
        ),
        "yaxis": counts(max([*found, 1])),
    }
    return Made([drawn], layout, [along(0, len(found))])
