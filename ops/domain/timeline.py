"""One response from beginning to end, for the team that talks it over: what happened, in order.

No names, no scores and nobody's lateness: who did what stands in the record, for whoever finishes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ops.domain.actions import RUNNING_PAIRS, ActionKind
from ops.domain.response_counts import Counters, counters
from ops.domain.response_data import Action, Mark, Record, order


class Point(StrEnum):
    """What is known without a row of the log."""

    BEGAN = "began"
    SOMEBODY_THERE = "somebody_there"
    HANDS_ASKED = "hands_asked"
    OVER = "over"


class Struck(StrEnum):
    """Why a row does not count: another stands for it, or it was taken back."""

    CORRECTED = "corrected"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True)
class Line:
    """``point`` or ``row``. ``dose``: which dose of naloxone it is, among those that count. ``approximate``:
    the order is meant, not the minute. ``reason``: why it was corrected or taken back, as it was said."""

    at: datetime
    point: Point | None = None
    row: Action | None = None
    dose: int | None = None
    approximate: bool = False
    late: bool = False
    struck: Struck | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Run:
    """Something that went on. ``until`` empty: nobody logged that it stopped."""

    kind: ActionKind
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Timeline:
    """``runs``: its clocks."""

    record: Record
    lines: tuple[Line, ...]
    runs: tuple[Run, ...]
    doses: Counters


def of(record: Record) -> Timeline:
    """All that was written, with what does not count struck through where it happened."""
    lines = sorted([*_points(record), *_rows(record)], key=lambda line: line.at)
    return Timeline(record, tuple(lines), tuple(_runs(record)), counters(record.actions))


def _points(record: Record) -> Iterator[Line]:
    response = record.response
    known = {
        Point.BEGAN: response.began_at,
        Point.SOMEBODY_THERE: response.attended_at,
        Point.HANDS_ASKED: response.more_hands_at,
        Point.OVER: response.over_at,
    }
    return (Line(at, point) for point, at in known.items() if at is not None)


def _rows(record: Record) -> Iterator[Line]:
    counted = {row.id for row in record.standing()}
    by_id = {row.id: row for row in record.actions}
    doses = 0
    for row in sorted(record.actions, key=order):
        stands = row.id in counted
        is_dose = stands and row.kind is ActionKind.NALOXONE
        doses += is_dose
        later = by_id.get(row.superseded_by) if row.superseded_by is not None else None
        struck = None if stands else Struck.TAKEN_BACK if later is None else Struck.CORRECTED
        yield Line(
            row.happened_at,
            row=row,
            dose=doses if is_dose else None,
            approximate=Mark.APPROXIMATE in row.marks,
            late=Mark.FROM_PAPER in row.marks,
            struck=struck,
            reason=None if stands else later.amend_reason if later is not None else row.void_reason,
        )


def _runs(record: Record) -> Iterator[Run]:
    rows = record.standing()
    for start, stop in RUNNING_PAIRS.items():
        since: datetime | None = None
        for row in rows:
            if row.kind is start and since is None:
                since = row.happened_at
            elif row.kind is stop and since is not None:
                yield Run(start, since, row.happened_at)
                since = None
        if since is not None:
            yield Run(start, since, record.response.over_at)
