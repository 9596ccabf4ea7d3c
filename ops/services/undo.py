"""Undo within ten seconds: the rows go back, the record of it stays.

Nothing is deleted: the act's facts remain in the journal, ``ActUndone`` follows them, and
summaries count neither. An act that others have built on cannot be undone any more.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import DateTime, Uuid, delete, select

from ops.db import UtcDateTime
from ops.domain import facts
from ops.domain.errors import Code, Refused
from ops.domain.words import EndKind, ResponseState, VisitState
from ops.models import (
    Booth,
    CheckIn,
    JournalEntry,
    LateCheck,
    LateSigning,
    Notice,
    OpeningCheck,
    Response,
    Shift,
    Site,
    SupplyMove,
    UndoImage,
    Visit,
    Walk,
    WalkFound,
)
from ops.services import (
    bulletins,
    help_calls,
    journal_lookup,
    ladder,
    notices,
    opening,
    pauses,
    response_rows,
    response_staff,
    response_undo,
    shift_staff,
    supply_follow,
    supply_undo,
    undo_of_row,
)
from ops.services.answers import answer
from ops.services.house import House
from ops.services.journal_time import MOVED
from ops.services.retention import cards, tallies
from ops.services.transaction import Command, Made, Reply, Transaction, perform

UNDO_WITHIN = timedelta(seconds=10)
LEEWAY = timedelta(seconds=3)
"""A tap in the tenth second still has its way to the server before it."""

_Row = Visit | Booth | Response | Shift | Walk
_TABLES: dict[str, type[Visit] | type[Booth] | type[Response] | type[Shift] | type[Walk]] = {
    "visit": Visit,
    "booth": Booth,
    "response": Response,
    "shift": Shift,
    "walk": Walk,
}


def undo(house: House, command: Command, *, target: UUID) -> Reply:
    """Take back the act ``target``. Raises ``Refused``: unknown, too late, or built upon."""

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        _in_time(transaction, target, at)
        images = list(
            transaction.session.scalars(
                select(UndoImage)
                .where(UndoImage.command_id == target, UndoImage.site_id == command.site_id)
                .order_by(UndoImage.id)
            )
        )
        _something_to_undo(transaction, target, images)
        made = undo_of_row.take_out(transaction, images, target)
        if made is None:
            _all_of_it(transaction, images, at)
        for image in images:
            transaction.session.delete(image)
        _uncount(transaction, target)
        transaction.record(facts.ActUndone(at, target))
        transaction.touch("room", "waiting", "responses")
        return made or answer(transaction, command.id, undone=target)

    return perform(house, command, work)


def _all_of_it(transaction: Transaction, images: list[UndoImage], at: datetime) -> None:
    """Everything the act changed is as before. Raises ``Refused`` when somebody has built on it."""
    whole = [image for image in images if image.table in _TABLES]
    apart = [image for image in images if image.table in _APART]
    in_responses = [image for image in images if image.table not in (*_TABLES, *_APART)]
    hands = response_staff.there(transaction)
    rows = [_untouched_since(transaction, image) for image in whole]
    _seats_still_free(transaction, whole)
    _empty_seats(transaction, rows)
    for image in apart:
        _APART[image.table](transaction, image)
    for image, row in zip(whole, rows, strict=True):
        _bring_back(transaction, row, image.before)
    for image in in_responses:
        response_undo.bring_back(transaction, image, at)
    for row in rows:
        if isinstance(row, Visit):
            _never_due(transaction, row)
            response_undo.hold_no_timer(transaction, row)
        elif isinstance(row, Response):
            record = response_rows.record(transaction.session, row)
            ladder.follow(transaction, record)
            supply_follow.response(transaction, record)
    response_staff.follow(transaction, hands, at)


def _in_time(transaction: Transaction, target: UUID, at: datetime) -> None:
    """Counted from the tap to the tap. Where the act was on record before the undo was tapped,
    from then: a tablet offers undo anew for an act it has sent again."""
    entries = transaction.session.scalars(
        select(JournalEntry).where(
            JournalEntry.command_id == target, JournalEntry.site_id == transaction.site.id
        )
    ).all()
    if not entries:
        raise Refused(Code.NOT_FOUND, "command")
    moments = [moment for entry in entries for moment in (entry.happened_at, entry.recorded_at)]
    known = [moment for moment in moments if moment <= at + LEEWAY]
    late = bool(known) and at - max(known) > UNDO_WITHIN + LEEWAY
    undone = transaction.session.scalar(
        select(JournalEntry.id).where(
            JournalEntry.site_id == transaction.site.id,
            JournalEntry.kind == facts.ActUndone.kind(),
            JournalEntry.data["command"].as_string() == str(target),
        )
    )
    other_time = journal_lookup.later_commit(transaction, (MOVED,), max(entry.version for entry in entries))
    if undone is not None or late or other_time:
        raise Refused(Code.UNDO_TOO_LATE)


def _something_to_undo(transaction: Transaction, target: UUID, images: list[UndoImage]) -> None:
    """Images are kept for minutes; without one, saying "undone" would be untrue."""
    if not images and not _counted(transaction, target):
        raise Refused(Code.UNDO_TOO_LATE)


def _seats_still_free(transaction: Transaction, images: list[UndoImage]) -> None:
    """Somebody else in the seat by now is somebody who built on the act."""
    going_back = {UUID(image.row_id) for image in images if image.table == Visit.__tablename__}
    wanted = {
        image.before["seat_id"]
        for image in images
        if image.table == Visit.__tablename__ and image.before and image.before["state"] != VisitState.ENDED
    }
    taken = transaction.session.scalar(
        select(Visit.id).where(
            Visit.seat_id.in_(wanted - {None}),
            Visit.state != VisitState.ENDED,
            Visit.id.not_in(going_back),
        )
    )
    if taken is not None:
        raise Refused(Code.UNDO_TOO_LATE)


def _room_as_before(transaction: Transaction, image: UndoImage) -> None:
    """The room's own state and the curtain, unless they were changed again since."""
    if journal_lookup.later_commit(transaction, journal_lookup.ROOM_KINDS, image.version):
        raise Refused(Code.UNDO_TOO_LATE)
    columns = Site.__table__.columns
    for name, value in (image.before or {}).items():
        setattr(transaction.site, name, _read(columns[name].type, value))


