"""Booths, the room as a whole, and where the staff are."""

from enum import StrEnum


class BoothKind(StrEnum):
    INJECTION = "injection"
    INHALATION = "inhalation"
    ANY = "any"
    AFTERCARE = "aftercare"


class BoothStatus(StrEnum):
    """What a tile says. ``occupied`` holds from the first person on, whatever else is true."""

    FREE = "free"
    OCCUPIED = "occupied"
    CLEANING = "cleaning"
    CLOSED = "closed"


class BoothAct(StrEnum):
    CLEANED = "cleaned"
    CLOSE = "close"
    OPEN = "open"
    SEAT = "seat"
    EMPTIED = "emptied"


class RoomState(StrEnum):
    """Who may come in. ``closed``: nobody new, for a reason. ``last_entry``: nobody new any
    more, who waits is still seated. ``closing``: nobody is seated any more. ``everyone_out``:
    all have left the room and are counted. ``lock_down``: nobody in, and plain walls."""

    OPEN = "open"
    CLOSED = "closed"
    LAST_ENTRY = "last_entry"
    CLOSING = "closing"
    EVERYONE_OUT = "everyone_out"
    LOCK_DOWN = "lock_down"


class RoomReason(StrEnum):
    """Why nobody new comes in for now."""

    STAFF = "staff"
    AFTER_EVENT = "after_event"
    CLEANING = "cleaning"
    FULL = "full"
    HOURS = "hours"


class StaffPlace(StrEnum):
    FLOOR = "floor"
    BREAK = "break"
    RESPONSE = "response"
    OUTSIDE = "outside"


class HeadCount(StrEnum):
    """What is known of someone while everyone is out. Nothing said yet is ``None``."""

    OUT = "out"
    NEEDS_CARRYING = "needs_carrying"
    REFUSED = "refused"
    NOT_FOUND = "not_found"


class WalkKind(StrEnum):
    """Why somebody walks from seat to seat with the board in hand."""

    WALK_ROUND = "walk_round"
    RECONFIRM = "reconfirm"


class Found(StrEnum):
    """What was found in a seat. ``empty``: nobody, as the board has it or not."""

    HERE = "here"
    ASLEEP = "asleep"
    EMPTY = "empty"
    SOMEONE_ELSE = "someone_else"


class OpeningPoint(StrEnum):
    """What is looked at when a shift opens, beside whether each wall can be heard."""

    TABLETS = "tablets"
    OXYGEN = "oxygen"
    NALOXONE = "naloxone"
    AED = "aed"
    BAG_MASK = "bag_mask"


class Checked(StrEnum):
    """What became of a point of the opening check. "Not done" is a respectable answer."""

    DONE = "done"
    NOT_DONE = "not_done"
