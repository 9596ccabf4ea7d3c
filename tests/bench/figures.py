"""Many measurements as a few figures, and one line for each question."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """Milliseconds. ``p99``: 99 of 100 were no longer than this."""

    count: int
    p50: float
    p95: float
    p99: float

    def __str__(self) -> str:
        return f"p50 {self.p50:.0f} ms · p95 {self.p95:.0f} ms · p99 {self.p99:.0f} ms ({self.count})"


def spread(seconds: Sequence[float]) -> Spread:
    """The spread of durations in seconds; the nearest measured value at each rank."""
    ordered = sorted(seconds)
    last = len(ordered) - 1
    p50, p95, p99 = (ordered[min(last, round(last * part))] * 1000 for part in (0.5, 0.95, 0.99))
    return Spread(len(ordered), p50, p95, p99)


class Report:
    """The lines, printed as they come and once more at the end."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def says(self, what: str, figures: object) -> None:
        self.lines.append(f"{what:<58} {figures}")
