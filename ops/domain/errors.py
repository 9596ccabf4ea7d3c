"""Refusals. A refusal carries a stable code; the words for people are made at the door."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """Every way the room can say no. Public: scripts and tablets read them."""

    NOT_FOUND = "not_found"
    BAD_VALUE = "bad_value"
    HAPPENED_IN_FUTURE = "happened_in_future"
    HAPPENED_TOO_LONG_AGO = "happened_too_long_ago"
    PAPER_TOO_OLD = "paper_too_old"
    HAPPENED_BEFORE_VISIT = "happened_before_visit"
    SEAT_TAKEN = "seat_taken"
    BOOTH_FULL = "booth_full"
    BOOTH_CLOSED = "booth_closed"
    BOOTH_CLEANING = "booth_cleaning"
    BOOTH_OCCUPIED = "booth_occupied"
    ROOM_CLOSED = "room_closed"
    LAST_ENTRY_PASSED = "last_entry_passed"
    ROOM_CLOSING = "room_closing"
    EVERYONE_IS_OUT = "everyone_is_out"
    LOCKED_DOWN = "locked_down"
    ROOM_HELD = "room_held"
    NOBODY_IS_OUT = "nobody_is_out"
    VISIT_ENDED = "visit_ended"
    NOT_IN_A_SEAT = "not_in_a_seat"
    NOT_WAITING = "not_waiting"
    ALREADY_SEATED = "already_seated"
    SEEN_SINCE = "seen_since"
    UNKNOWN_STAFF = "unknown_staff"
    UNKNOWN_CAUSE = "unknown_cause"
    UNDO_TOO_LATE = "undo_too_late"
    SHIFT_RUNNING = "shift_running"
    NO_SHIFT = "no_shift"
    PEOPLE_INSIDE = "people_inside"
    TWO_NEEDED = "two_needed"
    NOT_A_CARD = "not_a_card"
    NOT_IN_A_DRILL = "not_in_a_drill"
    KEY_REUSED = "idempotency_key_reused"
    TOO_OLD_TO_REPEAT = "too_old_to_repeat"
    RESPONSE_GONE = "response_gone"


THE_ROOM_MAY_DIFFER = frozenset(
    {
        Code.SEAT_TAKEN,
        Code.BOOTH_FULL,
        Code.BOOTH_CLOSED,
        Code.BOOTH_CLEANING,
        Code.ROOM_CLOSED,
        Code.LAST_ENTRY_PASSED,
        Code.ROOM_CLOSING,
        Code.EVERYONE_IS_OUT,
        Code.LOCKED_DOWN,
        Code.VISIT_ENDED,
        Code.SEEN_SINCE,
        Code.NOT_WAITING,
        Code.SHIFT_RUNNING,
        Code.PEOPLE_INSIDE,
    }
)
"""Refusals that only say what the board believes: one tap, "the room says otherwise", overrules."""


class Refused(Exception):
    """The act cannot be done as asked. Nothing has changed.

    ``field`` names the part of the request that was meant, when one was. ``beside`` is what
    a person has to see to settle it; it travels in the problem beside the code.
    """

    def __init__(self, code: Code, field: str | None = None, beside: Mapping[str, Any] | None = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.field = field
        self.beside = dict(beside or {})

    @property
    def room_may_differ(self) -> bool:
        """Whether "the room says otherwise" is offered instead of a dead end."""
        return self.code in THE_ROOM_MAY_DIFFER
