"""*Room needs eyes* as it begins, goes on and ends.

1. It begins when a check is late while a response runs and fewer of the team are free than
   the site's minimum.
2. It goes on when that response is over, as long as too few are free and a check is late.
3. It ends when enough are free; or when no response runs and nothing is late.

Works on a board as it travels on the wire.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ops.domain import alarm_sources
from ops.domain.alarms import needs_eyes
from ops.domain.words import AlarmLevel, ResponseState, RoomState


@dataclass(frozen=True)
class Eyes:
    """``waiting``: late checks; ``longest_since``: when the longest of them was due."""

    begins: bool
    ends: bool
    waiting: int
    longest_since: datetime | None


def eyes_at(board: Mapping[str, Any], now: datetime) -> Eyes:
    """What becomes of it at ``now``."""
    begun = board["room"].get("eyes_since") is not None
    needed = needs_eyes(board, now)
    late = _late_since(board, now)
    running = any(response["state"] == ResponseState.RUNNING for response in board["responses"])
    return Eyes(
        begins=needed and bool(late) and not begun,
        ends=begun and not (needed and (running or late)),
        waiting=len(late),
        longest_since=min(late, default=None),
    )


def _late_since(board: Mapping[str, Any], now: datetime) -> list[datetime]:
    """Since when each late check was due. Outside the room nobody looks into seats."""
    if board["room"]["state"] == RoomState.EVERYONE_OUT:
        return []
    checks = alarm_sources.of_checks(board, now, floor=False)
    return [one.alarm.since for one in checks if one.alarm.level is not AlarmLevel.LOW]
