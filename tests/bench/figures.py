"""Many measurements as a few figures, and what one run of a section says: limits, lines, tables, remarks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Cell = str | float
"""Words as they are; a number as it was measured, rounded only where it is shown."""
GAINED = "What changes gained, each with its own date; typed, and not measured in this run:"


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


def shown(cell: Cell) -> str:
    """A number with three digits that say something, and commas."""
    if isinstance(cell, str):
        return cell
    if cell == 0 or abs(cell) >= 100:
        return f"{cell:,.0f}"
    return f"{cell:.2f}" if abs(cell) < 10 else f"{cell:.1f}"


class NotMet(AssertionError):
    """All was measured, and not all that was asked for holds."""


@dataclass(frozen=True)
class Limit:
    """Something that is asked for. ``missed``: in words, each time that it was not met."""

    asked: str
    missed: Sequence[str] = ()


def at_most(asked: str, most: float, unit: str, found: Mapping[str, float]) -> Limit:
    """None of these is more than that; what is no number is not less either."""
    missed = [f"{what} {shown(much)} {unit}" for what, much in found.items() if not much <= most]
    return Limit(asked, missed)


def limits_told(limits: Sequence[Mapping[str, Any]]) -> list[str]:
    """What a section's first lines say of them: what was asked for, and what of it was not met."""
    if not limits:
        return []
    told = [f"Asked for: {'; '.join(one['asked'] for one in limits)}."]
    missed = [f"{one['asked']} ({', '.join(one['missed'])})" for one in limits if one["missed"]]
    return [*told, f"**Not met:** {'; '.join(missed)}."] if missed else [f"{told[0]} All of it was met."]


class Report:
    """What a section of `docs/benchmarks.md` says, in the order in which it was measured."""

    def __init__(self) -> None:
        self.parts: list[dict[str, Any]] = []
        self.limits: list[dict[str, Any]] = []
        self.versions: dict[str, str] = {}
        """Of what was measured beside what every section names anyway."""
        self.short = False
        """A try with less than what the section is about: it is not kept."""

    def says(self, what: str, figures: object) -> None:
        """One question and its answer; those that follow each other share a table."""
        if not self.parts or self.parts[-1]["kind"] != "lines":
            self.parts.append({"kind": "lines", "rows": []})
        self.parts[-1]["rows"].append([what, str(figures)])

    def table(self, title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Several beside each other. The column after the name is the ratio, so that it is read first."""
        assert all(len(row) == len(columns) for row in rows)
        self.parts.append(
            {
                "kind": "table",
                "title": title,
                "columns": list(columns),
                "rows": [list(row) for row in rows],
            }
        )

    def remarks(self, words: str) -> None:
        """A paragraph: what was found, what a change gained, what the figures do not say."""
        self.parts.append({"kind": "words", "words": words})

    def gained(self, *words: str) -> None:
        """Paragraphs with dates of their own, which stay as they are when the section is measured again."""
        self.parts.append({"kind": "gained", "words": list(words)})

    def asks(self, *limits: Limit) -> None:
        """The last word of a test: what it asks of what it has measured. Raises ``NotMet``, after it is
        written down, so that a run with bad news is kept as one with good news is."""
        __tracebackhide__ = True
        for limit in limits:
            known = next((one for one in self.limits if one["asked"] == limit.asked), None)
            if known is None:
                self.limits.append(known := {"asked": limit.asked, "missed": []})
            known["missed"] += limit.missed
        missed = [f"{limit.asked}: {', '.join(limit.missed)}" for limit in limits if limit.missed]
        if missed:
            raise NotMet("\n".join(missed))

    def printed(self) -> str:
        return "\n\n".join([*limits_told(self.limits), *map(_printed, self.parts)])


def _printed(part: dict[str, Any]) -> str:
    """For somebody at a terminal."""
    if part["kind"] == "words":
        return str(part["words"])
    if part["kind"] == "gained":
        return "\n".join([GAINED, *part["words"]])
    if part["kind"] == "lines":
        return "\n".join(f"{what:<58} {figures}" for what, figures in part["rows"])
    rows = [part["columns"], *([shown(cell) for cell in row] for row in part["rows"])]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    told = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join([part["title"], *told])
