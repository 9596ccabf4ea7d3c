"""What is wrong with the screens and the house itself: TECHNICAL, and only while the room is
in use, so that nothing sounds in a closed house at night.

1. A wall that fell silent, or whose sound is not armed.
2. A tablet that went away, or to sleep, with acts it had not sent.
3. No tablet awake. One that said it goes to sleep is not missed, but all of them are. One
   that was never heard counts neither way.
4. No wall that would be heard, and no tablet: every one that is awake says that its sound is
   off. One that never spoke of its sound counts neither way.
5. Somebody outside could not be told. Only tablets know.
6. The clock of the house is suspect, or its disk is full.

The twin is ops/static/js/core/alarm_screens.js.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from ops.domain.alarm_sources import Alarm, Source
from ops.domain.words import AlarmLevel, NoticeKind, ResponseState, Role

DEVICE, NOT_TOLD = "device:", "told:"
TABLETS, UNHEARD = "tablets", "unheard"
_HOUSE = {NoticeKind.CLOCK_SUSPECT, NoticeKind.DISK_FULL}
_TABLETS = {Role.FLOOR, Role.RESPONDER}


def of_screens(board: Mapping[str, Any], now: datetime) -> Iterator[Source]:
    """Every technical alarm. One whose beginning nobody knows begins now."""
    if not in_use(board):
        return
    for device in board["devices"]:
        what = _wrong_with(device)
        if what is not None:
            silent = None if what == "sound" else device["silent_since"]
            since = silent or device.get("said_at")
            yield _technical(f"{DEVICE}{device['id']}:{what}", since, now)
    tablets = [device for device in board["devices"] if device["role"] in _TABLETS and _heard(device)]
    if tablets and all(device["silent_since"] or device["sleeping"] for device in tablets):
        yield _technical(TABLETS, _last_heard(tablets), now)
    unheard_since = _unheard_since(board["devices"])
    if unheard_since is not None:
        yield _technical(UNHEARD, unheard_since, now)
    for message in board["room"].get("not_told", ()):
        yield _technical(f"{NOT_TOLD}{message['id']}", message["since"], now)
    for notice in board["notices"]:
        if notice["kind"] in _HOUSE:
            yield _technical(str(notice["kind"]), notice["since"], now)


def in_use(board: Mapping[str, Any]) -> bool:
    """Whether anybody is there to be looked after, or a shift is running."""
    return (
        board["room"].get("shift") is not None
        or bool(board["waiting"])
        or any(response["state"] == ResponseState.RUNNING for response in board["responses"])
        or any(seat.get("visit") for booth in board["booths"] for seat in booth["seats"])
    )


def _heard(device: Mapping[str, Any]) -> bool:
    return bool(device["silent_since"] or device.get("said_at"))


def _last_heard(devices: Iterable[Mapping[str, Any]]) -> str:
    """When the last of them fell silent, or said how it is."""
    since: str = max(device["silent_since"] or device["said_at"] for device in devices)
    return since


def _unheard_since(devices: Iterable[Mapping[str, Any]]) -> str | None:
    """Since when no screen would be heard; ``None`` while one would, or no tablet awake said so."""
    speaking = [device for device in devices if device["sound"] is not None]
    walls = [device for device in speaking if device["role"] == Role.DISPLAY]
    tablets = [
        device
        for device in speaking
        if device["role"] in _TABLETS and not device["silent_since"] and not device["sleeping"]
    ]
    there = [*tablets, *(wall for wall in walls if not wall["silent_since"])]
    if not tablets or any(device["sound"] == "on" for device in there):
        return None
    return _last_heard((*walls, *tablets))


def _wrong_with(device: Mapping[str, Any]) -> str | None:
    if device["role"] != Role.DISPLAY:
        return "unsent" if device["unsent"] and (device["silent_since"] or device["sleeping"]) else None
    if device["sleeping"]:
        return None
    if device["silent_since"]:
        return "silent"
    return "sound" if device["sound"] == "off" else None


def _technical(cause: str, since: str | None, now: datetime) -> Source:
    at = datetime.fromisoformat(since) if since else now
    return Source(Alarm(cause, AlarmLevel.TECHNICAL, None, None, None, at))
