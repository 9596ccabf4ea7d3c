"""Every way the door can say no: one table from stable codes to a status and to words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext

from ops.db import DatabaseAway, DatabaseBusy, DiskFull
from ops.domain.errors import Code
from ops.error_codes import AnyCode as AnyCode
from ops.error_codes import DoorCode as DoorCode

_ = lazy_gettext


@dataclass(frozen=True)
class Words:
    """Status, what is so, and what to do about it."""

    status: int
    title: LazyString
    detail: LazyString


TABLE: dict[AnyCode, Words] = {
    DoorCode.UNAUTHENTICATED: Words(
        401,
        _("Not signed in"),
        _("This device is not known here. Ask a coordinator for a new link for it."),
    ),
    DoorCode.FORBIDDEN: Words(
        403,
        _("Not for this device"),
        _("This device may not do that. Use one that is set up for it, or ask a coordinator."),
    ),
    DoorCode.LOCKED: Words(
        403, _("Locked"), _("This needs a PIN. Unlock this device with yours, then do it again.")
    ),
    DoorCode.PROOF_NEEDED: Words(
        403,
        _("More than a PIN"),
        _("This needs a passkey, or a passphrase with an app. Prove that it is you, then do it again."),
    ),
    DoorCode.BAD_ORIGIN: Words(
        403,
        _("Came from another page"),
        _("The request did not come from a page of this house. Open the page at its usual address."),
    ),
    Code.NOT_FOUND: Words(
        404,
        _("Not found"),
        _("There is no such thing in this room. Look at the board again and choose from it."),
    ),
    DoorCode.METHOD_NOT_ALLOWED: Words(
        405, _("Not done this way"), _("This address exists, but not for that method.")
    ),
    DoorCode.TOO_LARGE: Words(
        413, _("Too large"), _("More was sent than an act can hold. Send less, or in parts.")
    ),
    DoorCode.UNSUPPORTED_MEDIA_TYPE: Words(
        415, _("Not the right type"), _("Send the act as application/json.")
    ),
    DoorCode.NOT_JSON: Words(
        400, _("Not readable"), _("What was sent is not one JSON object. Nothing was changed.")
    ),
    DoorCode.TOO_DEEP: Words(
        400, _("Nested too deep"), _("What was sent has too many levels. Nothing was changed.")
    ),
    DoorCode.UNKNOWN_FIELD: Words(
        400,
        _("Something unknown was sent"),
        _("A part of what was sent is not known here. Nothing was changed."),
    ),
    DoorCode.MISSING_FIELD: Words(
        400, _("Something is missing"), _("A part that is needed was not sent. Nothing was changed.")
    ),
    Code.BAD_VALUE: Words(
        400, _("Not understood"), _("A part of what was sent cannot be used. Nothing was changed.")
    ),
    DoorCode.KEY_MISSING: Words(
        400,
        _("No Idempotency-Key"),
        _("Each act needs a UUID of its own in the header Idempotency-Key, made before the first try."),
    ),
    DoorCode.KEY_BAD: Words(
        400, _("Idempotency-Key is no UUID"), _("Send a UUID in the header Idempotency-Key.")
    ),
    Code.KEY_REUSED: Words(
        422,
        _("This key was used for another act"),
        _("An act with this id is on record already and says something else. Send this one under a new id."),
    ),
    Code.TOO_OLD_TO_REPEAT: Words(
        422,
        _("Made too long ago"),
        _(
            "This act was made more than 35 days ago, and whether it is on record already cannot be told any "
            "more. Look; if it is not, type it in as a late entry. Or this clock is wrong: set it by server_now."
        ),
    ),
    Code.RESPONSE_GONE: Words(
        410,
        _("Deleted by now"),
        _(
            "That response was long ago, and what was recorded of it is deleted. Nothing was changed. If somebody "
            "needs help now, start a response."
        ),
    ),
    Code.HAPPENED_IN_FUTURE: Words(
        422,
        _("In the future"),
        _("The time given has not come yet. The clock of this device is wrong; set it by server_now."),
    ),
    Code.HAPPENED_TOO_LONG_AGO: Words(
        422,
        _("Too long ago"),
        _("The time given is more than two days ago. Set this clock right, or write it as a late entry."),
    ),
    Code.PAPER_TOO_OLD: Words(
        422,
        _("Written too long ago"),
        _(
            "Paper can be typed in for seven days, or for as long as visits are kept here if that is less. "
            "Check the day, or keep the sheet for whoever asks."
        ),
    ),
    Code.HAPPENED_BEFORE_VISIT: Words(
        422,
        _("Before they came"),
        _("The time given is before this person arrived. Check the time and send it again."),
    ),
    Code.UNKNOWN_STAFF: Words(
        422, _("Not on the team list"), _("Nobody of that name is on the team list. Choose from the list.")
    ),
    Code.UNKNOWN_CAUSE: Words(
        422,
        _("No such alarm"),
        _("No alarm of this room has that cause. Choose one from the board; its cause stands beside it."),
    ),
    Code.TWO_NEEDED: Words(
        409,
        _("Two are needed"),
        _("A call for help is over where it was raised, or when two others on shift say so, with a reason."),
    ),
    Code.NOT_A_CARD: Words(
        400,
        _("Not a card"),
        _(
            "A card is eight words, as they are printed on it. One of these is mistyped. Nothing was kept of them."
        ),
    ),
    Code.NOT_IN_A_DRILL: Words(
        409,
        _("Not in a drill"),
        _("This would reach beyond the drill. Nothing was told to anybody. Do it in the real room."),
    ),
    Code.SEAT_TAKEN: Words(
        409, _("Seat taken"), _("The board has someone in that seat. Choose another, or say it is free.")
    ),
    Code.BOOTH_FULL: Words(
        409, _("Booth full"), _("The board has no free seat there. Choose another, or say there is one.")
    ),
    Code.BOOTH_CLOSED: Words(
        409, _("Booth closed"), _("The board has that booth closed. Choose another, or say it is open.")
    ),
    Code.BOOTH_CLEANING: Words(
        409,
        _("Booth not cleaned yet"),
        _("The board has that booth waiting to be cleaned. Choose another, or say it is clean."),
    ),
    Code.BOOTH_OCCUPIED: Words(
        409, _("Someone is in there"), _("A booth cannot be closed while someone is in it. Move them first.")
    ),
    Code.ROOM_CLOSED: Words(
        409,
        _("Closed to new people"),
        _("The room is closed to new people. Open it first, or say someone has come in."),
    ),
    Code.LAST_ENTRY_PASSED: Words(
        409,
        _("Last entry has passed"),
        _("Who waits may still come in, nobody new. Open the room first, or say someone has come in."),
    ),
    Code.ROOM_CLOSING: Words(
        409,
        _("Closing"),
        _("The room is closing and takes nobody any more. Open it first, or say someone has come in."),
    ),
    Code.EVERYONE_IS_OUT: Words(
        409,
        _("Everyone is out"),
        _("Nobody comes in until “back in”. If someone is with you or inside, say so and they are counted."),
    ),
    Code.LOCKED_DOWN: Words(
        409,
        _("Locked down"),
        _("Nobody comes in during a lock-down. End it first, or say someone has come in."),
    ),
    Code.ROOM_HELD: Words(
        409,
        _("First “back in”, or the end of the lock-down"),
        _("While everyone is out, or in a lock-down, the room is not opened or closed. End that first."),
    ),
    Code.NOBODY_IS_OUT: Words(
        409,
        _("No head count now"),
        _("A head count is taken while everyone is out. Say “everyone out” first."),
    ),
    Code.VISIT_ENDED: Words(
        409,
        _("Already left"),
        _("The board has this person as gone. If they are here, say so and it is put right."),
    ),
    Code.NOT_IN_A_SEAT: Words(
        409, _("Not in a seat"), _("This person is not in a seat now. Seat them first.")
    ),
    Code.NOT_WAITING: Words(
        409,
        _("Not waiting"),
        _("The board has this person in a seat. If they left without using, say so; their stay ends."),
    ),
    Code.ALREADY_SEATED: Words(
        409, _("Already in a seat"), _("This person is in a seat already. Move them instead.")
    ),
    Code.SEEN_SINCE: Words(
        409,
        _("Seen since"),
        _("Someone has seen this person later than the time you give. If they did leave, say so."),
    ),
    Code.UNDO_TOO_LATE: Words(
        409,
        _("Too late to undo"),
        _("An act can be undone for ten seconds, and only while nothing was built on it."),
    ),
    Code.SHIFT_RUNNING: Words(
        409, _("A shift is running"), _("Hand the running shift over, or close it, first.")
    ),
    Code.PEOPLE_INSIDE: Words(
        409,
        _("People are still here"),
        _("Name everyone who stays, or say that the others have left; they end as not recorded."),
    ),
    Code.NO_SHIFT: Words(409, _("No shift is running"), _("Open a shift first.")),
    DoorCode.FORM_TOO_OLD: Words(
        400, _("This page is too old"), _("Go back, load the page again and send it once more.")
    ),
    DoorCode.TOO_MANY_TRIES: Words(429, _("Too many tries"), _("Wait a moment, then try once more.")),
    DoorCode.WAY_IN_CLOSED: Words(
        404,
        _("This link does not work any more"),
        _("A link works once and for one day. Ask a coordinator for a new one."),
    ),
    DoorCode.NOT_TRIED: Words(
        503,
        _("Not tried"),
        _("An act before this one could not be done here, so this one was not tried. Send it again."),
    ),
    DoorCode.DISK_FULL: Words(
        503,
        _("Not recorded"),
        _(
            "The disk of the server is full or takes nothing: nothing was recorded. Keep this and send "
            "it again; the board goes on."
        ),
    ),
    DoorCode.DATABASE_AWAY: Words(
        503,
        _("The database does not answer"),
        _(
            "Nothing was changed. The act stays on this device and is sent again by itself. Look at the room "
            "meanwhile."
        ),
    ),
    DoorCode.DATABASE_BUSY: Words(
        503,
        _("The database is busy"),
        _("Something else on the server holds it. Nothing was recorded; try again."),
    ),
    DoorCode.SERVER_ERROR: Words(
        500,
        _("Something went wrong here"),
        _("It was not your doing and has been noted. Try again; look at the room meanwhile."),
    ),
}

FIELD_WORDS: dict[AnyCode, LazyString] = {
    DoorCode.UNKNOWN_FIELD: _("Not known here."),
    DoorCode.MISSING_FIELD: _("Needed."),
    Code.BAD_VALUE: _("Cannot be used."),
}

BY_ERROR: dict[type[Exception], AnyCode] = {
    DiskFull: DoorCode.DISK_FULL,
    DatabaseBusy: DoorCode.DATABASE_BUSY,
    DatabaseAway: DoorCode.DATABASE_AWAY,
}

BY_STATUS: dict[int, AnyCode] = {
    400: Code.BAD_VALUE,
    401: DoorCode.UNAUTHENTICATED,
    403: DoorCode.FORBIDDEN,
    404: Code.NOT_FOUND,
    405: DoorCode.METHOD_NOT_ALLOWED,
    413: DoorCode.TOO_LARGE,
    415: DoorCode.UNSUPPORTED_MEDIA_TYPE,
    429: DoorCode.TOO_MANY_TRIES,
}


@dataclass(frozen=True)
class FieldError:
    """One part of a request that cannot be used. ``field`` is a name of ours or empty."""

    field: str
    code: AnyCode
    expected: LazyString | str | None = None

    def as_json(self) -> dict[str, str]:
        """With words, in the reader's language."""
        detail = self.expected or FIELD_WORDS.get(self.code) or TABLE[self.code].detail
        return {"field": self.field, "code": self.code.value, "detail": str(detail)}


class Stopped(Exception):
    """The door refuses. Nothing has changed."""

    def __init__(self, code: AnyCode, errors: Sequence[FieldError] = ()) -> None:
        super().__init__(code.value)
        self.code = code
        self.errors = tuple(errors)
