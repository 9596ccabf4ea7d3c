"""What stands on the charts, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Said:
    """``labels`` at the axis, ``points`` one line for each: what it is and how many."""

    labels: Sequence[str]
    points: Sequence[str]


@dataclass(frozen=True)
class Named:
    """The same by code."""

    labels: Mapping[str, str]
    points: Mapping[str, str]


@dataclass(frozen=True)
class Words:
    """``visits``, ``in_use``, ``medium`` and ``high`` in the order of the summary's drawn hours,
    ``waits`` and ``in_booth`` in that of its bins. ``separators``: of decimals and of thousands."""

    visits: Said
    in_use: Sequence[str]
    places: str
    medium: Sequence[str]
    high: Sequence[str]
    done: Named
    kinds: Named
    waits: Said
    in_booth: Said
    separators: str


@dataclass(frozen=True)
class FloorWords:
    """``lines``: the name of each line's place. ``bars``, ``marks``: for each line one of each of its
    bars and marks. ``ticks``: what stands at which instant under the chart."""

    lines: Sequence[str]
    bars: Sequence[Sequence[str]]
    marks: Sequence[Sequence[str]]
    ticks: Sequence[tuple[datetime, str]]
    separators: str


@dataclass(frozen=True)
class ReportWords:
    """``pieces`` in the report's order, ``by_hour`` from 0 to 23."""

    pieces: Said
    by_hour: Said
    done: Named
    separators: str
