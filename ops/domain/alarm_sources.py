"""Who is unattended: each response, each check, the seats to be confirmed, the head count.

1. A running response is silent while someone is going or attends. One nobody has reached
   is HIGH. When attendance lapses it is LOW on tablets for the site's
   ``soft_before_loud`` seconds, then HIGH everywhere. One that everybody has left is HIGH
   at once.
2. A check-in past its second limit is HIGH, past its grace MEDIUM, unless someone is
   going. A response at the seat pauses its timer, so it says nothing.
3. On the floor only: past the usual time while someone waits is LOW.
4. After an outage, or back in, the seats to be confirmed are one alarm, HIGH until each is
   answered: no deadline of before is believed.
5. While everyone is out, tablets hold one alarm for those who are not out, who waits among
   them. Who refused to leave is still inside.
6. On the floor only: a worker's own call for help is LOW for as long as the site chose, then
   HIGH; silent while somebody is going. The tablet it was raised on leaves it out by itself.

The twin is ops/static/js/core/alarm_sources.js.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ops.domain.timers import phase_at
from ops.domain.words import AlarmLevel, HeadCount, Phase, ResponseState, VisitState

RESPONSE, VISIT, HELP = "response:", "visit:", "help:"
RECONFIRM, HEAD_COUNT = "reconfirm", "head_count"
_NO_BOOTH, _NO_SEAT = {"id": None}, {"mark": None}
"""Where those are who wait."""


@dataclass(frozen=True)
class Held:
    """One seat within an alarm that holds several."""

    cause: str
    booth: int | None
    seat: str | None
    level: AlarmLevel
    since: datetime


@dataclass(frozen=True)
class Alarm:
    """One cause. ``cause`` stays the same for as long as the reason does.

    ``holds``: the seats of an alarm that gathers several, in the order to see them.
    ``paused_until``: it is seen and not heard until then.
    """

    cause: str
    level: AlarmLevel
    booth: int | None
    seat: str | None
    place: str | None
    since: datetime
    holds: tuple[Held, ...] = ()
    paused_until: datetime | None = None


@dataclass(frozen=True)
class Source:
    """An alarm, and the instants at which it became worse: they break a pause. ``began``: when it
    was first this alarm by itself; one that is gathered into another begins nothing anew."""

    alarm: Alarm
    worse_at: tuple[datetime, ...] = ()
    began: datetime | None = None


def of_responses(board: Mapping[str, Any], now: datetime, *, floor: bool) -> Iterator[Source]:
    """Running responses nobody has reached, or has confirmed for the site's time."""
    soft_for = timedelta(seconds=board["room"]["soft_before_loud"])
    for response in board["responses"]:
        if response["state"] != ResponseState.RUNNING:
            continue
        attended_until = _instant(response.get("attended_until"))
        going_until = _instant(response.get("going_until"))
        if _ahead(going_until, now) or _ahead(attended_until, now):
            continue
        # Who is listed may only have been busy; where everybody has said that they left, nobody is.
        listed = response["there"] > 0
        soft = listed and attended_until is not None and now - attended_until < soft_for
        if soft and not floor:
            continue
        since = attended_until or datetime.fromisoformat(response["began_at"])
        alarm = Alarm(
            cause=RESPONSE + response["id"],
            level=AlarmLevel.LOW if soft else AlarmLevel.HIGH,
            booth=response["booth"],
            seat=response["seat"],
            place=response["place"],
            since=since,
        )
        worse_at = (
            since,
            going_until,
            _instant(response.get("more_hands_at")),
            _instant(response.get("insists_at")),
        )
        yield Source(alarm, tuple(at for at in worse_at if at is not None))


def of_help(board: Mapping[str, Any], now: datetime) -> Iterator[Source]:
    """Workers who called for help and to whom nobody is going."""
    for call in board["room"].get("help", ()):
        going_until = _instant(call["going_until"])
        if _ahead(going_until, now):
            continue
        began, loud_at = datetime.fromisoformat(call["began_at"]), datetime.fromisoformat(call["loud_at"])
        level = AlarmLevel.LOW if now < loud_at and going_until is None else AlarmLevel.HIGH
        worse_at = (began, going_until) if going_until else (began,)
        yield Source(Alarm(HELP + call["id"], level, None, None, None, began), worse_at)


def of_checks(board: Mapping[str, Any], now: datetime, *, floor: bool) -> Iterator[Source]:
    """Checks past a limit; on the floor also stays past the usual time while someone waits."""
    someone_waits = floor and any(person["state"] == VisitState.WAITING for person in board["waiting"])
    for booth, seat, visit in _people(board):
        level, since = _check(visit, now, someone_waits)
        if level is None or since is None:
            continue
        alarm = Alarm(VISIT + visit["id"], level, booth["id"], seat["mark"], None, since)
        began = since if level is AlarmLevel.LOW else _instant(visit.get("overdue_at"))
        yield Source(alarm, _worse_at(visit), began)


def of_reconfirm(board: Mapping[str, Any]) -> Iterator[Source]:
    """Walk the room: who was not seen since the board came back, longest unseen first."""
    unseen = [(booth, seat, visit) for booth, seat, visit in _people(board) if visit.get("confirm_since")]
    if not unseen:
        return
    unseen.sort(key=lambda one: (one[2].get("last_look_at") or "", one[2]["id"]))
    began = [datetime.fromisoformat(visit["confirm_since"]) for _, _, visit in unseen]
    yield Source(_gathering(RECONFIRM, min(began), unseen), tuple(began))


def of_head_count(board: Mapping[str, Any]) -> Iterator[Source]:
    """Everyone is out: who is not known to be out."""
    everyone = [*_people(board), *((_NO_BOOTH, _NO_SEAT, person) for person in board["waiting"])]
    missing = [one for one in everyone if one[2].get("head_count") != HeadCount.OUT]
    if missing:
        since = datetime.fromisoformat(board["room"]["since"])
        yield Source(_gathering(HEAD_COUNT, since, missing), (since,))


def _gathering(
    cause: str, since: datetime, people: list[tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]]
) -> Alarm:
    high = AlarmLevel.HIGH
    held = tuple(
        Held(VISIT + visit["id"], booth["id"], seat["mark"], high, since) for booth, seat, visit in people
    )
    return Alarm(cause, high, None, None, None, since, holds=held)


def _people(
    board: Mapping[str, Any],
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]]:
    for booth in board["booths"]:
        for seat in booth["seats"]:
            if seat.get("visit"):
                yield booth, seat, seat["visit"]


def _check(
    visit: Mapping[str, Any], now: datetime, someone_waits: bool
) -> tuple[AlarmLevel | None, datetime | None]:
    """The level, and since when: late counts from due, the usual time has its own clock."""
    due_at = _instant(visit.get("due_at"))
    if due_at is None or _ahead(_instant(visit.get("going_until")), now):
        return None, None
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
    return None, None


def _worse_at(visit: Mapping[str, Any]) -> tuple[datetime, ...]:
    """When it was past its second limit with nobody going."""
    urgent_at, going_until = _instant(visit.get("urgent_at")), _instant(visit.get("going_until"))
    if urgent_at is None:
        return ()
    return (max(urgent_at, going_until) if going_until else urgent_at,)


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _ahead(instant: datetime | None, now: datetime) -> bool:
    return instant is not None and instant > now
