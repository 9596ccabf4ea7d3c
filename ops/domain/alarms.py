"""What is unattended on a board, how bad, since when, and whether its sound is paused.

Works on a board as it travels on the wire, so what is decided here is what a screen
decides from the same picture, also with the server gone. The twin is
ops/static/js/core/alarms.js; tests/vectors/alarms.json holds the two together.

1. The sources (``alarm_sources``, ``alarm_screens``) say what is unattended.
2. While fewer of the team are free than the site's minimum, checks that are late become one
   alarm, *Room needs eyes*, at the highest level of what it holds. It begins only while a
   response runs; the board's ``eyes_since`` says that it has begun.
3. A pause of its cause takes the sound away, not the alarm. It breaks when something in the
   alarm becomes worse after it was tapped: a seat passes its second limit, or going there
   runs out past it; attendance lapses again; more hands are called for. What gathers seats
   and began anew since then is another alarm: a pause of the one before does not hold.
4. Worst first; at one level a response before anything else; then the longest first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ops.domain import alarm_screens, alarm_sources
from ops.domain.alarm_sources import Alarm, Held, Source
from ops.domain.hands import free_staff
from ops.domain.words import AlarmLevel, Audience, ResponseState, RoomState

__all__ = ["EYES", "Alarm", "Held", "alarms_at", "needs_eyes"]

EYES = "eyes"
_RANK = {AlarmLevel.HIGH: 0, AlarmLevel.MEDIUM: 1, AlarmLevel.TECHNICAL: 2, AlarmLevel.LOW: 3}


def alarms_at(board: Mapping[str, Any], now: datetime, audience: Audience) -> list[Alarm]:
    """Every alarm of the board at ``now``, worst first."""
    if audience is Audience.WAITING:
        return []
    floor = audience is Audience.FLOOR
    found = [
        *alarm_sources.of_responses(board, now, floor=floor),
        *(alarm_sources.of_help(board, now) if floor else ()),
        *_of_people(board, now, floor=floor),
        *alarm_screens.of_screens(board, now),
    ]
    pauses = {pause["cause"]: pause for pause in board["room"].get("pauses", ())}
    return sorted((_with_pause(one, pauses.get(one.alarm.cause), now) for one in found), key=_worst_first)


def needs_eyes(board: Mapping[str, Any], now: datetime) -> bool:
    """Whether late checks are one alarm now: too few are free, and a response began it."""
    free = free_staff(board, now)
    if free is None or free >= board["room"]["minimum_free_staff"]:
        return False
    running = any(response["state"] == ResponseState.RUNNING for response in board["responses"])
    return running or board["room"].get("eyes_since") is not None


def _of_people(board: Mapping[str, Any], now: datetime, *, floor: bool) -> list[Source]:
    if board["room"].get("state") == RoomState.EVERYONE_OUT:
        return list(alarm_sources.of_head_count(board)) if floor else []
    checks = list(alarm_sources.of_checks(board, now, floor=floor))
    late = [one for one in checks if one.alarm.level is not AlarmLevel.LOW]
    if late and needs_eyes(board, now):
        checks = [
            _gathered(late, board["room"].get("eyes_since")),
            *(one for one in checks if one.alarm.level is AlarmLevel.LOW),
        ]
    return [*alarm_sources.of_reconfirm(board), *checks]


def _gathered(late: Iterable[Source], eyes_since: str | None) -> Source:
    """Many late checks as one alarm, the worst of them first."""
    ordered = sorted(late, key=lambda one: _worst_first(one.alarm))
    alarms = [one.alarm for one in ordered]
    held = tuple(Held(one.cause, one.booth, one.seat, one.level, one.since) for one in alarms)
    since = min(one.since for one in alarms)
    worse_at = [at for one in ordered for at in one.worse_at]
    if eyes_since is not None:
        worse_at.append(datetime.fromisoformat(eyes_since))
    return Source(Alarm(EYES, alarms[0].level, None, None, None, since, holds=held), tuple(worse_at))


def _with_pause(source: Source, pause: Mapping[str, Any] | None, now: datetime) -> Alarm:
    if pause is None:
        return source.alarm
    at, until = datetime.fromisoformat(pause["at"]), datetime.fromisoformat(pause["until"])
    broken = any(at < worse <= now for worse in (*source.worse_at, source.began or at))
    return source.alarm if broken or until <= now else replace(source.alarm, paused_until=until)


def _worst_first(alarm: Alarm) -> tuple[int, bool, datetime, str]:
    response = alarm.cause.startswith(alarm_sources.RESPONSE)
    return _RANK[alarm.level], not response, alarm.since, alarm.cause
