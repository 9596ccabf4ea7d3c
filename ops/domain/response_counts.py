"""What a response's rows count to: doses, and what goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ops.domain.actions import RUNNING_PAIRS, ActionKind
from ops.domain.response_complete import unanswered
from ops.domain.response_data import Action, standing


@dataclass(frozen=True)
class Counters:
    """Two likely repeats of one dose are counted "1-2" until someone says which."""

    doses_low: int = 0
    doses_high: int = 0
    milligrams_low: float = 0
    milligrams_high: float = 0


def counters(actions: Sequence[Action]) -> Counters:
    """The counters of a log, from the rows that stand."""
    rows = standing(actions)
    doses = [row for row in rows if row.kind is ActionKind.NALOXONE]
    doubtful = {row.id for row in unanswered(rows)}
    certain = [row for row in doses if row.id not in doubtful] or doses[:1]
    return Counters(
        doses_low=len(certain),
        doses_high=len(doses),
        milligrams_low=_milligrams(certain),
        milligrams_high=_milligrams(doses),
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


def _milligrams(doses: Sequence[Action]) -> float:
    return round(sum(float(row.values.get("dose_mg", 0)) for row in doses), 3)
