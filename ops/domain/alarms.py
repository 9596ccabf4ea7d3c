"""What is unattended on a board, how bad, and since when.

Works on a board as it travels on the wire, so what is decided here is what a screen
decides from the same picture. The twin is ops/static/js/core/alarms.js;
tests/vectors/alarms.json holds the two together.

1. A running response is silent while someone is going or attends. One nobody has reached
   is HIGH. When attendance lapses it is LOW on tablets for the site's
   ``soft_before_loud`` seconds, then HIGH everywhere.
2. A check-in past its second limit is HIGH, past its grace MEDIUM, unless someone is
   going. A response at the seat pauses its timer, so it says nothing.
3. On the floor only: past the usual time while someone waits is LOW.
4. Worst first; at one level a response before a check; then the longest first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ops.domain.timers import phase_at
from ops.domain.words import AlarmLevel, Audience, Phase, ResponseState, VisitState

_RANK = {AlarmLevel.HIGH: 0, AlarmLevel.MEDIUM: 1, AlarmLevel.LOW: 2}
_RESPONSE = "response:"


@dataclass(frozen=True)
class Alarm:
    """One cause. ``cause`` stays the same for as long as the reason does."""

    cause: str
    level: AlarmLevel
    booth: int | None
    seat: str | None
    place: str | None
    since: datetime


def alarms_at(board: Mapping[str, Any], now: datetime, audience: Audience) -> list[Alarm]:
    """Every alarm of the board at ``now``, worst first."""
    if audience is Audience.WAITING:
        return []
    floor = audience is Audience.FLOOR
    someone_waits = floor and any(person["state"] == VisitState.WAITING for person in board["waiting"])
    found = [*_of_responses(board, now, floor), *_of_visits(board, now, someone_waits)]
    return sorted(found, key=_worst_first)


def _of_responses(board: Mapping[str, Any], now: datetime, floor: bool) -> Iterator[Alarm]:
    soft_for = timedelta(seconds=board["room"]["soft_before_loud"])
    for response in board["responses"]:
        if response["state"] != ResponseState.RUNNING:
            continue
        attended_until = _instant(response.get("attended_until"))
        if _ahead(_instant(response.get("going_until")), now) or _ahead(attended_until, now):
            continue
        soft = attended_until is not None and now - attended_until < soft_for
        if soft and not floor:
            continue
        yield Alarm(
            cause=_RESPONSE + response["id"],
            level=AlarmLevel.LOW if soft else AlarmLevel.HIGH,
            booth=response["booth"],
            seat=response["seat"],
            place=response["place"],
            since=attended_until or datetime.fromisoformat(response["began_at"]),
        )


def _of_visits(board: Mapping[str, Any], now: datetime, someone_waits: bool) -> Iterator[Alarm]:
    for booth in board["booths"]:
        for seat in booth["seats"]:
            visit = seat.get("visit")
            found = _visit_level(visit, now, someone_waits) if visit else None
            if found is not None:
                level, since = found
                yield Alarm(f"visit:{visit['id']}", level, booth["id"], seat["mark"], None, since)


def _visit_level(
    visit: Mapping[str, Any], now: datetime, someone_waits: bool
) -> tuple[AlarmLevel, datetime] | None:
    """The level, and since when: late counts from due, the usual time has its own clock."""
    due_at = _instant(visit.get("due_at"))
    if due_at is None or _ahead(_instant(visit.get("going_until")), now):
        return None
    phase = phase_at(
        _instant(visit.get("due_soon_at")),
        due_at,
        _instant(visit.get("overdue_at")),
        _instant(visit.get("urgent_at")),
        now,
    )
    if phase is Phase.URGENT:
        return AlarmLevel.HIGH, due_at
    if phase is Phase.OVERDUE:
        return AlarmLevel.MEDIUM, due_at
    usual_until = _instant(visit.get("usual_until"))
    if someone_waits and usual_until is not None and usual_until <= now:
        return AlarmLevel.LOW, usual_until
    return None


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _ahead(instant: datetime | None, now: datetime) -> bool:
    return instant is not None and instant > now


def _worst_first(alarm: Alarm) -> tuple[int, bool, datetime, str]:
    return _RANK[alarm.level], not alarm.cause.startswith(_RESPONSE), alarm.since, alarm.cause