_APART: dict[str, Callable[[Transaction, UndoImage], None]] = {
    Site.__tablename__: _room_as_before,
    pauses.PAUSE: pauses.bring_back,
    shift_staff.CHIP: shift_staff.bring_back,
    Notice.__tablename__: notices.bring_back,
    bulletins.HINT: bulletins.bring_hint_back,
    supply_undo.ITEM: supply_undo.bring_back_item,
    supply_undo.DRAWS: supply_undo.bring_back_draws,
    help_calls.HELP: help_calls.bring_back,
    cards.CARD: cards.bring_back,
    tallies.TALLY: tallies.bring_back,
}
"""What is brought back by whoever keeps it."""


def _untouched_since(transaction: Transaction, image: UndoImage) -> _Row:
    table = _TABLES[image.table]
    key: Any = int(image.row_id) if table is Booth else UUID(image.row_id)
    row = cast(_Row, transaction.session.get_one(table, key))
    if isinstance(row, Booth):
        # A tile's version moves with every look; the booth's own state has facts of its own.
        kinds = journal_lookup.BOOTH_KINDS
        built_upon = journal_lookup.later_commit(transaction, kinds, image.version, booth=row.id)
    else:
        built_upon = row.version != image.version
    if built_upon:
        raise Refused(Code.UNDO_TOO_LATE)
    return row


def _empty_seats(transaction: Transaction, rows: list[_Row]) -> None:
    """A swap going back needs both seats empty for a moment."""
    for row in rows:
        if isinstance(row, Visit):
            transaction.touch_booth(row.booth_id)
            row.seat_id = None
    transaction.session.flush()


_STAYS = {"id", "version", "posted", "posted_version", "log_gone"}
"""What the counters hold of a row they hold whatever is undone; its version tells them of the change."""


def _bring_back(transaction: Transaction, row: _Row, before: dict[str, Any] | None) -> None:
    if before is None:
        _as_if_never(transaction, row)
    else:
        if isinstance(row, Shift) and row.closed_at is not None and row.next_shift_id is None:
            shift_staff.back_on(transaction, row.closed_at)
        for column in row.__table__.columns:
            if column.key not in _STAYS:
                setattr(row, column.key, _read(column.type, before[column.key]))
    row.version = transaction.version
    if isinstance(row, Booth):
        transaction.touch_booth(row.id)
    elif not isinstance(row, (Shift, Walk)):
        transaction.touch_booth(row.booth_id)
    transaction.session.flush()


def _never_due(transaction: Transaction, row: Visit) -> None:
    """A check that the act had begun never fell due; the next one will have its number."""
    transaction.session.execute(
        delete(LateCheck).where(LateCheck.visit_id == row.id, LateCheck.check_number > row.check_number)
    )


def _as_if_never(transaction: Transaction, row: _Row) -> None:
    if isinstance(row, Visit):
        row.state = VisitState.ENDED
        row.end_kind = EndKind.UNDONE
        row.ended_at = row.changed_at = transaction.now
        row.handle = None
        row.wake_at = None
    elif isinstance(row, Response):
        row.state = ResponseState.UNDONE
        row.over_at = transaction.now
        row.wake_at = None
    elif isinstance(row, Walk):
        row.ended_at = transaction.now
    elif isinstance(row, Shift):
        transaction.session.delete(row)  # nothing refers to a shift


def _read(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, (UtcDateTime, DateTime)):
        return datetime.fromisoformat(value)
    if isinstance(kind, Uuid):
        return UUID(value)
    enum = getattr(kind, "enum_class", None)
    return enum(value) if enum is not None else value


def _uncount(transaction: Transaction, target: UUID) -> None:
    rows = _counted(transaction, target)
    supply_undo.take_back(transaction, [row for row in rows if isinstance(row, SupplyMove)])
    for row in rows:
        if isinstance(row, OpeningCheck):
            opening.take_back(transaction, row)
        else:
            row.counts = False


_Counted = CheckIn | OpeningCheck | WalkFound | LateSigning | SupplyMove


def _counted(transaction: Transaction, target: UUID) -> list[_Counted]:
    """The rows of the act that simply no longer count."""
    look = transaction.session.get(CheckIn, target)
    said = transaction.session.get(OpeningCheck, target)
    seat = transaction.session.get(WalkFound, target)
    signed = transaction.session.get(LateSigning, target)
    moves = supply_undo.counted(transaction, target)
    return [*(row for row in (look, said, seat, signed) if row is not None), *moves]
