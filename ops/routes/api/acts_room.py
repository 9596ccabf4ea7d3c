"""Acts on booths, on the room as a whole, on shifts and staff; and undo."""

from collections.abc import Collection
from uuid import UUID

from ops.domain.shift import ShiftAct
from ops.domain.words import HeadCount, RoomReason, RoomState, StaffPlace
from ops.routes.api.kinds import LARGEST_ID, Flag, Id, Ids, Person, Text, Word
from ops.routes.api.parse import Field
from ops.routes.api.writes import Write
from ops.services import head_count, rooms, shifts, undo
from ops.services.house import House
from ops.services.transaction import Command, Reply
from ops.services.ways_in import staff

BOOTH = f"/booths/<int(min=1,max={LARGEST_ID}):booth>"
PLACES = Word({place.value: place for place in StaffPlace} | {"off": None})


def shift(house: House, command: Command, *, act: ShiftAct, staying: Collection[UUID] = ()) -> Reply:
    """Three acts behind one address."""
    if act is ShiftAct.OPEN:
        return shifts.open_shift(house, command)
    if act is ShiftAct.HAND_OVER:
        return shifts.hand_over(house, command)
    return shifts.close(house, command, staying=staying)


ON_THE_ROOM = (
    Write("booth_cleaned", f"{BOOTH}/cleaned", "Wiped and free again", rooms.booth_cleaned),
    Write(
        "booth_close",
        f"{BOOTH}/close",
        "Out of use for now",
        rooms.booth_close,
        (Field("reason", Text(80)),),
    ),
    Write("booth_open", f"{BOOTH}/open", "In use again", rooms.booth_open),
    Write(
        "room",
        "/sites/<slug>/room",
        "Open, closed to new people, last entry, closing, everyone out, lock-down",
        rooms.set_room,
        (Field("state", Word.of(RoomState), required=True), Field("reason", Word.of(RoomReason))),
    ),
    Write(
        "back_in",
        "/sites/<slug>/back-in",
        "The end of everyone out, or of a lock-down: as it was before",
        rooms.back_in,
    ),
    Write(
        "head_count",
        "/visits/<uuid:visit>/head-count",
        "Everyone is out: what is known of one person",
        head_count.tick,
        (Field("state", Word.of(HeadCount), required=True),),
    ),
    Write(
        "curtain",
        "/sites/<slug>/curtain",
        "Plain walls while someone is here who should not see the room",
        rooms.set_curtain,
        (Field("on", Flag(), required=True),),
    ),
    Write(
        "shift",
        "/sites/<slug>/shifts",
        "Open, hand over or close a shift; closing names who stays",
        shift,
        (Field("act", Word.of(ShiftAct), required=True), Field("staying", Ids())),
        makes=True,
    ),
    Write(
        "staff_on_shift",
        "/sites/<slug>/staff-on-shift",
        "Where one of the team is now",
        staff.staff_on_shift,
        (Field("staff", Person(), required=True), Field("place", PLACES, required=True)),
    ),
    Write(
        "undo",
        "/sites/<slug>/undo",
        "Take an act back within ten seconds",
        undo.undo,
        (Field("command", Id(), required=True, into="target"),),
    ),
)
