"""The words of the live line: names, limits, and what a screen may say.

Nothing is written through a socket. A screen says ``subscribe`` and ``here``; the house
says ``delta``, ``pulse`` and ``revoked``. Whatever else comes in is refused unread.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ops.domain.facts import plain
from ops.domain.words import Audience

PATH = "/socket.io"
NAMESPACE = "/board"
LONGEST_MESSAGE = 64 * 1024
PULSE_EVERY = 2.0
LOOK_EVERY = 1.0
LINE_CHECK_EVERY = 10
"""Seconds between the line's own pings, and how long an answer may take."""

SOUNDS = ("on", "off")
MOST_UNSENT = 1_000_000
MOST_VERSION = 2**53


class NotUnderstood(Exception):
    """What a screen said does not have the agreed form."""


@dataclass(frozen=True)
class Subscribe:
    """A screen asks for the whole board of one site, and for everything after it."""

    site: str
    audience: Audience


@dataclass(frozen=True)
class PageReport:
    """A page says that somebody could be looking at it, and how it is."""

    version: int
    sound: str | None
    unsent: int
    sleeping: bool


def read_subscribe(said: Any) -> Subscribe:
    """Raises ``NotUnderstood``."""
    words = _fields(said, {"site", "audience"})
    site, audience = words.get("site"), words.get("audience")
    if not isinstance(site, str) or not 0 < len(site) <= 40 or audience not in list(Audience):
        raise NotUnderstood
    return Subscribe(site, Audience(audience))


def read_here(said: Any) -> PageReport:
    """Raises ``NotUnderstood``. What is left out is taken as nothing to report."""
    words = _fields(said, {"version", "sound", "unsent", "sleeping"})
    sound, sleeping = words.get("sound"), words.get("sleeping", False)
    if (sound is not None and sound not in SOUNDS) or not isinstance(sleeping, bool):
        raise NotUnderstood
    return PageReport(
        version=_whole(words.get("version", 0), MOST_VERSION),
        sound=sound,
        unsent=_whole(words.get("unsent", 0), MOST_UNSENT),
        sleeping=sleeping,
    )


def instant(now: datetime) -> str:
    """An instant as the wire carries it."""
    return str(plain(now))


def pulse(
    epoch: str, version: int, now: datetime, sweep_age: float | None, full_since: datetime | None
) -> dict[str, Any]:
    """``sweep_age`` in seconds; none means that nothing has been swept yet. ``disk_full_since``:
    nothing can be recorded since then, so no row of the board can say it."""
    return {
        "epoch": epoch,
        "version": version,
        "server_now": instant(now),
        "sweep_age": None if sweep_age is None else round(sweep_age, 3),
        "disk_full_since": plain(full_since),
    }


def new_epoch(site: str, epoch: str, version: int) -> dict[str, Any]:
    """A delta that holds nothing but the news that all pictures of before are void."""
    return {"site": site, "epoch": epoch, "base": version, "version": version, "changed": {}}


TITLES = {
    "bad_value": "This was not understood.",
    "unknown_event": "There is no such event.",
    "forbidden": "This device may not look at that.",
    "role_changed": "This device is for something else by now. Come in again.",
    "not_found": "There is no such site for this device.",
    "unauthenticated": "This device is not known here any more.",
    "server_error": "Something went wrong here; it has been noted.",
}
STATUS = {
    "bad_value": 400,
    "unknown_event": 400,
    "forbidden": 403,
    "role_changed": 403,
    "not_found": 404,
    "unauthenticated": 401,
    "server_error": 500,
}


def refusal(code: str, now: datetime) -> dict[str, Any]:
    """The answer to an event that is refused, in the shape of a problem."""
    return {
        "type": "about:blank",
        "title": TITLES[code],
        "status": STATUS[code],
        "code": code,
        "server_now": instant(now),
    }


def _fields(said: Any, known: set[str]) -> dict[str, Any]:
    if not isinstance(said, dict) or not said.keys() <= known:
        raise NotUnderstood
    return said


def _whole(value: Any, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise NotUnderstood
    return value
