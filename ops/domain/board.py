"""Tiles and lists as each audience may see them; and a picture plus deltas made whole.

A shape holds what is stored and nothing made from ``now``: no phase, no age. A field an
audience may not see is absent, never null.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ops.domain import room
from ops.domain.protocol import SiteProtocol
from ops.domain.visit import Visit
from ops.domain.words import Audience, BoothKind, VisitState

PROTOCOL = 1
"""Number of the wire's protocol; it changes only when old screens could misread."""

WHOLE_LISTS = ("room", "waiting", "responses", "staff", "devices", "notices", "supplies")

_WALL_VISIT = (
    "id state seated_at last_look_at answer track track_since due_soon_at due_at overdue_at "
    "urgent_at check_number going_until stepped_out_until stepped_out_to look_outside confirm_since"
).split()
_FLOOR_VISIT = (
    "handle route substances look usual_until arrived_at episodes asleep_in_a_row head_count"
).split()
_WALL_WAITING = "id state arrived_at called_at hold_until".split()
_FLOOR_WAITING = "handle route substances look head_count".split()
_DEADLINES = ("due_soon_at", "due_at", "overdue_at", "urgent_at")


@dataclass(frozen=True)
class SeatPicture:
    """A seat and who is in it."""

    mark: str
    extra: bool
    visit: Visit | None


@dataclass(frozen=True)
class BoothPicture:
    """A booth as stored, with its seats in order."""

    id: int
    name: str
    kind: BoothKind
    row: int
    column: int
    width: int
    height: int
    closed: bool
    closed_reason: str | None
    cleaning_since: datetime | None
    seats: Sequence[SeatPicture]
    wiped: bool = True


def tile(booth: BoothPicture, audience: Audience, protocol: SiteProtocol) -> dict[str, Any]:
    """One booth as a screen of that audience paints it. An empty extra seat is not there."""
    people = sum(seat.visit is not None for seat in booth.seats)
    seats = []
    for seat in booth.seats:
        if seat.extra and seat.visit is None:
            continue
        shown: dict[str, Any] = {"mark": seat.mark, "extra": seat.extra}
        if seat.visit is not None:
            shown["visit"] = in_seat(seat.visit, audience, protocol)
        seats.append(shown)
    shape: dict[str, Any] = {
        "id": booth.id,
        "name": booth.name,
        "kind": booth.kind.value,
        "status": room.status(
            people=people, closed=booth.closed, cleaning=booth.cleaning_since is not None
        ).value,
        "row": booth.row,
        "column": booth.column,
        "width": booth.width,
        "height": booth.height,
        "cleaning_since": booth.cleaning_since,
        "seats": seats,
    }
    if audience is Audience.FLOOR:
        shape["closed_reason"] = booth.closed_reason
        shape["wiped"] = booth.wiped  # so that a tablet by itself knows what a leaving makes of it
    return shape


def in_seat(visit: Visit, audience: Audience, protocol: SiteProtocol) -> dict[str, Any]:
    """A person in a seat. No deadline is shown while a response runs for them, and none from
    before an outage: until somebody looked, nobody knows whether it holds."""
    shape = _picked(visit, _WALL_VISIT)
    shape["response"] = visit.response_id
    if visit.response_id is not None:
        shape["confirm_since"] = None  # somebody is with them
    if visit.response_id is not None or visit.confirm_since is not None:
        shape |= dict.fromkeys(_DEADLINES)
    if audience is Audience.FLOOR:
        shape |= _picked(visit, _FLOOR_VISIT)
        shape["ask_rouse"] = visit.asleep_in_a_row >= protocol.ask_rouse_after
    return shape


def waiting(visit: Visit, audience: Audience, position: int) -> dict[str, Any]:
    """A person on the waiting list; ``position`` counts from 1."""
    shape = _picked(visit, _WALL_WAITING) | {"position": position}
    if audience is Audience.FLOOR:
        shape |= _picked(visit, _FLOOR_WAITING)
    return shape


def anywhere(visit: Visit, audience: Audience, protocol: SiteProtocol) -> dict[str, Any]:
    """A stay as a write answers it, wherever it stands."""
    if visit.state in (VisitState.WAITING, VisitState.CALLED):
        shape = _picked(visit, _WALL_WAITING)
        return shape | (_picked(visit, _FLOOR_WAITING) if audience is Audience.FLOOR else {})
    if visit.state is VisitState.ENDED:
        return _picked(visit, ["id", "state", "ended_at", "end_kind", "turned_away_why"])
    return in_seat(visit, audience, protocol)


def without_handle(visit: Mapping[str, Any]) -> dict[str, Any]:
    """A visit's shape for what is kept longer than the stay."""
    return {name: value for name, value in visit.items() if name != "handle"}


def tile_without_handles(tile: Mapping[str, Any]) -> dict[str, Any]:
    """A tile's shape for what is kept longer than the stays in it."""
    seats = [
        {**seat, "visit": without_handle(seat["visit"])} if "visit" in seat else seat
        for seat in tile["seats"]
    ]
    return {**tile, "seats": seats}


def apply(picture: Mapping[str, Any], delta: Mapping[str, Any]) -> dict[str, Any]:
    """The picture after a delta, as every client must make it. Booths keep their order."""
    changed: Mapping[str, Any] = delta["changed"]
    after = dict(picture)
    booths = [
        changed.get(str(booth["id"]), booth)
        for booth in picture["booths"]
        if changed.get(str(booth["id"]), booth) is not None
    ]
    known = {str(booth["id"]) for booth in picture["booths"]}
    booths += [new for key, new in changed.items() if key not in known and new is not None]
    after["booths"] = sorted(booths, key=lambda booth: (booth["row"], booth["column"], booth["id"]))
    for name in WHOLE_LISTS:
        if name in delta:
            after[name] = delta[name]
    after["version"] = delta["version"]
    return after


def _picked(visit: Visit, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(visit, name) for name in names}
