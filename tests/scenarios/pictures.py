"""What every screen holds, made as a screen makes it: one snapshot, then deltas.

After every act each audience's picture is compared with a fresh one. Beside the screens
that hear everything at once there are slow ones, told several acts in one delta.
"""

from datetime import datetime
from typing import Any

from ops.domain import board as shapes
from ops.domain.alarms import Alarm, alarms_at
from ops.domain.timers import phase_at
from ops.domain.words import Audience
from ops.services import board
from ops.services.board_moment import Moment
from ops.services.house import House

Picture = dict[str, Any]

FREE, CLEANING, CLOSED, RESPONSE = "free", "cleaning", "closed", "response"
OK, DUE_SOON, DUE, OVERDUE, URGENT = "ok", "due_soon", "due", "overdue", "urgent"
SLOW = 3
"""A slow screen hears of every third change."""


class Pictures:
    """All screens of one site."""

    def __init__(self, house: House, site_id: int) -> None:
        self._site_id = site_id
        with board.moment(house, site_id) as now:
            self._quick = {audience: board.picture(now, audience).body for audience in Audience}
        self._slow = dict(self._quick)
        self._changes = 0

    def wall(self) -> Picture:
        return self._quick[Audience.WALL]

    def of(self, audience: Audience) -> Picture:
        return self._quick[audience]

    def catch_up(self, house: House) -> None:
        """Hear what happened, and hold a picture like a fresh one."""
        self._changes += 1
        with board.moment(house, self._site_id) as now:
            for audience in Audience:
                fresh = board.picture(now, audience).body
                self._quick[audience] = _told(now, audience, self._quick[audience])
                assert self._quick[audience] == fresh, f"{audience}: deltas left something out"
                if self._changes % SLOW == 0:
                    self._slow[audience] = _told(now, audience, self._slow[audience])
                    assert self._slow[audience] == fresh, (
                        f"{audience}: one delta for several acts left something out"
                    )


def shown(picture: Picture, booth: str, seat: str | None, now: datetime) -> str:
    """What the tile says about one seat: the tile's own state, a response, or what its timer says."""
    tile = tile_of(picture, booth)
    for response in picture["responses"]:
        here = response["booth"] == tile["id"] and response["state"] == "running"
        if here and seat in (None, response["seat"]):
            return RESPONSE
    visit = visit_in(tile, seat)
    if visit is None:
        status: str = tile["status"]
        return status if status != "occupied" else FREE
    soon, due, overdue, urgent = (
        datetime.fromisoformat(visit[name]) if visit[name] else None
        for name in ("due_soon_at", "due_at", "overdue_at", "urgent_at")
    )
    return phase_at(soon, due, overdue, urgent, now).value


def alarm_of(
    picture: Picture, booth: str | None, seat: str | None, now: datetime, who: Audience
) -> Alarm | None:
    """The alarm of a booth, or of a place that is none (``booth`` empty)."""
    wanted = None if booth is None else tile_of(picture, booth)["id"]
    for alarm in alarms_at(picture, now, who):
        if alarm.booth == wanted and seat in (None, alarm.seat):
            return alarm
    return None


def tile_of(picture: Picture, booth: str) -> Picture:
    found: Picture = next(tile for tile in picture["booths"] if tile["name"] == booth)
    return found


def visit_in(tile: Picture, seat: str | None) -> Picture | None:
    people = [(place["mark"], place["visit"]) for place in tile["seats"] if "visit" in place]
    if seat is None:
        assert len(people) <= 1, f"several people are in {tile['name']}: say the seat"
        return people[0][1] if people else None
    return next((visit for mark, visit in people if mark == seat), None)


def _told(now: Moment, audience: Audience, picture: Picture) -> Picture:
    changes = board.changes(now, picture["version"], audience)
    assert changes.base == picture["version"]
    return shapes.apply(picture, changes.body)
