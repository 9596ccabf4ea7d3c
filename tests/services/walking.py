"""A walk as a test walks it: taps on seats, and what was kept of them."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from ops.domain.words import Found, WalkKind
from ops.models import CheckIn, WalkFound
from ops.services import walks
from tests.services.room import Room

HERE, ASLEEP, EMPTY, SOMEONE_ELSE = Found.HERE, Found.ASLEEP, Found.EMPTY, Found.SOMEONE_ELSE


def begins(room: Room, kind: WalkKind | None = None, **of: Any) -> UUID:
    return UUID(room.does(walks.begin, said={"kind": kind}, **of)["walk"])


def finds(
    room: Room,
    walk: UUID,
    booth: str,
    found: Found,
    visit: UUID | None = None,
    seat: str = "A",
    **of: Any,
) -> dict[str, Any]:
    """One tap on one seat; ``visit``: whom the tablet had there."""
    said = {"booth": room.booth(booth), "seat": seat, "found": found, "visit": visit}
    return room.does(walks.found, walk, said=said, **of)


def walk_of(room: Room) -> dict[str, Any] | None:
    under_way: dict[str, Any] | None = room.board()["room"]["walk"]
    return under_way


def kept(room: Room) -> list[tuple[str, str, bool, bool]]:
    """Each finding: what the board had, what was found, whether that differs, whether it counts."""
    with room.house.db.read() as session:
        rows = session.scalars(select(WalkFound).order_by(WalkFound.happened_at, WalkFound.seat))
        return [(row.shown, row.found.value, row.differs, row.counts) for row in rows]


def looks(room: Room) -> list[tuple[str, bool]]:
    with room.house.db.read() as session:
        rows = session.scalars(select(CheckIn).order_by(CheckIn.happened_at, CheckIn.recorded_at))
        return [(row.answer.value, row.counts) for row in rows]


def wrong(room: Room) -> list[str]:
    return [fact["refusal"] for fact in room.facts("board_was_wrong")]


def in_seat(room: Room, booth: str, seat: str = "A") -> dict[str, Any] | None:
    for tile in room.board()["booths"]:
        for place in tile["seats"]:
            if (tile["name"], place["mark"]) == (booth, seat):
                shown: dict[str, Any] | None = place.get("visit")
                return shown
    return None


def person(room: Room, visit: UUID) -> dict[str, Any]:
    found = room.person(visit)
    assert found is not None
    return found
