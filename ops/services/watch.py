"""The sweep: lateness made durable, once, by whoever sees it first.

It does not make anything late: every screen derives that by itself. It writes down that it
was, with the time it happened, and survives restarts because every deadline is a row.

    1. an outage comes first: no deadline of before it is worth anything;
    2. for each site with something due, its own share of them first, in one commit: find the rows
       whose ``wake_at`` has passed, insert the late check (unique per visit, check and level: zero rows inserted
       means a colleague was faster, which is fine), record the fact with the time it
       happened, set the next ``wake_at``; take the steps of ladders whose time has come; see
       whether the room needs eyes; take away pauses that ran out, and drills that were forgotten;
    3. say that this process is there.

A site on which that fails, as somebody holds its row, stops none of the others: it is said at the end, and
tried again by the next look. While everyone is out nobody can look: only limits that passed before it are recorded.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from importlib import metadata
from uuid import uuid4

from sqlalchemy import delete, select

from ops.domain import facts, timers
from ops.domain.errors import Refused
from ops.domain.words import IN_PLACE, LateLevel, RoomState, VisitState
from ops.models import Heartbeat, LateCheck, Response, Site, UndoImage, Visit
from ops.services import (
    bulletins,
    drills,
    eyes,
    ladder,
    lateness,
    limits,
    outage,
    pauses,
    receipts,
    responses,
    stays,
    turns,
)
from ops.services.each_site import EachSite
from ops.services.house import House
from ops.services.transaction import MILLISECOND, Actor, Command, Made, Transaction, milliseconds, perform
from ops.services.turns import COLLEAGUES_FIRST, HEARTBEAT_EVERY, Share
from ops.services.ways_in import devices

FORGET_IMAGES_AFTER = timedelta(minutes=5)
VERSION = metadata.version("ops")
WATCHER = Actor(None, "watch")


def sweep(
    house: House,
    now: datetime,
    *,
    process: str,
    started_at: datetime,
    listens_since: datetime | None = None,
    since_beat: timedelta | None = None,
    goes_on: Callable[[], object] = lambda: None,
    beaten: Callable[[], object] = lambda: None,
    boards: eyes.Boards | None = None,
) -> frozenset[int]:
    """One look over all sites; answers those on which it recorded something. ``process`` names
    the sweeping process in its heartbeat; ``listens_since``: since when whoever says that they
    are here is written down without a break, or as long as it runs; ``since_beat``: how long
    ago it last beat, by the steady clock, if it did. ``goes_on`` is called as each site is
    done, ``beaten`` whenever it has said that it is there: in the middle, too, as a sweep that
    takes long is nobody's absence. One that is broken off says nothing. ``boards``: what one sweep of a
    process read, the next need not read again.

    Raises ``SitesFailed`` when all others are done."""
    beats = turns.beats(house)
    changed = outage.tell(
        house, now, WATCHER, process=process, beats=beats, since_beat=since_beat, goes_on=goes_on
    )
    last, each = beats.get(process), EachSite(house)
    for site_id in _to_look_at(house, now, turns.share(beats, now, process), boards or eyes.Boards(), each):
        command = Command(id=uuid4(), site_id=site_id, actor=WATCHER, name="sweep")
        # Refused: a drill that ended meanwhile.
        with each.alone(site_id), suppress(Refused):
            perform(house, command, lambda transaction: _site(transaction, now), receipt=False)
            changed.add(site_id)
        goes_on()
        last = _beat(house, last, process, started_at, beaten)
    changed |= devices.mark_silent(house, now, since_start=listens_since or started_at, alone=each.alone)
    _beat(house, last, process, started_at, beaten)
    each.over()
    return frozenset(changed)


def _to_look_at(
    house: House, now: datetime, share: Share, boards: eyes.Boards, each: EachSite
) -> Sequence[int]:
    """Sites of our own share with something due, and those that a colleague has left for too long."""
    passed, left = limits.passed(house, now), now - COLLEAGUES_FIRST
    ours = {
        site_id
        for site_id, since in passed.items()
        if share.has(site_id) or (since <= left and share.watches(site_id, now))
    }
    return sorted(ours | eyes.changing(house, now, share, boards, alone=each.alone))


def _site(transaction: Transaction, now: datetime) -> Made:
    last = _last_possible(transaction.site, now)
    due = select(Visit).where(Visit.site_id == transaction.site.id, Visit.wake_at <= last)
    rows = transaction.session.scalars(due).all()
    late = [row for row in rows if row.state is not VisitState.CALLED]
    for row in rows:
        if row.state is VisitState.CALLED:
            _hold_passed(transaction, row)
    if late:
        hands = lateness.hands(transaction, min(row.wake_at or last for row in late), now)
        for row in late:
            _late(transaction, row, last, hands)
    for response in transaction.session.scalars(
        select(Response).where(Response.site_id == transaction.site.id, Response.wake_at <= now)
    ):
        responses.lapse(transaction, response, now)
    ladder.climb(transaction, now)
    ladder.forget(transaction, now)
    bulletins.expire(transaction, now)
    eyes.follow(transaction, milliseconds(now))
    pauses.expire(transaction, now)
    drills.tidy(transaction, now)
    return Made({"id": transaction.command.id})


def _last_possible(site: Site, now: datetime) -> datetime:
    """Until when somebody could look: just before everyone went out, or now."""
    if site.room_state is RoomState.EVERYONE_OUT and site.room_since is not None:
        return min(now, site.room_since - MILLISECOND)
    return now


def _hold_passed(transaction: Transaction, row: Visit) -> None:
    if row.hold_until is not None:
        transaction.record(facts.HoldPassed(row.hold_until, row.id))
    row.wake_at = None


def _late(transaction: Transaction, row: Visit, now: datetime, hands: lateness.Hands) -> None:
    told = stays.told(transaction.session, row)
    limits = (
        (LateLevel.OVERDUE, row.overdue_at, facts.CheckInOverdue),
        (LateLevel.URGENT, row.urgent_at, facts.CheckInUrgent),
    )
    for level, at, fact in limits:
        if row.state not in IN_PLACE or at is None or row.due_at is None or at > now:
            continue
        if told is level or told is LateLevel.URGENT:
            continue
        not_possible = hands.nobody_free(at)
        transaction.session.add(
            LateCheck(
                site_id=row.site_id,
                visit_id=row.id,
                check_number=row.check_number,
                level=level,
                due_at=row.due_at,
                at=at,
                not_possible=not_possible,
            )
        )
        transaction.record(fact(at, row.id, row.check_number, row.due_at, not_possible or None))
        told = level
    row.wake_at = timers.next_wake(row.overdue_at, row.urgent_at, told)


def _beat(
    house: House, last: datetime | None, process: str, started_at: datetime, beaten: Callable[[], object]
) -> datetime:
    """A row each few seconds, or not yet; what is past its time goes with the same commit. When it last was."""
    now = house.now()
    if last is not None and timedelta() <= now - last < HEARTBEAT_EVERY:
        return last
    with house.db.write() as session:
        session.merge(Heartbeat(process=process, started_at=started_at, at=now, version=VERSION))
        session.execute(delete(UndoImage).where(UndoImage.recorded_at < now - FORGET_IMAGES_AFTER))
        session.execute(delete(Heartbeat).where(Heartbeat.at < now - timedelta(days=7)))
        receipts.forget(session, now)
    beaten()
    return now
