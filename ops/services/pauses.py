"""The sound of one cause, off for a while: per cause, on every screen, and never longer.

The alarm stays in view. When something in it becomes worse it sounds again by itself, on each
screen, whatever is written here.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete

from ops.domain import facts
from ops.domain.alarm_screens import DEVICE, NOT_TOLD, TABLETS, UNHEARD
from ops.domain.alarm_sources import HEAD_COUNT, HELP, RECONFIRM, RESPONSE, VISIT
from ops.domain.alarms import EYES, alarms_at
from ops.domain.errors import Code, Refused
from ops.domain.visit import Outcome
from ops.domain.words import Audience, NoticeKind
from ops.models import Device, HelpCall, Message, Pause, Response, UndoImage, Visit
from ops.services import board, journal_lookup
from ops.services.answers import answer
from ops.services.board_moment import Moment
from ops.services.house import House
from ops.services.transaction import Command, Made, Reply, Transaction, perform

PAUSE = "pause"
_OF_THE_HOUSE = {TABLETS, UNHEARD, NoticeKind.CLOCK_SUSPECT, NoticeKind.DISK_FULL}
_OF_THE_ROOM = {EYES, RECONFIRM, HEAD_COUNT} | _OF_THE_HOUSE


def pause(house: House, command: Command, *, cause: str) -> Reply:
    """Sound off for the site's time, from when it was tapped.

    1. A cause that no alarm of this site can have is refused.
    2. While it is off already this is a repeat. Once that ran out, or broke because something
       became worse, it is off again.
    3. A tap so late that its time has passed, or that the head count has gone on since, is kept
       as a fact.
    """

    def work(transaction: Transaction) -> Made:
        at = transaction.at()
        _known(transaction, cause)
        row = transaction.session.get(Pause, (transaction.site.id, cause))
        if row is not None and at < row.until and (at <= row.at or not _broken(transaction, cause, at)):
            return answer(transaction, command.id, outcome=Outcome.REPEAT)
        until = at + timedelta(seconds=transaction.protocol.pause_for)
        if until <= transaction.now or _head_count_went_on(transaction, cause, at):
            transaction.record(facts.LateActKept(at, None, PAUSE))
            return answer(transaction, command.id, outcome=Outcome.LATE)
        _remember(transaction, cause, row)
        transaction.session.merge(Pause(site_id=transaction.site.id, cause=cause, at=at, until=until))
        transaction.record(facts.SoundPaused(at, cause, until))
        expire(transaction, transaction.now)
        transaction.touch("room")
        return answer(transaction, command.id)

    return perform(house, command, work)


def expire(transaction: Transaction, now: datetime) -> None:
    """Take away what ran out; every screen knows that it did by itself."""
    session = transaction.session
    session.flush()
    gone = session.scalars(
        delete(Pause).where(Pause.site_id == transaction.site.id, Pause.until <= now).returning(Pause.cause)
    ).all()
    if gone:
        transaction.touch("room")


def end(transaction: Transaction, cause: str, at: datetime) -> None:
    """Something of that cause is news, and no instant on the board says so: whatever was tapped
    before it holds no longer."""
    row = transaction.session.get(Pause, (transaction.site.id, cause))
    if row is not None and row.at < at:
        transaction.session.delete(row)
        transaction.touch("room")


def bring_back(transaction: Transaction, image: UndoImage) -> None:
    """Undo one pause: as it was before, unless it was made again since."""
    before = image.before or {}
    row = transaction.session.get(Pause, (transaction.site.id, before["cause"]))
    if row is None or row.at != datetime.fromisoformat(before["made_at"]):
        raise Refused(Code.UNDO_TOO_LATE)
    if before["at"] is None:
        transaction.session.delete(row)
    else:
        row.at, row.until = (datetime.fromisoformat(before[name]) for name in ("at", "until"))
    transaction.session.flush()


def _known(transaction: Transaction, cause: str) -> None:
    """Refuses a cause that names nothing of this site."""
    kind, colon, name = cause.partition(":")
    if cause in _OF_THE_ROOM or (colon and _names_one_of_ours(transaction, kind + colon, name)):
        return
    raise Refused(Code.UNKNOWN_CAUSE, "cause")


def _names_one_of_ours(transaction: Transaction, kind: str, name: str) -> bool:
    session, site = transaction.session, transaction.site
    if kind == DEVICE:
        number, _, what = name.partition(":")
        named = what in ("silent", "sound", "unsent") and number.isascii() and number.isdecimal()
        device = session.get(Device, int(number)) if named and len(number) < 10 else None
        return device is not None and device.site_id == site.id
    try:
        named_id = UUID(name)
    except ValueError:
        return False
    row: Response | Visit | Message | HelpCall | None = None
    if kind == RESPONSE:
        row = session.get(Response, named_id)
    elif kind == VISIT:
        row = session.get(Visit, named_id)
    elif kind == HELP:
        row = session.get(HelpCall, named_id)
    elif kind == NOT_TOLD:
        row = session.get(Message, named_id)
    return row is not None and row.site_id == site.id and name == str(named_id)


def _head_count_went_on(transaction: Transaction, cause: str, at: datetime) -> bool:
    """Whether somebody was ticked after that tap: whoever tapped did not know of it."""
    counted = (facts.HeadCounted.kind(),)
    return cause == HEAD_COUNT and journal_lookup.something_newer(transaction, counted, at)


def _broken(transaction: Transaction, cause: str, at: datetime) -> bool:
    """Whether it sounds although its sound is off: something became worse since."""
    picture = board.picture(Moment(transaction.session, transaction.site), Audience.FLOOR).body
    alarms = [alarm for alarm in alarms_at(picture, at, Audience.FLOOR) if alarm.cause == cause]
    return any(alarm.paused_until is None for alarm in alarms)


def _remember(transaction: Transaction, cause: str, row: Pause | None) -> None:
    """Keep what an undo needs."""
    before = {
        "cause": cause,
        "made_at": facts.plain(transaction.at()),
        "at": facts.plain(row.at) if row else None,
        "until": facts.plain(row.until) if row else None,
    }
    transaction.keep_image(PAUSE, str(transaction.command.id), before)
