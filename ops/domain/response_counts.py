"""What a response's clocks say: doses, the last assessment, and what goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ops.domain.actions import RUNNING_PAIRS, ActionKind
from ops.domain.response_complete import unanswered
from ops.domain.response_data import Action, standing

SEDATED = frozenset({"responds_to_pressure", "unresponsive"})
"""Words of the sedation scale for someone who is hard to rouse."""


@dataclass(frozen=True)
class Counters:
    """Two likely repeats of one dose are counted "1-2" until someone says which."""

    doses_low: int = 0
    doses_high: int = 0
    milligrams_low: float = 0
    milligrams_high: float = 0
    last_dose_at: datetime | None = None
    last_assessment: Action | None = None
    oxygen_since: datetime | None = None
    breaths_since: datetime | None = None
    cpr_since: datetime | None = None
    ambulance_called_at: datetime | None = None


def counters(actions: Sequence[Action]) -> Counters:
    """The counters of a log, from the rows that stand."""
    rows = standing(actions)
    doses = [row for row in rows if row.kind is ActionKind.NALOXONE]
    doubtful = {row.id for row in unanswered(rows)}
    certain = [row for row in doses if row.id not in doubtful] or doses[:1]
    assessments = [row for row in rows if row.kind is ActionKind.ASSESSMENT]
    calls = [row for row in rows if row.kind is ActionKind.AMBULANCE_CALLED]
    return Counters(
        doses_low=len(certain),
        doses_high=len(doses),
        milligrams_low=_milligrams(certain),
        milligrams_high=_milligrams(doses),
        last_dose_at=doses[-1].happened_at if doses else None,
        last_assessment=assessments[-1] if assessments else None,
        oxygen_since=_since(rows, ActionKind.OXYGEN_START),
        breaths_since=_since(rows, ActionKind.BREATHS_START),
        cpr_since=_since(rows, ActionKind.CPR_START),
        ambulance_called_at=calls[-1].happened_at if calls else None,
    )


def going_on(rows: Sequence[Action], start: ActionKind, at: datetime) -> list[Action]:
    """The starts since the last stop, as of ``at``; empty when it does not go on then.

    The first of them says since when, the last of them how.
    """
    starts: list[Action] = []
    for row in rows:
        if row.happened_at > at:
            break
        if row.kind is start:
            starts.append(row)
        elif row.kind is RUNNING_PAIRS[start]:
            starts = []
    return starts


def _since(rows: Sequence[Action], start: ActionKind) -> datetime | None:
    starts = going_on(rows, start, rows[-1].happened_at) if rows else []
    return starts[0].happened_at if starts else None


def _milligrams(doses: Sequence[Action]) -> float:
    return round(sum(float(row.values.get("dose_mg", 0)) for row in doses), 3)
