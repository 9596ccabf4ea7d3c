"""The wall clock was set back: everything that runs goes back with it.

    1. by how much is measured against the steady clock while a process runs; at a start it is
       by as much as the newest record of the site, or the last beat of the house, lies ahead, and
       everyone inside is then to be confirmed, because nobody knows for how long it stood still;
    2. in one commit on each site: every instant of what is live, so that ages, and what is left
       of each deadline, are what the steady clock says; the fact; every part of the board;
    3. facts of before keep their times (``journal_time``), and no act of before can be undone:
       what was kept for that is of the other time;
    4. several processes see one step. Who finds that a colleague followed it does nothing.

Nothing ever goes the other way: what is moved later is an alarm that comes late.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

from sqlalchemy import delete, select, update

from ops.db import Base
from ops.domain import facts
from ops.domain.words import ResponseState, VisitState
from ops.models import (
    Booth,
    Heartbeat,
    JournalEntry,
    Response,
    Shift,
    SupplyItem,
    UndoImage,
    Visit,
    Walk,
)
from ops.services import clock_live, clock_records, notices, outage
from ops.services.house import House
from ops.services.journal_time import MOVED
from ops.services.transaction import MILLISECOND, Command, Made, Transaction, milliseconds, perform


def follow(house: House, by: timedelta, *, right_at: datetime) -> None:
    """It was set back by so much while a process ran. ``right_at``: when that process had last
    seen it go evenly, by what the clock says now."""
    whole = timedelta(milliseconds=round(by / MILLISECOND))
    for site_id in notices.sites(house):
        _commit(house, site_id, partial(_follow, by=whole, right_at=milliseconds(right_at)))
    _beats_go_back(house)


def follow_records(house: House, sites: Iterable[int], last_beat: datetime | None) -> None:
    """A process begins, and the clock is behind what is on record of these sites, or behind the
    last beat."""
    for site_id in sites:
        _commit(house, site_id, partial(_follow_records, last_beat=last_beat))
    _beats_go_back(house)


def _follow(transaction: Transaction, *, by: timedelta, right_at: datetime) -> Made:
    if not _followed_since(transaction, right_at):
        _move(transaction, by)
    return Made({})


def _follow_records(transaction: Transaction, *, last_beat: datetime | None) -> Made:
    session, site_id, now = transaction.session, transaction.site.id, transaction.now
    ahead = now + clock_records.APART
    newest = clock_records.newest_not_followed(session, site_id)
    beat = last_beat if last_beat is not None and last_beat > ahead else None
    if beat is not None and clock_records.beat_followed(session, site_id, beat):
        beat = None
    found = [at for at in (newest, beat) if at is not None and at > ahead]
    if found:
        _move(transaction, max(found) - now, last_beat=beat)
        outage.confirm_everyone(transaction, now, now)
    return Made({})


def _followed_since(transaction: Transaction, right_at: datetime) -> bool:
    """Whether another process followed it, or this one before it failed on another site. A move
    of long ago may have said this very time: then what was recorded after it lies ahead."""
    entries = select(JournalEntry).where(JournalEntry.site_id == transaction.site.id)
    last = transaction.session.scalar(
        entries.where(JournalEntry.kind == MOVED).order_by(JournalEntry.id.desc()).limit(1)
    )
    if last is None or not right_at <= last.recorded_at <= transaction.now:
        return False
    ahead = entries.where(JournalEntry.id > last.id, JournalEntry.recorded_at > transaction.now)
    return transaction.session.scalar(ahead.limit(1)) is None


def _move(transaction: Transaction, by: timedelta, *, last_beat: datetime | None = None) -> None:
    session, site_id, now = transaction.session, transaction.site.id, transaction.now
    recent = now - timedelta(seconds=transaction.protocol.recently_left_for)
    # All read before anything is written: what is live is told by times that are about to move.
    rows = clock_live.rows(session, site_id, recent)
    for row in rows:
        _move_row(transaction, row, by)
    session.execute(delete(UndoImage).where(UndoImage.site_id == site_id))
    session.flush()
    visits = sum(isinstance(row, Visit) and row.state is not VisitState.ENDED for row in rows)
    responses = sum(isinstance(row, Response) and _goes_on(row) for row in rows)
    transaction.record(facts.TimesMovedBack(now, by.total_seconds(), visits, responses, last_beat))
    transaction.touch("room", "waiting", "responses", "staff", "devices", "notices", "supplies")
    transaction.touch_booth(*session.scalars(select(Booth.id).where(Booth.site_id == site_id)))


def _move_row(transaction: Transaction, row: Base, by: timedelta) -> None:
    for name in clock_live.instants(type(row)):
        said = getattr(row, name)
        if said is not None:
            setattr(row, name, said - by)
    if isinstance(row, (Visit, Response, Walk, Shift, SupplyItem)):
        row.version = transaction.version


def _goes_on(row: Response) -> bool:
    running = row.state is ResponseState.RUNNING
    return running or (row.state is ResponseState.OVER and row.complete_at is None)


def _beats_go_back(house: House) -> None:
    """Nobody was there later than now: the next start would take an outage for none."""
    now = house.now()
    with house.db.write() as session:
        session.execute(update(Heartbeat).where(Heartbeat.at > now).values(at=now))


def _commit(house: House, site_id: int, work: Callable[[Transaction], Made]) -> None:
    command = Command(id=uuid4(), site_id=site_id, actor=notices.WATCHER, name="clock")
    perform(house, command, work, receipt=False)
